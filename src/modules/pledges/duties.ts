/** The year's review of pledges: owed by every branch with members, done by the first pledge that it agreed to. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { DutyRow, Evidence, EvidenceSource } from '../../kernel/institution.ts';

/** One row for each branch and day on which it agreed to pledges, with how many. */
const reviewed: EvidenceSource = async (ctx, { paths, from, to }) => {
  const { rows } = await sql<Omit<Evidence, 'path' | 'label'> & { agreed: number }>`
    select p.org_id as "orgId", s.happened_on as "happenedOn",
      (min(s.recorded_at) at time zone 'Asia/Shanghai')::date as "recordedOn", count(*) as agreed
    from pledge_steps s join pledges p on p.id = s.pledge_id
    where s.move = 'agree' and s.happened_on between ${from} and ${to} and p.org_path <@ any(${paths}::ltree[])
    group by p.org_id, s.happened_on
  `.execute(ctx.tx);
  return rows.map(({ agreed, ...row }) => ({
    ...row,
    label: String(agreed),
    path: `/pledges?org=${row.orgId}`,
  }));
};

/** Branches in which somebody could pledge today. */
async function withMembers(ctx: Ctx, orgIds: string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select o.id from unnest(${orgIds}::uuid[]) o (id)
    where exists (select from members m where m.org_id = o.id and m.status = 'active')
  `.execute(ctx.tx);
  return new Set(rows.map((row) => row.id));
}

export const pledgeReviewDuty: DutyRow = {
  schedule: {
    key: 'pledge_review',
    every: 'year',
    due: { after: 'period_end', days: 0, unit: 'calendar' },
    from: '2012-01-01',
  },
  owedBy: { kinds: ['branch', 'joint_branch'], only: withMembers },
  next: 'village_secretary',
  cites: '党员承诺 (local practice)',
  certainty: 'check',
  evidence: reviewed,
  startPath: (orgId) => `/pledges?org=${orgId}&state=proposed`,
};
