import { messages } from '../../src/modules/messages.ts';
import { pledgeProcedure, type PledgeFacts } from '../../src/modules/pledges/procedure.ts';
import { testEveryMove } from './every-move.ts';

const ready: PledgeFacts = { personId: 'member', actorPersonId: 'secretary', itemsOpen: 0 };

testEveryMove(pledgeProcedure, {
  ready: () => ready,
  spoilt: {
    another_decides: (facts) => ({ ...facts, actorPersonId: facts.personId }),
    everything_evaluated: (facts) => ({ ...facts, itemsOpen: 1 }),
  },
  texts: messages,
});
