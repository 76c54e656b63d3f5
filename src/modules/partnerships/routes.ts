/** Binds the endpoints of partnerships; the module that owns the pair or alliance opens it. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { partnershipsApi } from './api.ts';
import type { SubjectType } from './choices.ts';
import { addItem, makePlan, reviewPlan, settleItem } from './plans.ts';
import { viewPartnership, type PartnershipView } from './queries.ts';
import type { Partnership, PartnershipSource } from './subject.ts';
import { giveSupport } from './support.ts';

type Of = { type: SubjectType; id: string };

export function partnershipRoutes(sources: Record<SubjectType, PartnershipSource>): Bound[] {
  const keeping =
    <Input>(work: (ctx: Ctx, of: Partnership, input: Input) => Promise<void>) =>
    (ctx: Ctx, input: Input & Of): Promise<PartnershipView> =>
      sources[input.type](ctx, input.id, 'keep', async (inner, of) => {
        await work(inner, of, input);
        return viewPartnership(inner, of);
      });
  return bind(partnershipsApi, {
    getPartnership: (ctx, input) => sources[input.type](ctx, input.id, 'read', viewPartnership),
    makePlan: keeping(makePlan),
    addItem: keeping(addItem),
    settleItem: keeping(settleItem),
    reviewPlan: keeping(reviewPlan),
    giveSupport: keeping(giveSupport),
  });
}
