/** The clocks of members' requests. The Party's regulations ask for a timely answer without a number; so a town sets its own. */
import { z } from 'zod';
import type { ParameterBook } from '../../kernel/parameters.ts';
import type { Rulebook } from '../../kernel/rulebook.ts';

export type RightsRules = {
  /** Working days from the submission within which the desk accepts or hands over. */
  'accept.working_days': number;
  /** Days from the acceptance within which it answers. */
  'answer.days': number;
  /** Days from the answer within which the member may turn to the level above. */
  'appeal.days': number;
  /** Working days from the request within which a record is put right or the request refused. */
  'correction.working_days': number;
};

const row = (value: number, unit: string, source = '党员权利保障条例 (local practice)') =>
  [
    {
      value,
      unit,
      from: '2004-10-24',
      source,
      kind: 'local',
      certainty: 'check',
    },
  ] as const;

export const rightsRules: Rulebook<RightsRules> = {
  'accept.working_days': row(5, 'working_days'),
  'answer.days': row(30, 'days'),
  'appeal.days': row(30, 'days'),
  'correction.working_days': row(15, 'working_days', 'PIPL art. 46 (local practice)'),
};

const days = z.int().min(1).max(90);

export const rightsParameters: ParameterBook<RightsRules> = {
  key: 'member_rights',
  rules: rightsRules,
  institutionOf: () => 'member_rights',
  forms: {
    'accept.working_days': 'count',
    'answer.days': 'count',
    'appeal.days': 'count',
    'correction.working_days': 'count',
  },
  shapes: {
    'accept.working_days': days,
    'answer.days': days,
    'appeal.days': days,
    'correction.working_days': days,
  },
};
