/** The numbers of dues with the forms of their values, for the parameters' page and the town's own values. */
import { z } from 'zod';
import type { Ctx } from '../../kernel/ctx.ts';
import { localValues, type ParameterBook } from '../../kernel/parameters.ts';
import type { Overrides } from '../../kernel/rulebook.ts';
import { duesRules, type DuesRules } from './rulebooks.ts';

const months = z.int().min(1).max(24);

export const duesParameters: ParameterBook<DuesRules> = {
  key: 'dues',
  rules: duesRules,
  institutionOf: () => 'dues',
  forms: {
    'wage.brackets': 'brackets',
    'retired.brackets': 'brackets',
    'farmer.least': 'amount',
    'farmer.most': 'amount',
    'farmer.monthly': 'amount',
    'flat.monthly': 'amount',
    'base.minimum': 'amount',
    'rounding.unit': 'amount',
    'rounding.half_up': 'yes_no',
    'joining.pays_that_month': 'yes_no',
    'arrears.contact_after': 'count',
    'arrears.prompt_after': 'count',
    'extra.to_centre_from': 'amount',
  },
  shapes: {
    'farmer.monthly': z.int().min(20).max(100),
    'base.minimum': z.int().min(0).max(1000),
    'rounding.unit': z.union([z.literal(1), z.literal(10), z.literal(100)]),
    'arrears.contact_after': months,
    'arrears.prompt_after': months,
  },
};

/** The town's and the village's own values that hold at an organization. */
export function localDuesValues(ctx: Ctx, orgPath: string): Promise<Overrides<DuesRules>> {
  return localValues(ctx, duesParameters, orgPath);
}
