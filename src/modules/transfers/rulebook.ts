/** How long a letter holds; offices differ, so a town may set its own with a reason. */
import { z } from 'zod';
import type { ParameterBook } from '../../kernel/parameters.ts';
import type { Rulebook } from '../../kernel/rulebook.ts';

export type TransferRules = {
  /** Days from the issue that a letter usually holds, within the same city and beyond it. */
  'letter.days_same_city': number;
  'letter.days_beyond': number;
  /** No letter holds longer than these months. */
  'letter.longest_months': number;
  /** Days before the end on which the receiving side is reminded. */
  'letter.remind_days': number;
};

const from = '2004-01-01';
const source = '组织关系介绍信 (common practice)';

export const transferRules: Rulebook<TransferRules> = {
  'letter.days_same_city': [{ value: 10, unit: 'days', from, source, kind: 'local', certainty: 'likely' }],
  'letter.days_beyond': [{ value: 30, unit: 'days', from, source, kind: 'local', certainty: 'likely' }],
  'letter.longest_months': [{ value: 3, unit: 'months', from, source, kind: 'local', certainty: 'likely' }],
  'letter.remind_days': [{ value: 5, unit: 'days', from, source, kind: 'local', certainty: 'check' }],
};

const days = z.int().min(1).max(90);

export const transferParameters: ParameterBook<TransferRules> = {
  key: 'transfers',
  rules: transferRules,
  institutionOf: () => 'mobile_member',
  forms: {
    'letter.days_same_city': 'count',
    'letter.days_beyond': 'count',
    'letter.longest_months': 'count',
    'letter.remind_days': 'count',
  },
  shapes: {
    'letter.days_same_city': days,
    'letter.days_beyond': days,
    'letter.longest_months': z.int().min(1).max(6),
    'letter.remind_days': z.int().min(1).max(30),
  },
};
