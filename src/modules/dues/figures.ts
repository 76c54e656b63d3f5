/** Figures of dues, each with the rows behind it; a past day gives what was known on it. Sums in yuan. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { keptFamily } from '../../kernel/kept-figures.ts';
import { figureOfRows } from '../organizations/facade.ts';
import { localOf, paysFromMonthOfJoining } from './accounts.ts';
import type { EntryKind } from './choices.ts';
import { accountTable, totalsOf } from './store.ts';

type Piece = ReturnType<typeof sql>;

/** This year's months up to the day. */
async function monthsOf(ctx: Ctx, { paths, asOf }: FigureQuestion) {
  const local = await localOf(ctx, paths[0] ?? '');
  return {
    first: asOf.with({ month: 1, day: 1 }),
    last: asOf.with({ day: 1 }),
    asOf,
    fromMonthOfJoining: paysFromMonthOfJoining(asOf, local),
  };
}

const countedTables = [
  'members',
  'branch_memberships',
  'membership_events',
  'organizations',
  'dues_bases',
  'dues_elsewhere',
  'dues_requests',
  'dues_payments',
  'dues_paid_months',
  'dues_entries',
  'parameter_settings',
];

/** Both in one pass over the months. */
const ofAccounts = keptFamily('dues', countedTables, {
  async values(ctx, question) {
    const { dueFen, monthsOpen } = await totalsOf(ctx, {
      paths: question.paths,
      ...(await monthsOf(ctx, question)),
    });
    return new Map([
      ['dues.due', dueFen / 100],
      ['dues.months_open', monthsOpen],
    ]);
  },
});

/** Sums what is due, or counts the months. */
function ofMonths(key: string, unit: 'yuan' | 'months', where: (asOf: string) => Piece): Figure {
  const isSum = unit === 'yuan';
  // What is still open carries no name in a list; whoever opens the account is kept on record.
  const who = isSum ? sql`a.name || ' '` : sql`''`;
  return {
    ...figureOfRows({
      key,
      unit,
      permission: 'dues.read',
      sums: isSum,
      rows: async (question, ctx) => sql`
        select a.person_id || to_char(a.month, 'YYYYMM') as id,
          ${who} || to_char(a.month, 'YYYY-MM') || ' ' || to_char(a.due_fen / 100.0, 'FM999999990.00') as label,
          a.org_id as "orgId", a.month as "on", (a.due_fen / 100.0)::float8 as amount,
          '/dues/members/' || a.person_id as path
        from ${accountTable({ of: { paths: question.paths }, ...(await monthsOf(ctx, question)) })} a
        where ${where(question.asOf.toString())}
          and exists (select from organizations o where o.id = a.org_id and o.path <@ any(${question.paths}::ltree[]))`,
      order: sql`f."orgId", f."on"`,
    }),
    family: ofAccounts,
    value: async (ctx, question) => (await ofAccounts.values(ctx, question)).get(key) ?? 0,
  };
}

/** Entries of this year that were written by the day. */
function ofEntries(key: string, kinds: readonly EntryKind[], account: 'cash' | 'on_the_way'): Figure {
  return figureOfRows({
    key,
    unit: 'yuan',
    permission: 'dues.read',
    sums: true,
    rows: ({ paths, asOf }) => sql`
      select e.id,
        coalesce(p.receipt_year || '-' || lpad(p.receipt_no::text, 4, '0') || ' ', '')
          || to_char(l.fen / 100.0, 'FM999999990.00') as label,
        l.org_id as "orgId", e.happened_on as "on", (l.fen / 100.0)::float8 as amount,
        coalesce('/dues/receipts/' || e.payment_id, '/dues/books/' || l.org_id) as path
      from dues_entries e
      join dues_lines l on l.entry_id = e.id
      left join dues_payments p on p.id = e.payment_id
      where e.kind = any(${[...kinds]}::text[]) and l.org_path <@ any(${paths}::ltree[])
        and greatest(e.happened_on, e.recorded_on) <= ${asOf}::date
        and extract(year from e.happened_on) = ${asOf.year}
        and l.account = ${account} and (e.kind = 'reversal' or l.fen > 0)`,
    order: sql`f."orgId", f."on" desc`,
  });
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
