/** Organization life (组织生活): the records of meetings discharge its duties. 支部2018. */
import { sql } from 'kysely';
import { dayOf, type Ctx } from '../../kernel/ctx.ts';
import type { DutyRow, EvidenceSource, Institution } from '../../kernel/institution.ts';
import { branchesWithFullMembers } from '../members/facade.ts';
import { organizationLife, type LifeRow } from './cadence.ts';
import { meetingFigures } from './figures.ts';
import { kindRow, type MeetingKind } from './choices.ts';

/** Closed records of one kind, an annulled one up to the day of its annulment; a cancelled meeting is none. */
function recordsOf(kind: MeetingKind): EvidenceSource {
  return async (ctx, { paths, from, to }) => {
    const { rows } = await sql<{
      id: string;
      orgId: string;
      title: string;
      heldOn: Temporal.PlainDate;
      closedAt: Temporal.Instant;
      annulledAt: Temporal.Instant | null;
    }>`
      select id, org_id as "orgId", title, held_on as "heldOn", closed_at as "closedAt", annulled_at as "annulledAt"
      from meetings
      where closed_at is not null and kind = ${kind} and held_on between ${from} and ${to}
        and org_path <@ any(${paths}::ltree[])
    `.execute(ctx.tx);
    return rows.map((row) => ({
      orgId: row.orgId,
      happenedOn: row.heldOn,
      recordedOn: dayOf(row.closedAt),
      ...(row.annulledAt && { until: dayOf(row.annulledAt) }),
      label: row.title,
      path: `/meetings/${row.id}`,
    }));
  };
}

/** A branch has a committee from seven full members on (支部2018). */
const committeeFrom = 7;

function withCommittee(ctx: Ctx, orgIds: string[], asOf: Temporal.PlainDate): Promise<ReadonlySet<string>> {
  return branchesWithFullMembers(ctx, orgIds, { least: committeeFrom, asOf });
}

function dutyOf({ kind, every, certainty }: LifeRow): DutyRow {
  return {
    schedule: {
      key: `meetings.${kind}`,
      every,
      due: { after: 'period_end', days: 0, unit: 'calendar' },
      from: '2018-10-28',
    },
    owedBy: {
      kinds: kindRow(kind).at,
      ...(kind === 'branch_committee_meeting' && { only: withCommittee }),
    },
    next: 'village_secretary',
    cites: '支部2018',
    certainty,
    evidence: recordsOf(kind),
    startPath: (orgId) => `/meetings/plan?org=${orgId}&kind=${kind}`,
  };
}

export const meetingInstitutions: readonly Institution[] = [
  {
    id: 'organization_life',
    responsible: {
      first: 'town_secretary',
      direct: 'organization_officer',
      specific: 'village_secretary',
    },
    path: '/meetings',
    duties: organizationLife.map(dutyOf),
    figures: meetingFigures,
    catalogue: [],
  },
];
