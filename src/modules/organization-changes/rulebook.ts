/** Until when each step is usually done and what is asked of a new organization; sources differ, so a town may set its own. */
import { z } from 'zod';
import type { ParameterBook } from '../../kernel/parameters.ts';
import type { Rulebook } from '../../kernel/rulebook.ts';

export type ChangeRules = {
  /** Months from the application within which the committee usually answers. */
  'reply.months': number;
  /** Days from the founding within which the first election is held. */
  'election.days': number;
  /** Days within which founding and election, or the end, are filed with the county. */
  'filing.days': number;
  /** Months that the work of a temporary branch lasts at the least. */
  'temporary.months': number;
  /** Days before its end on which a temporary branch is reminded of. */
  'temporary.remind_days': number;
  /** Full years as a full member that a secretary has. */
  'secretary.years': number;
};

const from = '2018-10-28';
const rule = { from, source: '支部2018', kind: 'local' } as const;
const practice = {
  from,
  source: '支部2018 (days by local practice)',
  kind: 'local',
  certainty: 'check',
} as const;

export const changeRules: Rulebook<ChangeRules> = {
  'reply.months': [{ ...rule, value: 1, unit: 'months', certainty: 'likely' }],
  'election.days': [{ ...practice, value: 30, unit: 'days' }],
  'filing.days': [{ ...practice, value: 30, unit: 'days' }],
  'temporary.months': [{ ...rule, value: 6, unit: 'months', certainty: 'likely' }],
  'temporary.remind_days': [{ ...practice, value: 30, unit: 'days' }],
  'secretary.years': [{ ...rule, value: 1, unit: 'years', certainty: 'certain' }],
};

const days = z.int().min(1).max(180);
const months = z.int().min(1).max(24);

export const changeParameters: ParameterBook<ChangeRules> = {
  key: 'organization_changes',
  rules: changeRules,
  institutionOf: () => 'classified_setup',
  forms: {
    'reply.months': 'count',
    'election.days': 'count',
    'filing.days': 'count',
    'temporary.months': 'count',
    'temporary.remind_days': 'count',
    'secretary.years': 'count',
  },
  shapes: {
    'reply.months': months,
    'election.days': days,
    'filing.days': days,
    'temporary.months': months,
    'temporary.remind_days': days,
    'secretary.years': z.int().min(1).max(5),
  },
};
