/** The way of an engagement as a table: offered and accepted, or asked for; fixed by the branch; ended. */
import type { Condition, Move, Procedure } from '../../kernel/procedure/procedure.ts';
import type { Reason } from '../../kernel/refusal.ts';
import type { EngagementState, Kind, MoveKey, PairOutcome } from './choices.ts';

type Day = Temporal.PlainDate;

/**
 * `actorPersonId`: the member record of whoever moves. `term`: what the form of `fix` and `extend` brings; absent where it is
 * only asked what could be done, and then nothing of it is missing yet.
 */
export type EngagementFacts = {
  kind: Kind;
  personId: string;
  actorPersonId: string | null;
  standsInBranch: boolean;
  proposedOn: Day;
  term?: { from: Day; until: Day | undefined };
  ending?: { outcome: PairOutcome | undefined };
};

type Engaged = Condition<EngagementFacts>;

export const anotherDecides: Engaged = {
  key: 'another_decides',
  check: ({ personId, actorPersonId }) =>
    personId === actorPersonId
      ? { code: 'engagements.own_engagement', remedy: 'engagements.ask_another', who: 'engagements.decide' }
      : undefined,
};

const standsInBranch: Engaged = {
  key: 'stands_in_branch',
  check: (facts) =>
    facts.standsInBranch
      ? undefined
      : { code: 'engagements.not_in_branch', remedy: 'engagements.refuse_instead' },
};

/** A post is held for a term; a household and a pair may run without a last day. */
const termGiven: Engaged = {
  key: 'term_given',
  check: ({ kind, term, proposedOn }): Reason | undefined => {
    if (!term) return undefined;
    if (Temporal.PlainDate.compare(term.from, proposedOn) < 0)
      return {
        code: 'engagements.begins_before_proposal',
        params: { since: proposedOn.toString() },
        possibleFrom: proposedOn.toString(),
        field: 'from',
      };
    if (!term.until)
      return kind === 'post' ? { code: 'engagements.term_missing', field: 'until' } : undefined;
    return Temporal.PlainDate.compare(term.until, term.from) <= 0
      ? { code: 'engagements.term_ends_early', field: 'until' }
      : undefined;
  },
};

const outcomeGiven: Engaged = {
  key: 'outcome_given',
  check: ({ kind, ending }) =>
    kind === 'pair' && ending && !ending.outcome
      ? { code: 'engagements.outcome_missing', field: 'outcome' }
      : undefined,
};

type EngagementMove = Move<EngagementFacts, EngagementState> & { key: MoveKey };

/** The member's own word. */
const own = { permission: 'engagements.record' } as const;
const branch = { permission: 'engagements.decide' } as const;

const moves: readonly EngagementMove[] = [
  { ...own, key: 'accept', from: ['offered'], to: 'applied', direction: 'forward', conditions: [] },
  {
    ...own,
    key: 'decline',
    from: ['offered'],
    to: 'declined',
    direction: 'out',
    conditions: [],
  },
  {
    ...branch,
    key: 'fix',
    from: ['applied'],
    to: 'fixed',
    direction: 'forward',
    conditions: [anotherDecides, standsInBranch, termGiven],
  },
  {
    ...branch,
    key: 'refuse',
    from: ['offered', 'applied'],
    to: 'declined',
    direction: 'out',
    asksReason: true,
    conditions: [anotherDecides],
  },
  { ...own, key: 'withdraw', from: ['applied'], to: 'withdrawn', direction: 'out', conditions: [] },
  {
    ...branch,
    key: 'extend',
    from: ['fixed'],
    to: 'fixed',
    direction: 'forward',
    conditions: [anotherDecides, standsInBranch, termGiven],
  },
  { ...own, key: 'resign', from: ['fixed'], to: 'ended', direction: 'out', asksReason: true, conditions: [] },
  {
    ...branch,
    key: 'end',
    from: ['fixed'],
    to: 'ended',
    direction: 'out',
    asksReason: true,
    conditions: [anotherDecides, outcomeGiven],
  },
];

export const engagementProcedure: Procedure<EngagementFacts, EngagementState> & {
  moves: readonly EngagementMove[];
} = {
  key: 'engagement',
  states: {
    offered: { initial: true },
    // Where a member asks, or a signed paper is entered, it begins here: the own word has been said.
    applied: {},
    fixed: {},
    ended: { final: true },
    declined: { final: true },
    withdrawn: { final: true },
  },
  moves,
};
