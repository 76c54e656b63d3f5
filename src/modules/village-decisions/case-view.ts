/** The page of one case: everything on record, what can be done, and why not the rest. */
import type { z } from 'zod';
import { accountOf, dayOf, type Ctx } from '../../kernel/ctx.ts';
import { noticeEnd } from '../../kernel/clock/calendar.ts';
import { reasonNotToCount } from '../../kernel/ballot/paper-count.ts';
import type { Threshold } from '../../kernel/ballot/threshold.ts';
import { explain, type Explanation, type MoveView } from '../../kernel/procedure/procedure.ts';
import { type Reason, Refusal } from '../../kernel/refusal.ts';
import { type Dated, parameterAt } from '../../kernel/rulebook.ts';
import { nameOf } from '../organizations/facade.ts';
import type { caseView, verdictView } from './api.ts';
import { actedFirstOf, reasonNotToActFirst, supplementDueOn } from './acting-first.ts';
import { codeOf } from './actions.ts';
import { type CaseFile, countOf, factsOf, readFile, verdictOf } from './case-file.ts';
import { caseStates, type VotedStep } from './choices.ts';
import { holdsAt, lateness, procedureOn } from './moves.ts';
import type { CaseState } from './procedure.ts';
import { decisionRules, type VotingMeeting } from './rulebooks.ts';
import { decisionBodyFor, type LocalRules, type MeetingVerdict, noticeOf } from './rules.ts';
import type { MatterKey } from './matters.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;
export type CaseView = z.output<typeof caseView>;

/** One case; refuses `not_found` outside the scope. */
export async function getCase(ctx: Ctx, { id }: { id: string }): Promise<CaseView> {
  const row = await store.find(ctx, id);
  if (!row) throw new Refusal('not_found', { status: 404 });
  return viewOf(ctx, await readFile(ctx, row));
}

/** What can be done with a case today by the actor. */
export function explainCase(ctx: Ctx, file: CaseFile): Explanation<CaseState> {
  const { procedure } = procedureOn(ctx.today);
  return explain(procedure, file.row.state, factsOf(file, ctx.today), holdsAt(ctx, file.row.orgPath));
}

async function viewOf(ctx: Ctx, file: CaseFile): Promise<CaseView> {
  const { row } = file;
  const names = await nameOf(ctx, [row.orgId], ctx.today);
  const { moves } = explainCase(ctx, file);
  const holds = holdsAt(ctx, row.orgPath);
  const may = (permission: string) => holds(`village_decisions.${permission}`);
  return {
    id: row.id,
    code: codeOf(row),
    village: { id: row.orgId, name: names.get(row.orgId)?.shortName ?? '' },
    matter: row.matter,
    title: row.title,
    group: row.groupName,
    source: row.source,
    proposers: row.proposers,
    movedOn: row.movedOn.toString(),
    state: row.state,
    stateSince: row.stateSince.toString(),
    version: row.version,
    consultation:
      row.consultedOn && row.consultation !== null
        ? { on: row.consultedOn.toString(), text: row.consultation }
        : null,
    supervision:
      row.supervisedOn && row.supervision !== null
        ? { on: row.supervisedOn.toString(), by: row.supervisor ?? '', text: row.supervision }
        : null,
    archiveNo: row.archiveNo,
    resolutionPosting: row.resolutionPostedOn && {
      on: row.resolutionPostedOn.toString(),
      places: row.resolutionPlaces,
      lastDay: lastDayShown(file, row.resolutionPostedOn),
    },
    resultPosting: row.resultPostedOn && { on: row.resultPostedOn.toString(), places: row.resultPlaces },
    actedFirst: actedFirstView(ctx, row),
    texts: file.texts.map(({ writer, writtenAt, ...text }) => ({
      ...text,
      by: writer,
      on: dayOf(writtenAt).toString(),
    })),
    meetings: file.meetings.map((meeting) => meetingOf(ctx, file, meeting)),
    steps: file.steps.map((step) => ({
      move: step.move,
      from: step.fromState,
      to: step.toState,
      on: step.happenedOn.toString(),
      recordedOn: dayOf(step.recordedAt).toString(),
      lateDays: lateness(step.happenedOn, step.recordedAt),
      by: step.recorder,
      why: step.why,
      meetingId: step.meetingId,
    })),
    works: file.works.map((work) => ({
      ...work,
      fromOn: work.fromOn.toString(),
      toOn: work.toOn.toString(),
      doneOn: iso(work.doneOn),
    })),
    disclosures: file.disclosures.map((one) => ({
      part: one.part,
      publicationId: one.publicationId,
      code: one.code,
      state: one.state,
      shownFrom: iso(one.shownFrom),
      shownUntil: iso(one.shownUntil),
      objections: one.objections,
      openObjections: one.openObjections,
      setAside: one.setAsideAt !== null,
    })),
    evidence: file.evidence.map(({ at, ...one }) => ({ ...one, on: dayOf(at).toString() })),
    opinions: file.opinions.map(({ givenOn, supervisor, ...one }) => ({
      ...one,
      on: givenOn.toString(),
      by: supervisor,
    })),
    tasks: tasksOf(file, moves, ctx.today),
    wayBack: moves
      .filter((move) => move.direction !== 'forward' && isFromHere(move))
      .map(({ move, available, permission, because }) => ({ move, available, permission, because })),
    toVote: toVoteOf(file, ctx.today),
    bodies: optionsOf(row.matter, ctx.today, file.local, row.groupName !== null),
    may: {
      record: may('record'),
      implement: may('implement'),
      publish: may('publish'),
      supervise: may('supervise'),
      actFirst:
        may('propose') &&
        row.state === 'motion' &&
        row.actedFirstOn === null &&
        reasonNotToActFirst(ctx.today, file.local) === undefined,
    },
    today: ctx.today.toString(),
  };
}

