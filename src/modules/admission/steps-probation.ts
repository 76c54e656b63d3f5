/** S21–S25: probation and its end, on time, extended once or revoked. */
import { stays } from '../../kernel/procedure/procedure.ts';
import {
  afterStage,
  carriedBy,
  decidedBy,
  lostAt,
  noticeOver,
  notInFuture,
  restsOn,
  rollAgrees,
  secretBallot,
} from './conditions.ts';
import { oncePerDay } from './conditions-cultivation.ts';
import {
  conversionApprovedInTime,
  extensionInRange,
  nearTheEnd,
  notExtendedBefore,
  observedOnProbation,
  probationOver,
} from './conditions-probation.ts';
import { forward, back, type AdmissionMove } from './moves.ts';

const conversionNotice = noticeOver('conversion', 'conversion_requested', ({ on }) => on);

const resolvedAt = [...carriedBy('branch_meeting'), ...secretBallot];

export const probation: AdmissionMove[] = [
  forward({
    key: 'observe_probation',
    step: 'probation_observation',
    from: ['probationary'],
    to: stays,
    permission: 'observe',
    conditions: [...restsOn('placed_in_group'), oncePerDay],
  }),
  forward({
    key: 'request_conversion',
    step: 'conversion_requested',
    from: ['probationary'],
    to: stays,
    permission: 'record',
    conditions: [...restsOn('tc_approval'), nearTheEnd],
  }),
  forward({
    key: 'resolve_conversion',
    step: 'branch_meeting_conversion',
    from: ['probationary'],
    to: 'conversion_resolved',
    permission: 'decide',
    conditions: [
      ...restsOn('conversion_requested', 'placed_in_group'),
      afterStage,
      probationOver,
      observedOnProbation,
      conversionNotice,
      ...resolvedAt,
    ],
    warnings: [rollAgrees],
  }),
  forward({
    key: 'resolve_extension',
    step: 'branch_meeting_conversion',
    from: ['probationary'],
    to: 'extension_resolved',
    permission: 'decide',
    conditions: [
      ...restsOn('tc_approval'),
      afterStage,
      probationOver,
      notExtendedBefore,
      extensionInRange,
      ...resolvedAt,
    ],
    warnings: [rollAgrees],
  }),
  forward({
    key: 'resolve_revocation',
    step: 'branch_meeting_conversion',
    from: ['probationary'],
    to: 'revocation_resolved',
    permission: 'decide',
    conditions: [...restsOn('tc_approval'), afterStage, ...resolvedAt],
    warnings: [rollAgrees],
  }),
  forward({
    key: 'approve_conversion',
    step: 'tc_conversion_approval',
    from: ['conversion_resolved'],
    to: 'full',
    permission: 'approve',
    conditions: [...restsOn('branch_meeting_conversion'), afterStage, ...carriedBy('town_committee')],
    warnings: [conversionApprovedInTime],
  }),
  forward({
    key: 'approve_extension',
    step: null,
    from: ['extension_resolved'],
    to: 'probationary',
    permission: 'approve',
    conditions: [...restsOn('branch_meeting_conversion'), afterStage, ...carriedBy('town_committee')],
    warnings: [conversionApprovedInTime],
  }),
  forward({
    key: 'approve_revocation',
    step: 'tc_conversion_approval',
    from: ['revocation_resolved'],
    to: 'revoked',
    permission: 'approve',
    conditions: [...restsOn('branch_meeting_conversion'), afterStage, ...carriedBy('town_committee')],
    warnings: [conversionApprovedInTime],
  }),
  forward({
    key: 'archive',
    step: 'archived',
    from: ['full'],
    to: 'archived',
    permission: 'file',
    conditions: [...restsOn('tc_conversion_approval'), afterStage],
  }),
];

export const backFromConversion: AdmissionMove[] = [
  back({
    key: 'refuse_resolution',
    step: null,
    from: ['conversion_resolved', 'extension_resolved', 'revocation_resolved'],
    to: 'probationary',
    permission: 'approve',
    conditions: [notInFuture, afterStage, ...decidedBy('town_committee'), lostAt('town_committee')],
  }),
  // A resolution that the meeting did not carry: recorded, and the case stays where it is.
  back({
    key: 'resolution_lost',
    step: null,
    from: ['probationary'],
    to: stays,
    permission: 'decide',
    conditions: [
      ...restsOn('tc_approval'),
      afterStage,
      ...decidedBy('branch_meeting'),
      lostAt('branch_meeting'),
      ...secretBallot,
    ],
  }),
];
