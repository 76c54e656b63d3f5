/** Who came: one tap for each person, heads where nobody keeps a list, guests without a vote. */
import { record } from '../../kernel/audit/record.ts';
import type { Turnout } from '../../kernel/ballot/threshold.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { orgOf, requireOpenRecord, requireSeen } from './actions.ts';
import { kindRow, type Attendance } from './choices.ts';
import { reasonAgainstHeads, refuseIf } from './rules.ts';
import * as store from './store.ts';

export type TapInput = {
  attendeeId: string;
  status: Exclude<Attendance, 'unknown'>;
  reason?: string | undefined;
  tappedAt: string;
};

/** Keeps the taps of one phone, also those made without a network; the latest tap on a person stands. */
export async function tapAttendance(ctx: Ctx, input: { id: string; taps: TapInput[] }): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'share');
  requireOpenRecord(meeting);
  // In one order on every phone, so that two long lists cannot wait for each other.
  const inOrder = input.taps.toSorted((a, b) => (a.attendeeId < b.attendeeId ? -1 : 1));
  for (const one of inOrder) {
    if (one.status === 'excused' && !one.reason?.trim())
      throw new Refusal('meetings.excuse_needs_reason', { field: 'reason' });
    const known = await store.tap(ctx, meeting, {
      attendeeId: one.attendeeId,
      status: one.status,
      reason: one.reason?.trim() || null,
      tappedAt: notAfter(Temporal.Instant.from(one.tappedAt), ctx.now),
    });
    if (!known) throw new Refusal('not_found', { status: 404 });
  }
  await record(ctx, {
    event: 'meetings.attendance_taken',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    after: { taps: input.taps.map(({ attendeeId, status }) => ({ attendeeId, status })) },
  });
}

/** A phone whose clock runs ahead must not win every later tap. */
function notAfter(at: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(at, now) > 0 ? now : at;
}

/** Somebody who was not on the list: comes, is heard, has no vote. */
export async function addGuest(ctx: Ctx, input: { id: string; name: string }): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'share');
  requireOpenRecord(meeting);
  await store.insertGuest(ctx, meeting, input.name);
  await record(ctx, {
    event: 'meetings.guest_added',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    after: { name: input.name },
  });
}

/** Heads of an assembly, by unit. Refuses units that the kind does not count, and more present than entitled. */
export async function countHeads(
  ctx: Ctx,
  input: { id: string; version: number; turnout: Turnout },
): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'update');
  requireOpenRecord(meeting);
  const yours = Object.entries(input.turnout).flatMap(([unit, { eligible, present }]) => [
    [`${unit}.eligible`, eligible],
    [`${unit}.present`, present],
  ]);
  requireSeen(meeting, input.version, { yours: Object.fromEntries(yours) });
  const { electorate } = kindRow(meeting.kind);
  const units: readonly string[] = electorate.of === 'counted' ? electorate.units : [];
  if (Object.keys(input.turnout).some((unit) => !units.includes(unit)))
    throw new Refusal('meetings.list_of_names', { remedy: 'meetings.take_attendance' });
  refuseIf(reasonAgainstHeads(input.turnout));
  await store.changeMeeting(ctx, meeting.id, { turnout: JSON.stringify(input.turnout) });
  await record(ctx, {
    event: 'meetings.heads_counted',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    before: meeting.turnout ?? {},
    after: input.turnout,
  });
}
