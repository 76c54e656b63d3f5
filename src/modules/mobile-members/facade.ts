/** What other modules may ask of the register of mobile members. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';

/** Members away at or below the paths, and the day on which they were last reached, before the first contact that of leaving. */
export async function lastReached(
  ctx: Ctx,
  paths: readonly string[],
): Promise<{ personId: string; on: Temporal.PlainDate }[]> {
  const { rows } = await sql<{ personId: string; on: Temporal.PlainDate }>`
    select s.person_id as "personId", coalesce(max(c.happened_on), s.since) as "on"
    from mobile_stays s
    left join mobile_contacts c on c.stay_id = s.id
    where s.direction = 'out' and s.ended_on is null and s.org_path <@ any(${[...paths]}::ltree[])
    group by s.id
  `.execute(ctx.tx);
  return rows;
}
