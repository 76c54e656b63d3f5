/** SQL on the tables of roster imports. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { ComparedRow } from './roster-comparing.ts';

export type ImportState = 'reading' | 'ready' | 'writing' | 'written' | 'failed' | 'discarded';
export type ImportFailure = { code: string; params: Record<string, string | number | boolean | null> };
export type ImportCounts = Partial<Record<ComparedRow['verdict'] | 'repaired' | 'warning', number>>;
export type ImportHead = {
  headers: string[];
  columns: Record<string, string>;
  unknown: string[];
  otherSheets: string[];
};

export type ImportRow = {
  id: string;
  orgId: string;
  orgPath: string;
  fileName: string;
  sheetName: string | null;
  asAt: Temporal.PlainDate;
  state: ImportState;
  done: number;
  total: number;
  counts: ImportCounts;
  columns: Partial<ImportHead>;
  failure: ImportFailure | null;
  startedAt: Temporal.Instant;
  beatAt: Temporal.Instant;
  finishedAt: Temporal.Instant | null;
  createdBy: string;
  version: number;
};

const columns = [
  'id',
  'org_id as orgId',
  'org_path as orgPath',
  'file_name as fileName',
  'sheet_name as sheetName',
  'as_at as asAt',
  'state',
  'done',
  'total',
  'counts',
  'columns',
  'failure',
  'started_at as startedAt',
  'beat_at as beatAt',
  'finished_at as finishedAt',
  'created_by as createdBy',
  'version',
] as const;

export async function find(ctx: Ctx, id: string): Promise<ImportRow | undefined> {
  const row = await ctx.tx
    .selectFrom('roster_imports')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row as ImportRow | undefined; // the check constraint and this module write the rest
}

export async function listRecent(ctx: Ctx): Promise<ImportRow[]> {
  const rows = await ctx.tx
    .selectFrom('roster_imports')
    .select(columns)
    .where(sql<boolean>`org_path <@ any(${ctx.scope}::ltree[])`)
    .where('state', '<>', 'discarded')
    .orderBy('started_at', 'desc')
    .limit(20)
    .execute();
  return rows as ImportRow[]; // see above
}

export async function insert(
  ctx: Ctx,
  row: {
    orgId: string;
    orgPath: string;
    fileName: string;
    file: Buffer;
    asAt: Temporal.PlainDate;
    createdBy: string;
  },
): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('roster_imports')
    .values({
      org_id: row.orgId,
      org_path: row.orgPath,
      file_name: row.fileName,
      file: row.file,
      as_at: row.asAt,
      state: 'reading',
      started_at: ctx.now,
      beat_at: ctx.now,
      created_by: row.createdBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function fileOf(ctx: Ctx, id: string): Promise<Buffer | null> {
  const row = await ctx.tx
    .selectFrom('roster_imports')
    .select('file')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.file ?? null;
}

/** Moves an import on if it is still where the caller saw it; two cannot both win. Gives the new version. */
export async function move(
  ctx: Ctx,
  id: string,
  move: { from: readonly ImportState[]; to: ImportState; version?: number },
): Promise<number | undefined> {
  let query = ctx.tx
    .updateTable('roster_imports')
    .set((eb) => ({
      state: move.to,
      done: 0,
      total: 0,
      failure: null,
      beat_at: ctx.now,
      finished_at: ['written', 'failed', 'discarded'].includes(move.to) ? ctx.now : null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('state', 'in', move.from);
  if (move.version !== undefined) query = query.where('version', '=', move.version);
  const row = await query.returning('version').executeTakeFirst();
  return row?.version;
}

/** False when the import has moved on since the row was read. */
export async function showProgress(
  ctx: Ctx,
  row: ImportRow,
  { done, total }: { done: number; total: number },
): Promise<boolean> {
  const result = await ctx.tx
    .updateTable('roster_imports')
    .set({ done, total, beat_at: ctx.now })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** False when the import has moved on since the row was read. */
export async function fail(ctx: Ctx, row: ImportRow, failure: ImportFailure): Promise<boolean> {
  const version = await move(ctx, row.id, { from: [row.state], to: 'failed', version: row.version });
  if (version === undefined) return false;
  await ctx.tx
    .updateTable('roster_imports')
    .set({ failure: JSON.stringify(failure) })
    .where('id', '=', row.id)
    .execute();
  return true;
}

export async function setDone(ctx: Ctx, id: string, total: number): Promise<void> {
  await ctx.tx.updateTable('roster_imports').set({ done: total, total }).where('id', '=', id).execute();
}

/** What the dry run found. */
export async function setResult(
  ctx: Ctx,
  id: string,
  result: { sheet: string; head: ImportHead; counts: ImportCounts; total: number },
): Promise<void> {
  await ctx.tx
    .updateTable('roster_imports')
    .set({
      sheet_name: result.sheet,
      columns: JSON.stringify(result.head),
      counts: JSON.stringify(result.counts),
      done: result.total,
      total: result.total,
    })
    .where('id', '=', id)
    .execute();
}

export async function clearRows(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx.deleteFrom('roster_import_rows').where('import_id', '=', id).execute();
}

export type StoredRow = ComparedRow & { content: Buffer | null };

export async function insertRows(
  ctx: Ctx,
  importId: string,
  orgPath: string,
  rows: StoredRow[],
): Promise<void> {
  const at = <T>(value: (row: StoredRow) => T): T[] => rows.map(value);
  await sql`
    insert into roster_import_rows (import_id, org_path, line, name, id_masked, verdict, repaired, problems, changes,
      content, person_id, person_version)
    select ${importId}, ${orgPath}::ltree, line, name, id_masked, verdict, repaired, problems::jsonb, changes::jsonb,
      content, person_id, person_version
    from unnest(
      ${at((r) => r.line)}::integer[], ${at((r) => r.name)}::text[], ${at((r) => r.idMasked)}::text[],
      ${at((r) => r.verdict)}::text[], ${at((r) => r.repaired)}::boolean[],
      ${at((r) => JSON.stringify(r.problems))}::text[],
      ${at((r) => (r.changes ? JSON.stringify(r.changes) : null))}::text[], ${at((r) => r.content)}::bytea[],
      ${at((r) => r.personId)}::uuid[], ${at((r) => r.personVersion)}::integer[]
    ) as t (line, name, id_masked, verdict, repaired, problems, changes, content, person_id, person_version)
  `.execute(ctx.tx);
}

export type ListedRow = Omit<ComparedRow, 'personVersion'>;

/** `show`: a verdict, 'repaired' or 'warning'. */
export async function listRows(
  ctx: Ctx,
  id: string,
  page: { show: string | undefined; skip: number; take: number },
): Promise<{ rows: ListedRow[]; total: number }> {
  const wanted =
    page.show === undefined
      ? sql`true`
      : page.show === 'repaired'
        ? sql`repaired`
        : page.show === 'warning'
          ? sql`verdict not in ('wrong', 'duplicate') and problems @> '[{"severity": "warning"}]'`
          : sql`verdict = ${page.show}`;
  const { rows } = await sql<ListedRow & { total: number }>`
    select line, name, id_masked as "idMasked", verdict, repaired, problems, changes, person_id as "personId",
      count(*) over () as total
    from roster_import_rows
    where import_id = ${id} and org_path <@ any(${ctx.scope}::ltree[]) and ${wanted}
    order by line offset ${page.skip} limit ${page.take}
  `.execute(ctx.tx);
  const total = rows[0]?.total ?? 0;
  return { rows, total };
}

export type RowToWrite = {
  line: number;
  verdict: string;
  content: Buffer;
  changes: Record<string, [string | null, string]> | null;
  personId: string | null;
  personVersion: number | null;
};

/** Lines of these verdicts after a line, in order. */
export async function rowsWithContent(
  ctx: Ctx,
  id: string,
  verdicts: readonly string[],
  after: number,
  take: number,
): Promise<RowToWrite[]> {
  const { rows } = await sql<RowToWrite>`
    select line, verdict, content, changes, person_id as "personId", person_version as "personVersion"
    from roster_import_rows
    where import_id = ${id} and verdict = any(${[...verdicts]}) and line > ${after} and content is not null
    order by line limit ${take}
  `.execute(ctx.tx);
  return rows;
}

/** How many records of the changed lines are no longer as the dry run saw them. */
export async function countMoved(ctx: Ctx, id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from roster_import_rows r
    left join members m on m.id = r.person_id
    where r.import_id = ${id} and r.verdict = 'changed' and m.version is distinct from r.person_version
  `.execute(ctx.tx);
  return rows[0]?.n ?? 0;
}

/** Whole numbers do not stay longer than they are needed: only wrong lines keep their content, for the sheet to correct. */
export async function forgetContent(ctx: Ctx, id: string): Promise<void> {
  await sql`
    update roster_import_rows set content = null where import_id = ${id} and verdict not in ('wrong', 'duplicate')
  `.execute(ctx.tx);
  await ctx.tx.updateTable('roster_imports').set({ file: null }).where('id', '=', id).execute();
}
