/** Acts on a year's appraisal: open it, enter a paper, excuse somebody, record a talk, and the moves of the procedure. */
import { record } from '../../kernel/audit/record.ts';
import { noticeEnd } from '../../kernel/clock/calendar.ts';
import { loadCalendar } from '../../kernel/clock/store.ts';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, accountsWithRole, notify } from '../../kernel/notice/notify.ts';
import { requireMove } from '../../kernel/procedure/procedure.ts';
import { Refusal, stale } from '../../kernel/refusal.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { attachMeeting, gatheringOf } from '../meetings/facade.ts';
import { listActiveMembers } from '../members/facade.ts';
import { memberKinds, requireOpen } from '../organizations/facade.ts';
import { factsOf, getRound, holdsAt, readFile, type Brought, type RoundFile } from './case-file.ts';
import type { BallotMode, Excuse, MoveKey } from './choices.ts';
import { appraisalProcedure } from './procedure.ts';
import { appraisalRules } from './rulebook.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;
const day = (iso: string): Day => Temporal.PlainDate.from(iso);

export const subjectType = 'appraisal';

/** Opens a branch's round of a year with everybody who stands in it. Refuses a second one, a year to come, an empty branch. */
export async function openRound(
  ctx: Ctx,
  input: { orgId: string; year: number; mode: BallotMode },
): Promise<{ id: string }> {
  const org = await requireOpen(ctx, input.orgId);
  requireInScope(ctx, org.path);
  if (!memberKinds.includes(org.kind)) throw new Refusal('appraisals.not_a_branch', { field: 'orgId' });
  if (input.mode !== 'paper')
    throw new Refusal('appraisals.online_not_yet', { field: 'mode', remedy: 'appraisals.use_paper' });
  if (input.year > ctx.today.year || input.year < ctx.today.year - 1)
    throw new Refusal('appraisals.not_this_year', {
      params: { year: input.year, first: ctx.today.year - 1, last: ctx.today.year },
      field: 'year',
      ...(input.year > ctx.today.year && { possibleFrom: `${input.year}-01-01` }),
    });
  const people = await listActiveMembers(ctx, [org.path]);
  if (people.length === 0) throw new Refusal('appraisals.nobody_to_appraise', { field: 'orgId' });
  const id = await store.insert(ctx, org, input.year);
  if (!id)
    throw new Refusal('appraisals.round_exists', {
      status: 409,
      params: { year: input.year },
      field: 'year',
    });
  await store.drawRoster(ctx, { id, orgPath: org.path }, people);
  await record(ctx, {
    event: 'appraisals.opened',
    org: { id: org.id, path: org.path },
    subject: { type: subjectType, id },
    after: { year: input.year, mode: input.mode, people: people.length },
  });
  const accounts = await accountsOfPersons(
    ctx,
    people.map((one) => one.id),
  );
  await notify(ctx, [...accounts.values()], {
    key: 'appraisals.opened',
    openParams: { year: input.year },
    path: '/own-appraisals',
    subject: { type: subjectType, id, orgPath: org.path },
  });
  return { id };
}

/** A self-assessment handed in on paper, entered by the secretary: the day on the paper and that of the entry both stay. */
export async function enterPaper(
  ctx: Ctx,
  input: { id: string; memberId: string; text: string; writtenOn: string },
): Promise<void> {
  const { round, member } = await requireMember(ctx, input);
  if (round.state !== 'open' && round.state !== 'counting' && round.state !== 'counted')
    throw new Refusal('appraisals.self_closed', { status: 409, params: { stateKey: stateKey(round) } });
  if (member.selfText !== null && member.selfOnPaper === false)
    throw new Refusal('appraisals.written_by_the_member', { status: 409, params: { name: member.name } });
  const writtenOn = requireNotFuture(ctx, input.writtenOn, 'writtenOn');
  if (Temporal.PlainDate.compare(writtenOn, round.openedOn) < 0)
    throw new Refusal('appraisals.written_before_opening', {
      params: { openedOn: round.openedOn.toString() },
      field: 'writtenOn',
      possibleFrom: round.openedOn.toString(),
    });
  await store.writeSelf(ctx, member.id, { text: input.text, writtenOn, onPaper: true });
  await record(ctx, {
    event: 'appraisals.paper_entered',
    org: { id: round.orgId, path: round.orgPath },
    subject: { type: 'member', id: member.personId },
    after: { appraisal: round.id, writtenOn: writtenOn.toString() },
  });
}

