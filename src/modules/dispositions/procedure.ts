/** The course of a disposition as a table: facts, talk, branch, town committee, delivery, correction or removal, filing. */
import type { Move, Procedure } from '../../kernel/procedure/procedure.ts';
import type { DispositionState, MoveKey } from './choices.ts';
import {
  appealUpheld,
  dayInOrder,
  deadlinePassed,
  decidedAs,
  decidedByBallot,
  decidedByTown,
  foundByBranch,
  heardAtTheMeeting,
  invitedInTime,
  noOpenAppeal,
  onFile,
  standsInBranch,
  statedInTime,
  tasksLookedAt,
  votesStand,
  waySettled,
} from './conditions.ts';
import type { DispositionFacts } from './facts.ts';

type DispositionMove = Move<DispositionFacts, DispositionState> & { key: MoveKey };

const delivered = onFile('delivered', 'delivery');
const announced = onFile('announced', 'announcement');
const reviewed = onFile('reviewed', 'review');
const keep = { permission: 'dispositions.keep', cites: '处置2024' } as const;
const forward = { direction: 'forward' } as const;

const moves: readonly DispositionMove[] = [
  {
    key: 'confirm_facts',
    from: ['verifying'],
    to: 'talking',
    ...keep,
    ...forward,
    conditions: [standsInBranch, onFile('verified', 'verification'), dayInOrder],
  },
  {
    key: 'put_before_branch',
    from: ['talking'],
    to: 'discussing',
    ...keep,
    ...forward,
    conditions: [standsInBranch, onFile('talked', 'talk'), dayInOrder],
  },
  {
    key: 'resolve',
    from: ['discussing'],
    to: 'resolved',
    ...keep,
    ...forward,
    conditions: [
      standsInBranch,
      invitedInTime,
      statedInTime,
      heardAtTheMeeting,
      decidedByBallot,
      waySettled,
      dayInOrder,
    ],
  },
  {
    key: 'approve',
    from: ['resolved'],
    to: 'approved',
    permission: 'dispositions.check',
    cites: '处置2024',
    ...forward,
    conditions: [standsInBranch, votesStand, onFile('checked', 'town_check'), decidedByTown, dayInOrder],
  },
  {
    key: 'begin_correction',
    from: ['approved'],
    to: 'correcting',
    ...keep,
    ...forward,
    conditions: [decidedAs('rectify'), votesStand, delivered, announced, dayInOrder],
  },
  {
    key: 'ask_to_withdraw',
    from: ['approved'],
    to: 'asked',
    ...keep,
    ...forward,
    conditions: [decidedAs('advise_withdrawal'), votesStand, delivered, announced, dayInOrder],
  },
  {
    key: 'delist',
    from: ['approved'],
    to: 'effective',
    permission: 'dispositions.carry_out',
    cites: '党章 art. 9',
    ...forward,
    conditions: [decidedAs('delist'), standsInBranch, votesStand, delivered, announced, dayInOrder],
  },
  {
    key: 'confirm_correction',
    from: ['correcting'],
    to: 'concluded',
    ...keep,
    ...forward,
    conditions: [tasksLookedAt, reviewed, foundByBranch, dayInOrder],
  },
  {
    key: 'take_withdrawal',
    from: ['asked'],
    to: 'effective',
    permission: 'dispositions.carry_out',
    cites: '党章 art. 9',
    ...forward,
    conditions: [standsInBranch, onFile('withdrawn', 'withdrawal'), dayInOrder],
  },
  {
    key: 'archive',
    from: ['concluded', 'effective'],
    to: 'archived',
    permission: 'dispositions.carry_out',
    ...forward,
    conditions: [noOpenAppeal, dayInOrder],
  },
  {
    key: 'return_to_branch',
    from: ['resolved'],
    to: 'discussing',
    permission: 'dispositions.check',
    direction: 'back',
    asksReason: true,
    conditions: [dayInOrder],
  },
  {
    key: 'not_corrected',
    from: ['correcting'],
    to: 'discussing',
    ...keep,
    direction: 'back',
    asksReason: true,
    conditions: [deadlinePassed, tasksLookedAt, reviewed, dayInOrder],
  },
  {
    key: 'refuses_to_withdraw',
    from: ['asked'],
    to: 'discussing',
    ...keep,
    direction: 'back',
    asksReason: true,
    conditions: [dayInOrder],
  },
  {
    key: 'drop',
    from: ['verifying', 'talking', 'discussing'],
    to: 'dropped',
    ...keep,
    direction: 'out',
    asksReason: true,
    conditions: [dayInOrder],
  },
  {
    key: 'decline',
    from: ['resolved'],
    to: 'dropped',
    permission: 'dispositions.check',
    direction: 'out',
    asksReason: true,
    conditions: [dayInOrder],
  },
  {
    key: 'revoke',
    from: ['discussing', 'resolved', 'approved', 'correcting', 'asked', 'concluded', 'effective', 'archived'],
    to: 'revoked',
    permission: 'dispositions.answer',
    cites: '党章 art. 4',
    direction: 'out',
    conditions: [appealUpheld, dayInOrder],
  },
];

export const dispositionProcedure: Procedure<DispositionFacts, DispositionState> = {
  key: 'disposition',
  states: {
    verifying: { initial: true },
    talking: {},
    discussing: {},
    resolved: {},
    approved: {},
    correcting: {},
    asked: {},
    concluded: {},
    effective: {},
    // Not final: an appeal is possible at any time, and what it overturns is undone.
    archived: {},
    dropped: { final: true },
    revoked: { final: true },
  },
  moves,
};
