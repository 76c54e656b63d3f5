/** The course of a meeting: plan, call, put off, begin, write, close, correct, annul. */
import { randomUUID } from 'node:crypto';
import { record } from '../../kernel/audit/record.ts';
import { accountOf, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import { accountsOfPersons, accountsWithRole, notify } from '../../kernel/notice/notify.ts';
import { requireMove } from '../../kernel/procedure/procedure.ts';
import { Refusal, stale, type BothSides } from '../../kernel/refusal.ts';
import { requireOpen } from '../organizations/facade.ts';
import { factsOf, holdsAt } from './facts.ts';
import { kindRow, type MeetingKind, type MeetingState } from './choices.ts';
import { meetingProcedure } from './procedure.ts';
import { meetingParameters } from './rulebook.ts';
import { ruleOf } from './rules.ts';
import { seatThoseWhoShouldCome } from './seating.ts';
import * as store from './store.ts';

export type Plan = {
  orgId: string;
  kind: MeetingKind;
  title: string;
  place: string;
  plannedOn: Temporal.PlainDate;
  startsAt: string;
  agenda: readonly string[];
  subject?: { type: string; id: string } | undefined;
};

/** Plans a meeting, also one that was held already and is entered late. Refuses a kind that the organization does not hold. */
export async function planMeeting(ctx: Ctx, plan: Plan): Promise<{ id: string }> {
  const org = await requireOpen(ctx, plan.orgId);
  requireInScope(ctx, org.path);
  if (!kindRow(plan.kind).at.includes(org.kind)) {
    throw new Refusal('meetings.kind_not_here', {
      params: {
        kindKey: `meetings.kind.${plan.kind}`,
        orgKindKey: `organizations.kind.${org.kind}`,
      },
      field: 'kind',
    });
  }
  ruleOf(plan.kind, plan.plannedOn, await localValues(ctx, meetingParameters, org.path));
  const meeting: store.NewMeeting = {
    id: randomUUID(),
    orgId: org.id,
    orgPath: org.path,
    kind: plan.kind,
    title: plan.title,
    place: plan.place,
    plannedOn: plan.plannedOn,
    startsAt: plan.startsAt,
  };
  await store.insertMeeting(ctx, meeting);
  await store.insertItems(ctx, meeting, plan.agenda);
  if (plan.subject) await store.attachSubject(ctx, meeting, plan.subject);
  await seatThoseWhoShouldCome(ctx, meeting, plan.plannedOn);
  await record(ctx, {
    event: 'meetings.planned',
    org,
    subject: { type: 'meeting', id: meeting.id },
    after: { kind: plan.kind, title: plan.title, on: plan.plannedOn.toString() },
  });
  return { id: meeting.id };
}

/** Puts a plan right before anybody was called: title, place, day and hour. Refuses `stale` with both sides. */
export async function changePlan(
  ctx: Ctx,
  input: {
    id: string;
    version: number;
    title: string;
    place: string;
    plannedOn: Temporal.PlainDate;
    startsAt: string;
  },
): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'update');
  requireOpenRecord(meeting, ['planned']);
  const { title, place, plannedOn, startsAt } = input;
  const after = { title, place, plannedOn: plannedOn.toString(), startsAt };
  requireSeen(meeting, input.version, { yours: after });
  ruleOf(meeting.kind, plannedOn, await localValues(ctx, meetingParameters, meeting.orgPath));
  await store.changeMeeting(ctx, meeting.id, { title, place, planned_on: plannedOn, starts_at: startsAt });
  await seatThoseWhoShouldCome(ctx, meeting, plannedOn);
  await record(ctx, {
    event: 'meetings.plan_changed',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    before: {
      title: meeting.title,
      place: meeting.place,
      plannedOn: meeting.plannedOn.toString(),
      startsAt: meeting.startsAt,
    },
    after,
  });
}

/** Tells those who should come: day, place, agenda. Members without an account are told on paper by the one who calls. */
export async function callMeeting(
  ctx: Ctx,
  input: { id: string; version: number; plannedOn?: string | undefined; startsAt?: string | undefined },
): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'update');
  const { plannedOn = null, startsAt = null } = input;
  requireSeen(meeting, input.version, { move: 'call', yours: { plannedOn, startsAt } });
  await seatThoseWhoShouldCome(ctx, meeting, meeting.plannedOn);
  await move(ctx, meeting, 'call', { change: { called_on: ctx.today, state_reason: null } });
  await tell(ctx, meeting, 'meetings.called');
}

