/** The quarter's contact with members who are away: owed by branches that have some, done when each of them was reached. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { DutyRow, Evidence, EvidenceSource } from '../../kernel/institution.ts';

/**
 * One row for each branch and quarter in which everybody away during it was contacted in it: who left within its last
 * month or came back within its first is not counted. It happened with the last of the first contacts.
 */
const everybodyReached: EvidenceSource = async (ctx, { paths, from, to }) => {
  const { rows } = await sql<Omit<Evidence, 'path' | 'label'> & { reached: number }>`
    with quarters as (
      select q::date as first, (q + interval '3 months')::date as next
      from generate_series(date_trunc('quarter', ${from}::date), ${to}::date, interval '3 months') q
    ), reached as (
      select s.org_id, q.first, s.id,
        (select min(c.happened_on) from mobile_contacts c
          where c.stay_id = s.id and c.happened_on >= q.first and c.happened_on < q.next) as "on",
        (select min(c.recorded_at) from mobile_contacts c
          where c.stay_id = s.id and c.happened_on >= q.first and c.happened_on < q.next) as recorded
      from mobile_stays s
      join quarters q on s.since < q.next - interval '1 month'
        and (s.ended_on is null or s.ended_on >= q.first + interval '1 month')
      where s.direction = 'out' and s.org_path <@ any(${paths}::ltree[])
    )
    select org_id as "orgId", max("on") as "happenedOn", (max(recorded) at time zone 'Asia/Shanghai')::date as "recordedOn",
      count(*) as reached
    from reached group by org_id, first having bool_and("on" is not null)
  `.execute(ctx.tx);
  return rows.map(({ reached, ...row }) => ({
    ...row,
    label: String(reached),
    path: `/mobile-members?org=${row.orgId}`,
  }));
};

/** Branches with a member away today. */
async function withMembersAway(ctx: Ctx, orgIds: string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct org_id as id from mobile_stays
    where direction = 'out' and org_id = any(${orgIds}::uuid[])
      and since <= ${ctx.today} and (ended_on is null or ended_on >= ${ctx.today})
  `.execute(ctx.tx);
  return new Set(rows.map((row) => row.id));
}

export const mobileContactDuty: DutyRow = {
  schedule: {
    key: 'mobile_contact',
    every: 'quarter',
    due: { after: 'period_end', days: 0, unit: 'calendar' },
    from: '2024-12-01',
  },
  owedBy: { kinds: ['branch', 'joint_branch'], only: withMembersAway },
  next: 'village_secretary',
  cites: '流动2024',
  certainty: 'check',
  evidence: everybodyReached,
  startPath: (orgId) => `/mobile-members?org=${orgId}`,
};
