/** The rhythm of contact and the six months of the rules; a town may keep in touch more often. */
import { z } from 'zod';
import type { ParameterBook } from '../../kernel/parameters.ts';
import type { Rulebook } from '../../kernel/rulebook.ts';

export type MobileRules = {
  /** Months within which a member who is away is contacted. */
  'contact.months': number;
  /** Months at one place with a fixed unit after which the membership should follow. */
  'transfer.months': number;
  /** Months without contact after which the branch looks for the person. */
  'lost.months': number;
};

export const mobileRules: Rulebook<MobileRules> = {
  'contact.months': [
    {
      value: 3,
      unit: 'months',
      from: '2004-01-01',
      source: '流动党员 (local practice)',
      kind: 'local',
      certainty: 'check',
    },
  ],
  'transfer.months': [
    { value: 6, unit: 'months', from: '2004-01-01', source: '流动2024', kind: 'local', certainty: 'likely' },
  ],
  'lost.months': [
    {
      value: 6,
      unit: 'months',
      from: '2004-01-01',
      source: '教管2019 art. 24',
      kind: 'local',
      certainty: 'likely',
    },
  ],
};

const months = z.int().min(1).max(12);

export const mobileParameters: ParameterBook<MobileRules> = {
  key: 'mobile_members',
  rules: mobileRules,
  institutionOf: () => 'mobile_member',
  forms: { 'contact.months': 'count', 'transfer.months': 'count', 'lost.months': 'count' },
  shapes: { 'contact.months': months, 'transfer.months': months, 'lost.months': months },
};
