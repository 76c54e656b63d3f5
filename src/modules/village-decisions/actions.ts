/** Writes on a case beside its moves: motion, text, meetings, counts, works, opinions. */
import { faultsOnSheet, type PaperCount, reasonNotToCount } from '../../kernel/ballot/paper-count.ts';
import { record } from '../../kernel/audit/record.ts';
import { noticeEnd } from '../../kernel/clock/calendar.ts';
import { accountOf, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { refuseAll, Refusal, stale, type Reason } from '../../kernel/refusal.ts';
import { requireOpen } from '../organizations/facade.ts';
import type { MotionSource } from './case-facts.ts';
import { type CaseFile, countOf, currentMeeting, readFile } from './case-file.ts';
import type { VotedStep } from './choices.ts';
import type { MatterKey } from './matters.ts';
import { lockCase, makeMove } from './moves.ts';
import type { CaseState } from './procedure.ts';
import type { VotingMeeting } from './rulebooks.ts';
import { decisionBodyFor, judgeMeeting, meetingKey, noticeOf, reasonNotToDecide } from './rules.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;
const dayFrom = (iso: string): Day => Temporal.PlainDate.from(iso);
const isAfter = (a: Day, b: Day): boolean => Temporal.PlainDate.compare(a, b) > 0;

export type Motion = {
  villageId: string;
  matter: MatterKey;
  title: string;
  /** The villagers' group whose own matter it is. */
  group?: string | undefined;
  source: MotionSource;
  proposers: string[];
  plan: string;
  movedOn: string;
};

/** Starts a case at a village; the number runs without gaps within village and year of the motion. */
export async function startCase(ctx: Ctx, input: Motion): Promise<{ id: string; code: string }> {
  const village = await requireOpen(ctx, input.villageId);
  requireInScope(ctx, village.path);
  if (village.kind !== 'village')
    throw new Refusal('village_decisions.not_a_village', { field: 'villageId' });
  const movedOn = dayFrom(input.movedOn);
  refuseFuture(ctx, movedOn, 'movedOn');
  decisionBodyFor(input.matter, movedOn, {}, input.group !== undefined); // refuses a day before any rule
  const number = await store.nextNumber(ctx, village, movedOn.year);
  const row = { orgId: village.id, orgPath: village.path, year: movedOn.year, number, movedOn };
  const { matter, title, source, proposers } = input;
  const id = await store.insert(ctx, {
    ...row,
    matter,
    title,
    source,
    proposers,
    groupName: input.group ?? null,
  });
  await store.addText(
    ctx,
    { id, orgPath: village.path },
    { no: 1, text: input.plan, substantive: true, reason: null },
  );
  await record(ctx, {
    event: 'village_decisions.started',
    org: village,
    subject: { type: 'village_decision_case', id },
    after: { year: movedOn.year, number, matter, title, source, proposers: proposers.length },
  });
  return { id, code: codeOf(row) };
}

/** Such as 2026-003. */
export function codeOf({ year, number }: { year: number; number: number }): string {
  return `${year}-${String(number).padStart(3, '0')}`;
}

type Versioned = { id: string; version: number };

const beforeReview: readonly CaseState[] = ['motion', 'proposed', 'deliberated'];
const afterReview: readonly CaseState[] = ['reviewed', 'resolved', 'published'];

/**
 * The next version of the plan. A change of substance after the members' review takes the case back to the review in the
 * same act, so it asks for that permission too; once the work has begun, a new plan is a new case.
 */
export async function writeText(
  ctx: Ctx,
  input: Versioned & { text: string; substantive: boolean; reason: string },
): Promise<void> {
  const file = await openCase(ctx, input, ({ texts }) => ({
    yours: { text: input.text },
    theirs: { text: texts.at(-1)?.text ?? null },
  }));
  const { row } = file;
  const isOpen = beforeReview.includes(row.state) || row.state === 'reviewed';
  const returns = input.substantive && afterReview.includes(row.state);
  if (!isOpen && !returns) {
    throw new Refusal('village_decisions.text_closed', {
      status: 409,
      remedy: afterReview.includes(row.state)
        ? 'village_decisions.return_to_review'
        : 'village_decisions.new_case',
    });
  }
  const last = file.texts.at(-1);
  if (last?.text === input.text) throw new Refusal('village_decisions.text_same', { field: 'text' });
  const no = (last?.no ?? 0) + 1;
  const { text, substantive, reason } = input;
  await store.addText(ctx, row, { no, text, substantive, reason });
  await tell(ctx, row, 'village_decisions.text_written', { no, substantive }, reason);
  if (returns) await makeMove(ctx, file, 'return_to_review', { ...input, why: reason });
  else await raise(ctx, row, {});
}

export async function consult(ctx: Ctx, input: Versioned & { on: string; text: string }): Promise<void> {
  const { row } = await openCase(ctx, input, (file) => ({
    yours: { on: input.on, text: input.text },
    theirs: { on: file.row.consultedOn?.toString() ?? null, text: file.row.consultation },
  }));
  requireState(row, ['motion']);
  const on = dayFrom(input.on);
  refuseFuture(ctx, on, 'on');
  await raise(ctx, row, { consulted_on: on, consultation: input.text });
  await tell(ctx, row, 'village_decisions.consulted', { on: input.on });
}

export type MeetingCall = Versioned & {
  step: VotedStep;
  meeting: VotingMeeting;
  noticedOn: string;
  plannedOn: string;
  place?: string | undefined;
};

/** Calls a step's meeting. Refuses a body that may not decide, and a day before the notice is over, with the first possible day. */
export async function callMeeting(ctx: Ctx, input: MeetingCall): Promise<void> {
  const file = await openCase(ctx, input);
  const noticedOn = dayFrom(input.noticedOn);
  const plannedOn = dayFrom(input.plannedOn);
  refuseFuture(ctx, noticedOn, 'noticedOn');
  const reasons = [
    ...reasonsAgainstMeeting(file, input, { day: plannedOn, authorized: true }),
    isAfter(file.row.stateSince, plannedOn) ? beforeStage(file.row, plannedOn, 'plannedOn') : undefined,
    noticeTooShort(file, input.meeting, { noticedOn, on: plannedOn, field: 'plannedOn' }),
    currentMeeting(file, input.step)?.heldOn ? { code: 'village_decisions.already_held' } : undefined,
  ].filter((reason) => reason !== undefined);
  if (reasons.length > 0) refuseAll(reasons);
  await store.putMeeting(ctx, file.row, {
    ...emptyMeeting,
    step: input.step,
    meeting: input.meeting,
    noticedOn,
    plannedOn,
    place: input.place ?? null,
  });
  await raise(ctx, file.row, {});
  const { step, meeting } = input;
  await tell(ctx, file.row, 'village_decisions.meeting_called', {
    step,
    meeting,
    noticedOn: input.noticedOn,
    plannedOn: input.plannedOn,
  });
}

export type MeetingRecord = Versioned & {
  step: VotedStep;
  meeting: VotingMeeting;
  noticedOn?: string | undefined;
  heldOn: string;
  place?: string | undefined;
  textNo: number;
  unit: string;
  eligible: number;
  present: number;
  method: 'show_of_hands' | 'paper' | 'meeting_record';
  /** The decision in module meetings from which the votes were read. */
  decisionId?: string | undefined;
  yes?: number | undefined;
  no?: number | undefined;
  abstain?: number | undefined;
  minutesSigned: boolean;
  chair?: string | undefined;
  recorder?: string | undefined;
  townAttendee?: string | undefined;
  divergentViews?: string | undefined;
  decision?: string | undefined;
  authorizationReference?: string | undefined;
};

/**
 * Records a step's meeting with attendance and votes; counts that cannot be right are refused, a lost vote is not: it is
 * what happened. A meeting that stands already for the step is set aside and kept.
 */
export async function recordMeeting(ctx: Ctx, input: MeetingRecord): Promise<void> {
  const file = await openCase(ctx, input);
  const { row } = file;
  const heldOn = dayFrom(input.heldOn);
  const called = currentMeeting(file, input.step);
  const isOfCall = called?.heldOn === null && called.meeting === input.meeting;
  const noticedOn = input.noticedOn ? dayFrom(input.noticedOn) : isOfCall ? called.noticedOn : null;
  const isPaper = input.method === 'paper';
  const votes = { yes: input.yes ?? 0, no: input.no ?? 0, abstain: input.abstain ?? 0 };
  const turnout = { [input.unit]: { eligible: input.eligible, present: input.present } };
  const impossible = (): Reason[] => {
    const verdict = judgeMeeting(input.meeting, { turnout, ...votes }, heldOn, file.local);
    // Here the counts stand in fields of their own, not by unit.
    return verdict.votes
      ? []
      : verdict.because.map((one) => ({ ...one, field: one.field?.split('.').at(-1) ?? 'present' }));
  };
  const against = reasonsAgainstMeeting(file, input, { day: heldOn, authorized: true });
  const reasons = [
    ...against,
    isAfter(row.stateSince, heldOn) ? beforeStage(row, heldOn, 'heldOn') : undefined,
    isAfter(heldOn, ctx.today) ? inFuture(heldOn, 'heldOn') : undefined,
    noticedOn && isAfter(noticedOn, heldOn) ? beforeStage(row, heldOn, 'noticedOn') : undefined,
    ...(against.length === 0 ? impossible() : []),
    input.textNo > (file.texts.at(-1)?.no ?? 0)
      ? { code: 'village_decisions.no_such_text', field: 'textNo' }
      : undefined,
    input.minutesSigned && !(input.chair && input.recorder)
      ? { code: 'village_decisions.signers_missing', field: 'chair' }
      : undefined,
    !isPaper && input.yes === undefined
      ? { code: 'village_decisions.votes_missing', field: 'yes' }
      : undefined,
  ].filter((reason) => reason !== undefined);
  if (reasons.length > 0) refuseAll(reasons);
  const id = await store.putMeeting(ctx, row, {
    step: input.step,
    meeting: input.meeting,
    noticedOn,
    plannedOn: isOfCall ? called.plannedOn : null,
    heldOn,
    place: input.place ?? (isOfCall ? called.place : null),
    authorizationReference: input.authorizationReference ?? null,
    textNo: input.textNo,
    unit: input.unit,
    eligible: input.eligible,
    present: input.present,
    method: input.method,
    ...(isPaper ? { yes: null, no: null, abstain: null } : votes),
    minutesSigned: input.minutesSigned,
    chair: input.chair ?? null,
    recorder: input.recorder ?? null,
    townAttendee: input.townAttendee ?? null,
    divergentViews: input.divergentViews ?? null,
    decision: input.decision ?? null,
    decisionId: input.decisionId ?? null,
  });
  await raise(ctx, row, {});
  const { step, meeting, eligible, present, method } = input;
  const counted = isPaper ? {} : votes;
  const facts = { meetingId: id, step, meeting, heldOn: input.heldOn, eligible, present, method, ...counted };
  await tell(ctx, row, 'village_decisions.meeting_recorded', facts);
}

export async function signMinutes(
  ctx: Ctx,
  input: Versioned & { meetingId: string; chair: string; recorder: string },
): Promise<void> {
  const file = await openCase(ctx, input);
  const meeting = file.meetings.find((one) => one.id === input.meetingId && one.setAsideAt === null);
  if (!meeting?.heldOn) throw new Refusal('not_found', { status: 404 });
  const { chair, recorder } = input;
  await store.signMinutes(ctx, meeting.id, { chair, recorder });
  await raise(ctx, file.row, {});
  await tell(ctx, file.row, 'village_decisions.minutes_signed', { meetingId: meeting.id, chair, recorder });
}

/** One teller's sheet. The same person is refused; two equal sheets, or a third that decides, become the meeting's votes. */
export async function handInSheet(
  ctx: Ctx,
  input: { id: string; meetingId: string; count: PaperCount },
): Promise<void> {
  // The case is locked, so two tellers hand in one after the other and the second sees the first.
  const file = await readFile(ctx, await lockCase(ctx, input.id));
  const meeting = file.meetings.find((one) => one.id === input.meetingId && one.setAsideAt === null);
  if (meeting?.method !== 'paper') throw new Refusal('not_found', { status: 404 });
  const sheets = file.sheets.filter((sheet) => sheet.meetingId === meeting.id);
  const against = reasonNotToCount(sheets, accountOf(ctx) ?? '');
  if (against) refuseAll([against], 409);
  const present = meeting.present ?? 0;
  const faults = faultsOnSheet(input.count);
  if (input.count.issued > present) {
    const params = { issued: input.count.issued, present };
    faults.push({ code: 'village_decisions.more_papers_than_present', params, field: 'issued' });
  }
  if (faults.length > 0)
    refuseAll(faults.map((fault) => ({ ...fault, field: `count.${fault.field ?? ''}` })));
  await store.addSheet(
    ctx,
    { id: meeting.id, orgPath: file.row.orgPath, order: sheets.length + 1 },
    input.count,
  );
  const sheet = { meetingId: meeting.id, teller: accountOf(ctx) ?? '', tellerName: '', count: input.count };
  const result = countOf({ ...file, sheets: [...file.sheets, sheet] }, meeting.id);
  if (result.kind === 'agreed') await store.settleCount(ctx, meeting.id, result.count);
  await tell(ctx, file.row, 'village_decisions.counted', {
    meetingId: meeting.id,
    order: sheets.length + 1,
    result: result.kind,
  });
}

export type WorkInput = Versioned & {
  workId?: string | undefined;
  workVersion?: number | undefined;
  what: string;
  responsible: string;
  fromOn: string;
  toOn: string;
  contractor?: string | undefined;
  plannedFen?: number | undefined;
  paidFen?: number | undefined;
  progress: number;
  note?: string | undefined;
  doneOn?: string | undefined;
};

/** A piece of the work: planned once there is a resolution, changed until the work is reported finished. */
export async function writeWork(ctx: Ctx, input: WorkInput): Promise<void> {
  const { row, works } = await openCase(ctx, input);
  requireState(row, ['resolved', 'published', 'implementing']);
  const fromOn = dayFrom(input.fromOn);
  const toOn = dayFrom(input.toOn);
  const doneOn = input.doneOn ? dayFrom(input.doneOn) : null;
  if (isAfter(fromOn, toOn)) throw new Refusal('village_decisions.work_ends_before', { field: 'toOn' });
  if (doneOn) {
    refuseFuture(ctx, doneOn, 'doneOn');
    if (row.state !== 'implementing')
      throw new Refusal('village_decisions.work_not_begun', { field: 'doneOn' });
    if (isAfter(row.stateSince, doneOn)) refuseAll([beforeStage(row, doneOn, 'doneOn')]);
  }
  const values: store.WorkValues = {
    what: input.what,
    responsible: input.responsible,
    fromOn,
    toOn,
    contractor: input.contractor ?? null,
    plannedFen: input.plannedFen ?? null,
    paidFen: input.paidFen ?? null,
    progress: doneOn ? 100 : input.progress,
    note: input.note ?? null,
    doneOn,
  };
  const before = works.find((work) => work.id === input.workId);
  if (input.workId && !before) throw new Refusal('not_found', { status: 404 });
  if (before) {
    const work = { id: before.id, caseId: row.id, version: input.workVersion ?? 0 };
    if (!(await store.changeWork(ctx, work, values))) throw new Refusal('stale', { status: 409 });
  } else await store.addWork(ctx, row, values);
  await raise(ctx, row, {});
  const { what, responsible, paidFen, progress } = values;
  await tell(ctx, row, 'village_decisions.work_written', { what, responsible, paidFen, progress });
}

/** States in which the opinion is the one that goes with the result and that filing asks for. */
const atTheEnd: readonly CaseState[] = ['implemented', 'result_published'];

/** The supervision committee's opinion on the step at hand. */
export async function supervise(ctx: Ctx, input: Versioned & { on: string; text: string }): Promise<void> {
  const { row } = await openCase(ctx, input);
  if (row.state === 'archived' || row.state === 'withdrawn') requireState(row, []);
  const on = dayFrom(input.on);
  refuseFuture(ctx, on, 'on');
  await store.addOpinion(ctx, row, { givenOn: on, text: input.text });
  const final = { supervised_on: on, supervisor: ctx.actor.name, supervision: input.text };
  await raise(ctx, row, atTheEnd.includes(row.state) ? final : {});
  await tell(ctx, row, 'village_decisions.supervised', { on: input.on, state: row.state });
}

/** The case as it was read by the writer; refuses `stale` when it moved on since, with both sides of what was typed. */
export async function openCase(
  ctx: Ctx,
  { id, version }: Versioned,
  sidesOf?: (file: CaseFile) => { yours: Sides; theirs: Sides },
): Promise<CaseFile> {
  const row = await lockCase(ctx, id);
  const file = await readFile(ctx, row);
  if (row.version === version) return file;
  const sides = sidesOf?.(file);
  throw stale(sides && { yours: sides.yours, theirs: { ...sides.theirs, version: row.version } });
}

type Sides = Record<string, string | null>;

/** Writes to the case itself and counts its version up, so that whoever still sees the old one is told. */
export async function raise(ctx: Ctx, row: store.CaseRow, values: store.CaseChange): Promise<void> {
  if (!(await store.change(ctx, row, values))) throw new Refusal('stale', { status: 409 });
}

async function tell(
  ctx: Ctx,
  row: store.CaseRow,
  event: string,
  after: object,
  reason?: string,
): Promise<void> {
  await record(ctx, {
    event,
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'village_decision_case', id: row.id },
    after,
    ...(reason !== undefined && { reason }),
  });
}

