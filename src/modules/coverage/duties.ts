/** The yearly survey: owed by each village with units, done when all of them were surveyed in the year. */
import { sql } from 'kysely';
import { dayOf } from '../../kernel/ctx.ts';
import { periodOf } from '../../kernel/duty/duty.ts';
import type { DutyRow, Evidence, EvidenceSource, OwingOn } from '../../kernel/institution.ts';
import { townKind } from '../organizations/facade.ts';

type Day = Temporal.PlainDate;
type Surveyed = { orgId: string; year: number; units: number; on: Day; recordedAt: Temporal.Instant };

/** One row for each place and year in which every unit that was open at the year's end (or is today) was surveyed. */
const everyUnitSurveyed: EvidenceSource = async (ctx, { paths, from, to }) => {
  const { rows } = await sql<Surveyed>`
    select y.org_id as "orgId", y.year, count(*)::int as units, max(y.surveyed_on) as "on", max(y.recorded_at) as "recordedAt"
    from (
      select u.org_id, years.year, first.surveyed_on, first.recorded_at
      from generate_series(${from.year}::int, ${to.year}::int) years (year)
      join coverage_units u on u.org_path <@ any(${paths}::ltree[])
        and u.listed_on <= make_date(years.year, 12, 31)
        and (u.closed_on is null or u.closed_on > least(make_date(years.year, 12, 31), ${ctx.today}::date))
      left join lateral (
        select s.surveyed_on, s.recorded_at from coverage_surveys s
        where s.unit_id = u.id and extract(year from s.surveyed_on) = years.year
        order by s.surveyed_on, s.id limit 1
      ) first on true
    ) y
    group by y.org_id, y.year
    having bool_and(y.surveyed_on is not null) and max(y.surveyed_on) between ${from} and ${to}
  `.execute(ctx.tx);
  return rows.map((row): Evidence => ({
    orgId: row.orgId,
    happenedOn: row.on,
    recordedOn: dayOf(row.recordedAt),
    label: String(row.units),
    path: `/coverage?org=${row.orgId}`,
  }));
};

/** Places that had an open unit on the day; they owe from the year in which the first of them was listed. */
const withUnits: OwingOn = async (ctx, orgIds, asOf) => {
  const { rows } = await sql<{ id: string; since: Day }>`
    select org_id as id, min(listed_on) as since from coverage_units
    where org_id = any(${orgIds}::uuid[]) and listed_on <= ${asOf} and (closed_on is null or closed_on > ${asOf})
    group by org_id
  `.execute(ctx.tx);
  return new Map(rows.map(({ id, since }) => [id, periodOf('year', since).from]));
};

export const surveyDuty: DutyRow = {
  schedule: {
    key: 'coverage_survey',
    every: 'year',
    due: { after: 'period_end', days: 0, unit: 'calendar' },
    from: '2012-01-01',
  },
  owedBy: { kinds: ['village', townKind], only: withUnits },
  next: 'village_secretary',
  cites: '两新组织年度摸底 (local practice)',
  certainty: 'check',
  evidence: everyUnitSurveyed,
  startPath: () => '/coverage/survey',
};
