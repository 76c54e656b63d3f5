/** The numbers of admission with the shapes of their values, for the parameters' page and the town's own values. */
import { z } from 'zod';
import type { ParameterBook } from '../../kernel/parameters.ts';
import { ruleSets } from './choices.ts';
import { type AdmissionRules, admissionRules } from './rulebooks.ts';

const months = z.int().min(0).max(60);
const share = z.object({
  operator: z.enum(['atLeast', 'moreThan']),
  num: z.int().min(1),
  den: z.int().min(1).max(100),
});
const threshold = share.extend({ of: z.enum(['eligible', 'present', 'cast', 'valid']) });
const quorum = z.object({ anyOf: z.array(share.extend({ unit: z.string() })).min(1) });
const notice = z.object({ days: z.int().min(0).max(60), unit: z.enum(['calendar', 'working']) });
const range = z
  .object({ min: z.int().min(1), max: z.int().min(1) })
  .refine(({ min, max }) => min <= max, { params: { code: 'parameters.not_a_range' } });

export const admissionParameters: ParameterBook<AdmissionRules> = {
  key: 'admission',
  rules: admissionRules,
  shapes: {
    set: z.enum(ruleSets),
    'applicant.age': z.int().min(18).max(100),
    'talk.months': months,
    'mentors.count': range,
    'mentors.most_people': z.int().min(1).max(50),
    'observation.months': months.min(1),
    'cultivation.months': months,
    'candidate.superior': z.enum(['filing', 'consent']),
    'candidate.notice': notice,
    'sponsors.count': z.int().min(1).max(5),
    'training.hours': z.int().min(1).max(400),
    'training.days': z.int().min(1).max(60),
    'admission.notice': notice,
    'branch_meeting.months': months,
    'branch_meeting.quorum': quorum,
    'branch_meeting.pass': threshold,
    'branch_meeting.written_opinions': z.boolean(),
    'branch_committee.quorum': quorum,
    'branch_committee.pass': threshold,
    'town_committee.quorum': quorum,
    'town_committee.pass': threshold,
    'approval.months': months.min(1),
    'approval.special_months': months.min(1),
    'oath.months': months,
    'probation.months': months.min(1),
    'probation.last_day': z.enum(['day_before', 'same_day']),
    'extension.months': range,
    'conversion.request_days': z.int().min(0).max(365),
    'conversion.notice': notice,
    'conversion.approval_months': months.min(1),
    'branch.years_without': z.int().min(1).max(20),
  },
};