function actedFirstView(ctx: Ctx, row: store.CaseRow): CaseView['actedFirst'] {
  const acted = actedFirstOf(row);
  const owed = supplementDueOn(row);
  return acted
    ? {
        ...acted,
        on: acted.on.toString(),
        dueOn: acted.dueOn.toString(),
        late: owed !== undefined && Temporal.PlainDate.compare(owed, ctx.today) < 0,
      }
    : null;
}

/** Bodies that may decide a matter on a day, as the contract tells them. */
export function optionsOf(
  matter: MatterKey,
  day: Day,
  local: LocalRules,
  isOfGroup = false,
): CaseView['bodies'] {
  return decisionBodyFor(matter, day, local, isOfGroup).map((option) => ({
    body: option.body,
    authorized: option.authorized,
    cites: option.cites,
    certainty: option.certainty,
    quorum: [...option.quorum.value.anyOf],
    quorumCites: option.quorum.source,
    pass: option.pass.value,
    passCites: option.pass.source,
    notice: option.notice?.value ?? null,
  }));
}

/** The main path: what is done with its day, what is next, what cannot start and why. */
function tasksOf(file: CaseFile, moves: MoveView<CaseState>[], today: Day): CaseView['tasks'] {
  const { row, steps } = file;
  const reached = row.state === 'withdrawn' ? (steps.at(-1)?.fromState ?? 'motion') : row.state;
  const rank = (state: CaseState) => caseStates.indexOf(state);
  const wasMerged =
    steps.findLast((step) => step.toState === 'deliberated')?.move === 'propose_and_deliberate';
  const mayMerge = parameterAt(decisionRules, 'proposal_and_deliberation.may_merge', today, file.local).value;
  const shown = moves.filter(({ move, direction }) => {
    if (direction !== 'forward') return false;
    if (move === 'propose_and_deliberate') return wasMerged || (mayMerge && row.state === 'motion');
    return !wasMerged || (move !== 'propose' && move !== 'deliberate');
  });
  const next = shown.find((move) => rank(move.to) > rank(reached));
  return shown.map((move) => {
    const isDone = rank(move.to) <= rank(reached);
    const isNext = row.state !== 'withdrawn' && (move === next || (isFromHere(move) && !isDone));
    const mine = !move.because.some((reason) => reason.code === 'procedure.not_permitted');
    const doneOn = steps.findLast((step) => step.toState === move.to)?.happenedOn ?? null;
    return {
      move: move.move,
      state: isDone ? 'done' : isNext ? (mine ? 'next' : 'waiting') : 'blocked',
      available: !isDone && move.available,
      permission: move.permission,
      doneOn: isDone ? iso(doneOn) : null,
      because: isDone ? [] : move.because,
    };
  });
}

function isFromHere(move: MoveView<CaseState>): boolean {
  return !move.because.some((reason) => reason.code === 'procedure.not_from_here');
}

