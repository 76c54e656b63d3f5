/** Figures of dues, each with the rows behind it; a past day gives what was known on it. Sums in yuan. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Figure, FigureQuestion, FigureRow } from '../../kernel/figure.ts';
import { localOf, paysFromMonthOfJoining } from './accounts.ts';
import type { EntryKind } from './choices.ts';
import { accountTable } from './store.ts';

type Piece = ReturnType<typeof sql>;
type Rows = Omit<FigureRow, 'path'>;

/** This year's months up to the day, of those who stood in the subtrees. */
async function months(ctx: Ctx, { paths, asOf }: FigureQuestion): Promise<Piece> {
  const local = await localOf(ctx, paths[0] ?? '');
  return accountTable({
    of: { paths },
    first: asOf.with({ month: 1, day: 1 }),
    last: asOf.with({ day: 1 }),
    asOf,
    fromMonthOfJoining: paysFromMonthOfJoining(asOf, local),
  });
}

/** Sums what is due, or counts the months. */
function ofMonths(key: string, unit: 'yuan' | 'months', where: (asOf: string) => Piece): Figure {
  const isSum = unit === 'yuan';
  // What is still open carries no name in a list; whoever opens the account is kept on record.
  const who = isSum ? sql`a.name || ' '` : sql`''`;
  const number = isSum ? sql`(coalesce(sum(a.due_fen), 0) / 100.0)::float8` : sql`count(*)::int`;
  const below = (paths: string[]) =>
    sql`exists (select from organizations o where o.id = a.org_id and o.path <@ any(${paths}::ltree[]))`;
  return {
    key,
    unit,
    permission: 'dues.read',
    async value(ctx, question) {
      const { rows } = await sql<{ n: number }>`
        select ${number} as n from ${await months(ctx, question)} a
        where ${where(question.asOf.toString())} and ${below(question.paths)}
      `.execute(ctx.tx);
      return rows[0]?.n ?? 0;
    },
    async rows(ctx, question, page) {
      const { rows } = await sql<Rows & { personId: string; yuan: number }>`
        select a.person_id || to_char(a.month, 'YYYYMM') as id, a.person_id as "personId",
          ${who} || to_char(a.month, 'YYYY-MM') || ' ' || to_char(a.due_fen / 100.0, 'FM999999990.00') as label,
          a.org_id as "orgId", n.short_name as "orgName", a.month as "on", (a.due_fen / 100.0)::float8 as yuan
        from ${await months(ctx, question)} a
        left join organization_names n on n.org_id = a.org_id and n.valid @> ${question.asOf}::date
        where ${where(question.asOf.toString())} and ${below(question.paths)}
        order by n.short_name, a.month, a.person_id offset ${page.offset} limit ${page.limit}
      `.execute(ctx.tx);
      return rows.map(({ personId, yuan, ...row }) => ({
        ...row,
        path: `/dues/members/${personId}`,
        ...(isSum && { amount: yuan }),
      }));
    },
  };
}

/** Entries of this year that were written by the day. */
function ofEntries(key: string, kinds: readonly EntryKind[], account: 'cash' | 'on_the_way'): Figure {
  const where = ({ paths, asOf }: FigureQuestion) => sql`
    e.kind = any(${[...kinds]}::text[]) and l.org_path <@ any(${paths}::ltree[])
    and greatest(e.happened_on, e.recorded_on) <= ${asOf}::date
    and extract(year from e.happened_on) = ${asOf.year}
    and l.account = ${account} and (e.kind = 'reversal' or l.fen > 0)`;
  return {
    key,
    unit: 'yuan',
    permission: 'dues.read',
    async value(ctx, question) {
      const { rows } = await sql<{ n: number }>`
        select (coalesce(sum(l.fen), 0) / 100.0)::float8 as n
        from dues_entries e join dues_lines l on l.entry_id = e.id where ${where(question)}
      `.execute(ctx.tx);
      return rows[0]?.n ?? 0;
    },
    async rows(ctx, question, page) {
      const { rows } = await sql<Rows & { paymentId: string | null }>`
        select e.id, e.payment_id as "paymentId",
          coalesce(p.receipt_year || '-' || lpad(p.receipt_no::text, 4, '0') || ' ', '')
            || to_char(l.fen / 100.0, 'FM999999990.00') as label,
          l.org_id as "orgId", n.short_name as "orgName", e.happened_on as "on", (l.fen / 100.0)::float8 as amount
        from dues_entries e
        join dues_lines l on l.entry_id = e.id
        left join dues_payments p on p.id = e.payment_id
        left join organization_names n on n.org_id = l.org_id and n.valid @> ${question.asOf}::date
        where ${where(question)}
        order by n.short_name, e.happened_on desc, e.id offset ${page.offset} limit ${page.limit}
      `.execute(ctx.tx);
      return rows.map(({ paymentId, ...row }) => ({
        ...row,
        path: paymentId ? `/dues/receipts/${paymentId}` : `/dues/books/${row.orgId}`,
      }));
    },
  };
}

export const collectedFigures: readonly Figure[] = [
  ofMonths('dues.due', 'yuan', () => sql`a.due_fen > 0`),
  ofEntries('dues.collected', ['payment', 'reversal'], 'cash'),
  ofMonths(
    'dues.months_open',
    'months',
    (asOf) => sql`a.due_fen > 0 and a.paid_fen is null and a.month + interval '1 month' <= ${asOf}::date`,
  ),
  ofEntries('dues.handed_up', ['handed_up'], 'on_the_way'),
];

export const returnedFigures: readonly Figure[] = [ofEntries('dues.returned', ['returned'], 'cash')];
