/** Setting up and dissolving groups, placing members, naming leaders. */
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import { isInScope, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal, stale } from '../../kernel/refusal.ts';
import { findMember } from '../members/facade.ts';
import { addBodyMember, endBodyMember, listGroupSeats } from '../meetings/facade.ts';
import {
  dissolveOrganization,
  foundOrganization,
  memberKinds,
  pathOf,
  requireOpen,
} from '../organizations/facade.ts';
import type { LeaderWay, WorkplaceKind } from './choices.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;

/** The group, its leader and first members in one act. Everybody named stands in the branch and in no other group of it. */
export async function setUpGroup(
  ctx: Ctx,
  input: {
    branchId: string;
    name: string;
    workplaceKind: WorkplaceKind;
    workplace: string;
    leaderId: string;
    how: LeaderWay;
    memberIds: readonly string[];
    on: string;
    basis: string;
  },
): Promise<{ id: string }> {
  const branch = await requireOpen(ctx, input.branchId);
  requireInScope(ctx, branch.path);
  if (!memberKinds.includes(branch.kind))
    throw new Refusal('party_groups.under_a_branch', { field: 'branchId' });
  const on = pastDay(ctx, input.on, { field: 'on' });
  const leader = await requirePlaceable(ctx, branch, input.leaderId, 'leaderId');
  const { id } = await foundOrganization(ctx, {
    kind: 'party_group',
    parentId: branch.id,
    name: input.name,
    shortName: input.name,
    on: input.on,
    reason: input.basis,
  });
  const group = { id, orgPath: await pathOf(ctx, id) };
  await store.insert(ctx, { ...input, ...group });
  await store.addLeader(ctx, group, { id: leader.id, name: leader.name, how: input.how, since: on });
  for (const personId of new Set([leader.id, ...input.memberIds])) {
    const person = await requirePlaceable(ctx, branch, personId, 'memberIds');
    await addBodyMember(ctx, { orgId: id, body: 'party_group', personId: person.id, from: on });
  }
  await note(ctx, group, 'set_up', { name: input.name, leaderId: leader.id, on: input.on }, input.basis);
  return { id };
}

export async function placeMember(
  ctx: Ctx,
  input: { id: string; personId: string; on: string },
): Promise<void> {
  const group = await holdOpen(ctx, input.id);
  const from = pastDay(ctx, input.on, { field: 'on', since: group.foundedOn });
  const branch = await requireOpen(ctx, group.branchId);
  const person = await requirePlaceable(ctx, branch, input.personId, 'personId');
  await addBodyMember(ctx, { orgId: group.id, body: 'party_group', personId: person.id, from });
  await store.touch(ctx, group.id);
}

/** Whoever leads it first hands that over. */
export async function releaseMember(
  ctx: Ctx,
  input: { id: string; seatId: string; lastDay: string; why: string },
): Promise<void> {
  const group = await holdOpen(ctx, input.id);
  const seat = (await listGroupSeats(ctx, group)).find(({ id }) => id === input.seatId);
  if (!seat) throw new Refusal('not_found', { status: 404 });
  if (seat.personId === group.leaderId)
    throw new Refusal('party_groups.leader_first', { status: 409, remedy: 'party_groups.leader_first' });
  const lastDay = pastDay(ctx, input.lastDay, { field: 'lastDay', since: seat.from });
  await endBodyMember(ctx, { id: seat.id, lastDay, reason: input.why });
  await store.touch(ctx, group.id);
}

/** The new leader sits in the group; the former one stays a member of it. */
export async function changeLeader(
  ctx: Ctx,
  input: { id: string; version: number; personId: string; how: LeaderWay; on: string; why: string },
): Promise<void> {
  const group = await holdSame(ctx, input);
  const on = pastDay(ctx, input.on, {
    field: 'on',
    since: group.leaderSince?.add({ days: 1 }) ?? group.foundedOn,
  });
  const seat = (await listGroupSeats(ctx, group)).find(({ personId }) => personId === input.personId);
  if (!seat) throw new Refusal('party_groups.leader_sits_in_it', { field: 'personId' });
  if (group.leaderId === input.personId)
    throw new Refusal('party_groups.leads_already', { field: 'personId' });
  await store.endLeader(ctx, group.id, on, input.why);
  await store.addLeader(ctx, group, { id: input.personId, name: seat.name, how: input.how, since: on });
  await store.touch(ctx, group.id);
  await note(ctx, group, 'leader_changed', { personId: input.personId, on: input.on }, input.why);
}

/** Seats and leader end with it; its members stay in the branch. */
export async function dissolveGroup(
  ctx: Ctx,
  input: { id: string; version: number; on: string; why: string },
): Promise<void> {
  const group = await holdSame(ctx, input);
  const seats = await listGroupSeats(ctx, group);
  const on = pastDay(ctx, input.on, { field: 'on', since: dayAfterAll(group, seats) });
  for (const seat of seats)
    await endBodyMember(ctx, { id: seat.id, lastDay: on.subtract({ days: 1 }), reason: input.why });
  await store.endLeader(ctx, group.id, on, input.why);
  await dissolveOrganization(
    ctx,
    { id: group.id, version: group.orgVersion, on: input.on, reason: input.why },
    [],
  );
  await store.touch(ctx, group.id);
}

/** The day after everything that is still open began: each of it has lasted a day then. */
function dayAfterAll(group: store.GroupRow, seats: readonly { from: Day }[]): Day {
  return [
    group.foundedOn,
    ...(group.leaderSince ? [group.leaderSince] : []),
    ...seats.map(({ from }) => from),
  ]
    .reduce((latest, day) => (Temporal.PlainDate.compare(day, latest) > 0 ? day : latest))
    .add({ days: 1 });
}

/** An active member of the branch who stands in no group of it. */
async function requirePlaceable(
  ctx: Ctx,
  branch: { id: string; path: string },
  personId: string,
  field: string,
): Promise<{ id: string; name: string }> {
  const person = await findMember(ctx, personId);
  if (!person) throw new Refusal('not_found', { status: 404, field });
  if (person.orgId !== branch.id || person.status !== 'active')
    throw new Refusal('party_groups.not_of_the_branch', { field, params: { name: person.name } });
  const seats = await listGroupSeats(ctx, { orgPath: branch.path });
  if (seats.some((seat) => seat.personId === person.id))
    throw new Refusal('party_groups.in_another_group', {
      field,
      params: { name: person.name },
      remedy: 'party_groups.in_another_group',
    });
  return person;
}

/** The group, held until the act ends; refuses `not_found` outside the scope, and one that is dissolved. */
async function holdOpen(ctx: Ctx, id: string): Promise<store.GroupRow> {
  const group = await store.lock(ctx, id);
  if (!group || !isInScope(ctx.scope, group.orgPath)) throw new Refusal('not_found', { status: 404 });
  if (group.dissolvedOn)
    throw new Refusal('party_groups.dissolved', {
      status: 409,
      params: { on: group.dissolvedOn.toString() },
    });
  return group;
}

async function holdSame(ctx: Ctx, { id, version }: { id: string; version: number }): Promise<store.GroupRow> {
  const group = await holdOpen(ctx, id);
  if (group.version !== version) throw stale({ yours: {}, theirs: { version: group.version } });
  return group;
}

async function note(
  ctx: Ctx,
  group: Pick<store.GroupRow, 'id' | 'orgPath'>,
  event: string,
  after: Record<string, string>,
  reason: string,
): Promise<void> {
  await record(ctx, {
    event: `party_groups.${event}`,
    org: { id: group.id, path: group.orgPath },
    subject: { type: 'organization', id: group.id },
    after,
    reason,
  });
}
