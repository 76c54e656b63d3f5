/** What other modules may ask of posts, households and pairs. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { ReviewOutcome } from './choices.ts';

/** `outcome`: the branch's last review within the time asked for; null while there is none. `on`: its day, else the first day. */
export type HeldEngagement = {
  personId: string;
  id: string;
  title: string;
  outcome: ReviewOutcome | null;
  on: Temporal.PlainDate;
};

/** What these people held between two days, in scope. */
export async function listHeld(
  ctx: Ctx,
  personIds: readonly string[],
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<HeldEngagement[]> {
  const { rows } = await sql<HeldEngagement>`
    select e.person_id as "personId", e.id, e.title, last.outcome, coalesce(last.happened_on, e.from_on) as "on"
    from engagements e
    left join lateral (
      select r.outcome, r.happened_on from engagement_entries r
      where r.engagement_id = e.id and r.kind = 'review' and r.happened_on between ${from}::date and ${to}::date
      order by r.id desc limit 1
    ) last on true
    where e.person_id = any(${[...personIds]}::uuid[]) and e.state in ('fixed', 'ended')
      and e.from_on <= ${to}::date and (e.ended_on is null or e.ended_on >= ${from}::date)
      and e.org_path <@ any(${ctx.scope}::ltree[])
    order by e.from_on, e.id
  `.execute(ctx.tx);
  return rows;
}
