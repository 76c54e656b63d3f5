/** Acts on the records of members: register, correct, enter an event, unmask. */
import { randomUUID } from 'node:crypto';
import { recordRead } from '../../kernel/audit/reads.ts';
import { record, recordAll, type AuditEvent } from '../../kernel/audit/record.ts';
import { isInScope, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { refuseAll, Refusal, stale, type Reason } from '../../kernel/refusal.ts';
import { memberKinds as kindsWithMembers, requireOpen } from '../organizations/facade.ts';
import { changesBetween, columnsOf, fingerprintOf, sidesOf, type Change } from './record-values.ts';
import { reasonsAgainstValues } from './rules.ts';
import type { RosterValues } from './roster-values.ts';
import { type EnteredEvent, type Kind } from './choices.ts';
import { reasonsAgainst } from './standing.ts';
import * as store from './store.ts';
import { valuesOf } from './values-of.ts';

export type Registration = { branchId: string; values: RosterValues; kind: Kind; asAt: Temporal.PlainDate };

/** Takes one person into the roll: facts, branch from `asAt` on, joining and conversion as events. */
export async function registerMember(
  ctx: Ctx,
  input: Registration,
): Promise<{ id: string; version: number }> {
  const branch = await requireBranch(ctx, input.branchId);
  const reasons = reasonsAgainstValues(input.values, { today: ctx.today, kind: input.kind });
  if (Temporal.PlainDate.compare(input.asAt, ctx.today) > 0)
    reasons.push({ code: 'members.event_to_come', field: 'asAt', params: { today: ctx.today.toString() } });
  if (reasons.length > 0) refuseAll(reasons);
  await requireFreeNumber(ctx, input.values.id_no);

  const id = randomUUID();
  const { joined_on: joinedOn, converted_on: convertedOn } = input.values;
  const columns = columnsOf(input.values, ctx.services.secrets);
  const own = { id, orgId: branch.id, orgPath: branch.path, kind: input.kind };
  await store.insertMany(ctx, [{ ...own, columns, joinedOn, convertedOn }], input.asAt);
  await store.restate(ctx, [id]);
  await record(ctx, {
    event: 'members.registered',
    org: branch,
    subject: { type: 'member', id },
    after: changesBetween({}, input.values),
  });
  return { id, version: 1 };
}

/** Corrects facts of a record; what `values` leaves out stays. `clear` empties fields. */
export async function correctMember(
  ctx: Ctx,
  input: { id: string; version: number; values: RosterValues; reason?: string | undefined },
): Promise<{ id: string; version: number }> {
  const person = await lockOwn(ctx, input, (current) => sidesOf(valuesOf(ctx, current), input.values));
  const before = valuesOf(ctx, person);
  const after: RosterValues = { ...before, ...input.values };
  const changes = changesBetween(before, after);
  if (Object.keys(changes).length === 0) return { id: person.id, version: person.version };
  const reasons = reasonsAgainstValues(after, { today: ctx.today, kind: person.kind });
  if (reasons.length > 0) refuseAll(reasons);
  if (changes.id_no) await requireFreeNumber(ctx, after.id_no);
  await writeCorrections(ctx, [{ person, after, changes, reason: input.reason }]);
  return { id: person.id, version: person.version + 1 };
}

export type Correction = {
  person: store.MemberRow;
  after: RosterValues;
  changes: Record<string, Change>;
  reason?: string | undefined;
  onBehalfOf?: string;
};

/** Writes judged corrections of locked records, each with its audit event; a fixed number of statements. */
export async function writeCorrections(ctx: Ctx, corrections: Correction[]): Promise<void> {
  await store.updateMany(
    ctx,
    corrections.map(({ person, after }) => ({
      id: person.id,
      version: person.version,
      columns: columnsOf(after, ctx.services.secrets),
    })),
  );
  for (const [field, event] of [
    ['joined_on', 'joined'],
    ['converted_on', 'converted'],
  ] as const) {
    await store.setPartyDates(
      ctx,
      event,
      corrections.flatMap(({ person, after, changes }) => {
        const on = after[field];
        return changes[field] && on ? { person, on } : [];
      }),
    );
  }
  const restated = corrections.filter(({ changes }) => changes['joined_on'] || changes['converted_on']);
  if (restated.length > 0)
    await store.restate(
      ctx,
      restated.map(({ person }) => person.id),
    );
  await recordAll(ctx, corrections.map(correctedEvent));
}

function correctedEvent({ person, changes, reason, onBehalfOf }: Correction): AuditEvent {
  const side = (index: 0 | 1) =>
    Object.fromEntries(Object.entries(changes).map(([field, change]) => [field, change[index]]));
  return {
    event: 'members.corrected',
    org: { id: person.orgId, path: person.orgPath },
    subject: { type: 'member', id: person.id },
    before: side(0),
    after: side(1),
    ...(reason && { reason }),
    ...(onBehalfOf && { onBehalfOf }),
  };
}

export type EventInput = {
  id: string;
  version: number;
  event: EnteredEvent;
  on: string;
  branchId?: string | undefined;
  reason?: string | undefined;
  reference?: string | undefined;
};

/** Enters a dated event; status, kind and branch follow from it. */
export async function enterEvent(ctx: Ctx, input: EventInput): Promise<{ id: string; version: number }> {
  const person = await lockOwn(ctx, input, (current) => eventSides(ctx, current, input));
  const on = Temporal.PlainDate.from(input.on);
  const [lastEvent] = await store.listEvents(ctx, person.id);
  const since = (await store.inBranchesSince(ctx, [person.id])).get(person.id);
  if (!lastEvent || !since) throw new Error(`member ${person.id} has no events`);
  const branch = input.branchId ? await requireBranch(ctx, input.branchId) : undefined;
  const reasons: Reason[] = reasonsAgainst(
    input.event,
    { ...input, on },
    {
      status: person.status,
      kind: person.kind,
      last: lastEvent.happenedOn,
      joinedOn: person.joinedOn ?? undefined,
      today: ctx.today,
    },
  );
  if (branch && branch.id === person.orgId && input.event === 'moved')
    reasons.push({ code: 'members.already_in_branch', field: 'branchId' });
  const moves = branch !== undefined && branch.id !== person.orgId;
  if (moves && Temporal.PlainDate.compare(on, since) <= 0) {
    const first = since.add({ days: 1 }).toString();
    reasons.push({ code: 'members.moved_too_early', field: 'on', params: { first }, possibleFrom: first });
  }
  if (reasons.length > 0) refuseAll(reasons);

  await store.insertEvents(ctx, [
    {
      personId: person.id,
      orgId: branch?.id ?? person.orgId,
      orgPath: person.orgPath,
      event: input.event,
      on: { date: on, precision: 'day' },
      reason: input.reason,
      reference: input.reference,
    },
  ]);
  if (moves) await store.moveToBranches(ctx, [{ person, branch, on }]);
  await store.restate(ctx, [person.id]);
  const version = await store.raiseVersion(ctx, person.id, person.version);
  if (version === undefined) throw stale();
  await record(ctx, {
    event: `members.standing_changed`,
    org: branch ?? { id: person.orgId, path: person.orgPath },
    subject: { type: 'member', id: person.id },
    before: { status: person.status, kind: person.kind, orgId: person.orgId },
    after: {
      event: input.event,
      on: input.on,
      orgId: branch?.id ?? person.orgId,
      reference: input.reference ?? null,
    },
    ...(input.reason && { reason: input.reason }),
  });
  return { id: person.id, version };
}

/** Takes back the latest entered event, which was a mistake. A change of branch is not taken back but moved again. */
export async function withdrawEvent(
  ctx: Ctx,
  input: { id: string; eventId: string; version: number; reason: string },
): Promise<{ id: string; version: number }> {
  const person = await lockOwn(ctx, input);
  const [latest] = await store.listEvents(ctx, person.id);
  if (latest?.id !== input.eventId) throw new Refusal('members.not_the_latest', { status: 409 });
  if (['registered', 'joined', 'moved', 'transferred_in'].includes(latest.event))
    throw new Refusal('members.event_stays', {
      status: 409,
      params: { eventKey: `members.event.${latest.event}` },
      remedy: 'members.event_stays',
    });
  await store.deleteEvent(ctx, latest.id);
  await store.restate(ctx, [person.id]);
  const version = await store.raiseVersion(ctx, person.id, person.version);
  if (version === undefined) throw stale();
  await record(ctx, {
    event: 'members.event_withdrawn',
    org: { id: person.orgId, path: person.orgPath },
    subject: { type: 'member', id: person.id },
    before: { event: latest.event, on: latest.happenedOn, reference: latest.reference },
    reason: input.reason,
  });
  return { id: person.id, version };
}

/** Shows the whole numbers, once, against a reason that the person can read on the own page. */
export async function unmaskMember(
  ctx: Ctx,
  input: { id: string; reason: string },
): Promise<{ idNo: string | null; mobile: string | null }> {
  const person = await getOwn(ctx, input.id);
  const org = { id: person.orgId, path: person.orgPath };
  await recordRead(
    ctx,
    { module: 'members', type: 'member', id: person.id, org },
    { how: 'unmasked', reason: input.reason },
  );
  const values = valuesOf(ctx, person);
  return { idNo: values.id_no ?? null, mobile: values.mobile ?? null };
}

/** The record within the scope of the act; row-level security hides the rest already. */
export async function getOwn(ctx: Ctx, id: string): Promise<store.MemberRow> {
  const person = await store.find(ctx, id);
  if (!person || !isInScope(ctx.scope, person.orgPath)) throw new Refusal('not_found', { status: 404 });
  return person;
}

/** `sides`: what the caller wanted and what stands, by field of the form, should the version have moved. */
async function lockOwn(
  ctx: Ctx,
  input: { id: string; version: number },
  sides: (person: store.MemberRow) => Sides | Promise<Sides> = standingSides,
): Promise<store.MemberRow> {
  const person = await store.lock(ctx, input.id);
  if (!person || !isInScope(ctx.scope, person.orgPath)) throw new Refusal('not_found', { status: 404 });
  if (person.version !== input.version) {
    const { yours, theirs } = await sides(person);
    throw stale({ yours, theirs: { ...theirs, version: person.version } });
  }
  return person;
}

type Sides = Record<'yours' | 'theirs', Record<string, string | null>>;

/** The event that was entered beside the latest one that stands now, in the reader's words. */
async function eventSides(ctx: Ctx, person: store.MemberRow, input: EventInput): Promise<Sides> {
  const t = ctx.services.translate[ctx.locale];
  const [latest] = await store.listEvents(ctx, person.id);
  return {
    yours: { event: t(`members.event.${input.event}`), on: input.on },
    theirs: {
      event: latest ? t(`members.event.${latest.event}`) : null,
      on: latest?.happenedOn.toString() ?? null,
    },
  };
}

/** Nothing was typed over; the version alone tells the screen to read again. */
function standingSides(): Sides {
  return { yours: {}, theirs: {} };
}

/** An open branch within the scope; held open until the act ends. */
export async function requireBranch(ctx: Ctx, id: string): Promise<{ id: string; path: string }> {
  const branch = await requireOpen(ctx, id);
  requireInScope(ctx, branch.path);
  if (!kindsWithMembers.includes(branch.kind))
    throw new Refusal('members.not_a_branch', { field: 'branchId' });
  return { id: branch.id, path: branch.path };
}

async function requireFreeNumber(ctx: Ctx, idNo: string | undefined): Promise<void> {
  if (!idNo) return;
  const taken = await store.listTaken(ctx, [fingerprintOf(ctx.services.secrets, idNo)]);
  if (taken.length > 0)
    throw new Refusal('members.number_taken', { status: 409, field: 'idNo', remedy: 'members.number_taken' });
}
