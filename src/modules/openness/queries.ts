/** Read models of publications, objections and the catalogue, for the staff. */
import { toString as drawQr } from 'qrcode';
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { publicContent } from '../../kernel/disclosure/content.ts';
import { masked } from '../../kernel/disclosure/masking.ts';
import { placesMasked } from '../../kernel/disclosure/screening.ts';
import { objectionsTo, type Objection } from '../../kernel/disclosure/objections.ts';
import {
  explainPublication,
  getPublication,
  unscreenedAnnexes,
  type Publication,
} from '../../kernel/disclosure/publications.ts';
import { dutiesSince } from '../../kernel/duty/standing.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import type { CatalogueRow } from '../../kernel/institution.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { listBelow, nameOf } from '../organizations/facade.ts';
import type { catalogueNames, publicationStates } from './choices.ts';
import { catalogueStateKeys } from './choices.ts';
import {
  catalogueStandings,
  type CatalogueDay,
  type CatalogueStanding,
  type CatalogueState,
} from './rules.ts';

const pageSize = 20;

type PublicationState = (typeof publicationStates)[number];

type ListedRow = {
  id: string;
  code: string;
  title: string;
  orgName: string;
  catalogueKey: string;
  state: PublicationState;
  dueOn: Temporal.PlainDate | null;
  shownFrom: Temporal.PlainDate | null;
  shownUntil: Temporal.PlainDate | null;
  objectionsOpen: number;
};

export async function listPublications(
  ctx: Ctx,
  asked: { q?: string | undefined; state?: PublicationState | undefined; page: number },
) {
  const pattern = `%${(asked.q ?? '').replaceAll(/[\\%_]/gu, (char) => `\\${char}`)}%`;
  const { rows } = await sql<ListedRow & { total: number }>`
    select p.id, p.code, p.title, n.short_name as "orgName", p.catalogue_key as "catalogueKey", p.state,
      p.due_on as "dueOn", p.shown_from as "shownFrom", p.shown_until as "shownUntil",
      (select count(*) from objections x where x.publication_id = p.id and x.answered_at is null) as "objectionsOpen",
      count(*) over () as total
    from publications p
    join organization_names n on n.org_id = p.org_id and upper_inf(n.valid)
    where p.org_path <@ any(${ctx.scope}::ltree[])
      ${asked.state ? sql`and p.state = ${asked.state}` : sql``}
      ${asked.q ? sql`and (p.title like ${pattern} or p.code = ${asked.q.toUpperCase()})` : sql``}
    order by p.proposed_at desc, p.id
    limit ${pageSize} offset ${(asked.page - 1) * pageSize}
  `.execute(ctx.tx);
  return { rows: rows.map(listed), total: rows[0]?.total ?? 0 };
}

function listed(row: ListedRow) {
  return {
    ...row,
    dueOn: row.dueOn?.toString() ?? null,
    shownFrom: row.shownFrom?.toString() ?? null,
    shownUntil: row.shownUntil?.toString() ?? null,
  };
}

/** One publication with everything its page shows; `publicUrl` is the address of the town. */
export async function showPublication(ctx: Ctx, id: string, publicUrl: string) {
  const publication = await getPublication(ctx, id);
  const shown = masked(publication.title, publication.content, publication.profile);
  const { moves } = await explainPublication(ctx, publication);
  const t = ctx.services.translate[ctx.locale];
  const objections = await objectionsTo(ctx, id);
  const names = await nameOf(ctx, [publication.orgId], ctx.today);
  const isPublic = publication.state === 'published' && publication.audience === 'society';
  const publicPath = isPublic ? `/notices/${publication.code}` : null;
  return {
    ...listed({
      ...publication,
      orgName: names.get(publication.orgId)?.shortName ?? '',
      objectionsOpen: objections.filter((one) => one.answeredAt === null).length,
    }),
    subject: publication.subject,
    shownTitle: shown.title,
    content: publicContent.parse(shown.content),
    masked: publication.profile === 'names_full' ? [] : placesMasked(publication.title, publication.content),
    unscreened: await unscreenedAnnexes(ctx, id),
    audience: publication.audience,
    profile: publication.profile,
    returnedReason: publication.returnedReason,
    corrects: await correctedBy(ctx, publication),
    moves: moves
      // A correction is a proposal of its own; its last step is part of publishing it.
      .filter((move) => move.move !== 'correct')
      .map((move) => ({ ...move, because: move.because.map((reason) => reasonViewOf(reason, t)) })),
    history: await historyOf(ctx, id),
    leaves: await leavesOf(ctx, publication.code),
    objections: objections.map((one) => objectionRowOf(ctx, one)),
    publicPath,
    qr: publicPath && (await drawQr(`${publicUrl}${publicPath}`, { type: 'svg', margin: 2 })),
  };
}

/** Where it stands in the public log. */
async function leavesOf(ctx: Ctx, code: string) {
  const rows = await ctx.tx
    .selectFrom('disclosure_leaves')
    .select(['index', 'event', 'at', 'root'])
    .where('publication_code', '=', code)
    .orderBy('index')
    .execute();
  return rows.map(({ index, event, at, root }) => ({
    index,
    event,
    at: at.toString(),
    root: root.toString('hex'),
  }));
}

