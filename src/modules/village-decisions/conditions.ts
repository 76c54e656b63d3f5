/** The conditions of the four discussions' moves: each says what is missing, by which rule, and from which day it can be. */
import { noticeEnd, type NoticePeriod } from '../../kernel/clock/calendar.ts';
import type { Condition } from '../../kernel/procedure/procedure.ts';
import type { Reason } from '../../kernel/refusal.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import type { CaseFacts } from './case-facts.ts';
import { decisionRules, type VotingMeeting } from './rulebooks.ts';
import { judgeMeeting, meetingKey, noticeOf, reasonNotToDecide } from './rules.ts';

type Case = Condition<CaseFacts>;
type Step = 'proposal' | 'deliberation' | 'review' | 'resolution';

/** A vote of a step: held in this round, passed, minuted. */
export function votedAt(step: Step, meetingOf: (facts: CaseFacts) => VotingMeeting): Case[] {
  return [held(step, meetingOf), passed(step, meetingOf), minutesSigned(step, meetingOf)];
}

export const motionComplete: Case = {
  key: 'motion_complete',
  check: ({ motion }) => {
    const missing: Reason[] = [];
    if (motion.title.trim() === '') missing.push({ code: 'village_decisions.title_missing', field: 'title' });
    if (!motion.source) missing.push({ code: 'village_decisions.source_missing', field: 'source' });
    if (motion.proposers < 1)
      missing.push({ code: 'village_decisions.proposers_missing', field: 'proposers' });
    if (!motion.hasPlanText) missing.push({ code: 'village_decisions.plan_missing', field: 'plan' });
    return missing;
  },
};

export const consulted: Case = {
  key: 'consulted',
  check: (facts) =>
    facts.consulted ? undefined : { code: 'village_decisions.not_consulted', field: 'consulted' },
};

export const mergeAllowed: Case = {
  key: 'merge_allowed',
  check: (facts) => {
    const day = facts.deliberation?.heldOn ?? facts.today;
    const rule = parameterAt(decisionRules, 'proposal_and_deliberation.may_merge', day, facts.local);
    if (rule.value) return undefined;
    return {
      code: 'village_decisions.may_not_merge',
      cites: rule.source,
      remedy: 'village_decisions.hold_apart',
    };
  },
};

/** The meeting exists, was held after the case came to this stage and not in the future. */
function held(step: Step, meetingOf: (facts: CaseFacts) => VotingMeeting): Case {
  return {
    key: 'held',
    check: (facts) => {
      const names = { meetingKey: meetingKey(meetingOf(facts)) };
      const meeting = facts[step];
      if (!meeting && facts.uncounted?.step === step) return facts.uncounted.because;
      if (!meeting) {
        const possibleFrom = firstMeetingDay(facts, meetingOf(facts));
        return {
          code: 'village_decisions.meeting_missing',
          params: names,
          remedy: 'village_decisions.hold_meeting',
          ...(possibleFrom && { possibleFrom: possibleFrom.toString() }),
        };
      }
      const heldOn = meeting.heldOn.toString();
      if (isAfter(facts.stateSince, meeting.heldOn)) {
        const params = { ...names, heldOn, since: facts.stateSince.toString() };
        return {
          code: 'village_decisions.meeting_before_stage',
          params,
          remedy: 'village_decisions.hold_meeting',
        };
      }
      if (isAfter(meeting.heldOn, facts.today)) {
        return {
          code: 'village_decisions.meeting_in_future',
          params: { ...names, heldOn },
          possibleFrom: heldOn,
        };
      }
      return undefined;
    },
  };
}

function passed(step: Step, meetingOf: (facts: CaseFacts) => VotingMeeting): Case {
  return {
    key: 'passed',
    check: (facts) => {
      const meeting = facts[step];
      return meeting && judgeMeeting(meetingOf(facts), meeting.vote, meeting.heldOn, facts.local).because;
    },
  };
}