/** Another day before the meeting began; who was called hears of it, and is called again. */
export async function postponeMeeting(
  ctx: Ctx,
  input: { id: string; version: number; plannedOn: Temporal.PlainDate; startsAt: string; reason: string },
): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'update');
  const { startsAt } = input;
  requireSeen(meeting, input.version, {
    move: 'postpone',
    yours: { plannedOn: input.plannedOn.toString(), startsAt },
  });
  await move(ctx, meeting, 'postpone', {
    why: input.reason,
    change: {
      planned_on: input.plannedOn,
      starts_at: input.startsAt,
      called_on: null,
      state_reason: input.reason,
    },
  });
  if (meeting.state === 'called')
    await tell(
      ctx,
      { ...meeting, plannedOn: input.plannedOn, startsAt: input.startsAt },
      'meetings.postponed',
    );
}

/** The meeting takes place, or took place: from here on attendance, minutes and votes are taken. */
export async function beginMeeting(
  ctx: Ctx,
  input: {
    id: string;
    version: number;
    heldOn?: Temporal.PlainDate | undefined;
    toldOn?: Temporal.PlainDate | undefined;
  },
): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'update');
  requireSeen(meeting, input.version, {
    move: 'begin',
    yours: { heldOn: input.heldOn?.toString() ?? null, toldOn: input.toldOn?.toString() ?? null },
  });
  const heldOn = input.heldOn ?? meeting.plannedOn;
  const toldOn = input.toldOn ?? meeting.calledOn;
  if (toldOn && Temporal.PlainDate.compare(toldOn, ctx.today) > 0)
    throw new Refusal('meetings.day_to_come', { params: { on: toldOn.toString() }, field: 'toldOn' });
  await seatThoseWhoShouldCome(ctx, meeting, heldOn);
  await move(ctx, meeting, 'begin', {
    given: { heldOn, ...(toldOn && { toldOn }) },
    change: { held_on: heldOn, told_on: toldOn },
  });
}

/** Falls through or is called off, with the reason; who was called hears of it. It counts for nothing. */
export async function cancelMeeting(
  ctx: Ctx,
  input: { id: string; version: number; reason: string },
): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'update');
  requireSeen(meeting, input.version, { move: 'cancel', yours: {} });
  await move(ctx, meeting, 'cancel', { why: input.reason, change: { state_reason: input.reason } });
  if (meeting.state === 'called') await tell(ctx, meeting, 'meetings.cancelled');
}

/** Closes the record: from here on it counts, and nothing in it is rewritten. */
export async function closeMeeting(
  ctx: Ctx,
  input: { id: string; version: number; host: string; recorder: string },
): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'update');
  const { host, recorder } = input;
  requireSeen(meeting, input.version, { move: 'close', yours: {} });
  await move(ctx, meeting, 'close', {
    given: { host, recorder },
    change: {
      host,
      recorder,
      closed_at: ctx.now,
      closed_by: accountOf(ctx),
      closed_by_name: ctx.actor.name,
    },
  });
}

/** Says that a closed record does not count, with the reason; the record stays readable. */
export async function annulMeeting(
  ctx: Ctx,
  input: { id: string; version: number; reason: string },
): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'update');
  requireSeen(meeting, input.version, { move: 'annul', yours: {} });
  await move(ctx, meeting, 'annul', {
    why: input.reason,
    change: { annulled_at: ctx.now, state_reason: input.reason },
  });
  await notify(ctx, await accountsWithRole(ctx, ['village_secretary'], meeting.orgPath), {
    key: 'meetings.annulled',
    openParams: { title: meeting.title },
    params: { reason: input.reason },
    path: `/meetings/${meeting.id}`,
    subject: { type: 'meeting', id: meeting.id, orgPath: meeting.orgPath },
  });
}

/** Says beside a closed record what was wrong in it, and why. */
export async function correctRecord(
  ctx: Ctx,
  input: { id: string; text: string; reason: string },
): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'share');
  if (meeting.state !== 'closed')
    throw new Refusal('meetings.not_closed', { status: 409, remedy: 'meetings.write_in_record' });
  await store.insertCorrection(ctx, meeting, input);
  await record(ctx, {
    event: 'meetings.corrected',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    after: { text: input.text },
    reason: input.reason,
  });
}

/** Adds one point to the agenda, before or during the meeting. */
export async function addItem(ctx: Ctx, input: { id: string; title: string }): Promise<void> {
  const meeting = await store.getMeeting(ctx, input.id, 'update');
  requireOpenRecord(meeting, ['planned', 'called', 'held']);
  await store.insertItems(ctx, meeting, [input.title]);
  await record(ctx, {
    event: 'meetings.item_added',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    after: { title: input.title },
  });
}

