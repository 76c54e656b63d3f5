/** S09–S14: what makes a candidate ready for the branch meeting. */
import { stays } from '../../kernel/procedure/procedure.ts';
import { afterStage, carriedBy, namedMembers, noticeOver, restsOn, says } from './conditions.ts';
import { formUnused, politicallyQualified, trained, trainingLongEnough } from './conditions-candidate.ts';
import { candidateFixed } from './conditions-cultivation.ts';
import { forward, type AdmissionMove } from './moves.ts';
import { entryOf } from './progress.ts';

/** The rule of the day on which the candidate was confirmed decides on the notice (2026, art. 13). */
const candidateNotice = noticeOver(
  'candidate',
  'candidate_confirmed',
  ({ progress, on }) => entryOf(progress, 'candidate_confirmed')?.on ?? on,
);
const candidateReady = [
  ...restsOn('candidate_confirmed', 'candidate_filed_or_consented'),
  candidateFixed,
  candidateNotice,
];

export const candidate: AdmissionMove[] = [
  forward({
    key: 'assign_sponsors',
    step: 'sponsors_assigned',
    from: ['candidate'],
    to: stays,
    permission: 'decide',
    conditions: [...candidateReady, ...namedMembers('sponsors.count', 'people')],
  }),
  forward({
    key: 'review_politically',
    step: 'political_review',
    from: ['candidate'],
    to: stays,
    permission: 'review_politically',
    conditions: [...candidateReady, says('result', 'admission.result_missing')],
  }),
  forward({
    key: 'train',
    step: 'candidate_training',
    from: ['candidate'],
    to: stays,
    permission: 'file',
    conditions: [...candidateReady, trainingLongEnough],
  }),
  forward({
    key: 'review_by_committee',
    step: 'bc_review',
    from: ['candidate'],
    to: 'committee_reviewed',
    permission: 'decide',
    conditions: [
      ...restsOn('sponsors_assigned', 'political_review', 'candidate_training'),
      candidateFixed,
      afterStage,
      politicallyQualified,
      trained,
      ...carriedBy('branch_committee'),
    ],
  }),
  forward({
    key: 'prereview',
    step: 'tc_prereview',
    from: ['committee_reviewed'],
    to: 'prereviewed',
    permission: 'file',
    conditions: [...restsOn('bc_review'), afterStage],
  }),
  forward({
    key: 'fill_form',
    step: 'application_form_filled',
    from: ['prereviewed'],
    to: stays,
    permission: 'record',
    conditions: [...restsOn('tc_prereview'), says('formNo', 'admission.form_no_missing'), formUnused],
  }),
];
