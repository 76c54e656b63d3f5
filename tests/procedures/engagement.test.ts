import { messages } from '../../src/modules/messages.ts';
import { engagementProcedure, type EngagementFacts } from '../../src/modules/engagements/procedure.ts';
import { testEveryMove } from './every-move.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

const ready: EngagementFacts = {
  kind: 'post',
  personId: 'member',
  actorPersonId: 'secretary',
  standsInBranch: true,
  proposedOn: day('2026-11-20'),
  term: { from: day('2026-11-23'), until: day('2027-11-22') },
};

testEveryMove(engagementProcedure, {
  ready: () => ready,
  spoilt: {
    another_decides: (facts) => ({ ...facts, actorPersonId: facts.personId }),
    stands_in_branch: (facts) => ({ ...facts, standsInBranch: false }),
    term_given: (facts) => ({ ...facts, term: { from: day('2026-11-23'), until: undefined } }),
    outcome_given: (facts): EngagementFacts => ({ ...facts, kind: 'pair', ending: { outcome: undefined } }),
  },
  texts: messages,
});
