import { messages } from '../../src/modules/messages.ts';
import { sizeRulesOn } from '../../src/modules/organizations/size-rulebook.ts';
import type { ChangeFacts } from '../../src/modules/organization-changes/facts.ts';
import { withElection, withoutElection } from '../../src/modules/organization-changes/procedure.ts';
import { testEveryMove } from './every-move.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

const ready: ChangeFacts = {
  today: day('2026-11-23'),
  type: 'set_up',
  stateSince: day('2026-11-02'),
  newKind: 'branch',
  full: 3,
  branchFrom: sizeRulesOn(day('2026-11-23'))['branch.from'],
  remains: [],
  brought: {
    on: day('2026-11-20'),
    vote: { heldOn: day('2026-11-10'), fits: true, final: true, passed: true },
  },
};

for (const procedure of [withElection, withoutElection])
  testEveryMove(procedure, {
    ready: () => ready,
    spoilt: {
      decided_by_committee: (facts) => ({
        ...facts,
        brought: { vote: { heldOn: day('2026-11-10'), fits: true, final: true, passed: false } },
      }),
      enough_full_members: (facts) => ({ ...facts, full: 2 }),
      nothing_remains: (facts) => ({
        ...facts,
        remains: [{ code: 'organizations.roles_remain', params: { count: 1 }, who: 'rights.manage' }],
      }),
      day_in_order: (facts) => ({ ...facts, brought: { on: day('2026-11-24') } }),
    },
    texts: messages,
  });
