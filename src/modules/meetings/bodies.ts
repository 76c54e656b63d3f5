/** Rosters of bodies that meet: entered once, with periods. */
import { record } from '../../kernel/audit/record.ts';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findMember } from '../members/facade.ts';
import { requireOpen } from '../organizations/facade.ts';
import { bodySeats, type Body } from './choices.ts';
import * as store from './store.ts';

export type SeatInput = {
  orgId: string;
  body: Body;
  name?: string | undefined;
  personId?: string | undefined;
  household?: string | undefined;
  sex?: 'male' | 'female' | undefined;
  from: Temporal.PlainDate;
};

/** Gives somebody a seat from a day on; a member record gives the name. */
export async function addBodyMember(ctx: Ctx, input: SeatInput): Promise<{ id: string }> {
  const org = await requireOpen(ctx, input.orgId);
  requireInScope(ctx, org.path);
  if (!bodySeats[input.body].includes(org.kind)) {
    throw new Refusal('meetings.body_not_here', {
      params: { bodyKey: `meetings.body.${input.body}`, orgKindKey: `organizations.kind.${org.kind}` },
      field: 'orgId',
    });
  }
  const person = input.personId ? await findMember(ctx, input.personId) : undefined;
  if (input.personId && !person) throw new Refusal('not_found', { status: 404, field: 'personId' });
  const name = person?.name ?? input.name?.trim();
  if (!name) throw new Refusal('meetings.seat_needs_name', { field: 'name' });
  const seats = await store.listBodyMembers(ctx, { paths: [org.path], bodies: [input.body] });
  const same = seats.find(
    (seat) =>
      seat.orgId === org.id &&
      seat.name === name &&
      seat.household === (input.household?.trim() ?? '') &&
      (seat.to === null || Temporal.PlainDate.compare(seat.to, input.from) >= 0),
  );
  if (same)
    throw new Refusal('meetings.seat_taken', { status: 409, params: { name, from: same.from.toString() } });
  const id = await store.insertBodyMember(ctx, org, {
    body: input.body,
    name,
    personId: person?.id ?? null,
    household: input.household?.trim() ?? '',
    sex: input.sex ?? null,
    from: input.from,
  });
  await record(ctx, {
    event: 'meetings.seat_given',
    org,
    subject: { type: 'body_member', id },
    after: { body: input.body, name, from: input.from.toString() },
  });
  return { id };
}

/** Ends a seat with its last day. */
export async function endBodyMember(
  ctx: Ctx,
  input: { id: string; lastDay: Temporal.PlainDate; reason: string },
): Promise<void> {
  const ended = await store.endBodyMember(ctx, input.id, input.lastDay);
  if (!ended) throw new Refusal('not_found', { status: 404 });
  await record(ctx, {
    event: 'meetings.seat_ended',
    org: { id: ended.orgId, path: ended.orgPath },
    subject: { type: 'body_member', id: input.id },
    after: { body: ended.body, name: ended.name, lastDay: input.lastDay.toString() },
    reason: input.reason,
  });
}
