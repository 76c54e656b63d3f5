import type { RoundFacts } from '../../src/modules/appraisals/facts.ts';
import { appraisalProcedure } from '../../src/modules/appraisals/procedure.ts';
import { messages } from '../../src/modules/messages.ts';
import { testEveryMove } from './every-move.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

const facts: RoundFacts = {
  today: day('2026-12-01'),
  openedOn: day('2026-11-01'),
  inVillage: true,
  occasions: 1,
  gradings: 1,
  occasion: { heldOn: day('2026-11-10'), closed: true, noQuorum: undefined },
  grading: { heldOn: day('2026-11-12'), closed: true },
  massesHeard: true,
  withoutSelf: 0,
  sheets: { handedIn: 2, agree: true },
  proposal: [
    { name: '安一', kind: 'full', grade: 'excellent', reason: '带头修路' },
    { name: '白二', kind: 'full', grade: 'qualified', reason: null },
    { name: '郝预备', kind: 'probationary', grade: 'qualified', reason: null },
  ],
  ceiling: { num: 1, den: 3, source: '民主评议党员 (local practice)' },
  approvedOn: day('2026-11-15'),
  proposedOn: day('2026-11-12'),
  objections: { until: day('2026-11-30'), open: 0 },
};
const [first, second, third] = facts.proposal;
const lines = (given: Partial<RoundFacts['proposal'][number]>[]): RoundFacts['proposal'] =>
  [first, second, third].flatMap((line, i) => (line ? [{ ...line, ...given[i] }] : []));

testEveryMove(appraisalProcedure, {
  ready: () => facts,
  spoilt: {
    branch_has_met: (one) => ({ ...one, occasion: undefined, occasions: 0 }),
    counted_twice: (one) => ({ ...one, sheets: { handedIn: 1, agree: false } }),
    occasion_stands: (one) => ({
      ...one,
      occasion: { heldOn: day('2026-11-10'), closed: false, noQuorum: undefined },
    }),
    committee_has_met: (one) => ({ ...one, grading: { heldOn: day('2026-11-09'), closed: true } }),
    everybody_graded: (one) => ({ ...one, proposal: lines([{}, { grade: null }]) }),
    grades_give_reasons: (one) => ({ ...one, proposal: lines([{ reason: ' ' }]) }),
    excellent_within_share: (one) => ({
      ...one,
      proposal: lines([{}, { grade: 'excellent', reason: '学习认真' }]),
    }),
    probationers_not_excellent: (one) => ({
      ...one,
      proposal: lines([{ grade: 'qualified' }, {}, { grade: 'excellent', reason: '学习认真' }]),
    }),
    approved_in_time: (one) => ({ ...one, approvedOn: day('2026-11-11') }),
    window_is_over: (one) => ({ ...one, today: day('2026-11-30') }),
    objections_answered: (one) => ({ ...one, objections: { until: day('2026-11-30'), open: 1 } }),
  },
  texts: messages,
});
