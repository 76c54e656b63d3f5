/** Acts on the register: somebody leaves or comes, is contacted, is back. */
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import { isInScope, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal, stale } from '../../kernel/refusal.ts';
import { findMember } from '../members/facade.ts';
import { requireOpen } from '../organizations/facade.ts';
import type { ContactWay, Ending, Occupation } from './choices.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;

export type Departure = {
  personId: string;
  since: string;
  place: string;
  occupation: Occupation;
  counterpart?: string | undefined;
  contactPersonId: string;
};

/** A member of the branch has left for elsewhere. Refuses who is not active, or away already, and a contact person of elsewhere. */
export async function registerDeparture(ctx: Ctx, input: Departure): Promise<{ id: string }> {
  const person = await findMember(ctx, input.personId);
  if (!person) throw new Refusal('not_found', { status: 404, field: 'personId' });
  requireInScope(ctx, person.orgPath);
  if (person.status !== 'active') throw new Refusal('mobile_members.not_active', { field: 'personId' });
  const contact = await findMember(ctx, input.contactPersonId);
  if (!contact || contact.orgId !== person.orgId || contact.status !== 'active' || contact.id === person.id)
    throw new Refusal('mobile_members.contact_person_elsewhere', { field: 'contactPersonId' });
  return begin(ctx, {
    direction: 'out',
    personId: person.id,
    personName: person.name,
    orgId: person.orgId,
    orgPath: person.orgPath,
    since: pastDay(ctx, input.since, { field: 'since' }),
    place: input.place,
    occupation: input.occupation,
    counterpart: input.counterpart ?? null,
    contactPersonId: contact.id,
  });
}

export type Guest = {
  branchId: string;
  personName: string;
  since: string;
  place: string;
  occupation: Occupation;
  counterpart: string;
};

/** A member of another place takes part in the branch; the membership stays at home. */
export async function registerGuest(ctx: Ctx, input: Guest): Promise<{ id: string }> {
  const branch = await requireOpen(ctx, input.branchId);
  requireInScope(ctx, branch.path);
  return begin(ctx, {
    direction: 'in',
    personId: null,
    personName: input.personName,
    orgId: branch.id,
    orgPath: branch.path,
    since: pastDay(ctx, input.since, { field: 'since' }),
    place: input.place,
    occupation: input.occupation,
    counterpart: input.counterpart,
    contactPersonId: null,
  });
}

async function begin(ctx: Ctx, stay: store.NewStay): Promise<{ id: string }> {
  const id = await store.insert(ctx, stay);
  if (!id) throw new Refusal('mobile_members.away_already', { status: 409, field: 'personId' });
  await record(ctx, {
    event: 'mobile_members.registered',
    org: { id: stay.orgId, path: stay.orgPath },
    subject: { type: 'mobile_stay', id },
    after: {
      direction: stay.direction,
      personId: stay.personId,
      since: stay.since.toString(),
      place: stay.place,
    },
  });
  return { id };
}

/** One contact, in one line; the quarter's duty follows from it. Refuses days before the stay and after its end. */
export async function recordContact(
  ctx: Ctx,
  input: { id: string; on: string; way: ContactWay; note: string },
): Promise<void> {
  const stay = await lockStay(ctx, input.id);
  const on = pastDay(ctx, input.on, { field: 'on' });
  if (isAfter(stay.since, on))
    throw new Refusal('mobile_members.before_stay', {
      field: 'on',
      params: { since: stay.since.toString() },
      possibleFrom: stay.since.toString(),
    });
  if (stay.endedOn && isAfter(on, stay.endedOn))
    throw new Refusal('mobile_members.stay_ended', { field: 'on', params: { on: stay.endedOn.toString() } });
  await store.addContact(ctx, stay, { on, way: input.way, note: input.note });
  await record(ctx, {
    event: 'mobile_members.contacted',
    org: { id: stay.orgId, path: stay.orgPath },
    subject: { type: 'mobile_stay', id: stay.id },
    after: { on: input.on, way: input.way },
  });
}

/** The person is back, transferred, or has left the place; the record of the stay remains. */
export async function endStay(
  ctx: Ctx,
  input: { id: string; version: number; on: string; ending: Ending },
): Promise<void> {
  const stay = await lockStay(ctx, input.id);
  if (stay.endedOn)
    throw new Refusal('mobile_members.stay_ended', { status: 409, params: { on: stay.endedOn.toString() } });
  const on = pastDay(ctx, input.on, { field: 'on' });
  const earliest =
    stay.lastContactOn && isAfter(stay.lastContactOn, stay.since) ? stay.lastContactOn : stay.since;
  if (isAfter(earliest, on))
    throw new Refusal('mobile_members.before_stay', {
      field: 'on',
      params: { since: earliest.toString() },
      possibleFrom: earliest.toString(),
    });
  if (stay.version !== input.version || !(await store.end(ctx, stay, { on, ending: input.ending })))
    throw stale();
  await record(ctx, {
    event: 'mobile_members.ended',
    org: { id: stay.orgId, path: stay.orgPath },
    subject: { type: 'mobile_stay', id: stay.id },
    after: { on: input.on, ending: input.ending },
  });
}

async function lockStay(ctx: Ctx, id: string): Promise<store.StayRow> {
  const stay = await store.lock(ctx, id);
  if (!stay || !isInScope(ctx.scope, stay.orgPath)) throw new Refusal('not_found', { status: 404 });
  return stay;
}

function isAfter(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}
