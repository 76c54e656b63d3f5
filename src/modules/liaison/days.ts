/** Days as people enter them: nothing of tomorrow, nothing of before the pair. */
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';

type Day = Temporal.PlainDate;

/** The day; refuses days to come and days before `since`. */
export function requirePast(ctx: Ctx, iso: string, at: { field: string; since?: Day }): Day {
  const on = Temporal.PlainDate.from(iso);
  if (Temporal.PlainDate.compare(on, ctx.today) > 0)
    throw new Refusal('liaison.day_in_future', { field: at.field, params: { today: ctx.today.toString() } });
  if (at.since && Temporal.PlainDate.compare(on, at.since) < 0)
    throw new Refusal('liaison.too_early', {
      field: at.field,
      params: { since: at.since.toString() },
      possibleFrom: at.since.toString(),
    });
  return on;
}
