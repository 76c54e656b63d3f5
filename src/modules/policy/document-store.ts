/** SQL on the policy documents and their parts. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { Quantity } from './quantities.ts';

export type DocumentRow = {
  id: string;
  orgId: string;
  orgPath: string;
  fileName: string;
  format: string;
  encoding: string | null;
  rawText: string;
  number: string | null;
  issuer: string | null;
  title: string;
  dated: Temporal.PlainDate | null;
  recipients: string[];
  copiesTo: string[];
  subjectWords: string[];
  printLine: string | null;
  copies: number | null;
  preamble: string;
  remainder: unknown;
  faults: unknown;
  state: 'read' | 'confirmed' | 'discarded';
  inForceFrom: Temporal.PlainDate | null;
  /** The first day on which it is no longer in force. */
  inForceUntil: Temporal.PlainDate | null;
  uploadedBy: string;
  uploadedAt: Temporal.Instant;
  confirmedBy: string | null;
  discardedBecause: string | null;
  version: number;
};

const listed = sql`
  id, org_id as "orgId", org_path as "orgPath", file_name as "fileName", format, encoding, number, issuer, title, dated,
  recipients, copies_to as "copiesTo", subject_words as "subjectWords", print_line as "printLine", copies, preamble,
  remainder, faults, state, lower(in_force) as "inForceFrom", upper(in_force) as "inForceUntil",
  uploaded_by_name as "uploadedBy", uploaded_at as "uploadedAt", confirmed_by_name as "confirmedBy",
  discarded_because as "discardedBecause", version`;

export async function find(ctx: Ctx, id: string): Promise<DocumentRow | undefined> {
  const { rows } = await sql<DocumentRow>`
    select ${listed}, raw_text as "rawText" from policy_documents where id = ${id}
  `.execute(ctx.tx);
  return rows[0];
}

/** Without their text. */
export async function list(ctx: Ctx, townPath: string): Promise<Omit<DocumentRow, 'rawText'>[]> {
  const { rows } = await sql<Omit<DocumentRow, 'rawText'>>`
    select ${listed} from policy_documents where org_path = ${townPath}::ltree
    order by uploaded_at desc, id desc
  `.execute(ctx.tx);
  return rows;
}

/** The town's own document on a day. */
export async function inForceOn(
  ctx: Ctx,
  townId: string,
  on: Temporal.PlainDate,
): Promise<{ id: string; number: string | null; title: string; from: Temporal.PlainDate } | undefined> {
  const { rows } = await sql<{ id: string; number: string | null; title: string; from: Temporal.PlainDate }>`
    select id, number, title, lower(in_force) as "from" from policy_documents
    where org_id = ${townId} and in_force @> ${on}::date
  `.execute(ctx.tx);
  return rows[0];
}

export async function findSame(
  ctx: Ctx,
  townId: string,
  sha256: string,
): Promise<{ title: string; uploadedBy: string; uploadedAt: Temporal.Instant } | undefined> {
  const { rows } = await sql<{ title: string; uploadedBy: string; uploadedAt: Temporal.Instant }>`
    select title, uploaded_by_name as "uploadedBy", uploaded_at as "uploadedAt" from policy_documents
    where org_id = ${townId} and sha256 = ${sha256} and state <> 'discarded'
  `.execute(ctx.tx);
  return rows[0];
}

