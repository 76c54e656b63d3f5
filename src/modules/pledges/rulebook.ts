/** How many things a member undertakes at once; places differ, so a town sets its own. */
import { z } from 'zod';
import type { ParameterBook } from '../../kernel/parameters.ts';
import type { Rulebook } from '../../kernel/rulebook.ts';

export type PledgeRules = {
  /** Items in one pledge at most. */
  'items.most': number;
  /** Days before an item's day on which it shows as due to the member. */
  'remind.days': number;
};

const local = {
  from: '2004-01-01',
  source: '党员承诺 (local practice)',
  kind: 'local',
  certainty: 'check',
} as const;

export const pledgeRules: Rulebook<PledgeRules> = {
  'items.most': [{ ...local, value: 3, unit: 'items' }],
  'remind.days': [{ ...local, value: 30, unit: 'days' }],
};

export const pledgeParameters: ParameterBook<PledgeRules> = {
  key: 'pledges',
  rules: pledgeRules,
  institutionOf: () => 'member_pledge',
  forms: { 'items.most': 'count', 'remind.days': 'count' },
  shapes: { 'items.most': z.int().min(1).max(9), 'remind.days': z.int().min(1).max(180) },
};