/** What was said on one point. Refuses `stale` with both texts when another phone wrote meanwhile. */
export async function writeMinutes(
  ctx: Ctx,
  input: { id: string; itemId: string; version: number; minutes: string },
): Promise<{ version: number }> {
  const meeting = await store.getMeeting(ctx, input.id, 'share');
  requireOpenRecord(meeting, ['held']);
  const item = { meetingId: meeting.id, id: input.itemId, version: input.version };
  const version = await store.writeMinutes(ctx, item, input.minutes);
  if (version === undefined) {
    const now = (await store.listItems(ctx, meeting.id)).find((one) => one.id === input.itemId);
    if (!now) throw new Refusal('not_found', { status: 404 });
    throw stale({
      yours: { minutes: input.minutes },
      theirs: { minutes: now.minutes, version: now.version },
    });
  }
  await record(ctx, {
    event: 'meetings.minutes_written',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    after: { item: input.itemId, characters: input.minutes.length },
  });
  return { version };
}

/** Refuses what would rewrite a record that is closed, called off or not begun. */
export function requireOpenRecord(
  meeting: store.MeetingRow,
  allowed: readonly MeetingState[] = ['held'],
): void {
  if (allowed.includes(meeting.state)) return;
  if (meeting.state === 'closed')
    throw new Refusal('meetings.record_closed', { status: 409, remedy: 'meetings.correct_beside' });
  throw new Refusal('meetings.not_now', {
    status: 409,
    params: { stateKey: `procedure.meeting.state.${meeting.state}` },
  });
}

export function orgOf(meeting: store.MeetingRow): { id: string; path: string } {
  return { id: meeting.orgId, path: meeting.orgPath };
}

/**
 * Refuses with both sides when the meeting was changed since it was seen. What its present state forbids anyway is left
 * to the procedure, which says more.
 */
export function requireSeen(
  meeting: store.MeetingRow,
  version: number,
  sent: { move?: string; yours: BothSides['yours'] },
): void {
  if (meeting.version === version) return;
  const move = meetingProcedure.moves.find((one) => one.key === sent.move);
  if (move && !move.from.includes(meeting.state)) return;
  throw stale({ yours: sent.yours, theirs: { ...standsNow(meeting), version: meeting.version } });
}

function standsNow(meeting: store.MeetingRow): BothSides['yours'] {
  const heads = Object.entries(meeting.turnout ?? {}).flatMap(([unit, { eligible, present }]) => [
    [`${unit}.eligible`, eligible],
    [`${unit}.present`, present],
  ]);
  return {
    title: meeting.title,
    place: meeting.place,
    plannedOn: meeting.plannedOn.toString(),
    startsAt: meeting.startsAt,
    heldOn: meeting.heldOn?.toString() ?? null,
    toldOn: meeting.toldOn?.toString() ?? null,
    ...Object.fromEntries(heads),
  };
}

type Step = {
  why?: string;
  given?: Parameters<typeof factsOf>[2];
  change: store.MeetingChange;
};

async function move(ctx: Ctx, meeting: store.MeetingRow, key: string, step: Step): Promise<void> {
  const facts = await factsOf(ctx, meeting, step.given);
  const found = requireMove(meetingProcedure, key, meeting.state, facts, {
    holds: holdsAt(ctx, meeting.orgPath),
    ...(step.why !== undefined && { why: step.why }),
  });
  const moved = await store.moveMeeting(ctx, meeting.id, {
    from: found.from,
    to: found.to,
    change: step.change,
  });
  // The row is locked since it was read, so this only fires when somebody forgets the lock.
  if (!moved) throw new Refusal('stale', { status: 409 });
  await record(ctx, {
    event: `meetings.${key}`,
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    before: { state: meeting.state },
    after: { state: found.to, kind: meeting.kind, on: facts.heldOn.toString() },
    ...(step.why !== undefined && { reason: step.why }),
  });
}

/** The notice to everybody on the list who has an account. */
async function tell(ctx: Ctx, meeting: store.MeetingRow, key: string): Promise<void> {
  const attendees = await store.listAttendees(ctx, meeting.id);
  const persons = attendees.flatMap((one) => one.personId ?? []);
  const accounts = await accountsOfPersons(ctx, persons);
  const items = await store.listItems(ctx, meeting.id);
  await notify(ctx, [...accounts.values()], {
    key,
    openParams: {
      title: meeting.title,
      on: meeting.plannedOn.toString(),
      at: meeting.startsAt,
      place: meeting.place,
    },
    params: { agenda: items.map((item, i) => `${i + 1}. ${item.title}`).join('；') },
    path: `/own-meetings/${meeting.id}`,
    urgent: true,
    subject: { type: 'meeting', id: meeting.id, orgPath: meeting.orgPath },
  });
}
