/** What other modules may ask of pledges. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Outcome } from './choices.ts';

/** `outcome`: the branch's last evaluation; null while there is none. */
export type PledgedItem = {
  personId: string;
  pledgeId: string;
  text: string;
  dueOn: Temporal.PlainDate;
  outcome: Outcome | null;
};

/** Items of a year's pledges that the branch agreed to, of these people and in scope. */
export async function listPledgedItems(
  ctx: Ctx,
  personIds: readonly string[],
  year: number,
): Promise<PledgedItem[]> {
  const { rows } = await sql<PledgedItem>`
    select p.person_id as "personId", p.id as "pledgeId", i.text, i.due_on as "dueOn", last.outcome
    from pledges p
    join pledge_items i on i.pledge_id = p.id
    left join lateral (
      select e.outcome from pledge_entries e
      where e.pledge_id = i.pledge_id and e.item_no = i.no and e.kind = 'evaluation' order by e.id desc limit 1
    ) last on true
    where p.person_id = any(${[...personIds]}::uuid[]) and p.year = ${year} and p.state in ('agreed', 'evaluated')
      and p.org_path <@ any(${ctx.scope}::ltree[])
    order by i.due_on, i.no
  `.execute(ctx.tx);
  return rows;
}
