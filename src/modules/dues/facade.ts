/** What other modules may ask of dues: how months stand, never what they cost. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { arrearsFrom, localOf, paysFromMonthOfJoining, readAccount } from './accounts.ts';
import type { MonthState } from './choices.ts';
import { monthState, monthText } from './rules.ts';
import { accountTable, type AccountRow } from './store.ts';

/** `month` as `2026-03`; `on`: when it was paid, else its first day. */
export type DuesMonth = { personId: string; month: string; state: MonthState; on: Temporal.PlainDate };

/** The months of everybody who stands or stood at a branch, in their order, as they stand today. */
export async function listMonths(
  ctx: Ctx,
  orgPath: string,
  { first, last }: { first: Temporal.PlainDate; last: Temporal.PlainDate },
): Promise<DuesMonth[]> {
  const local = await localOf(ctx, orgPath);
  const rows = await readAccount(ctx, { paths: [orgPath] }, { first, last, local });
  return rows.map((row) => asMonth(row, ctx.today));
}

/**
 * The last month that a member has paid, with the months paid and those before it in arrears; undefined where the books say
 * nothing of the last two years. Who is not visible has no account.
 */
export async function paidUpTo(
  ctx: Ctx,
  personId: string,
  orgPath: string,
): Promise<{ month: string; paid: DuesMonth[]; open: DuesMonth[] } | undefined> {
  const local = await localOf(ctx, orgPath);
  const rows = await readAccount(
    ctx,
    { personId },
    { first: arrearsFrom(ctx.today), last: ctx.today.with({ month: 12, day: 1 }), local },
  );
  const months = rows.map((row) => asMonth(row, ctx.today));
  const paid = months.filter(({ state }) => state === 'paid');
  const last = paid.at(-1);
  if (!last) return undefined;
  const open = months.filter(({ month, state }) => state === 'arrears' && month < last.month);
  return { month: last.month, paid, open };
}

/**
 * Everybody with an account at or below the paths, and the first of the unpaid months in a row up to now; null where the
 * last month that has ended is settled.
 */
export async function unbrokenArrears(
  ctx: Ctx,
  paths: readonly string[],
): Promise<{ personId: string; since: Temporal.PlainDate | null }[]> {
  const local = await localOf(ctx, paths[0] ?? '');
  const account = accountTable({
    of: { paths },
    first: arrearsFrom(ctx.today),
    last: ctx.today.with({ day: 1 }).subtract({ months: 1 }),
    asOf: ctx.today,
    fromMonthOfJoining: paysFromMonthOfJoining(ctx.today, local),
  });
  const { rows } = await sql<{ personId: string; since: Temporal.PlainDate | null }>`
    select person_id as "personId", min(month) filter (where open and (settled is null or month > settled)) as since
    from (
      select person_id, month, open, max(month) filter (where not open) over (partition by person_id) as settled
      from (
        select person_id, month, paid_fen is null and elsewhere is null and due_fen > 0 as open from ${account} a
      ) each
    ) since_settled
    group by person_id
  `.execute(ctx.tx);
  return rows;
}

function asMonth(row: AccountRow, today: Temporal.PlainDate): DuesMonth {
  return {
    personId: row.personId,
    month: monthText(row.month),
    state: monthState(row, today),
    on: row.paidOn ?? row.month,
  };
}