/** Which meeting belongs to which step, and from which state it may be held. */
export const meetingOfStep: Record<
  VotedStep,
  { from: readonly CaseState[]; meetings: readonly VotingMeeting[] }
> = {
  proposal: { from: ['motion'], meetings: ['party_proposal'] },
  deliberation: { from: ['motion', 'proposed'], meetings: ['joint_committee'] },
  review: { from: ['deliberated'], meetings: ['members_meeting'] },
  resolution: {
    from: ['reviewed'],
    meetings: [
      'villagers_assembly',
      'villager_representatives_meeting',
      'member_assembly',
      'member_representatives_meeting',
      'group_meeting',
    ],
  },
};

function reasonsAgainstMeeting(
  { row, local }: CaseFile,
  { step, meeting }: { step: VotedStep; meeting: VotingMeeting },
  when: { day: Day; authorized: boolean },
): Reason[] {
  const { from, meetings } = meetingOfStep[step];
  const reasons: Reason[] = [];
  if (!from.includes(row.state)) {
    reasons.push({
      code: 'village_decisions.not_this_meeting_now',
      params: {
        meetingKey: meetingKey(meeting),
        stateKey: `procedure.four_discussions_two_disclosures.state.${row.state}`,
      },
    });
  }
  if (!meetings.includes(meeting)) {
    reasons.push({ code: 'village_decisions.wrong_meeting', params: { meetingKey: meetingKey(meeting) } });
  } else if (step === 'resolution') {
    const against = reasonNotToDecide(row.matter, meeting as Parameters<typeof reasonNotToDecide>[1], {
      ...when,
      local,
      isOfGroup: row.groupName !== null,
    }); // the list above holds the bodies only
    if (against) reasons.push({ ...against, field: 'meeting' });
  }
  return reasons;
}