/** Counts one change and keeps everybody else out until the act ends; undefined when someone was faster. */
export async function raiseVersion(ctx: Ctx, id: string, version: number): Promise<number | undefined> {
  const row = await ctx.tx
    .updateTable('policy_documents')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

export async function sourceOf(
  ctx: Ctx,
  id: string,
): Promise<{ fileName: string; format: string; source: Buffer } | undefined> {
  return ctx.tx
    .selectFrom('policy_documents')
    .select(['file_name as fileName', 'format', 'source'])
    .where('id', '=', id)
    .executeTakeFirst();
}

export type ChapterRow = { id: string; number: number; title: string; text: string; line: number | null };

export async function listChapters(ctx: Ctx, documentId: string): Promise<ChapterRow[]> {
  return ctx.tx
    .selectFrom('policy_chapters')
    .select(['id', 'number', 'title', 'text', 'line'])
    .where('document_id', '=', documentId)
    .orderBy('position')
    .execute();
}

export type ArticleRow = {
  id: string;
  chapterId: string;
  position: number;
  number: number;
  title: string;
  marker: string;
  text: string;
  line: number;
  nature: 'measurable' | 'narrative' | 'out_of_scope';
};

export async function listArticles(ctx: Ctx, documentId: string): Promise<ArticleRow[]> {
  const rows = await ctx.tx
    .selectFrom('policy_articles')
    .select([
      'id',
      'chapter_id as chapterId',
      'position',
      'number',
      'title',
      'marker',
      'text',
      'line',
      'nature',
    ])
    .where('document_id', '=', documentId)
    .orderBy('position')
    .execute();
  return rows as ArticleRow[]; // nature is held by a check constraint
}

export type InstitutionRow = {
  articleId: string;
  institution: string;
  origin: 'recognised' | 'added' | 'rejected';
};

export async function listInstitutions(ctx: Ctx, documentId: string): Promise<InstitutionRow[]> {
  const rows = await ctx.tx
    .selectFrom('article_institutions as i')
    .innerJoin('policy_articles as a', 'a.id', 'i.article_id')
    .select(['i.article_id as articleId', 'i.institution', 'i.origin'])
    .where('a.document_id', '=', documentId)
    .orderBy('a.position')
    .orderBy('i.position')
    .execute();
  return rows as InstitutionRow[]; // origin is held by a check constraint
}

export type ParameterRow = {
  id: string;
  articleId: string;
  kind: string;
  value: number;
  unit: string;
  bound: string | null;
  wording: string;
  startAt: number;
  state: 'proposed' | 'confirmed' | 'dropped';
  institution: string | null;
};

export async function listParameters(ctx: Ctx, documentId: string): Promise<ParameterRow[]> {
  const { rows } = await sql<ParameterRow>`
    select p.id, p.article_id as "articleId", p.kind, p.value::float8 as value, p.unit, p.bound, p.wording,
      p.start_at as "startAt", p.state, p.institution
    from article_parameters p join policy_articles a on a.id = p.article_id
    where a.document_id = ${documentId} order by a.position, p.start_at
  `.execute(ctx.tx);
  return rows;
}

export type UnplacedRow = {
  line: number;
  text: string;
  reason: string;
  settled: 'moved' | 'set_aside' | null;
  settledBecause: string | null;
};

export async function listUnplaced(ctx: Ctx, documentId: string): Promise<UnplacedRow[]> {
  const rows = await ctx.tx
    .selectFrom('policy_unplaced_lines')
    .select(['line', 'text', 'reason', 'settled', 'settled_because as settledBecause'])
    .where('document_id', '=', documentId)
    .orderBy('line')
    .execute();
  return rows as UnplacedRow[]; // settled is held by a check constraint
}

type Owned = { id: string; orgPath: string };

/** Puts recognised institutions in place; decisions already taken on an article stay. */
export async function insertInstitutions(
  ctx: Ctx,
  document: Owned,
  articleId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await ctx.tx
    .insertInto('article_institutions')
    .values(
      ids.map((institution, position) => ({
        article_id: articleId,
        org_path: document.orgPath,
        institution,
        origin: 'recognised',
        position,
      })),
    )
    .onConflict((on) =>
      on
        .columns(['article_id', 'institution'])
        .doUpdateSet((eb) => ({ position: eb.ref('excluded.position') })),
    )
    .execute();
}

export async function insertParameters(
  ctx: Ctx,
  document: Owned,
  articleId: string,
  quantities: readonly Quantity[],
): Promise<void> {
  if (quantities.length === 0) return;
  await ctx.tx
    .insertInto('article_parameters')
    .values(
      quantities.map((one) => ({
        article_id: articleId,
        org_path: document.orgPath,
        kind: one.kind,
        value: one.value,
        unit: one.unit,
        bound: one.bound ?? null,
        wording: one.text,
        start_at: one.start,
        end_at: one.end,
      })),
    )
    .execute();
}

/** Decides one institution of an article. */
export async function decideInstitution(
  ctx: Ctx,
  document: Owned,
  articleId: string,
  decision: { institution: string; origin: InstitutionRow['origin'] },
): Promise<void> {
  const decided = { decided_by: accountOf(ctx), decided_at: ctx.now };
  await ctx.tx
    .insertInto('article_institutions')
    .values({
      article_id: articleId,
      org_path: document.orgPath,
      institution: decision.institution,
      origin: decision.origin,
      position: 999,
      ...decided,
    })
    .onConflict((on) =>
      on.columns(['article_id', 'institution']).doUpdateSet({ origin: decision.origin, ...decided }),
    )
    .execute();
}

export async function dropInstitution(ctx: Ctx, articleId: string, institution: string): Promise<void> {
  await ctx.tx
    .deleteFrom('article_institutions')
    .where('article_id', '=', articleId)
    .where('institution', '=', institution)
    .execute();
}