/** What one member wrote; that it was read stands in the log of the person's record. */
export async function readSelf(
  ctx: Ctx,
  input: { id: string; memberId: string },
): Promise<{ name: string; text: string }> {
  const round = await getRound(ctx, input.id);
  const member = (await store.listMembers(ctx, round.id)).find((one) => one.id === input.memberId);
  if (!member?.selfText) throw new Refusal('not_found', { status: 404 });
  await record(ctx, {
    event: 'appraisals.self_read',
    org: { id: round.orgId, path: round.orgPath },
    subject: { type: 'member', id: member.personId },
    after: { appraisal: round.id },
  });
  return { name: member.name, text: member.selfText };
}

/** Takes somebody out of this year's appraisal with the committee's reason, or back in. */
export async function excuseMember(
  ctx: Ctx,
  input: { id: string; memberId: string; excused: Excuse | null; note?: string | undefined },
): Promise<void> {
  const { round, member } = await requireMember(ctx, input);
  if (round.state !== 'open')
    throw new Refusal('appraisals.roster_is_fixed', { status: 409, params: { stateKey: stateKey(round) } });
  if (input.excused && !input.note) throw new Refusal('appraisals.excuse_needs_reason', { field: 'note' });
  await store.excuse(ctx, member.id, {
    excused: input.excused,
    note: input.excused ? (input.note ?? null) : null,
  });
  await record(ctx, {
    event: 'appraisals.excused',
    org: { id: round.orgId, path: round.orgPath },
    subject: { type: 'member', id: member.personId },
    before: { excused: member.excused },
    after: { appraisal: round.id, excused: input.excused },
    ...(input.note && { reason: input.note }),
  });
}

/** The talk that a low grade prompts: that it was held, and what was agreed, in a line or two. */
export async function recordTalk(
  ctx: Ctx,
  input: { id: string; memberId: string; on: string; note: string },
): Promise<void> {
  const { round, member } = await requireMember(ctx, input);
  if (round.toldOn === null)
    throw new Refusal('appraisals.not_told_yet', { status: 409, who: 'appraisals.manage' });
  const on = requireNotFuture(ctx, input.on, 'on');
  if (Temporal.PlainDate.compare(on, round.toldOn) < 0)
    throw new Refusal('appraisals.talk_before_telling', {
      params: { toldOn: round.toldOn.toString() },
      field: 'on',
      possibleFrom: round.toldOn.toString(),
    });
  await store.writeTalk(ctx, member.id, { on, note: input.note });
  await record(ctx, {
    event: 'appraisals.talked',
    org: { id: round.orgId, path: round.orgPath },
    subject: { type: 'member', id: member.personId },
    after: { appraisal: round.id, on: on.toString() },
  });
}

export type MoveInput = { id: string; version: number; why?: string | undefined; brought?: Brought };

/** One move of the procedure with what it implies. 409 when somebody was faster. */
export async function moveRound(ctx: Ctx, key: MoveKey, input: MoveInput): Promise<void> {
  const round = await getRound(ctx, input.id, 'update');
  const brought = input.brought ?? {};
  if (key === 'meet' && round.state === 'open') await redrawRoster(ctx, round, brought);
  const file = await readFile(ctx, round);
  const move = requireMove(appraisalProcedure, key, round.state, await factsOf(ctx, file, brought), {
    holds: holdsAt(ctx, round.orgPath),
    ...(input.why !== undefined && { why: input.why }),
  });
  if (round.version !== input.version) throw stale();
  await writeMove(ctx, file, {
    key,
    to: move.to,
    why: input.why?.trim() || null,
    change: await changeOf(ctx, key, file, brought),
  });
  if (key === 'propose')
    await store.writeGrades(
      ctx,
      (brought.grades ?? []).flatMap(({ id, grade, reason }) => (grade ? [{ id, grade, reason }] : [])),
    );
  await tell(ctx, file, key);
}

/** Writes the state, its step and its line in the log. */
export async function writeMove(
  ctx: Ctx,
  { round }: Pick<RoundFile, 'round'>,
  made: { key: MoveKey; to: store.RoundRow['state']; why: string | null; change: store.Change },
): Promise<void> {
  const on = made.change.heldOn ?? made.change.approvedOn ?? made.change.proposedOn ?? ctx.today;
  if (!(await store.change(ctx, round, { ...made.change, state: made.to }))) throw stale();
  await store.addStep(ctx, round, { move: made.key, to: made.to, on, why: made.why });
  await record(ctx, {
    event: 'appraisals.moved',
    org: { id: round.orgId, path: round.orgPath },
    subject: { type: subjectType, id: round.id },
    before: { state: round.state },
    after: { move: made.key, state: made.to, on: on.toString() },
    ...(made.why && { reason: made.why }),
  });
}

