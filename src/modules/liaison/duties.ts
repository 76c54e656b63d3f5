/** The quarter's visits: owed by the side that helps, done when each pair of it met as often as the town asks. */
import { sql } from 'kysely';
import { periodOf } from '../../kernel/duty/duty.ts';
import { dayOf } from '../../kernel/ctx.ts';
import type { DutyRow, Evidence, EvidenceSource, OwingOn } from '../../kernel/institution.ts';
import { localValuesAt } from '../../kernel/parameters.ts';
import { yearDuties } from '../partnerships/facade.ts';
import type { PairKind } from './choices.ts';
import { pairsOwed } from './partnerships.ts';
import { liaisonParameters } from './rulebook.ts';
import { countsIn, visitsOwed } from './rules.ts';

type Day = Temporal.PlainDate;

type Met = {
  orgId: string;
  orgPath: string;
  since: Day;
  endedOn: Day | null;
  visits: { on: string; at: string }[];
};

/** One row for each organization and quarter in which all its pairs met often enough; it happened with the last visit needed. */
function everyPairMet(kind: PairKind): EvidenceSource {
  return async (ctx, { paths, from, to }) => {
    const { rows } = await sql<Met>`
      select p.org_id as "orgId", p.org_path as "orgPath", p.since, p.ended_on as "endedOn",
        coalesce(
          (select jsonb_agg(jsonb_build_object('on', v.happened_on, 'at', v.recorded_at) order by v.happened_on, v.id)
            from liaison_visits v where v.pair_id = p.id and v.happened_on between ${from} and ${to}), '[]') as visits
      from liaison_pairs p
      where p.kind = ${kind} and p.org_path <@ any(${paths}::ltree[]) and p.since <= ${to}
        and (p.ended_on is null or p.ended_on >= ${from})
    `.execute(ctx.tx);
    const local = await localValuesAt(ctx, liaisonParameters, [...new Set(rows.map((row) => row.orgPath))]);
    const byOrg = Map.groupBy(rows, (row) => row.orgId);
    const found: Evidence[] = [];
    for (let quarter = periodOf('quarter', from); Temporal.PlainDate.compare(quarter.from, to) <= 0;) {
      for (const [orgId, pairs] of byOrg) {
        const counted = pairs.filter((pair) => countsIn(quarter, pair));
        const met = counted.map((pair) => {
          const owed = visitsOwed(kind, quarter.from, local.get(pair.orgPath) ?? {});
          return pair.visits.filter(
            ({ on }) => periodOf('quarter', Temporal.PlainDate.from(on)).label === quarter.label,
          )[owed - 1];
        });
        const complete = met.filter((visit) => visit !== undefined);
        if (counted.length === 0 || complete.length < counted.length) continue;
        found.push({
          orgId,
          happenedOn: latestOf(complete.map(({ on }) => Temporal.PlainDate.from(on))),
          recordedOn: latestOf(complete.map(({ at }) => dayOf(Temporal.Instant.from(at)))),
          label: String(complete.length),
          path: `/liaison?kind=${kind}&org=${orgId}`,
        });
      }
      quarter = periodOf('quarter', quarter.to.add({ days: 1 }));
    }
    return found;
  };
}

/** The last of some days, of which there is at least one. */
function latestOf(days: readonly Day[]): Day {
  return days.reduce((latest, day) => (Temporal.PlainDate.compare(day, latest) > 0 ? day : latest));
}

/** Organizations of which a pair of the kind ran on the day; they owe from the first quarter that counts for the eldest. */
function withPairs(kind: PairKind): OwingOn {
  return async (ctx, orgIds, asOf) => {
    const { rows } = await sql<{ id: string; since: Day }>`
      select org_id as id, min(since) as since from liaison_pairs
      where kind = ${kind} and org_id = any(${orgIds}::uuid[]) and since <= ${asOf}
        and (ended_on is null or ended_on > ${asOf})
      group by org_id
    `.execute(ctx.tx);
    return new Map(
      rows.map(({ id, since }) => {
        const quarter = periodOf('quarter', since);
        return [id, countsIn(quarter, { since, endedOn: null }) ? quarter.from : quarter.to.add({ days: 1 })];
      }),
    );
  };
}

function visitDuty(
  kind: PairKind,
  owing: { kinds: readonly string[]; next: string; cites: string },
): DutyRow {
  return {
    schedule: {
      key: `liaison_${kind}`,
      every: 'quarter',
      due: { after: 'period_end', days: 0, unit: 'calendar' },
      from: '2012-01-01',
    },
    owedBy: { kinds: owing.kinds, only: withPairs(kind) },
    next: owing.next,
    cites: owing.cites,
    certainty: 'check',
    evidence: everyPairMet(kind),
    startPath: (orgId) => `/liaison?kind=${kind}&org=${orgId}&state=asking`,
  };
}

const branches = ['branch', 'joint_branch'] as const;

export const leaderDuty = visitDuty('leader', {
  kinds: ['township_party_committee'],
  next: 'organization_officer',
  cites: '党员领导干部联系点 (local practice)',
});
export const branchDuty = visitDuty('branch', {
  kinds: branches,
  next: 'village_secretary',
  cites: '连心共建 (local practice)',
});
export const householdDuty = visitDuty('household', {
  kinds: branches,
  next: 'village_secretary',
  cites: '连心共建 (local practice)',
});

/** A household's pair owes no plan: nobody files plans about a family. */
export const leaderYear = yearDuties({
  key: 'liaison_leader',
  type: 'pair',
  list: pairsOwed('leader'),
  kinds: ['township_party_committee'],
  next: 'organization_officer',
  cites: '党员领导干部联系点 (local practice)',
  path: () => '/liaison?kind=leader',
});
export const branchYear = yearDuties({
  key: 'liaison_branch',
  type: 'pair',
  list: pairsOwed('branch'),
  kinds: branches,
  next: 'village_secretary',
  cites: '连心共建 (local practice)',
  path: (orgId) => `/liaison?kind=branch&org=${orgId}`,
});