function meetingOf(ctx: Ctx, file: CaseFile, meeting: store.MeetingRow): CaseView['meetings'][number] {
  const {
    noticedOn,
    plannedOn,
    heldOn,
    setAsideAt,
    recorderAccount,
    recordedAt,
    decisionId: _,
    ...rest
  } = meeting;
  const verdict = verdictOf(file, meeting);
  return {
    ...rest,
    noticedOn: iso(noticedOn),
    plannedOn: iso(plannedOn),
    heldOn: iso(heldOn),
    setAside: setAsideAt !== null,
    recordedBy: recorderAccount,
    recordedOn: dayOf(recordedAt).toString(),
    verdict: verdict ? verdictData(verdict) : null,
    count: meeting.method === 'paper' ? countData(ctx, file, meeting) : null,
  };
}

function countData(
  ctx: Ctx,
  file: CaseFile,
  meeting: store.MeetingRow,
): CaseView['meetings'][number]['count'] {
  const sheets = file.sheets.filter((sheet) => sheet.meetingId === meeting.id);
  const state = countOf(file, meeting.id);
  const because = reasonNotToCount(sheets, accountOf(ctx) ?? '');
  const mayCount = holdsAt(ctx, file.row.orgPath)('village_decisions.count') && meeting.setAsideAt === null;
  // Until two sheets are in, nobody learns what the first one says: the second must count, not copy.
  const differences = state.kind === 'third_needed' || state.kind === 'recount' ? state.differences : [];
  return {
    state: state.kind,
    tellers: sheets.map((sheet) => sheet.tellerName),
    differences,
    mayCount: mayCount && !because,
    because: because ?? null,
  };
}

/** A verdict as the contract tells it. */
export function verdictData(verdict: MeetingVerdict): z.output<typeof verdictView> {
  const { quorum, votes } = verdict;
  return {
    passed: verdict.passed,
    quorum:
      quorum?.alternatives.map((one) => {
        const share = quorum.rule.value.anyOf.find(({ unit }) => unit === one.unit);
        return comparisonOf(one, { ...quorum.rule, value: { ...share, of: one.unit } });
      }) ?? [],
    votes: votes ? comparisonOf(votes, votes.rule) : null,
    because: verdict.because,
  };
}

type Judged = { passed: boolean; have: number; needed: number; arithmetic: Record<string, unknown> };

function comparisonOf(
  judged: Judged,
  rule: Dated<Partial<Omit<Threshold, 'of'>> & { of: string }>,
): z.output<typeof verdictView>['quorum'][number] {
  const { num = 1, den = 1, operator = 'atLeast', of } = rule.value;
  return {
    met: judged.passed,
    have: judged.have,
    needed: judged.needed,
    base: Number(judged.arithmetic['base']),
    num,
    den,
    operator,
    of,
    cites: rule.source,
    certainty: rule.certainty,
  };
}

/** Which meeting is to be held now, and from which day it may be if notice goes out today. */
function toVoteOf(file: CaseFile, today: Day): CaseView['toVote'] {
  const { row, local } = file;
  const steps: Partial<Record<CaseState, VotedStep[]>> = {
    motion: ['proposal'],
    proposed: ['deliberation'],
    deliberated: ['review'],
    reviewed: ['resolution'],
  };
  const now = steps[row.state];
  if (!now) return null;
  const mayMerge = parameterAt(decisionRules, 'proposal_and_deliberation.may_merge', today, local).value;
  const merged: VotedStep[] = row.state === 'motion' && mayMerge ? ['deliberation'] : [];
  const meetings = [...now, ...merged].flatMap((step): VotingMeeting[] => {
    if (step === 'resolution')
      return optionsOf(row.matter, today, local, row.groupName !== null).map((option) => option.body);
    return [
      ({ proposal: 'party_proposal', deliberation: 'joint_committee', review: 'members_meeting' } as const)[
        step
      ],
    ];
  });
  const notice = meetings.flatMap((meeting) => {
    const rule = noticeOf(meeting, today, local);
    const first = rule && orRefused(() => noticeEnd(file.calendar, today, rule.value));
    return rule && first instanceof Temporal.PlainDate
      ? [{ meeting, period: rule.value, firstDay: first.toString(), cites: rule.source }]
      : [];
  });
  return { steps: [...now, ...merged], meetings, notice };
}

function lastDayShown(file: CaseFile, postedOn: Day): string | null {
  const period = parameterAt(decisionRules, 'publication.notice', postedOn, file.local).value;
  const last = orRefused(() => noticeEnd(file.calendar, postedOn, period));
  return last instanceof Temporal.PlainDate ? last.toString() : null;
}

/** A page can still be read when one of its days cannot be told: the move that needs it says why. */
function orRefused(work: () => Day): Day | Reason[] {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error.reasons;
    throw error;
  }
}

function iso(day: Day | null): string | null {
  return day?.toString() ?? null;
}