async function correctedBy(ctx: Ctx, publication: Publication) {
  if (!publication.corrects) return null;
  const former = await getPublication(ctx, publication.corrects);
  return { id: former.id, code: former.code, reason: publication.correctionReason ?? '' };
}

async function historyOf(ctx: Ctx, id: string) {
  const rows = await ctx.tx
    .selectFrom('audit_events')
    .select(['at', 'actor_name', 'event', 'reason'])
    .where('subject_type', '=', 'publication')
    .where('subject_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    at: row.at.toString(),
    who: row.actor_name,
    event: row.event,
    reason: row.reason,
  }));
}

export function objectionRowOf(ctx: Ctx, one: Objection) {
  return {
    ...one,
    receivedOn: one.receivedOn.toString(),
    answerDueOn: one.answerDueOn.toString(),
    answeredOn: one.answeredAt?.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString() ?? null,
    late: one.answeredAt === null && Temporal.PlainDate.compare(ctx.today, one.answerDueOn) > 0,
  };
}

export type CatalogueAsked = {
  q?: string | undefined;
  catalogue?: (typeof catalogueNames)[number] | undefined;
  state?: CatalogueState | undefined;
  orgId?: string | undefined;
  page: number;
};

/** A page of the catalogue, the most urgent first; `counts` are over everything asked for but the state. */
export async function listCatalogue(ctx: Ctx, rows: readonly CatalogueRow[], asked: CatalogueAsked) {
  const all = (await standingsInScope(ctx, rows))
    .filter(({ row }) => asked.catalogue === undefined || row.catalogue === asked.catalogue)
    .filter(({ org }) => asked.orgId === undefined || org.id === asked.orgId)
    .filter(({ org }) => asked.q === undefined || org.name.includes(asked.q));
  const counts = Object.fromEntries(
    catalogueStateKeys.map((state) => [state, all.filter((one) => one.state === state).length]),
  ) as Record<CatalogueState, number>; // one entry for each key
  const found = all
    .filter((one) => asked.state === undefined || one.state === asked.state)
    .sort(
      (a, b) =>
        catalogueStateKeys.indexOf(a.state) - catalogueStateKeys.indexOf(b.state) ||
        Temporal.PlainDate.compare(b.dueOn, a.dueOn),
    );
  const from = (asked.page - 1) * pageSize;
  return {
    rows: found.slice(from, from + pageSize).map(({ row, org, ...standing }) => ({
      catalogueKey: row.key,
      catalogue: row.catalogue,
      orgId: org.id,
      orgName: org.name,
      period: standing.period ?? null,
      dueOn: standing.dueOn.toString(),
      publishedOn: standing.publishedOn?.toString() ?? null,
      state: standing.state,
      cites: row.cites,
      certainty: row.certainty ?? ('certain' as const),
    })),
    total: found.length,
    counts,
  };
}

/** Where every entry of the catalogue stands for the bodies in the act's scope. */
export async function standingsInScope(
  ctx: Ctx,
  rows: readonly CatalogueRow[],
): Promise<CatalogueStanding[]> {
  const orgs = await listBelow(ctx, ctx.scope, [...new Set(rows.flatMap((row) => row.owedBy))]);
  const founded = await ctx.tx.selectFrom('organizations').select(['id', 'founded_on']).execute();
  const foundedOn = new Map(founded.map((org) => [org.id, org.founded_on]));
  const days = await sql<CatalogueDay>`
    select org_id as "orgId", catalogue_key as "catalogueKey", due_on as "dueOn",
      (published_at at time zone 'Asia/Shanghai')::date as "publishedOn", code
    from publications
    where state <> 'returned' and corrects is null and (published_at is not null or due_on is not null)
      and org_path <@ any(${ctx.scope}::ltree[])
  `.execute(ctx.tx);
  return catalogueStandings({
    rows,
    orgs: orgs.map((org) => ({ ...org, name: org.shortName, foundedOn: foundedOn.get(org.id) ?? ctx.today })),
    days: days.rows,
    since: await dutiesSince(ctx),
    today: ctx.today,
  });
}

/** Rows of the catalogue and the bodies in scope that owe them. */
export async function listCatalogueRows(ctx: Ctx, rows: readonly CatalogueRow[]) {
  const orgs = await listBelow(ctx, ctx.scope, [...new Set(rows.flatMap((row) => row.owedBy))]);
  return {
    rows: rows
      .map(({ key, every, cites, owedBy }) => ({
        key,
        every,
        cites,
        orgIds: orgs.filter((org) => owedBy.includes(org.kind)).map((org) => org.id),
      }))
      .filter((row) => row.orgIds.length > 0),
    orgs: orgs.map((org) => ({ id: org.id, name: org.shortName })),
  };
}

/** The row of a key; refuses one that the catalogue does not have. */
export function requireRow(rows: readonly CatalogueRow[], key: string): CatalogueRow {
  const row = rows.find((one) => one.key === key);
  if (!row) throw new Refusal('openness.no_such_row', { field: 'catalogueKey' });
  return row;
}
