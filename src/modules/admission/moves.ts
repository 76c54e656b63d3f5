/** Rows of the procedure's table: a move with the step of the chart that it does, if it does one. */
import type { Move } from '../../kernel/procedure/procedure.ts';
import type { CaseState, StepId } from './choices.ts';
import type { AdmissionFacts } from './facts.ts';

export type AdmissionMove = Move<AdmissionFacts, CaseState> & { step: StepId | null };
type Row = Omit<AdmissionMove, 'direction' | 'permission'> & { permission: string };

export const forward = (row: Row): AdmissionMove => ({
  ...row,
  permission: `admission.${row.permission}`,
  direction: 'forward',
});
/** A vote lost, papers returned: the case goes back, with the reason. */
export const back = (row: Row): AdmissionMove => ({
  ...row,
  permission: `admission.${row.permission}`,
  direction: 'back',
  asksReason: true,
});
