/** Everything that is on record of a case, and the facts that its procedure looks at. */
import { reconcile } from '../../kernel/ballot/paper-count.ts';
import type { WorkingCalendar } from '../../kernel/clock/calendar.ts';
import { loadCalendar } from '../../kernel/clock/store.ts';
import { dayOf, type Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import { stateMessageKey } from '../../kernel/procedure/procedure.ts';
import type { Reason } from '../../kernel/refusal.ts';
import { decisionsWithoutEffect } from '../meetings/facade.ts';
import type { CaseFacts, StepMeeting } from './case-facts.ts';
import { decisionBodies, type DisclosurePart, type VotedStep } from './choices.ts';
import { decisionParameters } from './parameters.ts';
import type { DecisionBody } from './matters.ts';
import type { VotingMeeting } from './rulebooks.ts';
import { type CountedVote, judgeMeeting, type LocalRules, meetingKey, type MeetingVerdict } from './rules.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;

export type CaseFile = {
  row: store.CaseRow;
  texts: store.TextRow[];
  meetings: store.MeetingRow[];
  sheets: store.SheetRow[];
  steps: store.StepRow[];
  works: store.WorkRow[];
  disclosures: store.DisclosureRow[];
  evidence: store.EvidenceRow[];
  opinions: store.OpinionRow[];
  calendar: WorkingCalendar;
  local: LocalRules;
};

/** What a move brings with it, beside what is on record. `on`: the day for which the move is made. */
export type Brought = {
  on?: Day;
  posting?: { postedOn: Day; places: string[] };
  finishedOn?: Day;
  archiveNo?: string;
};

export async function readFile(ctx: Ctx, row: store.CaseRow): Promise<CaseFile> {
  const entered = await store.listMeetings(ctx, row.id);
  const without = await decisionsWithoutEffect(
    ctx,
    entered.map((meeting) => meeting.decisionId).filter((id) => id !== null),
  );
  // Whoever annuls a meeting's record takes its vote out of the case as well.
  const meetings = entered.map((meeting) =>
    meeting.decisionId && without.has(meeting.decisionId)
      ? { ...meeting, setAsideAt: meeting.setAsideAt ?? ctx.now }
      : meeting,
  );
  const onPaper = meetings.filter((meeting) => meeting.method === 'paper').map((meeting) => meeting.id);
  return {
    row,
    meetings,
    sheets: await store.listSheets(ctx, onPaper),
    texts: await store.listTexts(ctx, row.id),
    steps: await store.listSteps(ctx, row.id),
    works: await store.listWorks(ctx, row.id),
    disclosures: await store.listDisclosures(ctx, row.id),
    evidence: await store.listEvidence(ctx, row.id),
    opinions: await store.listOpinions(ctx, row.id),
    calendar: await loadCalendar(ctx),
    local: await localValues(ctx, decisionParameters, row.orgPath),
  };
}

/** The meeting of a step in the present round. */
export function currentMeeting(file: CaseFile, step: VotedStep): store.MeetingRow | undefined {
  return file.meetings.find((meeting) => meeting.step === step && meeting.setAsideAt === null);
}

/** The publication of the present round in its part; one that was sent back does not count. */
export function currentDisclosure(file: CaseFile, part: DisclosurePart): store.DisclosureRow | undefined {
  return file.disclosures.find(
    (one) => one.part === part && one.setAsideAt === null && one.state !== 'returned',
  );
}

/** Attendance and votes of a meeting; undefined while it is only called or its papers are not counted. */
export function voteOf(meeting: store.MeetingRow): CountedVote | undefined {
  const { unit, eligible, present, yes, no, abstain } = meeting;
  if (unit === null || eligible === null || present === null) return undefined;
  if (yes === null || no === null || abstain === null) return undefined;
  return { turnout: { [unit]: { eligible, present } }, yes, no, abstain };
}

/** Judged by the rules of the meeting's own day. */
export function verdictOf(file: CaseFile, meeting: store.MeetingRow): MeetingVerdict | undefined {
  const vote = voteOf(meeting);
  if (!vote || !meeting.heldOn) return undefined;
  return judgeMeeting(meeting.meeting, vote, meeting.heldOn, file.local);
}

/** The last text whose substance changed. */
export function substantiveText(file: CaseFile): number {
  return file.texts.findLast((text) => text.substantive)?.no ?? 0;
}

export function countOf(file: CaseFile, meetingId: string) {
  return reconcile(file.sheets.filter((sheet) => sheet.meetingId === meetingId));
}

/** The facts of a case on `today`, with what the move at hand brings. */
export function factsOf(file: CaseFile, today: Day, brought: Brought = {}): CaseFacts {
  const { row } = file;
  const proposal = stepMeeting(currentMeeting(file, 'proposal'));
  const deliberation = stepMeeting(currentMeeting(file, 'deliberation'));
  const reviewRow = currentMeeting(file, 'review');
  const review = stepMeeting(reviewRow);
  const resolutionRow = currentMeeting(file, 'resolution');
  const resolution = stepMeeting(resolutionRow);
  const body = bodyOf(resolutionRow?.meeting);
  const uncounted = uncountedOf(file);
  const part = row.state === 'resolved' ? 'resolution' : row.state === 'implemented' ? 'result' : undefined;
  const notOnDisplay = part && whyNotOnDisplay(file, part);
  const publication = publicationOf(file, brought);
  const resultPosting = postingOf(file, 'result', brought);
  const finishedOn = brought.finishedOn ?? row.finishedOn ?? undefined;
  const archiveNo = brought.archiveNo ?? row.archiveNo ?? undefined;
  return {
    today: brought.on ?? today,
    stateSince: row.stateSince,
    calendar: file.calendar,
    local: file.local,
    matter: row.matter,
    isOfGroup: row.groupName !== null,
    motion: {
      title: row.title,
      source: row.source,
      proposers: row.proposers.length,
      hasPlanText: file.texts.length > 0,
    },
    substantiveVersion: substantiveText(file),
    consulted: row.consultedOn !== null,
    ...(proposal && { proposal }),
    ...(deliberation && { deliberation }),
    ...(review && {
      review: { ...review, ...(reviewRow?.noticedOn && { planSentOn: reviewRow.noticedOn }) },
    }),
    ...(resolution &&
      body && {
        resolution: {
          ...resolution,
          body,
          ...(resolutionRow?.noticedOn && { noticeOn: resolutionRow.noticedOn }),
          authorized: resolutionRow?.authorizationReference !== null,
        },
      }),
    upcoming: {
      ...(reviewRow?.noticedOn && { planSentOn: reviewRow.noticedOn }),
      ...(resolutionRow?.noticedOn && { noticeOn: resolutionRow.noticedOn }),
      ...(body && { body }),
    },
    ...(uncounted && { uncounted }),
    ...(publication && { publication }),
    ...(notOnDisplay && { notOnDisplay }),
    implementation: {
      hasResponsible: file.works.length > 0,
      steps: file.works.length,
      openSteps: file.works.filter((work) => work.doneOn === null).length,
      ...(finishedOn && { finishedOn }),
    },
    ...(resultPosting && { result: resultPosting }),
    supervised: row.supervisedOn !== null,
    ...(archiveNo && { archiveNo }),
  };
}

function stepMeeting(meeting: store.MeetingRow | undefined): StepMeeting | undefined {
  const vote = meeting && voteOf(meeting);
  if (!meeting?.heldOn || !vote) return undefined;
  return {
    heldOn: meeting.heldOn,
    vote,
    textVersion: meeting.textNo ?? 0,
    minutesSigned: meeting.minutesSigned,
  };
}

function bodyOf(meeting: VotingMeeting | undefined): DecisionBody | undefined {
  return decisionBodies.find((body) => body === meeting);
}

/** A meeting held on paper ballots whose sheets do not agree yet. */
function uncountedOf(file: CaseFile): CaseFacts['uncounted'] {
  const meeting = file.meetings.find((one) => !one.setAsideAt && one.method === 'paper' && !voteOf(one));
  if (!meeting?.heldOn) return undefined;
  const params = { meetingKey: meetingKey(meeting.meeting) };
  const state = countOf(file, meeting.id).kind;
  const code =
    state === 'waiting'
      ? 'count_waiting'
      : state === 'third_needed'
        ? 'count_differs'
        : 'count_without_result';
  return {
    step: meeting.step,
    because: { code: `village_decisions.${code}`, params, who: 'village_decisions.count' },
  };
}

function whyNotOnDisplay(file: CaseFile, part: DisclosurePart): Reason | undefined {
  const disclosure = currentDisclosure(file, part);
  if (!disclosure) {
    return {
      code: 'village_decisions.not_put_forward',
      remedy: 'village_decisions.put_forward',
      who: 'village_decisions.publish',
    };
  }
  if (disclosure.shownFrom) return undefined;
  const waitsFor =
    { proposed: 'disclosure.review', reviewed: 'disclosure.approve' }[disclosure.state] ??
    'village_decisions.publish';
  return {
    code: 'village_decisions.publication_waits',
    params: { stateKey: stateMessageKey('publication', disclosure.state), noticeCode: disclosure.code },
    who: waitsFor,
  };
}

/** On display from the later of both days: residents must be able to read it on the board and on the net. */
function postingOf(
  file: CaseFile,
  part: DisclosurePart,
  brought: Brought,
): { postedOn: Day; places: number } | undefined {
  const { row } = file;
  const disclosure = currentDisclosure(file, part);
  const isNow = row.state === (part === 'resolution' ? 'resolved' : 'implemented');
  const recorded =
    part === 'resolution'
      ? { postedOn: row.resolutionPostedOn, places: row.resolutionPlaces }
      : { postedOn: row.resultPostedOn, places: row.resultPlaces };
  const { postedOn, places } = isNow && brought.posting ? brought.posting : recorded;
  if (!postedOn) return undefined;
  const shownFrom = disclosure?.shownFrom;
  const later = shownFrom && Temporal.PlainDate.compare(shownFrom, postedOn) > 0 ? shownFrom : postedOn;
  return { postedOn: later, places: places.length };
}

function publicationOf(file: CaseFile, brought: Brought): CaseFacts['publication'] {
  const posting = postingOf(file, 'resolution', brought);
  if (!posting) return undefined;
  const disclosure = currentDisclosure(file, 'resolution');
  const endedAt = disclosure?.state === 'ended' ? disclosure.endedAt : null;
  const endedOn = endedAt && dayOf(endedAt);
  // What ended by the clock was shown for its time, also when the board was filled a few days later.
  const until = disclosure?.shownUntil;
  const isEarly = endedOn && (!until || Temporal.PlainDate.compare(endedOn, until) <= 0);
  return {
    ...posting,
    openObjections: disclosure?.openObjections ?? 0,
    ...(isEarly && { endedOn }),
  };
}
