/** S02–S08: from the application to the candidate. */
import { stays } from '../../kernel/procedure/procedure.ts';
import { carriedBy, namedMembers, restsOn, says } from './conditions.ts';
import {
  answerFits,
  cultivatedLongEnough,
  filedActivist,
  mentorsNotOverloaded,
  observedEachHalfYear,
  oncePerDay,
  talkInTime,
} from './conditions-cultivation.ts';
import { forward, type AdmissionMove } from './moves.ts';

export const cultivation: AdmissionMove[] = [
  forward({
    key: 'talk',
    step: 'application_talk',
    from: ['applicant'],
    to: 'talked',
    permission: 'record',
    conditions: restsOn('application_submitted'),
    warnings: [talkInTime],
  }),
  forward({
    key: 'confirm_activist',
    step: 'activist_confirmed',
    from: ['talked'],
    to: 'activist',
    permission: 'decide',
    conditions: [...restsOn('application_talk'), ...carriedBy('branch_committee')],
  }),
  forward({
    key: 'file_activist',
    step: 'activist_filed',
    from: ['activist'],
    to: stays,
    permission: 'file',
    conditions: [...restsOn('activist_confirmed'), says('result', 'admission.result_missing')],
  }),
  forward({
    key: 'assign_mentors',
    step: 'mentors_assigned',
    from: ['activist', 'candidate', 'probationary'],
    to: stays,
    permission: 'decide',
    conditions: [...restsOn('activist_confirmed'), ...namedMembers('mentors.count', 'people')],
    warnings: [mentorsNotOverloaded],
  }),
  forward({
    key: 'observe',
    step: 'cultivation',
    from: ['activist', 'candidate', 'committee_reviewed', 'prereviewed', 'meeting_passed'],
    to: stays,
    permission: 'observe',
    conditions: [...restsOn('mentors_assigned'), oncePerDay],
  }),
  forward({
    key: 'confirm_candidate',
    step: 'candidate_confirmed',
    from: ['activist'],
    to: 'candidate',
    permission: 'decide',
    conditions: [
      ...restsOn('activist_confirmed', 'activist_filed', 'mentors_assigned'),
      filedActivist,
      cultivatedLongEnough,
      observedEachHalfYear,
      ...carriedBy('branch_committee'),
    ],
  }),
  forward({
    key: 'file_candidate',
    step: 'candidate_filed_or_consented',
    from: ['candidate'],
    to: stays,
    permission: 'file',
    conditions: [...restsOn('candidate_confirmed'), says('result', 'admission.result_missing'), answerFits],
  }),
];
