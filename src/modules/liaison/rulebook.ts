/** Parameters of liaison: how often a pair meets. No rule of the Party sets it; towns do. */
import { z } from 'zod';
import type { Dated, Rulebook } from '../../kernel/rulebook.ts';
import type { ParameterBook } from '../../kernel/parameters.ts';

export type LiaisonRules = {
  /** Visits of a leader to the village in a quarter. */
  'leader.visits': number;
  /** Meetings of two paired branches in a quarter. */
  'branch.visits': number;
  /** Visits of a member to the household in a quarter. */
  'household.visits': number;
};

const oncePerQuarter = (source: string): Dated<number>[] => [
  { value: 1, unit: 'times', from: '2012-01-01', source, kind: 'local', certainty: 'check' },
];

export const liaisonRules: Rulebook<LiaisonRules> = {
  'leader.visits': oncePerQuarter('党员领导干部联系点 (local practice)'),
  'branch.visits': oncePerQuarter('连心共建 (local practice)'),
  'household.visits': oncePerQuarter('连心共建 (local practice)'),
};

const times = z.int().min(1).max(12);

export const liaisonParameters: ParameterBook<LiaisonRules> = {
  key: 'liaison',
  rules: liaisonRules,
  institutionOf: (key) => (key === 'leader.visits' ? 'leader_liaison_point' : 'heart_linked_codevelopment'),
  forms: { 'leader.visits': 'count', 'branch.visits': 'count', 'household.visits': 'count' },
  shapes: { 'leader.visits': times, 'branch.visits': times, 'household.visits': times },
};
