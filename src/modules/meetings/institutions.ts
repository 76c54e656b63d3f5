/** Organization life (组织生活): the records of meetings discharge its duties. 支部2018. */
import { sql } from 'kysely';
import { dayOf, type Ctx } from '../../kernel/ctx.ts';
import type { DutyRow, EvidenceSource, Institution } from '../../kernel/institution.ts';
import { organizationLife, type LifeRow } from './cadence.ts';
import { meetingFigures } from './figures.ts';
import { kindRow, type MeetingKind } from './choices.ts';

/** Closed records of one kind; a cancelled or annulled meeting is none. */
function recordsOf(kind: MeetingKind): EvidenceSource {
  return async (ctx, { paths, from, to }) => {
    const { rows } = await sql<{
      id: string;
      orgId: string;
      title: string;
      heldOn: Temporal.PlainDate;
      closedAt: Temporal.Instant;
    }>`
      select id, org_id as "orgId", title, held_on as "heldOn", closed_at as "closedAt" from meetings
      where state = 'closed' and kind = ${kind} and held_on between ${from} and ${to}
        and org_path <@ any(${paths}::ltree[])
    `.execute(ctx.tx);
    return rows.map((row) => ({
      orgId: row.orgId,
      happenedOn: row.heldOn,
      recordedOn: dayOf(row.closedAt),
      label: row.title,
      path: `/meetings/${row.id}`,
    }));
  };
}

/** A branch has a committee from seven full members on (支部2018). Looks for the seventh and no further. */
async function withCommittee(ctx: Ctx, orgIds: string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select o.id from unnest(${orgIds}::uuid[]) o (id)
    where exists (
      select from members m where m.org_id = o.id and m.status = 'active' and m.kind = 'full' offset 6
    )
  `.execute(ctx.tx);
  return new Set(rows.map((row) => row.id));
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
