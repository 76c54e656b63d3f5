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
  const asked = input.asOf ? Temporal.PlainDate.from(input.asOf) : ctx.today;
  const org = await findWithNeighbours(ctx, input.id, asked);
  if (!org) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, org.path);
  if (org.name === null || org.shortName === null || org.nameSince === null)
    throw new Error(`organization ${org.id} has no name on ${asked.toString()}`);
  const { path, parent, above, dissolvedOn, ...view } = org;
  return {
    ...view,
    name: org.name,
    shortName: org.shortName,
    nameSince: org.nameSince.toString(),
    parent,
    parentSince: parent?.since ?? null,
    above: above.filter((one) => isInScope(ctx.scope, pathUpTo(path, one.id))),
    foundedOn: org.foundedOn.toString(),
    dissolvedOn: dissolvedOn?.toString() ?? null,
    mayManage: dissolvedOn === null && mayManage(ctx, path),
  };
}

/** The beginning of a path that ends with this organization; labels are ids without dashes. */
function pathUpTo(path: string, id: string): string {
  const label = id.replaceAll('-', '');
  return path.slice(0, path.indexOf(label) + label.length);
}

type Neighbours = store.OrganizationRow & {
  name: string | null;
  shortName: string | null;
  nameSince: Temporal.PlainDate | null;
  parent: { id: string; name: string; since: string } | null;
  /** From the top down to the parent by today's path, with today's names. */
  above: { id: string; name: string; shortName: string }[];
  children: Omit<TreeNode, 'parentId'>[];
};

/**
 * An organization with what stands around it, in one statement because every page of the tree asks it. A dissolved
 * organization is shown as on its last day, one not yet founded as on its first.
 */
async function findWithNeighbours(
  ctx: Ctx,
  id: string,
  asked: Temporal.PlainDate,
): Promise<Neighbours | undefined> {
  const { rows } = await sql<Neighbours>`
    select org.id, org.code, org.kind, org.path, org.founded_on as "foundedOn", org.founding_reference as "foundingReference",
      org.dissolved_on as "dissolvedOn", org.dissolution_reference as "dissolutionReference", org.version,
      n.name, n.short_name as "shortName", lower(n.valid) as "nameSince",
      (select json_build_object('id', p.parent_id, 'name', pn.name, 'since', lower(p.valid))
       from organization_parents p
       join organization_names pn on pn.org_id = p.parent_id and pn.valid @> as_of.day
       where p.org_id = org.id and p.valid @> as_of.day) as parent,
      (select coalesce(json_agg(json_build_object('id', l.label::uuid, 'name', an.name, 'shortName', an.short_name) order by l.no), '[]')
       from string_to_table(subpath(org.path, 0, -1)::text, '.') with ordinality l (label, no)
       join organization_names an on an.org_id = l.label::uuid and an.valid @> ${ctx.today}::date) as above,
      (select coalesce(json_agg(json_build_object('id', c.id, 'kind', c.kind, 'name', cn.name, 'shortName', cn.short_name) order by c.order_no, cn.name), '[]')
       from organization_parents p
       join organizations c on c.id = p.org_id
       join organization_names cn on cn.org_id = c.id and cn.valid @> as_of.day
       where p.parent_id = org.id and p.valid @> as_of.day and c.path <@ any(${ctx.scope}::ltree[])) as children
    from organizations org
    cross join lateral (select greatest(least(${asked}::date, org.dissolved_on - 1), org.founded_on) as day) as_of
    left join organization_names n on n.org_id = org.id and n.valid @> as_of.day
    where org.id = ${id}
  `.execute(ctx.tx);
  return rows[0];
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

/** Whether the actor may also change this organization; the server decides again when it is done. */
function mayManage(ctx: Ctx, path: string): boolean {
  if (ctx.actor.kind !== 'person') return ctx.actor.kind === 'system';
  const roles = rolesWith(ctx.services.permissions, 'organizations.manage');
  return isInScope(scopeOf(ctx.actor.grants, roles), path);
}
