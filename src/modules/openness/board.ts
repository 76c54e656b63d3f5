/** The notice board: the one query through which people read what is meant for fewer than everybody. */
import { sql } from 'kysely';
import { scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { publicContent } from '../../kernel/disclosure/content.ts';
import { folded } from '../../kernel/disclosure/words.ts';
import { Download } from '../../kernel/http/bind.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { nameOf } from '../organizations/facade.ts';
import type { audiences } from './choices.ts';

const pageSize = 20;

type Audience = (typeof audiences)[number];
type BoardRow = {
  id: string;
  code: string;
  orgId: string;
  catalogueKey: string;
  audience: Audience;
  title: string;
  shownFrom: Temporal.PlainDate;
  shownUntil: Temporal.PlainDate | null;
};

/** What of the board is open to the actor, by the organizations at which a role or a membership is held. */
function reader(ctx: Ctx) {
  const members = scopeUnder(ctx, 'disclosure.board_members');
  return sql`${ctx.scope}::ltree[], ${members}::ltree[], ${ctx.today}::date`;
}

const columns = sql`id, code, org_id as "orgId", catalogue_key as "catalogueKey", audience, title,
  shown_from as "shownFrom", shown_until as "shownUntil"`;

export async function listBoardNotices(
  ctx: Ctx,
  asked: { q?: string | undefined; audience?: Audience | undefined; page: number },
) {
  const pattern = `%${folded(asked.q ?? '').replaceAll(/[\\%_]/gu, (char) => `\\${char}`)}%`;
  const { rows } = await sql<BoardRow & { total: number }>`
    select ${columns}, count(*) over () as total
    from notice_board(${reader(ctx)})
    where true
      ${asked.audience ? sql`and audience = ${asked.audience}` : sql``}
      ${asked.q ? sql`and body like ${pattern}` : sql``}
    order by published_at desc, code
    limit ${pageSize} offset ${(asked.page - 1) * pageSize}
  `.execute(ctx.tx);
  return { rows: await shown(ctx, rows), total: rows[0]?.total ?? 0 };
}

/** Refuses `not_found` what is not on display for the reader. */
export async function getBoardNotice(ctx: Ctx, { id }: { id: string }) {
  const { rows } = await sql<BoardRow & { content: unknown }>`
    select ${columns}, content from notice_board(${reader(ctx)}) where id = ${id}::uuid
  `.execute(ctx.tx);
  const [row] = rows;
  const [view] = await shown(ctx, rows);
  if (!row || !view) throw new Refusal('not_found', { status: 404 });
  return {
    ...view,
    content: publicContent.parse(row.content),
    files: await filesOf(ctx, id),
    publicPath: row.audience === 'society' ? `/notices/${row.code}` : null,
  };
}

export async function openBoardFile(ctx: Ctx, { id, fileId }: { id: string; fileId: string }) {
  const file = (await filesOf(ctx, id)).find((one) => one.id === fileId);
  if (!file) throw new Refusal('not_found', { status: 404 });
  const { name, type } = file;
  return new Download({ name, type, body: await ctx.services.blobs.open(file.sha256) });
}

async function filesOf(ctx: Ctx, id: string) {
  const { rows } = await sql<{ id: string; name: string; type: string; bytes: number; sha256: string }>`
    select id, name, type, bytes, sha256 from notice_board_files(${reader(ctx)})
    where publication_id = ${id}::uuid order by at, id
  `.execute(ctx.tx);
  return rows;
}

async function shown(ctx: Ctx, rows: readonly BoardRow[]) {
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  return rows.map(({ id, code, title, catalogueKey, audience, ...row }) => ({
    id,
    code,
    title,
    catalogueKey,
    audience,
    orgName: names.get(row.orgId)?.shortName ?? '',
    shownFrom: row.shownFrom.toString(),
    shownUntil: row.shownUntil?.toString() ?? null,
  }));
}
