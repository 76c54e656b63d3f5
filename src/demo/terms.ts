/** Terms of the demo town: running, ending, over, and one postponed; of some nobody has entered the beginning. */
import type { Ctx } from '../kernel/ctx.ts';
import { beginTerm, postponeTerm } from '../modules/organizations/term-actions.ts';
import type { DemoTown } from './town.ts';

const months = {
  清河镇: 20,
  机关支部: 14,
  柳树村支部: 55,
  石桥村支部: 58,
  东沟村支部: 61,
  南坪村支部: 62,
  柳树村委会: 30,
} as const;

export async function fillTerms(ctx: Ctx, { orgs }: Pick<DemoTown, 'orgs'>): Promise<void> {
  for (const [name, ago] of Object.entries(months)) {
    const on = ctx.today.subtract({ months: ago });
    await beginTerm(ctx, {
      id: orgs.get(name) ?? '',
      on: on.toString(),
      reference: `清委〔${on.year}〕12号`,
    });
  }
  await postponeTerm(ctx, {
    id: orgs.get('南坪村支部') ?? '',
    until: ctx.today.add({ months: 4 }).toString(),
    reason: '村级换届统一安排',
    reference: '清委〔2026〕30号',
  });
}
