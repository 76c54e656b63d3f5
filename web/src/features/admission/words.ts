/** Types and message keys of the screens of admission. */
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import type { Endpoint } from '../../../../src/kernel/http/contract.ts';
import type { ActKey } from '../../../../src/modules/admission/acts-api.ts';
import { admissionApi as api } from '../../../../src/modules/admission/api.ts';

export type CaseView = ReplyOf<typeof api.getCase>;
export type Task = CaseView['tasks'][number];
export type Entry = CaseView['entries'][number];
export type CaseLine = ReplyOf<typeof api.listCases>['rows'][number];

export const stepWord = (step: string): string => `admission.step.${step}`;
export const moveWord = (move: string): string => `procedure.admission.move.${move}`;
export const stateWord = (state: string): string => `procedure.admission.state.${state}`;
export const stageWord = (stage: string): string => `admission.stage.${stage}`;

/** The endpoint with which each act is made. */
export const endpointOf: Record<ActKey, Endpoint> = {
  talk: api.talk,
  confirm_activist: api.confirmActivist,
  file_activist: api.fileActivist,
  assign_mentors: api.assignMentors,
  observe: api.observe,
  confirm_candidate: api.confirmCandidate,
  file_candidate: api.fileCandidate,
  assign_sponsors: api.assignSponsors,
  review_politically: api.reviewPolitically,
  train: api.train,
  review_by_committee: api.reviewByCommittee,
  prereview: api.prereview,
  fill_form: api.fillForm,
  hold_branch_meeting: api.holdBranchMeeting,
  talk_by_committee: api.talkByCommittee,
  decide_admission: api.decideAdmission,
  file_with_county: api.fileWithCounty,
  place: api.place,
  take_oath: api.takeOath,
  observe_probation: api.observeProbation,
  request_conversion: api.requestConversion,
  hold_conversion_meeting: api.holdConversionMeeting,
  decide_conversion: api.decideConversion,
  archive: api.archive,
  return_papers: api.returnPapers,
  prereview_again: api.prereviewAgain,
  return_to_branch: api.returnToBranch,
  cease: api.cease,
};

export function toneOf(state: string): 'done' | 'waiting' | 'stopped' {
  if (state === 'full' || state === 'archived') return 'done';
  return state === 'ceased' || state === 'revoked' ? 'stopped' : 'waiting';
}

/** Empty fields are left out, so that an optional one is not sent as an empty text. */
export function filled(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}
