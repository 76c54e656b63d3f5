/** What other modules may ask of dues: how months stand, never what they cost. */
import type { Ctx } from '../../kernel/ctx.ts';
import { localOf, readAccount } from './accounts.ts';
import type { MonthState } from './choices.ts';
import { monthState, monthText } from './rules.ts';

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
  return rows.map((row) => ({
    personId: row.personId,
    month: monthText(row.month),
    state: monthState(row, ctx.today),
    on: row.paidOn ?? row.month,
  }));
}
