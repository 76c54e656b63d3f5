/** Read models of the tree, as of any day. */
import { sql } from 'kysely';
import { isInScope, requireInScope, scopeOf, type Ctx } from '../../kernel/ctx.ts';
import { rolesWith } from '../../kernel/auth/permissions.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as store from './store.ts';

export type TreeNode = { id: string; parentId: string | null; kind: string; name: string; shortName: string };

/** Every organization in scope that existed on the day, parents before children. Scope is today's: rights are not dated back. */
export async function treeAsOf(ctx: Ctx, day: Temporal.PlainDate): Promise<TreeNode[]> {
  const { rows } = await sql<TreeNode>`
    select o.id, p.parent_id as "parentId", o.kind, n.name, n.short_name as "shortName"
    from organizations o
    join organization_names n on n.org_id = o.id and n.valid @> ${day}::date
    left join organization_parents p on p.org_id = o.id and p.valid @> ${day}::date
    where o.path <@ any(${ctx.scope}::ltree[])
      and o.founded_on <= ${day} and (o.dissolved_on is null or o.dissolved_on > ${day})
    order by nlevel(o.path), o.order_no, n.name
  `.execute(ctx.tx);
  const known = new Set(rows.map((row) => row.id));
  return rows.map((row) => ({
    ...row,
    parentId: row.parentId && known.has(row.parentId) ? row.parentId : null,
  }));
}

export async function listTree(ctx: Ctx, input: { asOf?: string | undefined }) {
  const day = input.asOf ? Temporal.PlainDate.from(input.asOf) : ctx.today;
  return { asOf: day.toString(), nodes: await treeAsOf(ctx, day) };
}

export async function searchOrganizations(
  ctx: Ctx,
  input: { q?: string | undefined; kinds?: string | undefined },
) {
  const kinds = input.kinds ? input.kinds.split(',') : undefined;
  const pattern = `%${(input.q ?? '').replaceAll(/[\\%_]/gu, (char) => `\\${char}`)}%`;
  const { rows } = await sql<Omit<TreeNode, 'parentId'>>`
    select o.id, o.kind, n.name, n.short_name as "shortName"
    from organizations o
    join organization_names n on n.org_id = o.id and upper_inf(n.valid)
    where o.dissolved_on is null and o.path <@ any(${ctx.scope}::ltree[])
      ${kinds ? sql`and o.kind = any(${kinds})` : sql``}
      and (n.name like ${pattern} or n.short_name like ${pattern})
    order by nlevel(o.path), o.order_no, n.name
    limit 200
  `.execute(ctx.tx);
  return { found: rows };
}

/** One organization as of a day; refuses `not_found` and what lies outside the scope. */
export async function getOrganization(ctx: Ctx, input: { id: string; asOf?: string | undefined }) {
  const org = await store.find(ctx, input.id);
  if (!org) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, org.path);
  const asked = input.asOf ? Temporal.PlainDate.from(input.asOf) : ctx.today;
  // A dissolved organization is shown as on its last day, one not yet founded as on its first.
  const day = clamp(asked, org);
  const labels = org.path.split('.');
  const [name] = await namesOn(ctx, [org.id], day);
  if (!name) throw new Error(`organization ${org.id} has no name on ${day.toString()}`);
  const parent = await parentOn(ctx, org.id, day);
  const aboveIds = labels.slice(0, -1).map(idOfLabel);
  const above = await namesOn(ctx, aboveIds, ctx.today);
  const visible = new Set(aboveIds.filter((_, i) => isInScope(ctx.scope, labels.slice(0, i + 1).join('.'))));
  return {
    id: org.id,
    code: org.code,
    kind: org.kind,
    name: name.name,
    shortName: name.shortName,
    parent: parent ?? null,
    above: aboveIds.flatMap((id) => above.filter((one) => one.id === id && visible.has(id))),
    children: await childrenOn(ctx, org.id, day),
    foundedOn: org.foundedOn.toString(),
    foundingReference: org.foundingReference,
    dissolvedOn: org.dissolvedOn?.toString() ?? null,
    dissolutionReference: org.dissolutionReference,
    nameSince: name.since.toString(),
    parentSince: parent?.since.toString() ?? null,
    version: org.version,
    mayManage: org.dissolvedOn === null && mayManage(ctx, org.path),
  };
}

