/** Days on which something is said to have happened. */
import type { Ctx } from '../ctx.ts';
import { Refusal } from '../refusal.ts';

type Day = Temporal.PlainDate;

/** The day; refuses days to come (`day.to_come`) and days before `since` (`day.too_early`). */
export function pastDay(ctx: Ctx, iso: string, at: { field: string; since?: Day }): Day {
  const on = Temporal.PlainDate.from(iso);
  if (Temporal.PlainDate.compare(on, ctx.today) > 0)
    throw new Refusal('day.to_come', { field: at.field, params: { today: ctx.today.toString() } });
  if (at.since && Temporal.PlainDate.compare(on, at.since) < 0)
    throw new Refusal('day.too_early', {
      field: at.field,
      params: { since: at.since.toString() },
      possibleFrom: at.since.toString(),
    });
  return on;
}
