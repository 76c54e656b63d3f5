/** A meeting's way: planned, called, held, its record closed; put off, fallen through, or annulled with a reason. */
import type { Condition, Move, Procedure } from '../../kernel/procedure/procedure.ts';
import type { Turnout } from '../../kernel/ballot/threshold.ts';
import type { Reason } from '../../kernel/refusal.ts';
import { kindRow, type MeetingKind, type MeetingState } from './choices.ts';
import {
  noticeBinds,
  reasonNotHeld,
  reasonVoteNoLongerStands,
  shortNotice,
  type Attendee,
  type MeetingRule,
  type VoteCounts,
} from './rules.ts';

/** `heldOn`: the day held, or the planned one while it is still to come. `toldOn`: when those who should come were told. */
export type MeetingFacts = {
  today: Temporal.PlainDate;
  kind: MeetingKind;
  /** That of the kind on the day held. */
  rule: MeetingRule;
  heldOn: Temporal.PlainDate;
  toldOn: Temporal.PlainDate | undefined;
  host: string;
  recorder: string;
  items: { title: string; minutes: string }[];
  attendees: Attendee[];
  turnout: Turnout;
  votes: {
    question: string;
    state: 'open' | 'decided' | 'void';
    counts: VoteCounts | undefined;
    passed: boolean | undefined;
  }[];
};

type Check = Condition<MeetingFacts>;

const dayNotPast: Check = {
  key: 'day_not_past',
  check: ({ today, heldOn }) =>
    Temporal.PlainDate.compare(heldOn, today) < 0
      ? {
          code: 'meetings.day_past',
          params: { on: heldOn.toString() },
          remedy: 'meetings.record_late',
          field: 'plannedOn',
        }
      : undefined,
};

const noticeLongEnough: Check = {
  key: 'notice_long_enough',
  check: ({ today, rule, heldOn }) => (noticeBinds(rule) ? shortNotice(rule, today, heldOn) : undefined),
};

const hasAgenda: Check = {
  key: 'has_agenda',
  check: ({ items }) =>
    items.length === 0 ? { code: 'meetings.no_agenda', remedy: 'meetings.no_agenda' } : undefined,
};

const somebodyShouldCome: Check = {
  key: 'somebody_should_come',
  check: ({ kind, attendees }) => {
    const { electorate } = kindRow(kind);
    if (electorate.of === 'counted' || attendees.some((one) => !one.guest)) return undefined;
    const remedy = electorate.of === 'members' ? 'meetings.enter_members' : 'meetings.enter_body';
    return { code: 'meetings.nobody_to_come', remedy };
  },
};

const dayReached: Check = {
  key: 'day_reached',
  check: ({ today, heldOn }) =>
    Temporal.PlainDate.compare(heldOn, today) > 0
      ? { code: 'meetings.day_to_come', params: { on: heldOn.toString() }, possibleFrom: heldOn.toString() }
      : undefined,
};

const wasTold: Check = {
  key: 'was_told',
  check: ({ rule, heldOn, toldOn }) => {
    if (!rule.notice || !noticeBinds(rule)) return undefined;
    if (toldOn) return shortNotice(rule, toldOn, heldOn);
    return {
      code: 'meetings.not_told',
      params: { days: rule.notice.value.days },
      remedy: 'meetings.say_when_told',
      cites: rule.notice.source,
      field: 'toldOn',
    };
  },
};

const hostAndRecorder: Check = {
  key: 'host_and_recorder',
  check: ({ host, recorder }) => {
    const missing: Reason[] = [];
    if (host.trim() === '') missing.push({ code: 'meetings.no_host', field: 'host' });
    if (recorder.trim() === '') missing.push({ code: 'meetings.no_recorder', field: 'recorder' });
    return missing;
  },
};

const everybodyMarked: Check = {
  key: 'everybody_marked',
  check: ({ kind, attendees, turnout }) => {
    if (kindRow(kind).electorate.of === 'counted') {
      const counted = Object.values(turnout).some((one) => one.eligible > 0);
      return counted ? undefined : { code: 'meetings.nobody_counted', remedy: 'meetings.take_attendance' };
    }
    const open = attendees.filter((one) => one.status === 'unknown').length;
    if (open === 0) return undefined;
    return {
      code: 'meetings.attendance_open',
      params: { open },
      remedy: 'meetings.take_attendance',
    };
  },
};

const somebodyCame: Check = {
  key: 'somebody_came',
  check: ({ kind, attendees }) => {
    if (kindRow(kind).electorate.of === 'counted') return undefined;
    return attendees.some((one) => !one.guest && one.status === 'present')
      ? undefined
      : { code: 'meetings.nobody_came', remedy: 'meetings.no_quorum' };
  },
};

const enoughToBeHeld: Check = {
  key: 'enough_to_be_held',
  check: ({ rule, turnout }) => reasonNotHeld(rule, turnout),
};

const minutesWritten: Check = {
  key: 'minutes_written',
  check: ({ items }) =>
    items
      .filter((item) => item.minutes.trim() === '')
      .map((item) => ({
        code: 'meetings.minutes_missing',
        params: { item: item.title },
        field: 'minutes',
      })),
};

const votesFinished: Check = {
  key: 'votes_finished',
  check: ({ votes }) =>
    votes
      .filter((vote) => vote.state === 'open')
      .map((vote) => ({
        code: 'meetings.vote_open',
        params: { question: vote.question },
        remedy: 'meetings.finish_vote',
      })),
};

const votesStand: Check = {
  key: 'votes_stand',
  check: ({ kind, rule, turnout, votes }) =>
    votes.flatMap((vote) => {
      if (vote.state !== 'decided' || !vote.counts || vote.passed === undefined) return [];
      const { question, counts, passed } = vote;
      return reasonVoteNoLongerStands(kind, rule, turnout, { question, counts, passed }) ?? [];
    }),
};

type MeetingMove = Move<MeetingFacts, MeetingState>;

const managed = (move: Omit<MeetingMove, 'permission'>): MeetingMove => ({
  ...move,
  permission: 'meetings.manage',
});

export const meetingProcedure: Procedure<MeetingFacts, MeetingState> = {
  key: 'meeting',
  states: {
    planned: { initial: true },
    called: {},
    held: {},
    closed: {},
    cancelled: { final: true },
    annulled: { final: true },
  },
  moves: [
    managed({
      key: 'call',
      from: ['planned'],
      to: 'called',
      direction: 'forward',
      conditions: [dayNotPast, hasAgenda, somebodyShouldCome, noticeLongEnough],
    }),
    managed({
      key: 'begin',
      from: ['planned', 'called'],
      to: 'held',
      direction: 'forward',
      conditions: [dayReached, hasAgenda, somebodyShouldCome, wasTold],
    }),
    managed({
      key: 'close',
      from: ['held'],
      to: 'closed',
      direction: 'forward',
      conditions: [
        hostAndRecorder,
        everybodyMarked,
        somebodyCame,
        enoughToBeHeld,
        minutesWritten,
        votesFinished,
        votesStand,
      ],
    }),
    managed({
      key: 'postpone',
      from: ['planned', 'called'],
      to: 'planned',
      direction: 'back',
      asksReason: true,
      conditions: [],
    }),
    managed({
      key: 'cancel',
      from: ['planned', 'called', 'held'],
      to: 'cancelled',
      direction: 'out',
      asksReason: true,
      conditions: [],
    }),
    {
      // The record stays with its reason; only the level above may say that it does not count.
      key: 'annul',
      from: ['closed'],
      to: 'annulled',
      permission: 'meetings.annul',
      direction: 'out',
      asksReason: true,
      conditions: [],
    },
  ],
};
