/** Joint meetings: meetings that partners have held and recorded, named as those of the alliance; never entered again. */
import { record } from '../../kernel/audit/record.ts';
import { isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { attachMeeting, heldMeetings, meetingKinds, meetingsFor } from '../meetings/facade.ts';
import { listBelow, memberKinds, nameOf } from '../organizations/facade.ts';
import { subjectOf } from './agreement.ts';
import type { AllianceRow } from './store.ts';

const subjectFor = (row: AllianceRow) => ({ type: 'alliance', id: row.id });

export async function listJointMeetings(ctx: Ctx, row: AllianceRow) {
  const held = await meetingsFor(ctx, subjectFor(row));
  const names = await nameOf(
    ctx,
    held.map(({ orgId }) => orgId),
    ctx.today,
  );
  return held.map((meeting) => ({
    id: meeting.id,
    title: meeting.title,
    org: names.get(meeting.orgId)?.shortName ?? '',
    on: (meeting.heldOn ?? meeting.plannedOn).toString(),
    path: isInScope(scopeUnder(ctx, 'meetings.read'), meeting.orgPath) ? meeting.path : null,
  }));
}

/** Meetings held since the alliance runs by branches of partners that I keep. */
export async function listHeld(ctx: Ctx, row: AllianceRow, kept: readonly string[]) {
  if (row.runsFrom === null) return { found: [] };
  const own = row.orgPaths.filter((path) => isInScope(kept, path));
  const named = new Set((await meetingsFor(ctx, subjectFor(row))).map(({ id }) => id));
  const found = [];
  for (const branch of await listBelow(ctx, own, memberKinds))
    for (const meeting of await heldMeetings(ctx, branch.id, { kinds: meetingKinds, since: row.runsFrom }))
      if (meeting.heldOn && !named.has(meeting.id))
        found.push({ id: meeting.id, title: meeting.title, on: meeting.heldOn.toString() });
  return { found };
}

/** Refuses a meeting of nobody among the partners I keep, and one that was not held while the alliance ran. */
export async function nameMeeting(
  ctx: Ctx,
  row: AllianceRow,
  { meetingId, kept }: { meetingId: string; kept: readonly string[] },
): Promise<void> {
  const { found } = await listHeld(ctx, row, kept);
  if (!found.some(({ id }) => id === meetingId))
    throw new Refusal('joint_building.no_joint_meeting', { field: 'meetingId' });
  await attachMeeting(ctx, meetingId, subjectFor(row));
  await record(ctx, {
    event: 'joint_building.meeting_named',
    ...subjectOf(row),
    after: { meetingId },
  });
}
