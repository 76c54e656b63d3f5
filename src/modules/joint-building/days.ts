/** Days as people enter them: nothing of tomorrow, nothing of before. */
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';

type Day = Temporal.PlainDate;

/** The day; refuses days to come and days before `since`. */
export function requirePast(ctx: Ctx, iso: string, since?: Day): Day {
  const on = Temporal.PlainDate.from(iso);
  if (Temporal.PlainDate.compare(on, ctx.today) > 0)
    throw new Refusal('joint_building.day_in_future', {
      field: 'on',
      params: { today: ctx.today.toString() },
    });
  if (since && Temporal.PlainDate.compare(on, since) < 0)
    throw new Refusal('joint_building.too_early', {
      field: 'on',
      params: { since: since.toString() },
      possibleFrom: since.toString(),
    });
  return on;
}
