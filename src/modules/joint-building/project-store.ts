/** SQL on projects of alliances and their money. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Direction, ProjectState } from './choices.ts';
import type { AllianceRow } from './store.ts';

type Day = Temporal.PlainDate;

export type ProjectRow = {
  id: string;
  title: string;
  beganOn: Day;
  state: ProjectState;
  settledOn: Day | null;
  outcome: string | null;
};

const columns = sql`p.id, p.title, p.began_on as "beganOn", p.state, p.settled_on as "settledOn", p.outcome`;

/** Oldest first. */
export async function listProjects(ctx: Ctx, allianceId: string): Promise<ProjectRow[]> {
  const { rows } = await sql<ProjectRow>`
    select ${columns} from alliance_projects p where p.alliance_id = ${allianceId} order by p.began_on, p.id
  `.execute(ctx.tx);
  return rows;
}

/** A project of this very alliance, held until the act ends. */
export async function lockProject(
  ctx: Ctx,
  allianceId: string,
  projectId: string,
): Promise<ProjectRow | undefined> {
  const { rows } = await sql<ProjectRow>`
    select ${columns} from alliance_projects p
    where p.id = ${projectId} and p.alliance_id = ${allianceId} for update of p
  `.execute(ctx.tx);
  return rows[0];
}

export async function insertProject(
  ctx: Ctx,
  alliance: AllianceRow,
  project: { title: string; on: Day },
): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('alliance_projects')
    .values({
      alliance_id: alliance.id,
      org_id: alliance.orgId,
      org_path: alliance.orgPath,
      org_paths: alliance.orgPaths,
      title: project.title,
      began_on: project.on,
      recorded_by: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The project is held and under way. */
export async function settleProject(
  ctx: Ctx,
  projectId: string,
  settled: { state: 'done' | 'not_done'; on: Day; outcome: string },
): Promise<void> {
  await ctx.tx
    .updateTable('alliance_projects')
    .set({ state: settled.state, settled_on: settled.on, outcome: settled.outcome })
    .where('id', '=', projectId)
    .execute();
}

export type NewMoney = { direction: Direction; what: string; amountFen: number; on: Day };
export type MoneyRow = NewMoney & { id: string; projectId: string; by: string };

export async function insertMoney(
  ctx: Ctx,
  alliance: AllianceRow,
  projectId: string,
  money: NewMoney,
): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('alliance_project_money')
    .values({
      project_id: projectId,
      org_paths: alliance.orgPaths,
      direction: money.direction,
      what: money.what,
      amount_fen: money.amountFen,
      happened_on: money.on,
      recorded_by: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** By the day. */
export async function listMoney(ctx: Ctx, projectIds: readonly string[]): Promise<MoneyRow[]> {
  const { rows } = await sql<MoneyRow>`
    select id, project_id as "projectId", direction, what, amount_fen as "amountFen", happened_on as "on", recorded_by as by
    from alliance_project_money where project_id = any(${[...projectIds]}::uuid[]) order by happened_on, id
  `.execute(ctx.tx);
  return rows;
}
