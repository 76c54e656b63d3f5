/** Propose → review → approve → publish → correct or end; no step is skipped. 公开2017 ch. 4. */
import type { Condition, Procedure } from '../procedure/procedure.ts';
import type { Reason } from '../refusal.ts';

export type PublicationState =
  | 'proposed'
  | 'reviewed'
  | 'approved'
  | 'published'
  | 'corrected'
  | 'ended'
  | 'returned';

/** `actor`: the account that wants to move; `screening`: what the content may not contain. */
export type PublicationFacts = {
  actor: string;
  proposedBy: string | null;
  reviewedBy: string | null;
  screening: Reason[];
};

const cites = '公开2017';

const reviewerIsAnother: Condition<PublicationFacts> = {
  key: 'reviewer_is_another',
  check: ({ actor, proposedBy }) =>
    actor === proposedBy
      ? {
          code: 'disclosure.reviewer_is_proposer',
          remedy: 'disclosure.ask_another',
          who: 'disclosure.review',
        }
      : undefined,
};
const approverIsAnother: Condition<PublicationFacts> = {
  key: 'approver_is_another',
  check: ({ actor, reviewedBy }) =>
    actor === reviewedBy
      ? {
          code: 'disclosure.approver_is_reviewer',
          remedy: 'disclosure.ask_another',
          who: 'disclosure.approve',
        }
      : undefined,
};
const nothingForbidden: Condition<PublicationFacts> = {
  key: 'nothing_forbidden',
  check: ({ screening }) => screening,
};

export const publicationProcedure: Procedure<PublicationFacts, PublicationState> = {
  key: 'publication',
  states: {
    proposed: { initial: true },
    reviewed: {},
    approved: {},
    published: {},
    corrected: { final: true },
    ended: { final: true },
    returned: { final: true },
  },
  moves: [
    {
      key: 'review',
      from: ['proposed'],
      to: 'reviewed',
      permission: 'disclosure.review',
      direction: 'forward',
      conditions: [reviewerIsAnother, nothingForbidden],
      cites,
    },
    {
      key: 'approve',
      from: ['reviewed'],
      to: 'approved',
      permission: 'disclosure.approve',
      direction: 'forward',
      conditions: [approverIsAnother],
      cites,
    },
    {
      key: 'publish',
      from: ['approved'],
      to: 'published',
      permission: 'disclosure.publish',
      direction: 'forward',
      conditions: [nothingForbidden],
      cites,
    },
    {
      key: 'end',
      from: ['published'],
      to: 'ended',
      permission: 'disclosure.publish',
      direction: 'forward',
      conditions: [],
      asksReason: true,
      cites,
    },
    {
      key: 'correct',
      from: ['published'],
      to: 'corrected',
      permission: 'disclosure.publish',
      direction: 'out',
      conditions: [],
      asksReason: true,
      cites,
    },
    {
      key: 'return',
      from: ['proposed', 'reviewed', 'approved'],
      to: 'returned',
      permission: 'disclosure.review',
      direction: 'out',
      conditions: [],
      asksReason: true,
      cites,
    },
  ],
};
