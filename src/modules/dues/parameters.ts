/** The numbers of dues with the shapes of their values, for the parameters' page and the town's own values. */
import { z } from 'zod';
import { localValues, type ParameterBook } from '../../kernel/parameters.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Overrides } from '../../kernel/rulebook.ts';
import { duesRules, type DuesRules } from './rulebooks.ts';

const brackets = z
  .array(z.object({ upToFen: z.int().min(0).nullable(), rate: z.int().min(0).max(10_000) }))
  .min(1);
const months = z.int().min(1).max(24);

export const duesParameters: ParameterBook<DuesRules> = {
  key: 'dues',
  rules: duesRules,
  shapes: {
    'wage.brackets': brackets,
    'retired.brackets': brackets,
    'farmer.range': z.object({ minFen: z.int().min(0), maxFen: z.int().min(0) }),
    'farmer.monthly': z.int().min(20).max(100),
    'flat.monthly': z.int().min(0),
    'base.minimum': z.int().min(0).max(1000),
    rounding: z.object({
      toFen: z.union([z.literal(1), z.literal(10), z.literal(100)]),
      mode: z.enum(['half_up', 'down', 'up']),
    }),
    'joining.first_month': z.enum(['same', 'next']),
    'arrears.contact_after': months,
    'arrears.prompt_after': months,
    'extra.to_centre_from': z.int().min(0),
  },
};

/** The town's and the village's own values that hold at an organization. */
export function localDuesValues(ctx: Ctx, orgPath: string): Promise<Overrides<DuesRules>> {
  return localValues(ctx, duesParameters, orgPath);
}
