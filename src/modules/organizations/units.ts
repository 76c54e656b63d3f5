/** The villages and units that a joint branch covers: each joins and leaves on a day, by a paper. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import { accountOf, isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { unitsView } from './api.ts';
import { unitKinds } from './choices.ts';
import { sizeRulesAt } from './size-rulebook.ts';
import * as store from './store.ts';

export type UnitChange = { id: string; unitId: string; on: string; reference: string };

/** Refuses another kind than a village or a unit, one that is covered already, and days before the branch was founded. */
export async function joinUnit(ctx: Ctx, input: UnitChange): Promise<void> {
  const branch = await lockJoint(ctx, input.id);
  const unit = await store.lock(ctx, input.unitId, 'share');
  if (!unit || unit.dissolvedOn || !unitKinds.includes(unit.kind))
    throw new Refusal('organizations.not_a_unit', { field: 'unitId' });
  const on = pastDay(ctx, input.on, { field: 'on', since: branch.foundedOn });
  const { rows } = await sql`
    insert into joint_branch_units (branch_id, org_path, unit_id, valid, reference, recorded_by, recorded_at)
    select ${branch.id}, ${branch.path}::ltree, ${unit.id}, daterange(${on}::date, null), ${input.reference},
      ${accountOf(ctx)}, ${ctx.now}::timestamptz
    where not exists (
      select from joint_branch_units
      where branch_id = ${branch.id} and unit_id = ${unit.id} and valid && daterange(${on}::date, null)
    )
    returning unit_id
  `.execute(ctx.tx);
  if (rows.length === 0) throw new Refusal('organizations.covered_already', { status: 409, field: 'unitId' });
  await note(ctx, branch, 'organizations.unit_joined', input);
}

/** `on` is the first day on which it is covered no more. Refuses one that is not covered, and days up to its joining. */
export async function leaveUnit(ctx: Ctx, input: UnitChange): Promise<void> {
  const branch = await lockJoint(ctx, input.id);
  const [present] = (await listUnits(ctx, branch.id)).filter(
    (unit) => unit.id === input.unitId && unit.until === null,
  );
  if (!present) throw new Refusal('organizations.not_covered', { status: 409, field: 'unitId' });
  const on = pastDay(ctx, input.on, { field: 'on', since: present.since.add({ days: 1 }) });
  await sql`
    update joint_branch_units set valid = daterange(lower(valid), ${on}::date)
    where branch_id = ${branch.id} and unit_id = ${input.unitId} and upper_inf(valid)
  `.execute(ctx.tx);
  await note(ctx, branch, 'organizations.unit_left', input);
}

export async function getUnits(ctx: Ctx, { id }: { id: string }): Promise<z.output<typeof unitsView>> {
  const branch = await store.find(ctx, id);
  if (!branch || !isInScope(ctx.scope, branch.path)) throw new Refusal('not_found', { status: 404 });
  const isJoint = branch.kind === 'joint_branch';
  const units = isJoint ? await listUnits(ctx, id) : [];
  const present = units.filter((unit) => unit.until === null).length;
  const limit = (await sizeRulesAt(ctx, [branch.path], ctx.today)).get(branch.path)?.['joint_branch.units'];
  const tooMany = limit !== undefined && present > limit.value;
  const t = ctx.services.translate[ctx.locale];
  return {
    isJoint,
    units: units.map((unit) => ({
      ...unit,
      since: unit.since.toString(),
      until: unit.until?.toString() ?? null,
    })),
    warnings: tooMany
      ? [
          reasonViewOf(
            {
              code: 'organizations.many_units',
              params: { units: present, limit: limit.value },
              cites: limit.source,
            },
            t,
          ),
        ]
      : [],
    mayManage:
      isJoint &&
      branch.dissolvedOn === null &&
      isInScope(scopeUnder(ctx, 'organizations.manage'), branch.path),
    today: ctx.today.toString(),
  };
}

type Covered = { id: string; name: string; since: Temporal.PlainDate; until: Temporal.PlainDate | null };

/** Those covered now first, then those that left. */
async function listUnits(ctx: Ctx, branchId: string): Promise<Covered[]> {
  const { rows } = await sql<Covered>`
    select u.unit_id as id, n.short_name as name, lower(u.valid) as since, upper(u.valid) as until
    from joint_branch_units u
    join lateral (
      select short_name from organization_names where org_id = u.unit_id order by lower(valid) desc limit 1
    ) n on true
    where u.branch_id = ${branchId}
    order by upper(u.valid) desc nulls first, lower(u.valid), n.short_name
  `.execute(ctx.tx);
  return rows;
}

async function lockJoint(ctx: Ctx, id: string): Promise<store.OrganizationRow> {
  const branch = await store.lock(ctx, id, 'update');
  if (!branch || !isInScope(ctx.scope, branch.path)) throw new Refusal('not_found', { status: 404 });
  if (branch.kind !== 'joint_branch') throw new Refusal('organizations.not_joint', { status: 409 });
  if (branch.dissolvedOn)
    throw new Refusal('organizations.dissolved', {
      status: 409,
      params: { on: branch.dissolvedOn.toString() },
    });
  return branch;
}

async function note(
  ctx: Ctx,
  branch: store.OrganizationRow,
  event: string,
  input: UnitChange,
): Promise<void> {
  await record(ctx, {
    event,
    org: { id: branch.id, path: branch.path },
    subject: { type: 'organization', id: branch.id },
    after: { unitId: input.unitId, on: input.on, reference: input.reference },
  });
}
