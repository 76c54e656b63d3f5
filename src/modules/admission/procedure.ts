/** Admission as a table: a state is where the case stands, a move is a step of the chart; steps in any order stay in their state. */
import type { Procedure, ProcedureVersion } from '../../kernel/procedure/procedure.ts';
import type { CaseState } from './choices.ts';
import type { AdmissionFacts } from './facts.ts';
import type { AdmissionMove } from './moves.ts';
import { admission, backFromAdmission } from './steps-admission.ts';
import { candidate } from './steps-candidate.ts';
import { cultivation } from './steps-cultivation.ts';
import { backFromConversion, probation } from './steps-probation.ts';

export type AdmissionProcedure = Omit<Procedure<AdmissionFacts, CaseState>, 'moves'> & {
  moves: readonly AdmissionMove[];
};

/** The 25 steps (流程图 of 2014); what changed with the rule sets are the values of the rulebook, judged by each step's day. */
export const admissionProcedure: AdmissionProcedure = {
  key: 'admission',
  states: {
    applicant: { initial: true },
    talked: {},
    activist: {},
    candidate: {},
    committee_reviewed: {},
    prereviewed: {},
    meeting_passed: {},
    probationary: {},
    conversion_resolved: {},
    extension_resolved: {},
    revocation_resolved: {},
    full: {},
    archived: { final: true },
    ceased: { final: true },
    revoked: { final: true },
  },
  moves: [
    ...cultivation,
    ...candidate,
    ...admission,
    ...probation,
    ...backFromAdmission,
    ...backFromConversion,
  ],
};

export const admissionVersions: readonly ProcedureVersion<AdmissionProcedure>[] = [
  { from: '1990-08-01', procedure: admissionProcedure },
];
