/** Numbers of the yearly appraisal. No national rule sets them; each shows its source and how sure we are. */
import { z } from 'zod';
import type { NoticePeriod } from '../../kernel/clock/calendar.ts';
import type { ParameterBook } from '../../kernel/parameters.ts';
import type { Dated, Rulebook } from '../../kernel/rulebook.ts';

export type Ceiling = { num: number; den: number };

export type AppraisalRules = {
  /** Of those who are graded no more than this share may be graded excellent. */
  'excellent.share': Ceiling;
  /** Whether those on probation are graded; never excellent all the same. */
  'probationary.graded': boolean;
  /** How long a member may object, from the day after the result was told. */
  'objection.window': NoticePeriod;
  /** Days from 1 January of the year within which the branch appraises. */
  'yearly.days': number;
};

const practice = <Value>(value: Value): [Dated<Value>] => [
  { value, from: '1989-01-01', source: '民主评议党员 (local practice)', kind: 'local', certainty: 'check' },
];

export const appraisalRules: Rulebook<AppraisalRules> = {
  'excellent.share': practice({ num: 1, den: 3 }),
  'probationary.graded': practice(false),
  'objection.window': practice({ days: 5, unit: 'working' as const }),
  'yearly.days': practice(365),
};

export const appraisalParameters: ParameterBook<AppraisalRules> = {
  key: 'appraisals',
  rules: appraisalRules,
  institutionOf: () => 'party_spirit_review',
  forms: {
    'excellent.share': 'at_most',
    'probationary.graded': 'yes_no',
    'objection.window': 'period',
    'yearly.days': 'count',
  },
  shapes: { 'yearly.days': z.int().min(30).max(730) },
};