/** Those who stand in the branch on the day of the meeting are appraised. */
async function redrawRoster(ctx: Ctx, round: store.RoundRow, { meetingId }: Brought): Promise<void> {
  if (!meetingId) throw new Refusal('appraisals.no_meeting', { field: 'meetingId' });
  const { meeting } = await gatheringOf(ctx, meetingId, 'branch_members_meeting');
  const people = await listActiveMembers(ctx, [round.orgPath], meeting.heldOn ?? ctx.today);
  await store.drawRoster(ctx, round, people);
}

async function changeOf(ctx: Ctx, key: MoveKey, file: RoundFile, brought: Brought): Promise<store.Change> {
  const { round, local } = file;
  switch (key) {
    case 'meet': {
      const { meeting, present } = await gatheringOf(ctx, brought.meetingId ?? '', 'branch_members_meeting');
      await attachMeeting(ctx, meeting.id, { type: subjectType, id: round.id });
      return {
        meetingId: meeting.id,
        heldOn: meeting.heldOn ?? ctx.today,
        present,
        massesHeardOn: brought.massesHeardOn
          ? requireNotFuture(ctx, brought.massesHeardOn, 'massesHeardOn')
          : null,
        massesNote: brought.massesNote ?? null,
      };
    }
    case 'recount':
      await store.writeVotes(ctx, round.id, undefined);
      return { round: round.round + 1, issued: null, returned: null, invalid: null };
    case 'propose':
      requireWhole(file, brought);
      return {
        committeeMeetingId: brought.meetingId ?? null,
        proposedOn: file.gradings.find((one) => one.id === brought.meetingId)?.heldOn ?? ctx.today,
      };
    case 'approve':
      return { approvedOn: day(brought.approvedOn ?? ''), approvalReference: brought.reference ?? null };
    case 'tell': {
      const { value } = parameterAt(appraisalRules, 'objection.window', ctx.today, local);
      return { toldOn: ctx.today, objectionsUntil: noticeEnd(await loadCalendar(ctx), ctx.today, value) };
    }
    case 'count':
    case 'return':
    case 'close':
    case 'withdraw':
      return {};
  }
}

/** A line for each who is graded and for nobody else. */
function requireWhole(file: RoundFile, { grades = [] }: Brought): void {
  const wanted = new Set(file.graded.map((member) => member.id));
  if (grades.length !== wanted.size || grades.some((line) => !wanted.delete(line.id)))
    throw new Refusal('appraisals.lines_are_not_the_roster');
}

/** Who has to do something next hears of it; at `tell` each member of the own result. */
async function tell(ctx: Ctx, { round, members }: RoundFile, key: MoveKey): Promise<void> {
  const subject = { type: subjectType, id: round.id, orgPath: round.orgPath };
  const openParams = { year: round.year };
  if (key === 'propose' || key === 'approve' || key === 'return') {
    const roles = key === 'propose' ? ['organization_officer'] : ['village_secretary'];
    await notify(ctx, await accountsWithRole(ctx, roles, round.orgPath), {
      key: `appraisals.${key}`,
      openParams,
      path: `/appraisals/${round.id}`,
      subject,
    });
  }
  if (key !== 'tell') return;
  const accounts = await accountsOfPersons(
    ctx,
    members.filter((member) => member.grade !== null).map((member) => member.personId),
  );
  await notify(ctx, [...accounts.values()], {
    key: 'appraisals.told',
    openParams,
    path: '/own-appraisals',
    subject,
  });
}

async function requireMember(
  ctx: Ctx,
  input: { id: string; memberId: string },
): Promise<{ round: store.RoundRow; member: store.MemberRow }> {
  const round = await getRound(ctx, input.id, 'update');
  const member = (await store.listMembers(ctx, round.id)).find((one) => one.id === input.memberId);
  if (!member) throw new Refusal('not_found', { status: 404 });
  return { round, member };
}

export function requireNotFuture(ctx: Ctx, iso: string, field: string): Day {
  const on = day(iso);
  if (Temporal.PlainDate.compare(on, ctx.today) > 0)
    throw new Refusal('appraisals.day_in_future', { params: { today: ctx.today.toString() }, field });
  return on;
}

export function stateKey(round: Pick<store.RoundRow, 'state'>): string {
  return `procedure.appraisal.state.${round.state}`;
}
