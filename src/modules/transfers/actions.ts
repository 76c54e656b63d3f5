/** Acts on transfers: apply, announce somebody from elsewhere, and the moves of the procedure. */
import { record } from '../../kernel/audit/record.ts';
import { requireInScope, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, accountsWithRole, notify } from '../../kernel/notice/notify.ts';
import { requireMove } from '../../kernel/procedure/procedure.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { paidUpTo } from '../dues/facade.ts';
import { enterEventOf, enrolFromElsewhere, findMember, type Enrolment } from '../members/facade.ts';
import { requireOpen, superiorTownOf } from '../organizations/facade.ts';
import { factsOf, holdsFor, readFile, requireSide, type TransferFile } from './case-file.ts';
import type { MoveKey } from './choices.ts';
import type { TransferFacts } from './facts.ts';
import { transferProcedures } from './procedure.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;
const day = (iso: string): Day => Temporal.PlainDate.from(iso);

export type Application = {
  personId: string;
  direction: 'within' | 'out';
  toOrgId?: string | undefined;
  elsewhere?: string | undefined;
  sameCity: boolean;
  reason: string;
  appliedOn: string;
};

/** A member of the branch asks to be transferred. Refuses who is not active, a second open transfer, the own branch. */
export async function applyForTransfer(ctx: Ctx, input: Application): Promise<{ id: string }> {
  const person = await findMember(ctx, input.personId);
  if (!person) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, person.orgPath);
  if (person.status !== 'active') throw new Refusal('transfers.not_active', { field: 'personId' });
  const appliedOn = requireNotFuture(ctx, input.appliedOn, 'appliedOn');
  const to =
    input.direction === 'within' ? await receivingBranch(ctx, input.toOrgId, person.orgId) : undefined;
  if (input.direction === 'out' && !input.elsewhere)
    throw new Refusal('transfers.elsewhere_missing', { field: 'elsewhere' });
  return begin(ctx, {
    direction: input.direction,
    personId: person.id,
    personName: person.name,
    kind: person.kind,
    orgId: person.orgId,
    orgPath: person.orgPath,
    toOrgId: to?.id ?? null,
    toOrgPath: to?.path ?? null,
    elsewhere: to ? null : (input.elsewhere ?? null),
    sameCity: to !== undefined || input.sameCity,
    reason: input.reason,
    appliedOn,
    state: 'applied',
  });
}

export type Announcement = {
  branchId: string;
  /** Of somebody who was transferred out of this town before. */
  personId?: string | undefined;
  personName: string;
  kind: 'full' | 'probationary';
  elsewhere: string;
  sameCity: boolean;
  reason: string;
  letterNo: string;
  issuedOn: string;
  validUntil: string;
  duesPaidTo: string;
};

/** A letter from elsewhere has been handed in: from here on the branch has until its last day. */
export async function announceArrival(ctx: Ctx, input: Announcement): Promise<{ id: string }> {
  const branch = await requireOpen(ctx, input.branchId);
  requireInScope(ctx, branch.path);
  const issuedOn = requireNotFuture(ctx, input.issuedOn, 'issuedOn');
  const validUntil = day(input.validUntil);
  if (Temporal.PlainDate.compare(validUntil, issuedOn) < 0)
    throw new Refusal('transfers.letter_ends_early', { field: 'validUntil' });
  if (input.personId) await requireGone(ctx, input.personId);
  const { id } = await begin(ctx, {
    direction: 'in',
    personId: input.personId ?? null,
    personName: input.personName,
    kind: input.kind,
    orgId: branch.id,
    orgPath: branch.path,
    toOrgId: null,
    toOrgPath: null,
    elsewhere: input.elsewhere,
    sameCity: input.sameCity,
    reason: input.reason,
    appliedOn: issuedOn,
    state: 'issued',
  });
  await store.addLetter(
    ctx,
    { id, orgPath: branch.path, toOrgPath: null },
    {
      letterNo: input.letterNo,
      issuedOn,
      validUntil,
      duesPaidTo: day(`${input.duesPaidTo}-01`),
      duesFromRecords: false,
      issuer: input.elsewhere,
    },
  );
  return { id };
}