function minutesSigned(step: Step, meetingOf: (facts: CaseFacts) => VotingMeeting): Case {
  return {
    key: 'minutes_signed',
    check: (facts) => {
      const meeting = facts[step];
      if (!meeting || meeting.minutesSigned) return undefined;
      return {
        code: 'village_decisions.minutes_not_signed',
        params: { meetingKey: meetingKey(meetingOf(facts)) },
        remedy: 'village_decisions.sign_minutes',
      };
    },
  };
}

/** Notice given in time; before the meeting, the first day on which it may be held is told by `held`. */
export function noticed(step: 'review' | 'resolution', meetingOf: (facts: CaseFacts) => VotingMeeting): Case {
  return {
    key: 'noticed',
    check: (facts) => {
      const meeting = facts[step];
      const name = meetingOf(facts);
      const rule = meeting && noticeOf(name, meeting.heldOn, facts.local);
      if (!meeting || !rule) return undefined;
      const sentOn =
        'planSentOn' in meeting ? meeting.planSentOn : 'noticeOn' in meeting ? meeting.noticeOn : undefined;
      const names = { meetingKey: meetingKey(name), days: rule.value.days, unitKey: unitKey(rule.value) };
      const remedy = 'village_decisions.meet_after_notice';
      if (!sentOn)
        return { code: 'village_decisions.notice_missing', params: names, cites: rule.source, remedy };
      const first = noticeEnd(facts.calendar, sentOn, rule.value);
      if (!isAfter(first, meeting.heldOn)) return undefined;
      return {
        code: 'village_decisions.notice_too_short',
        params: { ...names, sentOn: sentOn.toString(), heldOn: meeting.heldOn.toString() },
        cites: rule.source,
        remedy,
        possibleFrom: first.toString(),
      };
    },
  };
}

export const bodyMayDecide: Case = {
  key: 'body_may_decide',
  check: ({ matter, isOfGroup, local, resolution, today, upcoming }) => {
    const body = resolution?.body ?? upcoming?.body;
    if (!body) return undefined;
    const day = resolution?.heldOn ?? today;
    // Before the meeting the authorization may still come; afterwards it must have been there.
    return reasonNotToDecide(matter, body, {
      day,
      authorized: resolution?.authorized ?? true,
      local,
      isOfGroup,
    });
  },
};

/** The text voted on is the last one whose substance changed: a later change goes back to the members. */
export function textCurrent(step: 'review' | 'resolution'): Case {
  return {
    key: `${step}_text_current`,
    check: (facts) => {
      const meeting = facts[step];
      if (!meeting || meeting.textVersion >= facts.substantiveVersion) return undefined;
      return {
        code: 'village_decisions.text_changed',
        params: {
          meetingKey: meetingKey('members_meeting'),
          voted: meeting.textVersion,
          current: facts.substantiveVersion,
        },
        remedy: step === 'review' ? 'village_decisions.hold_meeting' : 'village_decisions.return_to_review',
      };
    },
  };
}

/** V4 needs the members' review of this very text; the review's record stays with the case after V3. */
export const reviewed: Case = {
  key: 'reviewed_text',
  check: (facts) =>
    facts.review
      ? textCurrent('review').check(facts)
      : {
          code: 'village_decisions.meeting_missing',
          params: { meetingKey: meetingKey('members_meeting') },
          remedy: 'village_decisions.return_to_review',
        },
};

export const resolutionPosted: Case = {
  key: 'resolution_posted',
  check: ({ publication, notOnDisplay, stateSince, today }) =>
    notOnDisplay ?? posted(publication, stateSince, today),
};

export const resultPosted: Case = {
  key: 'result_posted',
  check: ({ result, notOnDisplay, stateSince, today }) => notOnDisplay ?? posted(result, stateSince, today),
};

