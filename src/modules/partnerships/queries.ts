/** Read models: one partnership with its plans and help, what some partnerships ask for. */
import type { z } from 'zod';
import type { Ctx } from '../../kernel/ctx.ts';
import { localValues, localValuesAt } from '../../kernel/parameters.ts';
import type { partnershipView } from './api.ts';
import type { SubjectType } from './choices.ts';
import { partnershipParameters } from './rulebook.ts';
import { plannableYears, promptsOf, type Term } from './rules.ts';
import * as store from './store.ts';
import type { Partnership } from './subject.ts';

export type PartnershipView = z.output<typeof partnershipView>;

export async function viewPartnership(ctx: Ctx, of: Partnership): Promise<PartnershipView> {
  const plans = await store.listPlans(ctx, { type: of.type, ids: [of.id] });
  const items = await store.listItems(
    ctx,
    plans.map(({ id }) => id),
  );
  const supports = await store.listSupports(ctx, of);
  const local = await localValues(ctx, partnershipParameters, of.org.path);
  return {
    plans: plans.map((plan) => ({
      year: plan.year,
      purposes: plan.purposes,
      meetingsMeant: plan.meetingsMeant,
      madeBy: plan.madeBy,
      madeOn: plan.madeOn.toString(),
      items: items
        .filter(({ planId }) => planId === plan.id)
        .map((item) => ({
          ...item,
          dueOn: item.dueOn.toString(),
          settledOn: item.settledOn?.toString() ?? null,
          late: item.state === 'open' && Temporal.PlainDate.compare(item.dueOn, ctx.today) < 0,
        })),
      reviewed:
        plan.reviewedOn === null
          ? null
          : { on: plan.reviewedOn.toString(), text: plan.review ?? '', by: plan.reviewedBy ?? '' },
    })),
    supports: supports.map((support) => ({ ...support, on: support.on.toString() })),
    prompts: (of.owesPlans ? promptsOf(of, plans.map(asFact), ctx.today, local) : []).map((prompt) => ({
      ...prompt,
      dueOn: prompt.dueOn.toString(),
    })),
    plannable: plannableYears(
      of,
      plans.map(({ year }) => year),
      ctx.today,
    ),
    may: { keep: of.mayKeep, giveSupport: of.mayKeep && of.since !== null },
    today: ctx.today.toString(),
  };
}

/** Items of every year's plan of one partnership that the caller has opened, by the day promised. */
export async function listPlanItems(
  ctx: Ctx,
  of: Pick<Partnership, 'type' | 'id'>,
): Promise<store.ItemRow[]> {
  const plans = await store.listPlans(ctx, { type: of.type, ids: [of.id] });
  return store.listItems(
    ctx,
    plans.map(({ id }) => id),
  );
}

export type Prompted = Term & { id: string; orgPath: string };

/** What each of some partnerships of one type asks for today; those that ask for nothing are left out. */
export async function promptsFor(ctx: Ctx, type: SubjectType, rows: readonly Prompted[]) {
  const plans = await store.listPlans(ctx, { type, ids: rows.map(({ id }) => id) });
  const bySubject = Map.groupBy(plans, ({ subjectId }) => subjectId);
  const local = await localValuesAt(ctx, partnershipParameters, [
    ...new Set(rows.map(({ orgPath }) => orgPath)),
  ]);
  return new Map(
    rows.flatMap((row) => {
      const planned = (bySubject.get(row.id) ?? []).map(asFact);
      const found = promptsOf(row, planned, ctx.today, local.get(row.orgPath) ?? {});
      return found.length > 0 ? [[row.id, found] as const] : [];
    }),
  );
}

function asFact({ year, reviewedOn }: store.PlanRow) {
  return { year, reviewed: reviewedOn !== null };
}