export type Brought = {
  issuedOn?: string | undefined;
  validUntil?: string | undefined;
  duesPaidTo?: string | undefined;
  duesFromRecords?: boolean;
  arrivedOn?: string | undefined;
  enrolment?: Enrolment | undefined;
};

export type MoveInput = { id: string; version: number; why?: string | undefined; brought?: Brought };

/** One move of the procedure with what it implies: letter, roll, notices. 409 when somebody was faster. */
export async function moveTransfer(ctx: Ctx, key: MoveKey, input: MoveInput): Promise<void> {
  const row = requireSide(ctx, await store.lock(ctx, input.id));
  const file = await readFile(ctx, row);
  const given = key === 'issue' ? await withDuesOfBooks(ctx, row, input.brought ?? {}) : input.brought;
  const brought = broughtFacts(file, key, given ?? {});
  const move = requireMove(
    transferProcedures[row.direction],
    key,
    row.state,
    factsOf(file, ctx.today, brought),
    {
      holds: holdsFor(ctx, row),
      ...(input.why !== undefined && { why: input.why }),
    },
  );
  if (row.version !== input.version) throw new Refusal('stale', { status: 409 });
  const on = brought.arrivedOn ?? brought.letter?.issuedOn ?? ctx.today;
  await writeMove(ctx, file, { key, to: move.to, on, why: input.why?.trim() || null, ...given });
}

/** The last month paid comes from the books of dues; where they say nothing, it is as somebody states it. */
async function withDuesOfBooks(ctx: Ctx, row: store.TransferRow, brought: Brought): Promise<Brought> {
  const paid = row.personId ? await paidUpTo(ctx, row.personId, row.orgPath) : undefined;
  if (!paid) return { ...brought, duesFromRecords: false };
  if (brought.duesPaidTo && brought.duesPaidTo !== paid.month)
    throw new Refusal('transfers.dues_from_books', {
      params: { month: paid.month, stated: brought.duesPaidTo },
      cites: '党费2008',
      remedy: 'transfers.correct_the_books',
      who: 'dues.collect',
      field: 'duesPaidTo',
    });
  return { ...brought, duesPaidTo: paid.month, duesFromRecords: true };
}

type Written = Brought & { key: MoveKey; to: string; on: Day; why: string | null };

/** Both sides' rows are written, and the record of the person moves with the path: so the act reaches as far as the case does. */
async function writeMove(ctx: Ctx, file: TransferFile, written: Written): Promise<void> {
  const { row } = file;
  const { key, to, on, why } = written;
  await withinPaths(ctx, [row.orgPath, ...(row.toOrgPath ? [row.toOrgPath] : [])], async (wide) => {
    const personId = to === 'received' ? await receive(wide, file, written) : undefined;
    const moved = await store.move(wide, row, { state: to, on, ...(personId && { personId }) });
    if (!moved) throw new Refusal('stale', { status: 409 });
    if (key === 'issue') await issueLetter(wide, file, written);
    if (key === 'return' || key === 'call_in') await store.voidLetter(wide, row.id);
    await store.addStep(wide, row, { move: key, toState: to, on, why });
    await record(wide, {
      event: 'transfers.moved',
      org: { id: row.orgId, path: row.orgPath },
      subject: { type: 'membership_transfer', id: row.id },
      before: { state: row.state },
      after: { move: key, state: to, on: on.toString() },
      ...(why && { reason: why }),
    });
    await tell(wide, file, key);
  });
}

async function issueLetter(ctx: Ctx, { row }: TransferFile, written: Written): Promise<void> {
  const town = await superiorTownOf(ctx, row.orgId);
  await store.addLetter(ctx, row, {
    letterNo: await store.nextLetterNo(ctx, town, written.on.year),
    issuedOn: written.on,
    validUntil: day(written.validUntil ?? written.on.toString()),
    duesPaidTo: day(`${written.duesPaidTo}-01`),
    duesFromRecords: written.duesFromRecords ?? false,
    issuer: ctx.actor.name,
  });
}

