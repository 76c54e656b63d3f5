/** The half-year's review of posts: owed by branches with holders, done when each of them was reviewed in it. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { DutyRow, Evidence, EvidenceSource } from '../../kernel/institution.ts';

/**
 * One row for each branch and half-year in which every post that was held for at least a month of it was reviewed. It
 * happened with the last of the first reviews.
 */
const everyPostReviewed: EvidenceSource = async (ctx, { paths, from, to }) => {
  const { rows } = await sql<Omit<Evidence, 'path' | 'label'> & { reviewed: number }>`
    with halves as (
      select h::date as first, (h + interval '6 months')::date as next
      from generate_series(
        date_trunc('year', ${from}::date) + case when extract(month from ${from}::date) > 6 then interval '6 months'
          else interval '0' end,
        ${to}::date, interval '6 months') h
    ), reviewed as (
      select e.org_id, h.first, e.id,
        (select min(r.happened_on) from engagement_entries r where r.engagement_id = e.id and r.kind = 'review'
          and r.happened_on >= h.first and r.happened_on < h.next) as "on",
        (select min(r.recorded_at) from engagement_entries r where r.engagement_id = e.id and r.kind = 'review'
          and r.happened_on >= h.first and r.happened_on < h.next) as recorded
      from engagements e
      join halves h on e.from_on < h.next - interval '1 month'
        and (e.ended_on is null or e.ended_on >= h.first + interval '1 month')
      where e.kind = 'post' and e.state in ('fixed', 'ended') and e.org_path <@ any(${paths}::ltree[])
    )
    select org_id as "orgId", max("on") as "happenedOn",
      (max(recorded) at time zone 'Asia/Shanghai')::date as "recordedOn", count(*) as reviewed
    from reviewed group by org_id, first having bool_and("on" is not null)
  `.execute(ctx.tx);
  return rows.map(({ reviewed, ...row }) => ({
    ...row,
    label: String(reviewed),
    path: `/engagements?kind=post&org=${row.orgId}`,
  }));
};

/** Branches in which somebody held a post on the day. */
async function withHolders(
  ctx: Ctx,
  orgIds: string[],
  asOf: Temporal.PlainDate,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct org_id as id from engagements
    where kind = 'post' and org_id = any(${orgIds}::uuid[]) and from_on <= ${asOf}
      and (ended_on is null or ended_on > ${asOf})
  `.execute(ctx.tx);
  return new Set(rows.map((row) => row.id));
}

export const postReviewDuty: DutyRow = {
  schedule: {
    key: 'post_review',
    every: 'half_year',
    due: { after: 'period_end', days: 0, unit: 'calendar' },
    from: '2012-01-01',
  },
  owedBy: { kinds: ['branch', 'joint_branch'], only: withHolders },
  next: 'village_secretary',
  cites: '设岗定责 (local practice)',
  certainty: 'check',
  evidence: everyPostReviewed,
  startPath: (orgId) => `/engagements?kind=post&org=${orgId}&state=unreviewed`,
};
