/** Lengths and clocks of dispositions. What the text of 处置2024 says of them is not verified: a town sets its own with a reason. */
import { z } from 'zod';
import type { ParameterBook } from '../../kernel/parameters.ts';
import type { Dated, Rulebook } from '../../kernel/rulebook.ts';

export type DispositionRules = {
  /** Days from the opening within which the facts are verified. */
  'verify.days': number;
  /** Days before the meeting by which the member is invited. */
  'invite.days': number;
  /** A correction period is no longer than these months. */
  'correct.longest_months': number;
  /** Days before the end of the correction on which the branch is reminded of the review. */
  'correct.remind_days': number;
  /** Days within which the town committee decides on what the branch decided. */
  'approve.days': number;
  /** Days within which the decision is delivered and announced. */
  'deliver.days': number;
  /** Days within which an appeal is answered. */
  'appeal.answer_days': number;
  /** Years in which somebody who was delisted is not admitted again. */
  'rejoin.years': number;
  /** Months after which the person is asked for the reason, and after which the branch may take the matter up. */
  'prompt.ask_months': number;
  'prompt.branch_months': number;
};

const from = '2007-01-01';
const usual = (value: number, unit: string, source = '处置2024 [?]'): Dated<number>[] => [
  { value, unit, from, source, kind: 'local', certainty: 'check' },
];

export const dispositionRules: Rulebook<DispositionRules> = {
  'verify.days': usual(30, 'days'),
  'invite.days': usual(3, 'days'),
  'correct.longest_months': [
    { value: 12, unit: 'months', from, source: '处置2024', kind: 'statutory', certainty: 'likely' },
  ],
  'correct.remind_days': usual(14, 'days'),
  'approve.days': usual(90, 'days'),
  'deliver.days': usual(10, 'days'),
  'appeal.answer_days': usual(90, 'days', '党章 art. 4 [?]'),
  'rejoin.years': usual(5, 'years'),
  'prompt.ask_months': usual(4, 'months', '党章 art. 9 (local practice)'),
  'prompt.branch_months': [
    { value: 6, unit: 'months', from, source: '党章 art. 9', kind: 'statutory', certainty: 'certain' },
  ],
};

const days = z.int().min(1).max(365);

export const dispositionParameters: ParameterBook<DispositionRules> = {
  key: 'dispositions',
  rules: dispositionRules,
  institutionOf: () => 'member_disposition',
  forms: {
    'verify.days': 'count',
    'invite.days': 'count',
    'correct.longest_months': 'count',
    'correct.remind_days': 'count',
    'approve.days': 'count',
    'deliver.days': 'count',
    'appeal.answer_days': 'count',
    'rejoin.years': 'count',
    'prompt.ask_months': 'count',
    'prompt.branch_months': 'count',
  },
  shapes: {
    'verify.days': days,
    'invite.days': z.int().min(1).max(60),
    'correct.remind_days': z.int().min(1).max(90),
    'approve.days': days,
    'deliver.days': days,
    'appeal.answer_days': days,
    'rejoin.years': z.int().min(1).max(30),
    'prompt.ask_months': z.int().min(1).max(5),
  },
};