/** The roll changes on the day of the arrival; gives the person's record. */
async function receive(ctx: Ctx, { row, letter }: TransferFile, { on, enrolment }: Written): Promise<string> {
  const reference = letter?.letterNo;
  const entry = { on: on.toString(), reference };
  switch (row.direction) {
    case 'within':
      return enterEventOf(ctx, row.personId ?? '', { ...entry, event: 'moved', branchId: row.toOrgId ?? '' });
    case 'out':
      return enterEventOf(ctx, row.personId ?? '', {
        ...entry,
        event: 'transferred_out',
        reason: row.elsewhere ?? undefined,
      });
    case 'in':
      if (row.personId)
        return enterEventOf(ctx, row.personId, { ...entry, event: 'transferred_in', branchId: row.orgId });
      if (!enrolment) throw new Refusal('transfers.enrolment_missing', { field: 'idNo' });
      return enrolFromElsewhere(ctx, {
        branchId: row.orgId,
        name: row.personName,
        kind: row.kind,
        asAt: on,
        ...enrolment,
      });
  }
}

/** Who has to do something next hears of it, and the person. */
async function tell(ctx: Ctx, { row }: TransferFile, key: MoveKey): Promise<void> {
  if (key === 'withdraw' || key === 'send_back') return;
  const receiverPath = row.toOrgPath ?? row.orgPath;
  const addressees =
    key === 'issue' && row.direction === 'within'
      ? await accountsWithRole(ctx, ['village_secretary'], receiverPath)
      : await accountsWithRole(ctx, ['village_secretary'], row.orgPath);
  const notice = {
    key: `transfers.${key}`,
    params: { name: row.personName },
    subject: { type: 'membership_transfer', id: row.id, orgPath: row.orgPath },
  };
  await notify(ctx, addressees, { ...notice, path: `/transfers/${row.id}` });
  const own = row.personId && (await accountsOfPersons(ctx, [row.personId])).get(row.personId);
  if (own && !addressees.includes(own)) await notify(ctx, [own], { ...notice, path: '/own-record' });
}

async function begin(ctx: Ctx, row: store.NewTransfer): Promise<{ id: string }> {
  const id = await store.insert(ctx, row);
  if (!id) throw new Refusal('transfers.already_under_way', { status: 409, field: 'personId' });
  await record(ctx, {
    event: row.direction === 'in' ? 'transfers.announced' : 'transfers.applied',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'membership_transfer', id },
    after: {
      direction: row.direction,
      personId: row.personId,
      toOrgId: row.toOrgId,
      elsewhere: row.elsewhere,
    },
    reason: row.reason,
  });
  return { id };
}

async function receivingBranch(
  ctx: Ctx,
  id: string | undefined,
  from: string,
): Promise<{ id: string; path: string }> {
  if (!id) throw new Refusal('transfers.receiver_missing', { field: 'toOrgId' });
  if (id === from) throw new Refusal('transfers.same_branch', { field: 'toOrgId' });
  const branch = await requireOpen(ctx, id);
  if (branch.kind !== 'branch' && branch.kind !== 'joint_branch')
    throw new Refusal('transfers.not_a_branch', { field: 'toOrgId' });
  return branch;
}

async function requireGone(ctx: Ctx, personId: string): Promise<void> {
  const person = await findMember(ctx, personId);
  if (!person) throw new Refusal('not_found', { status: 404, field: 'personId' });
  if (person.status !== 'transferred_out') throw new Refusal('transfers.still_here', { field: 'personId' });
}

function broughtFacts(file: TransferFile, key: MoveKey, brought: Brought): TransferFacts['brought'] {
  if (key === 'issue') {
    if (!brought.issuedOn || !brought.validUntil) throw new Refusal('transfers.letter_missing');
    return {
      letter: {
        issuedOn: day(brought.issuedOn),
        validUntil: day(brought.validUntil),
        ...(brought.duesPaidTo && { duesPaidTo: day(`${brought.duesPaidTo}-01`) }),
        duesFromRecords: brought.duesFromRecords ?? false,
      },
    };
  }
  if (key !== 'receive' && key !== 'confirm') return {};
  return {
    ...(brought.arrivedOn && { arrivedOn: day(brought.arrivedOn) }),
    enrolment: file.row.personId !== null || brought.enrolment !== undefined,
  };
}

function requireNotFuture(ctx: Ctx, iso: string, field: string): Day {
  const on = day(iso);
  if (Temporal.PlainDate.compare(on, ctx.today) > 0)
    throw new Refusal('transfers.day_in_future', { params: { today: ctx.today.toString() }, field });
  return on;
}
