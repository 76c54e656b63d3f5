/** Parameters of partnerships: by when in the year the plan is made and reviewed. No rule of the Party sets it; towns do. */
import { z } from 'zod';
import type { Dated, Rulebook } from '../../kernel/rulebook.ts';
import type { ParameterBook } from '../../kernel/parameters.ts';

export type PartnershipRules = {
  /** By which day of the year the year's plan is made. */
  'plan.day': number;
  /** By which day, counted from the year's first, the year is reviewed. */
  'review.day': number;
};

const daysOf = (value: number): Dated<number>[] => [
  {
    value,
    unit: 'days',
    from: '2012-01-01',
    source: '连心共建、支部联建 (local practice)',
    kind: 'local',
    certainty: 'check',
  },
];

export const partnershipRules: Rulebook<PartnershipRules> = {
  'plan.day': daysOf(90),
  'review.day': daysOf(365),
};

export const partnershipParameters: ParameterBook<PartnershipRules> = {
  key: 'partnerships',
  rules: partnershipRules,
  institutionOf: () => 'heart_linked_codevelopment',
  forms: { 'plan.day': 'count', 'review.day': 'count' },
  shapes: { 'plan.day': z.int().min(31).max(366), 'review.day': z.int().min(300).max(450) },
};