export const noticeOver: Case = {
  key: 'notice_over',
  check: ({ publication, local, calendar, today }): Reason | undefined => {
    if (!publication) return { code: 'village_decisions.not_posted', field: 'postedOn' };
    const rule = parameterAt(decisionRules, 'publication.notice', publication.postedOn, local);
    const lastDay = noticeEnd(calendar, publication.postedOn, rule.value);
    const { endedOn } = publication;
    if (endedOn && !isAfter(endedOn, lastDay)) {
      return {
        code: 'village_decisions.taken_down_early',
        params: { endedOn: endedOn.toString(), lastDay: lastDay.toString() },
        cites: rule.source,
        remedy: 'village_decisions.publish_again',
      };
    }
    if (isAfter(today, lastDay)) return undefined;
    return {
      code: 'village_decisions.notice_running',
      params: {
        days: rule.value.days,
        unitKey: unitKey(rule.value),
        postedOn: publication.postedOn.toString(),
        lastDay: lastDay.toString(),
      },
      cites: rule.source,
      possibleFrom: lastDay.add({ days: 1 }).toString(),
    };
  },
};

export const objectionsAnswered: Case = {
  key: 'objections_answered',
  check: ({ publication }) =>
    publication && publication.openObjections > 0
      ? {
          code: 'village_decisions.objections_open',
          params: { open: publication.openObjections },
          remedy: 'village_decisions.answer_objections',
        }
      : undefined,
};

export const responsibleNamed: Case = {
  key: 'responsible_named',
  check: ({ implementation }) =>
    implementation?.hasResponsible
      ? undefined
      : { code: 'village_decisions.responsible_missing', field: 'responsible' },
};

export const workFinished: Case = {
  key: 'work_finished',
  check: ({ implementation, stateSince, today }) => {
    if (!implementation || implementation.steps < 1)
      return { code: 'village_decisions.no_steps', field: 'steps' };
    if (implementation.openSteps > 0) {
      return {
        code: 'village_decisions.steps_open',
        params: { open: implementation.openSteps },
        field: 'steps',
      };
    }
    const { finishedOn } = implementation;
    if (!finishedOn) return { code: 'village_decisions.finish_day_missing', field: 'finishedOn' };
    return dayWithin(finishedOn, stateSince, today, 'finishedOn');
  },
};

export const supervised: Case = {
  key: 'supervised',
  check: (facts) =>
    facts.supervised
      ? undefined
      : { code: 'village_decisions.supervision_missing', who: 'village_decisions.supervise' },
};

export const archiveNumbered: Case = {
  key: 'archive_numbered',
  check: ({ archiveNo }) =>
    archiveNo?.trim() ? undefined : { code: 'village_decisions.archive_no_missing', field: 'archiveNo' },
};

/** First day on which the meeting could be held, counted from the notice given or from one given today. */
function firstMeetingDay(facts: CaseFacts, meeting: VotingMeeting): Temporal.PlainDate | undefined {
  const rule = noticeOf(meeting, facts.today, facts.local);
  if (!rule) return undefined;
  const sentOn = meeting === 'members_meeting' ? facts.upcoming?.planSentOn : facts.upcoming?.noticeOn;
  const first = noticeEnd(facts.calendar, sentOn ?? facts.today, rule.value);
  return isAfter(first, facts.today) ? first : undefined;
}

function posted(
  notice: { postedOn: Temporal.PlainDate; places: number } | undefined,
  since: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Reason | undefined {
  if (!notice) return { code: 'village_decisions.not_posted', field: 'postedOn' };
  if (notice.places < 1) return { code: 'village_decisions.place_missing', field: 'places' };
  return dayWithin(notice.postedOn, since, today, 'postedOn');
}

function dayWithin(
  day: Temporal.PlainDate,
  since: Temporal.PlainDate,
  today: Temporal.PlainDate,
  field: string,
): Reason | undefined {
  const params = { day: day.toString(), since: since.toString() };
  if (isAfter(since, day)) return { code: 'village_decisions.day_before_stage', params, field };
  if (isAfter(day, today))
    return { code: 'village_decisions.day_in_future', params, possibleFrom: params.day, field };
  return undefined;
}

function unitKey({ unit }: NoticePeriod): string {
  return `village_decisions.days.${unit}`;
}

function isAfter(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}
