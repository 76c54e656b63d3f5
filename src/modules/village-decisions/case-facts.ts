/** What a case of the four discussions is made of, as plain facts for its procedure. */
import type { WorkingCalendar } from '../../kernel/clock/calendar.ts';
import type { Reason } from '../../kernel/refusal.ts';
import type { VotedStep } from './choices.ts';
import type { DecisionBody, MatterKey } from './matters.ts';
import type { CountedVote, LocalRules } from './rules.ts';

export type MotionSource = 'members_or_villagers' | 'village_cadres' | 'upper_level';

/** A meeting held for the present round of a step; `textVersion` is the plan text put to it. */
export type StepMeeting = {
  heldOn: Temporal.PlainDate;
  vote: CountedVote;
  textVersion: number;
  minutesSigned: boolean;
};

/**
 * All that the moves look at. Only records of the present round are given: after a case was returned, the meetings of the
 * earlier round are history. `stateSince`: the day on which the case really reached its state, not when that was entered.
 * `substantiveVersion`: the last text version that changed the substance; `textVersion`s count from 1.
 */
export type CaseFacts = {
  today: Temporal.PlainDate;
  stateSince: Temporal.PlainDate;
  calendar: WorkingCalendar;
  local: LocalRules;
  matter: MatterKey;
  /** The matter is one villagers' group's own. */
  isOfGroup: boolean;
  motion: { title: string; source?: MotionSource; proposers: number; hasPlanText: boolean };
  substantiveVersion: number;
  /** Field visits or villagers' opinions heard before the proposal. */
  consulted: boolean;
  proposal?: StepMeeting;
  deliberation?: StepMeeting;
  review?: StepMeeting & { planSentOn?: Temporal.PlainDate };
  resolution?: StepMeeting & { body: DecisionBody; noticeOn?: Temporal.PlainDate; authorized: boolean };
  /** The day on which the plan was sent or the meeting notified, while the meeting is still to be held. */
  upcoming?: { planSentOn?: Temporal.PlainDate; noticeOn?: Temporal.PlainDate; body?: DecisionBody };
  /** A meeting that was held on paper ballots whose count is not settled, and why. */
  uncounted?: { step: VotedStep; because: Reason };
  /** `endedOn`: taken down on that day, by whomever. */
  publication?: {
    postedOn: Temporal.PlainDate;
    places: number;
    openObjections: number;
    endedOn?: Temporal.PlainDate;
  };
  /** Why there is nothing on display yet: not put forward, or waiting for someone's step. */
  notOnDisplay?: Reason;
  implementation?: {
    hasResponsible: boolean;
    steps: number;
    openSteps: number;
    finishedOn?: Temporal.PlainDate;
  };
  result?: { postedOn: Temporal.PlainDate; places: number };
  supervised: boolean;
  archiveNo?: string;
};
