import { messages } from '../../src/modules/messages.ts';
import type { TransferFacts } from '../../src/modules/transfers/facts.ts';
import { transferProcedures } from '../../src/modules/transfers/procedure.ts';
import { testEveryMove } from './every-move.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

const applied: TransferFacts = {
  today: day('2026-11-23'),
  local: {},
  stateSince: day('2026-11-20'),
  branchId: 'branch',
  standing: { status: 'active', orgId: 'branch' },
  brought: {
    letter: { issuedOn: day('2026-11-23'), validUntil: day('2026-12-03'), duesPaidTo: day('2026-11-01') },
  },
};
const onItsWay: TransferFacts = {
  ...applied,
  letter: { issuedOn: day('2026-11-20'), validUntil: day('2026-11-30') },
  brought: { arrivedOn: day('2026-11-22'), enrolment: true },
};
const runOut: TransferFacts = {
  ...onItsWay,
  letter: { issuedOn: day('2026-11-01'), validUntil: day('2026-11-11') },
};

const letterOf = (facts: TransferFacts) =>
  facts.brought.letter ?? { issuedOn: facts.today, validUntil: facts.today };

for (const procedure of Object.values(transferProcedures)) {
  testEveryMove(procedure, {
    ready: (move) => (move === 'issue' ? applied : move === 'call_in' ? runOut : onItsWay),
    spoilt: {
      stands_in_branch: (facts) => ({ ...facts, standing: { status: 'active', orgId: 'another' } }),
      dues_stated: (facts) => {
        const { issuedOn, validUntil } = letterOf(facts);
        return { ...facts, brought: { letter: { issuedOn, validUntil } } };
      },
      letter_not_too_long: (facts) => ({
        ...facts,
        brought: { letter: { ...letterOf(facts), validUntil: day('2027-02-24') } },
      }),
      arrived_within_letter: (facts) => ({
        ...facts,
        today: day('2026-12-01'),
        brought: { ...facts.brought, arrivedOn: day('2026-12-01') },
      }),
      letter_expired: (facts) => ({ ...facts, today: day('2026-11-11') }),
      enrolment: (facts) => ({ ...facts, brought: { ...facts.brought, enrolment: false } }),
    },
    texts: messages,
  });
}