function noticeTooShort(
  { calendar, local }: CaseFile,
  meeting: VotingMeeting,
  { noticedOn, on, field }: { noticedOn: Day; on: Day; field: string },
): Reason | undefined {
  const rule = noticeOf(meeting, on, local);
  if (!rule) return undefined;
  const first = noticeEnd(calendar, noticedOn, rule.value);
  if (!isAfter(first, on)) return undefined;
  return {
    code: 'village_decisions.notice_too_short',
    params: {
      meetingKey: meetingKey(meeting),
      days: rule.value.days,
      unitKey: `village_decisions.days.${rule.value.unit}`,
      sentOn: noticedOn.toString(),
      heldOn: on.toString(),
    },
    cites: rule.source,
    remedy: 'village_decisions.meet_after_notice',
    possibleFrom: first.toString(),
    field,
  };
}

const emptyMeeting = {
  heldOn: null,
  authorizationReference: null,
  textNo: null,
  unit: null,
  eligible: null,
  present: null,
  method: null,
  yes: null,
  no: null,
  abstain: null,
  minutesSigned: false,
  chair: null,
  recorder: null,
  townAttendee: null,
  divergentViews: null,
  decision: null,
  decisionId: null,
} as const;

function requireState(row: store.CaseRow, states: readonly CaseState[]): void {
  if (states.includes(row.state)) return;
  throw new Refusal('village_decisions.not_at_this_stage', {
    status: 409,
    params: { stateKey: `procedure.four_discussions_two_disclosures.state.${row.state}` },
  });
}

function beforeStage(row: store.CaseRow, day: Day, field: string): Reason {
  const params = { day: day.toString(), since: row.stateSince.toString() };
  return { code: 'village_decisions.day_before_stage', params, field };
}

function inFuture(day: Day, field: string): Reason {
  const params = { day: day.toString() };
  return { code: 'village_decisions.day_in_future', params, field, possibleFrom: params.day };
}

export function refuseFuture(ctx: Ctx, day: Day, field: string): void {
  if (isAfter(day, ctx.today)) refuseAll([inFuture(day, field)]);
}
