/** The way of a pledge as a table: proposed, agreed by the branch or sent back, evaluated in the end. */
import type { Condition, Move, Procedure } from '../../kernel/procedure/procedure.ts';
import type { MoveKey, PledgeState } from './choices.ts';

/** `actorPersonId`: the member record of whoever moves; null for somebody without one. */
export type PledgeFacts = { personId: string; actorPersonId: string | null; itemsOpen: number };

export const anotherDecides: Condition<PledgeFacts> = {
  key: 'another_decides',
  check: ({ personId, actorPersonId }) =>
    personId === actorPersonId
      ? { code: 'pledges.own_pledge', remedy: 'pledges.ask_another', who: 'pledges.review' }
      : undefined,
};
const everythingEvaluated: Condition<PledgeFacts> = {
  key: 'everything_evaluated',
  check: ({ itemsOpen }) =>
    itemsOpen > 0 ? { code: 'pledges.items_open', params: { count: itemsOpen } } : undefined,
};

type PledgeMove = Move<PledgeFacts, PledgeState> & { key: MoveKey };

const moves: readonly PledgeMove[] = [
  {
    key: 'agree',
    from: ['proposed'],
    to: 'agreed',
    permission: 'pledges.review',
    direction: 'forward',
    conditions: [anotherDecides],
  },
  {
    key: 'send_back',
    from: ['proposed'],
    to: 'returned',
    permission: 'pledges.review',
    direction: 'back',
    asksReason: true,
    conditions: [anotherDecides],
  },
  {
    key: 'resubmit',
    from: ['returned'],
    to: 'proposed',
    permission: 'pledges.record',
    direction: 'forward',
    conditions: [],
  },
  {
    key: 'withdraw',
    from: ['proposed', 'returned'],
    to: 'withdrawn',
    permission: 'pledges.record',
    direction: 'out',
    asksReason: true,
    conditions: [],
  },
  {
    key: 'close',
    from: ['agreed'],
    to: 'evaluated',
    permission: 'pledges.review',
    direction: 'forward',
    conditions: [anotherDecides, everythingEvaluated],
  },
  {
    key: 'drop',
    from: ['agreed'],
    to: 'dropped',
    permission: 'pledges.review',
    direction: 'out',
    asksReason: true,
    conditions: [anotherDecides],
  },
];

export const pledgeProcedure: Procedure<PledgeFacts, PledgeState> & { moves: readonly PledgeMove[] } = {
  key: 'pledge',
  states: {
    proposed: { initial: true },
    returned: {},
    agreed: {},
    evaluated: { final: true },
    withdrawn: { final: true },
    dropped: { final: true },
  },
  moves,
};
