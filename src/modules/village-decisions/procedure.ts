/** Four discussions, two disclosures (四议两公开) as a table: a state is where the case stands, a move is the next step done. */
import type { Move, Procedure, ProcedureVersion } from '../../kernel/procedure/procedure.ts';
import type { CaseFacts } from './case-facts.ts';
import {
  archiveNumbered,
  bodyMayDecide,
  consulted,
  mergeAllowed,
  motionComplete,
  noticed,
  noticeOver,
  objectionsAnswered,
  responsibleNamed,
  resolutionPosted,
  resultPosted,
  reviewed,
  supervised,
  textCurrent,
  votedAt,
  workFinished,
} from './conditions.ts';
import type { VotingMeeting } from './rulebooks.ts';

export type CaseState =
  | 'motion'
  | 'proposed'
  | 'deliberated'
  | 'reviewed'
  | 'resolved'
  | 'published'
  | 'implementing'
  | 'implemented'
  | 'result_published'
  | 'archived'
  | 'withdrawn';

const forward = (move: Omit<Move<CaseFacts, CaseState>, 'direction'>) =>
  ({ ...move, direction: 'forward' }) as const;
const back = (key: string, from: readonly CaseState[], to: CaseState) =>
  ({
    key,
    from,
    to,
    permission: 'village_decisions.return',
    direction: 'back',
    asksReason: true,
    conditions: [],
  }) as const;

const at = (meeting: VotingMeeting) => (): VotingMeeting => meeting;
const resolvingBody = (facts: CaseFacts): VotingMeeting =>
  facts.resolution?.body ??
  facts.upcoming?.body ??
  (facts.isOfGroup ? 'group_meeting' : 'villagers_assembly');

/** V0 to V4, both disclosures and the way back. Order of the steps: central promotion of 2009–10, 农组2018. */
export const fourDiscussions: Procedure<CaseFacts, CaseState> = {
  key: 'four_discussions_two_disclosures',
  states: {
    motion: { initial: true },
    proposed: {},
    deliberated: {},
    reviewed: {},
    resolved: {},
    published: {},
    implementing: {},
    implemented: {},
    result_published: {},
    archived: { final: true },
    withdrawn: { final: true },
  },
  moves: [
    forward({
      key: 'propose',
      from: ['motion'],
      to: 'proposed',
      permission: 'village_decisions.propose',
      conditions: [motionComplete, consulted, ...votedAt('proposal', at('party_proposal'))],
    }),
    forward({
      key: 'propose_and_deliberate',
      from: ['motion'],
      to: 'deliberated',
      permission: 'village_decisions.propose',
      conditions: [
        mergeAllowed,
        motionComplete,
        consulted,
        ...votedAt('deliberation', at('joint_committee')),
      ],
    }),
    forward({
      key: 'deliberate',
      from: ['proposed'],
      to: 'deliberated',
      permission: 'village_decisions.deliberate',
      conditions: votedAt('deliberation', at('joint_committee')),
    }),
    forward({
      key: 'review',
      from: ['deliberated'],
      to: 'reviewed',
      permission: 'village_decisions.review',
      conditions: [
        ...votedAt('review', at('members_meeting')),
        noticed('review', at('members_meeting')),
        textCurrent('review'),
      ],
    }),
    forward({
      key: 'resolve',
      from: ['reviewed'],
      to: 'resolved',
      permission: 'village_decisions.resolve',
      conditions: [
        bodyMayDecide,
        reviewed,
        ...votedAt('resolution', resolvingBody),
        noticed('resolution', resolvingBody),
        textCurrent('resolution'),
      ],
    }),
    forward({
      key: 'publish_resolution',
      from: ['resolved'],
      to: 'published',
      permission: 'village_decisions.publish',
      conditions: [textCurrent('resolution'), resolutionPosted],
    }),
    forward({
      key: 'begin_implementation',
      from: ['published'],
      to: 'implementing',
      permission: 'village_decisions.implement',
      conditions: [textCurrent('resolution'), noticeOver, objectionsAnswered, responsibleNamed],
    }),
    forward({
      key: 'complete_implementation',
      from: ['implementing'],
      to: 'implemented',
      permission: 'village_decisions.implement',
      conditions: [workFinished],
    }),
    forward({
      key: 'publish_result',
      from: ['implemented'],
      to: 'result_published',
      permission: 'village_decisions.publish',
      conditions: [resultPosted],
    }),
    forward({
      key: 'archive',
      from: ['result_published'],
      to: 'archived',
      permission: 'village_decisions.archive',
      conditions: [supervised, archiveNumbered],
    }),
    back('return_to_motion', ['proposed'], 'motion'),
    back('return_to_proposal', ['deliberated'], 'proposed'),
    // A vote lost at V4, an objection upheld, a text whose substance changed: the members review anew.
    back('return_to_review', ['reviewed', 'resolved', 'published'], 'deliberated'),
    {
      key: 'withdraw',
      from: ['motion', 'proposed', 'deliberated', 'reviewed'],
      to: 'withdrawn',
      permission: 'village_decisions.withdraw',
      direction: 'out',
      asksReason: true,
      conditions: [],
    },
  ],
};

/** One order of steps since the practice was made national; what changed with the years are the rulebook's values. */
export const fourDiscussionsVersions: readonly ProcedureVersion<typeof fourDiscussions>[] = [
  { from: '2010-10-28', procedure: fourDiscussions },
];
