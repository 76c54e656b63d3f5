/** The plan of a year, its items and its review. */
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { plannableYears } from './rules.ts';
import * as store from './store.ts';
import type { Partnership } from './subject.ts';

export type Item = { task: string; who: string; dueOn: string };

/** Refuses a year in which it did not run, a second plan of a year, and items due in another year. */
export async function makePlan(
  ctx: Ctx,
  of: Partnership,
  input: { year: number; purposes: string; meetingsMeant?: number | undefined; first: Item },
): Promise<void> {
  if (of.since === null) throw new Refusal('partnerships.not_running', { status: 409 });
  if (!plannableYears(of, [], ctx.today).includes(input.year))
    throw new Refusal('partnerships.not_that_year', { field: 'year' });
  of.screen(input.purposes, 'purposes');
  const first = itemOf(of, input.year, input.first, 'first.');
  const planId = await store.insertPlan(ctx, of, {
    year: input.year,
    purposes: input.purposes,
    meetingsMeant: input.meetingsMeant ?? null,
  });
  if (!planId)
    throw new Refusal('partnerships.planned_already', {
      status: 409,
      field: 'year',
      params: { year: input.year },
    });
  await store.insertItem(ctx, of, planId, first);
  await record(ctx, { event: 'partnerships.planned', ...subjectOf(of), after: { year: input.year } });
}

export async function addItem(ctx: Ctx, of: Partnership, input: Item & { year: number }): Promise<void> {
  const plan = await lockOpenPlan(ctx, of, input.year);
  const id = await store.insertItem(ctx, of, plan.id, itemOf(of, input.year, input, ''));
  await record(ctx, {
    event: 'partnerships.item_added',
    ...subjectOf(of),
    after: { year: input.year, itemId: id },
  });
}

/** Done, or not and why; said once. */
export async function settleItem(
  ctx: Ctx,
  of: Partnership,
  input: { itemId: string; state: 'done' | 'not_done'; on: string; outcome: string },
): Promise<void> {
  const item = await store.findItem(ctx, of, input.itemId);
  if (!item) throw new Refusal('not_found', { status: 404 });
  // A plan made late may tell of what was done before it, in its year.
  const on = pastDay(ctx, input.on, { field: 'on', since: firstOf(item.year) });
  of.screen(input.outcome, 'outcome');
  if (!(await store.settleItem(ctx, item.id, { state: input.state, on, outcome: input.outcome })))
    throw new Refusal('partnerships.settled_already', { status: 409 });
  await record(ctx, {
    event: 'partnerships.item_settled',
    ...subjectOf(of),
    after: { itemId: item.id, state: input.state, on: input.on },
  });
}

/** What came of the year; refuses while an item is open. */
export async function reviewPlan(
  ctx: Ctx,
  of: Partnership,
  input: { year: number; on: string; review: string },
): Promise<void> {
  const plan = await lockOpenPlan(ctx, of, input.year);
  const on = pastDay(ctx, input.on, { field: 'on', since: plan.madeOn });
  of.screen(input.review, 'review');
  const items = await store.listItems(ctx, [plan.id]);
  const open = items.filter(({ state }) => state === 'open').length;
  if (open > 0)
    throw new Refusal('partnerships.items_open', {
      params: { count: open },
      remedy: 'partnerships.settle_items',
    });
  await store.review(ctx, plan.id, { on, review: input.review });
  await record(ctx, {
    event: 'partnerships.reviewed',
    ...subjectOf(of),
    after: { year: input.year, on: input.on },
  });
}

async function lockOpenPlan(ctx: Ctx, of: Partnership, year: number): Promise<store.PlanRow> {
  const plan = await store.lockPlan(ctx, of, year);
  if (!plan) throw new Refusal('not_found', { status: 404 });
  if (plan.reviewedOn)
    throw new Refusal('partnerships.reviewed_already', {
      status: 409,
      params: { year, on: plan.reviewedOn.toString() },
    });
  return plan;
}

function itemOf(of: Partnership, year: number, item: Item, prefix: string): store.NewItem {
  of.screen(item.task, `${prefix}task`);
  of.screen(item.who, `${prefix}who`);
  const dueOn = Temporal.PlainDate.from(item.dueOn);
  if (dueOn.year !== year)
    throw new Refusal('partnerships.item_of_another_year', { field: `${prefix}dueOn`, params: { year } });
  return { task: item.task, who: item.who, dueOn };
}

function firstOf(year: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month: 1, day: 1 });
}

export function subjectOf(of: Partnership) {
  return { org: of.org, subject: { type: of.type === 'pair' ? 'liaison_pair' : 'alliance', id: of.id } };
}
