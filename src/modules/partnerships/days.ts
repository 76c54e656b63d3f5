/** Days as people enter them. */
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';

type Day = Temporal.PlainDate;

/** The day; refuses days to come and days before `since`. */
export function requirePast(ctx: Ctx, iso: string, since: Day): Day {
  const on = Temporal.PlainDate.from(iso);
  if (Temporal.PlainDate.compare(on, ctx.today) > 0)
    throw new Refusal('partnerships.day_in_future', {
      field: 'on',
      params: { today: ctx.today.toString() },
    });
  if (Temporal.PlainDate.compare(on, since) < 0)
    throw new Refusal('partnerships.too_early', {
      field: 'on',
      params: { since: since.toString() },
      possibleFrom: since.toString(),
    });
  return on;
}
