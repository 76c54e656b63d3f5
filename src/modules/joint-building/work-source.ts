/** Agreements that wait for a signature, plans and reviews that are due, terms that are over. */
import { sql } from 'kysely';
import { isInScope, type Ctx } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { promptsFor } from '../partnerships/facade.ts';
import { nameOf } from '../organizations/facade.ts';
import { maySign } from './access.ts';
import { readAlliances } from './queries.ts';
import { isTermOver } from './rules.ts';
import * as store from './store.ts';

type Read = Awaited<ReturnType<typeof readAlliances>>[number];

/** Asked of those who keep: each sees what the own side owes. */
export const jointBuildingWork: WorkSource = {
  permission: 'joint_building.keep',
  async list(ctx) {
    const found = await readAlliances(
      ctx,
      sql`${store.touches(ctx.scope)} and a.state in ('draft', 'running')`,
    );
    const names = await nameOf(
      ctx,
      found.map(({ orgId }) => orgId),
      ctx.today,
    );
    const items = [...toSign(ctx, found), ...(await toPlan(ctx, found)), ...overdue(ctx, found)];
    return items.map(({ row, ...item }): WorkItem => ({
      ...item,
      params: { ...item.params, title: row.title },
      path: `/joint-building/${row.id}`,
      orgName: names.get(row.orgId)?.shortName ?? '',
      waitsFor: 'me',
    }));
  },
};

type Found = Pick<WorkItem, 'key' | 'params' | 'dueOn' | 'late'> & { row: Read };

function toSign(ctx: Ctx, rows: readonly Read[]): Found[] {
  return rows
    .filter(
      (row) =>
        row.state === 'draft' &&
        row.parties.some((partner) => partner.signedOn === null && maySign(ctx, row, partner)),
    )
    .map((row) => ({ row, key: 'joint_building.sign', params: {}, dueOn: row.since, late: false }));
}

/** Owed by the village that leads; whoever keeps the town is not asked for each of them. */
async function toPlan(ctx: Ctx, rows: readonly Read[]): Promise<Found[]> {
  const led = rows.filter((row) => row.state === 'running' && isLed(ctx, row));
  const prompts = await promptsFor(
    ctx,
    'alliance',
    led.map((row) => ({ ...row, since: row.runsFrom })),
  );
  return led.flatMap((row) =>
    (prompts.get(row.id) ?? []).map(({ key, year, dueOn }) => ({
      row,
      key: `joint_building.${key}`,
      params: { year },
      dueOn,
      late: key.endsWith('late'),
    })),
  );
}

function overdue(ctx: Ctx, rows: readonly Read[]): Found[] {
  return rows
    .filter((row) => isTermOver(row.state, row.untilOn, ctx.today) && isLed(ctx, row))
    .map((row) => ({ row, key: 'joint_building.term_over', params: {}, dueOn: row.untilOn, late: true }));
}

function isLed(ctx: Ctx, row: Read): boolean {
  if (ctx.actor.kind !== 'person') return false;
  const villages = ctx.actor.grants
    .filter(({ role }) => role === 'village_secretary' || role === 'graduate_village_official')
    .map(({ orgPath }) => orgPath);
  return isInScope(villages, row.orgPath);
}
