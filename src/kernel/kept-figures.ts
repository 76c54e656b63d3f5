/**
 * Dear figures, kept until a table that they count changes. Before each use the database is asked which transactions
 * changed those tables; the answer comes with the reader's own snapshot, so nobody sees a figure older than the own click,
 * on however many servers. See docs/decisions/kept-figures.md.
 */
import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import type { FigureFamily } from './figure.ts';

type Kept = { changes: string; value: unknown };

/** By what was asked, the reader's scope and the day; the oldest go first. */
export type KeptFigures = Map<string, Kept>;

const most = 2_000;

/** The family with its values kept. `tables`: all it reads, each with the trigger of migration 0242. */
export function keptFamily(name: string, tables: readonly string[], family: FigureFamily): FigureFamily {
  return {
    tables,
    values: (ctx, { paths, asOf }) =>
      kept(ctx, { name, tables, asked: paths, asOf }, () => family.values(ctx, { paths, asOf })),
  };
}

type Question = {
  name: string;
  tables: readonly string[];
  asked: readonly string[];
  asOf: Temporal.PlainDate;
};

/** What `reckon` gives for the question, kept as the figures are; the same question always has values of one type. */
export async function kept<Value>(
  ctx: Ctx,
  { name, tables, asked, asOf }: Question,
  reckon: () => Promise<Value>,
): Promise<Value> {
  const store = ctx.services.keptFigures;
  const key = [name, asked.toSorted().join(), ctx.scope.toSorted().join(), asOf.toString()].join('|');
  const changes = await changesOf(ctx, tables);
  const found = store.get(key);
  if (found?.changes === changes) return found.value as Value; // written below under the same name
  const value = await reckon();
  store.delete(key);
  store.set(key, { changes, value });
  for (const oldest of store.keys()) {
    if (store.size <= most) break;
    store.delete(oldest);
  }
  return value;
}

/** Another text whenever another transaction that changed one of the tables has become visible. */
async function changesOf(ctx: Ctx, tables: readonly string[]): Promise<string> {
  const { rows } = await sql<{ changes: string | null }>`
    select string_agg(c.changes, ';' order by c.changes) as changes from (
      select table_name || ' ' || count(*) || ' ' || sum(xact::text::numeric) as changes
      from table_changes where table_name = any(${[...tables]}) group by table_name
    ) c
  `.execute(ctx.tx);
  return rows[0]?.changes ?? '';
}

/** Leaves of each table's changes the newest; those of transactions under way are not visible and stay. */
export async function forgetOldChanges(ctx: Ctx): Promise<void> {
  await sql`
    delete from table_changes c using table_changes newer
    where newer.table_name = c.table_name and newer.xact > c.xact
  `.execute(ctx.tx);
}
