/** SQL on plans, their items and the help given. Callers have opened the partnership. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { ItemState, SupportKind } from './choices.ts';
import type { Partnership } from './subject.ts';

type Day = Temporal.PlainDate;
type Subject = Pick<Partnership, 'type' | 'id'>;

export type PlanRow = {
  id: string;
  subjectId: string;
  year: number;
  purposes: string;
  meetingsMeant: number | null;
  madeBy: string;
  madeOn: Day;
  reviewedOn: Day | null;
  review: string | null;
  reviewedBy: string | null;
};

const planColumns = sql`p.id, p.subject_id as "subjectId", p.year, p.purposes, p.meetings_meant as "meetingsMeant",
  p.made_by as "madeBy", p.made_on as "madeOn", p.reviewed_on as "reviewedOn", p.review, p.reviewed_by as "reviewedBy"`;

/** Newest year first. */
export async function listPlans(
  ctx: Ctx,
  { type, ids }: { type: string; ids: readonly string[] },
): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select ${planColumns} from partnership_plans p
    where p.subject_type = ${type} and p.subject_id = any(${[...ids]}::uuid[]) order by p.year desc, p.id
  `.execute(ctx.tx);
  return rows;
}

/** Held until the act ends. */
export async function lockPlan(ctx: Ctx, of: Subject, year: number): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`
    select ${planColumns} from partnership_plans p
    where p.subject_type = ${of.type} and p.subject_id = ${of.id} and p.year = ${year} for update of p
  `.execute(ctx.tx);
  return rows[0];
}

/** Undefined when the year has its plan already. */
export async function insertPlan(
  ctx: Ctx,
  of: Partnership,
  plan: Pick<PlanRow, 'year' | 'purposes' | 'meetingsMeant'>,
): Promise<string | undefined> {
  const row = await ctx.tx
    .insertInto('partnership_plans')
    .values({
      subject_type: of.type,
      subject_id: of.id,
      org_id: of.org.id,
      org_path: of.org.path,
      org_paths: [...of.orgPaths],
      year: plan.year,
      purposes: plan.purposes,
      meetings_meant: plan.meetingsMeant,
      made_by: ctx.actor.name,
      made_on: ctx.today,
      recorded_at: ctx.now,
    })
    .onConflict((on) => on.constraint('partnership_has_one_plan_a_year').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** The plan is held; it was not reviewed. */
export async function review(ctx: Ctx, planId: string, reviewed: { on: Day; review: string }): Promise<void> {
  await ctx.tx
    .updateTable('partnership_plans')
    .set({
      reviewed_on: reviewed.on,
      review: reviewed.review,
      reviewed_by: ctx.actor.name,
      reviewed_at: ctx.now,
    })
    .where('id', '=', planId)
    .execute();
}

export type NewItem = { task: string; who: string; dueOn: Day };
export type ItemRow = NewItem & {
  id: string;
  planId: string;
  state: ItemState;
  settledOn: Day | null;
  outcome: string | null;
  settledBy: string | null;
};

export async function insertItem(ctx: Ctx, of: Partnership, planId: string, item: NewItem): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('partnership_plan_items')
    .values({
      plan_id: planId,
      org_paths: [...of.orgPaths],
      task: item.task,
      who: item.who,
      due_on: item.dueOn,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** By the day promised. */
export async function listItems(ctx: Ctx, planIds: readonly string[]): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select id, plan_id as "planId", task, who, due_on as "dueOn", state, settled_on as "settledOn", outcome,
      settled_by as "settledBy"
    from partnership_plan_items where plan_id = any(${[...planIds]}::uuid[]) order by due_on, id
  `.execute(ctx.tx);
  return rows;
}

/** An item of the partnership with the year of its plan. */
export async function findItem(
  ctx: Ctx,
  of: Subject,
  itemId: string,
): Promise<{ id: string; year: number; madeOn: Day } | undefined> {
  const { rows } = await sql<{ id: string; year: number; madeOn: Day }>`
    select i.id, p.year, p.made_on as "madeOn"
    from partnership_plan_items i join partnership_plans p on p.id = i.plan_id
    where i.id = ${itemId} and p.subject_type = ${of.type} and p.subject_id = ${of.id}
  `.execute(ctx.tx);
  return rows[0];
}

/** False when it was settled already. */
export async function settleItem(
  ctx: Ctx,
  itemId: string,
  settled: { state: 'done' | 'not_done'; on: Day; outcome: string },
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('partnership_plan_items')
    .set({
      state: settled.state,
      settled_on: settled.on,
      outcome: settled.outcome,
      settled_by: ctx.actor.name,
      settled_at: ctx.now,
    })
    .where('id', '=', itemId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type NewSupport = {
  kind: SupportKind;
  given: string;
  giver: string;
  amountFen: number | null;
  on: Day;
  proof: string;
};

export async function insertSupport(ctx: Ctx, of: Partnership, support: NewSupport): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('partnership_supports')
    .values({
      subject_type: of.type,
      subject_id: of.id,
      org_id: of.org.id,
      org_path: of.org.path,
      org_paths: [...of.orgPaths],
      kind: support.kind,
      given: support.given,
      giver: support.giver,
      amount_fen: support.amountFen,
      given_on: support.on,
      proof: support.proof,
      recorded_by: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Newest first. */
export async function listSupports(
  ctx: Ctx,
  of: Subject,
): Promise<(NewSupport & { id: string; by: string })[]> {
  const { rows } = await sql<NewSupport & { id: string; by: string }>`
    select id, kind, given, giver, amount_fen as "amountFen", given_on as "on", proof, recorded_by as by
    from partnership_supports where subject_type = ${of.type} and subject_id = ${of.id}
    order by given_on desc, id desc
  `.execute(ctx.tx);
  return rows;
}
