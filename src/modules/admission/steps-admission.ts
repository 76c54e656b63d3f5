/** S15–S20: the vote of the branch, the approval, and what follows from it; with the ways back before it. */
import { stays } from '../../kernel/procedure/procedure.ts';
import {
  afterStage,
  carriedBy,
  decidedBy,
  lostAt,
  noticeOver,
  notInFuture,
  recordsStand,
  restsOn,
  rollAgrees,
  secretBallot,
} from './conditions.ts';
import { approvedInTime, oathInTime, prereviewFresh, sponsorsPresent } from './conditions-candidate.ts';
import { forward, back, type AdmissionMove } from './moves.ts';

const admissionNotice = noticeOver('admission', 'tc_prereview', ({ on }) => on);

/** What a branch meeting rests on, whatever it decides. */
const beforeBranchMeeting = [
  ...restsOn('tc_prereview', 'application_form_filled', 'sponsors_assigned'),
  afterStage,
  prereviewFresh,
  admissionNotice,
];

export const admission: AdmissionMove[] = [
  forward({
    key: 'pass_meeting',
    step: 'branch_meeting_admission',
    from: ['prereviewed'],
    to: 'meeting_passed',
    permission: 'decide',
    conditions: [...beforeBranchMeeting, ...carriedBy('branch_meeting'), ...secretBallot],
    warnings: [rollAgrees, sponsorsPresent],
  }),
  forward({
    key: 'talk_by_committee',
    step: 'tc_talk',
    from: ['meeting_passed'],
    to: stays,
    permission: 'file',
    conditions: restsOn('branch_meeting_admission'),
  }),
  forward({
    key: 'approve',
    step: 'tc_approval',
    from: ['meeting_passed'],
    to: 'probationary',
    permission: 'approve',
    conditions: [...restsOn('tc_talk'), afterStage, ...approvedInTime, ...carriedBy('town_committee')],
  }),
  forward({
    key: 'file_with_county',
    step: 'co_filing',
    from: ['probationary'],
    to: stays,
    permission: 'file',
    conditions: restsOn('tc_approval'),
  }),
  forward({
    key: 'place',
    step: 'placed_in_group',
    from: ['probationary'],
    to: stays,
    permission: 'record',
    conditions: restsOn('tc_approval'),
  }),
  forward({
    key: 'take_oath',
    step: 'oath',
    from: ['probationary'],
    to: stays,
    permission: 'record',
    conditions: restsOn('tc_approval'),
    warnings: [oathInTime],
  }),
];

export const backFromAdmission: AdmissionMove[] = [
  back({
    key: 'return_papers',
    step: null,
    from: ['committee_reviewed'],
    to: 'candidate',
    permission: 'file',
    conditions: [notInFuture, afterStage],
  }),
  back({
    key: 'prereview_again',
    step: null,
    from: ['prereviewed'],
    to: 'committee_reviewed',
    permission: 'file',
    conditions: [notInFuture, afterStage],
  }),
  back({
    key: 'fail_meeting',
    step: null,
    from: ['prereviewed'],
    to: 'candidate',
    permission: 'decide',
    conditions: [
      ...beforeBranchMeeting,
      ...decidedBy('branch_meeting'),
      lostAt('branch_meeting'),
      ...secretBallot,
    ],
  }),
  back({
    key: 'refuse_admission',
    step: null,
    from: ['meeting_passed'],
    to: 'candidate',
    permission: 'approve',
    conditions: [notInFuture, afterStage, ...decidedBy('town_committee'), lostAt('town_committee')],
  }),
  // More than six months after the branch's resolution it is discussed anew.
  back({
    key: 'return_to_branch',
    step: null,
    from: ['meeting_passed'],
    to: 'candidate',
    permission: 'file',
    conditions: [notInFuture, afterStage],
  }),
  {
    key: 'cease',
    step: null,
    from: ['applicant', 'talked', 'activist', 'candidate', 'committee_reviewed', 'prereviewed'],
    to: 'ceased',
    permission: 'admission.decide',
    direction: 'out',
    asksReason: true,
    conditions: [notInFuture, afterStage, recordsStand],
  },
];
