/** The numbers of admission with the forms of their values, for the parameters' page and the town's own values. */
import { z } from 'zod';
import type { ParameterBook } from '../../kernel/parameters.ts';
import { type AdmissionRules, admissionRules } from './rulebooks.ts';

/** No months or days: nothing is asked. */
const months = z.int().min(0).max(60);
const notice = z.object({ days: z.int().min(0).max(60), unit: z.enum(['calendar', 'working']) });

export const admissionParameters: ParameterBook<AdmissionRules> = {
  key: 'admission',
  rules: admissionRules,
  institutionOf(key) {
    if (key.endsWith('.notice')) return 'public_notice_system';
    return key.endsWith('.quorum') || key.endsWith('.pass') ? 'ballot_system' : 'local_admission_rules';
  },
  forms: {
    'applicant.age': 'count',
    'talk.months': 'count',
    'mentors.count': 'range',
    'mentors.most_people': 'count',
    'observation.months': 'count',
    'cultivation.months': 'count',
    'candidate.consent': 'yes_no',
    'candidate.notice': 'period',
    'sponsors.count': 'count',
    'training.hours': 'count',
    'training.days': 'count',
    'admission.notice': 'period',
    'branch_meeting.months': 'count',
    'branch_meeting.quorum': 'quorum',
    'branch_meeting.pass': 'threshold',
    'branch_meeting.written_opinions': 'yes_no',
    'branch_committee.quorum': 'quorum',
    'branch_committee.pass': 'threshold',
    'town_committee.quorum': 'quorum',
    'town_committee.pass': 'threshold',
    'approval.months': 'count',
    'approval.special_months': 'count',
    'oath.months': 'count',
    'probation.months': 'count',
    'probation.ends_on_anniversary': 'yes_no',
    'extension.months': 'range',
    'conversion.request_days': 'count',
    'conversion.notice': 'period',
    'conversion.approval_months': 'count',
    'branch.years_without': 'count',
  },
  shapes: {
    'applicant.age': z.int().min(18).max(100),
    'talk.months': months,
    'mentors.most_people': z.int().min(1).max(50),
    'observation.months': months.min(1),
    'cultivation.months': months,
    'candidate.notice': notice,
    'sponsors.count': z.int().min(1).max(5),
    'training.hours': z.int().min(1).max(400),
    'training.days': z.int().min(1).max(60),
    'admission.notice': notice,
    'branch_meeting.months': months,
    'approval.months': months.min(1),
    'approval.special_months': months.min(1),
    'oath.months': months,
    'probation.months': months.min(1),
    'conversion.request_days': z.int().min(0).max(365),
    'conversion.notice': notice,
    'conversion.approval_months': months.min(1),
    'branch.years_without': z.int().min(1).max(20),
  },
};
