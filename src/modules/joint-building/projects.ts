/** What an alliance builds: begun, its money stated, and what came of it. */
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { requireBegun, requireState, subjectOf } from './agreement.ts';
import type { Direction } from './choices.ts';
import * as store from './project-store.ts';
import type { AllianceRow } from './store.ts';

/** Refuses while the agreement does not run. */
export async function addProject(
  ctx: Ctx,
  row: AllianceRow,
  input: { title: string; on: string },
): Promise<void> {
  requireState(row, 'running');
  const on = pastDay(ctx, input.on, { field: 'on', since: requireBegun(row) });
  const projectId = await store.insertProject(ctx, row, { title: input.title, on });
  await record(ctx, {
    event: 'joint_building.project_begun',
    ...subjectOf(row),
    after: { projectId, on: input.on },
  });
}

/** Refuses uses beyond what the sources came to: a statement must add up. */
export async function addMoney(
  ctx: Ctx,
  row: AllianceRow,
  input: { projectId: string; direction: Direction; what: string; amountFen: number; on: string },
): Promise<void> {
  const project = await lockUnderWay(ctx, row, input.projectId);
  const on = pastDay(ctx, input.on, { field: 'on', since: project.beganOn });
  if (input.direction === 'use') {
    const left = leftOf(await store.listMoney(ctx, [project.id]));
    if (input.amountFen > left)
      throw new Refusal('joint_building.uses_beyond_sources', {
        field: 'amountFen',
        params: { yuan: (left / 100).toFixed(2) },
        remedy: 'joint_building.state_source_first',
      });
  }
  const moneyId = await store.insertMoney(ctx, row, project.id, { ...input, on });
  await record(ctx, {
    event: 'joint_building.money_stated',
    ...subjectOf(row),
    after: {
      projectId: project.id,
      moneyId,
      direction: input.direction,
      fen: input.amountFen,
      on: input.on,
    },
  });
}

/** Done, or not and why; its money changes no more. */
export async function settleProject(
  ctx: Ctx,
  row: AllianceRow,
  input: { projectId: string; state: 'done' | 'not_done'; on: string; outcome: string },
): Promise<void> {
  const project = await lockUnderWay(ctx, row, input.projectId);
  const on = pastDay(ctx, input.on, { field: 'on', since: project.beganOn });
  await store.settleProject(ctx, project.id, { state: input.state, on, outcome: input.outcome });
  await record(ctx, {
    event: 'joint_building.project_settled',
    ...subjectOf(row),
    after: { projectId: project.id, state: input.state, on: input.on },
  });
}

/** Sources less uses, in fen. */
export function leftOf(money: readonly Pick<store.MoneyRow, 'direction' | 'amountFen'>[]): number {
  return money.reduce((sum, one) => sum + (one.direction === 'source' ? one.amountFen : -one.amountFen), 0);
}

async function lockUnderWay(ctx: Ctx, row: AllianceRow, projectId: string): Promise<store.ProjectRow> {
  const project = await store.lockProject(ctx, row.id, projectId);
  if (!project) throw new Refusal('not_found', { status: 404 });
  if (project.state !== 'under_way')
    throw new Refusal('joint_building.project_settled', {
      status: 409,
      params: { on: project.settledOn?.toString() ?? '' },
    });
  return project;
}