type HistoryEntry = {
  what: 'founded' | 'named' | 'placed' | 'dissolved';
  on: Temporal.PlainDate;
  value: string | null;
  reason: string | null;
  reference: string | null;
};

export async function listHistory(ctx: Ctx, input: { id: string }) {
  const org = await store.find(ctx, input.id);
  if (!org) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, org.path);
  const { rows } = await sql<HistoryEntry>`
    select 'founded' as what, founded_on as "on", null as value, founding_reason as reason, founding_reference as reference, 1 as place
    from organizations where id = ${org.id}
    union all
    select 'named', lower(valid), name, reason, reference, 2 from organization_names where org_id = ${org.id}
    union all
    select 'placed', lower(p.valid),
      (select n.name from organization_names n where n.org_id = p.parent_id and n.valid @> lower(p.valid)), p.reason, p.reference, 3
    from organization_parents p where p.org_id = ${org.id}
    union all
    select 'dissolved', dissolved_on, null, dissolution_reason, dissolution_reference, 4
    from organizations where id = ${org.id} and dissolved_on is not null
    order by "on" desc, place desc
  `.execute(ctx.tx);
  return { entries: rows.map((row) => ({ ...row, on: row.on.toString() })) };
}

function clamp(day: Temporal.PlainDate, org: store.OrganizationRow): Temporal.PlainDate {
  if (Temporal.PlainDate.compare(day, org.foundedOn) < 0) return org.foundedOn;
  if (org.dissolvedOn && Temporal.PlainDate.compare(day, org.dissolvedOn) >= 0)
    return org.dissolvedOn.subtract({ days: 1 });
  return day;
}

/** Path labels are the id without dashes. */
function idOfLabel(label: string): string {
  return label.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

type Named = { id: string; name: string; shortName: string; since: Temporal.PlainDate };

async function namesOn(ctx: Ctx, ids: string[], day: Temporal.PlainDate): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select org_id as id, name, short_name as "shortName", lower(valid) as since from organization_names
    where org_id = any(${ids}::uuid[]) and valid @> ${day}::date
  `.execute(ctx.tx);
  return rows;
}

async function parentOn(
  ctx: Ctx,
  id: string,
  day: Temporal.PlainDate,
): Promise<{ id: string; name: string; since: Temporal.PlainDate } | undefined> {
  const { rows } = await sql<{ id: string; name: string; since: Temporal.PlainDate }>`
    select p.parent_id as id, n.name, lower(p.valid) as since
    from organization_parents p
    join organization_names n on n.org_id = p.parent_id and n.valid @> ${day}::date
    where p.org_id = ${id} and p.valid @> ${day}::date
  `.execute(ctx.tx);
  return rows[0];
}

async function childrenOn(
  ctx: Ctx,
  id: string,
  day: Temporal.PlainDate,
): Promise<Omit<TreeNode, 'parentId'>[]> {
  const { rows } = await sql<Omit<TreeNode, 'parentId'>>`
    select o.id, o.kind, n.name, n.short_name as "shortName"
    from organization_parents p
    join organizations o on o.id = p.org_id
    join organization_names n on n.org_id = o.id and n.valid @> ${day}::date
    where p.parent_id = ${id} and p.valid @> ${day}::date and o.path <@ any(${ctx.scope}::ltree[])
    order by o.order_no, n.name
  `.execute(ctx.tx);
  return rows;
}

/** Whether the actor may also change this organization; the server decides again when it is done. */
function mayManage(ctx: Ctx, path: string): boolean {
  if (ctx.actor.kind !== 'person') return ctx.actor.kind === 'system';
  const roles = rolesWith(ctx.services.permissions, 'organizations.manage');
  return isInScope(scopeOf(ctx.actor.grants, roles), path);
}
