/** What other modules may ask of the tree. None of these checks the scope unless it says so: callers filter by `ctx.scope`. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { kindRow, memberKinds, townKind } from './choices.ts';
import * as store from './store.ts';
import { termFiguresBy } from './term-figures.ts';

export {
  dissolveOrganization,
  foundOrganization,
  moveOrganization,
  remaindersOf,
  type Attachment,
  type Merger,
  type Remainder,
} from './actions.ts';
export type { OrganizationRow } from './store.ts';
export { decidedKinds, memberKinds, townKind } from './choices.ts';
export { reasonAgainstPlace, sizeWarnings, type Strength } from './rules.ts';
export { sizeRulesAt, type SizeRules } from './size-rulebook.ts';
export { joinUnit } from './units.ts';
export { beginTerm } from './term-actions.ts';
export { treeAsOf } from './queries.ts';
export { remainderOf } from './remaining.ts';
export { figureOfRows } from './row-figure.ts';

export type ListedOrganization = { id: string; kind: string; path: string; name: string; shortName: string };

/**
 * True for rows of `organizations o` that stood at or below the paths on the day. Today the path says it; for a day past
 * the dated parents do, so that tree, lists and figures of that day agree whatever was moved since.
 */
export function stoodBelow(ctx: Ctx, paths: readonly string[], day: Temporal.PlainDate) {
  return day.equals(ctx.today)
    ? sql<boolean>`o.path <@ any(${[...paths]}::ltree[])`
    : sql<boolean>`o.id in (select organizations_below(${[...paths]}::ltree[], ${day}::date))`;
}

/** One organization; refuses `not_found`. */
export async function getOrganization(ctx: Ctx, id: string): Promise<store.OrganizationRow> {
  const org = await store.find(ctx, id);
  if (!org) throw new Refusal('not_found', { status: 404 });
  return org;
}

/** The organization, held open until the act ends: nobody dissolves or moves it meanwhile. Refuses a dissolved one. */
export async function requireOpen(ctx: Ctx, id: string): Promise<store.OrganizationRow> {
  const org = await store.lock(ctx, id, 'share');
  if (!org) throw new Refusal('not_found', { status: 404 });
  if (org.dissolvedOn)
    throw new Refusal('organizations.dissolved', { status: 409, params: { on: org.dissolvedOn.toString() } });
  return org;
}

/** The path of an organization now; refuses `not_found`. */
export async function pathOf(ctx: Ctx, id: string): Promise<string> {
  return (await getOrganization(ctx, id)).path;
}

/** The organization directly above; undefined at the root. */
export async function parentOf(ctx: Ctx, id: string): Promise<store.OrganizationRow | undefined> {
  const parent = await store.presentParent(ctx, id);
  return parent && getOrganization(ctx, parent.parentId);
}

/** Open organizations at or below `paths`, of these kinds, in the order of the tree. */
export async function listBelow(
  ctx: Ctx,
  paths: readonly string[],
  wanted?: readonly string[],
): Promise<ListedOrganization[]> {
  const { rows } = await sql<ListedOrganization>`
    select o.id, o.kind, o.path, n.name, n.short_name as "shortName"
    from organizations o
    join organization_names n on n.org_id = o.id and upper_inf(n.valid)
    where o.dissolved_on is null and o.path <@ any(${[...paths]}::ltree[])
      ${wanted ? sql`and o.kind = any(${[...wanted]})` : sql``}
    order by o.path, o.order_no
  `.execute(ctx.tx);
  return rows;
}

/** The open organizations directly below one, with the version that an act on each asks for. */
export async function listChildren(ctx: Ctx, id: string): Promise<{ id: string; version: number }[]> {
  const { rows } = await sql<{ id: string; version: number }>`
    select o.id, o.version from organization_parents p
    join organizations o on o.id = p.org_id and o.dissolved_on is null
    where p.parent_id = ${id} and upper_inf(p.valid)
    order by o.order_no, o.id
  `.execute(ctx.tx);
  return rows;
}

/** Open Party branches at or below `paths`: the organizations in which members stand. */
export async function listBranches(ctx: Ctx, paths: readonly string[]): Promise<ListedOrganization[]> {
  return listBelow(ctx, paths, memberKinds);
}

/** Name and short name on a day, by id; an organization that had none that day has its nearest one. */
export async function nameOf(
  ctx: Ctx,
  ids: readonly string[],
  day: Temporal.PlainDate,
): Promise<Map<string, { name: string; shortName: string }>> {
  const { rows } = await sql<{ id: string; name: string; shortName: string }>`
    select distinct on (org_id) org_id as id, name, short_name as "shortName" from organization_names
    where org_id = any(${[...new Set(ids)]}::uuid[])
    order by org_id, (valid @> ${day}::date) desc, lower(valid) desc
  `.execute(ctx.tx);
  return new Map(rows.map(({ id, ...name }) => [id, name]));
}

/** Open organizations at or below `paths` whose present name contains the words. */
export async function searchOrganizations(
  ctx: Ctx,
  words: string,
  options: { paths: readonly string[]; kinds?: readonly string[]; limit?: number },
): Promise<ListedOrganization[]> {
  const found = await listBelow(ctx, options.paths, options.kinds);
  return found
    .filter((org) => org.name.includes(words) || org.shortName.includes(words))
    .slice(0, options.limit ?? 20);
}

/** The nearest Party organization above: the one that answers for it. Undefined at the top. */
export async function superiorOf(ctx: Ctx, id: string): Promise<store.OrganizationRow | undefined> {
  const { path } = await getOrganization(ctx, id);
  const { rows } = await sql<{ id: string; kind: string }>`
    select id, kind from organizations where path @> ${path}::ltree and id <> ${id} order by nlevel(path) desc
  `.execute(ctx.tx);
  const superior = rows.find((row) => kindRow(row.kind).party);
  return superior && getOrganization(ctx, superior.id);
}

/** Every name that the open branches at or below `paths` have or had, for reading rosters. */
export async function listBranchNames(
  ctx: Ctx,
  paths: readonly string[],
): Promise<{ id: string; path: string; names: string[] }[]> {
  const { rows } = await sql<{ id: string; path: string; names: string[] }>`
    select o.id, o.path, array_agg(distinct n.name) || array_agg(distinct n.short_name) as names
    from organizations o
    join organization_names n on n.org_id = o.id
    where o.dissolved_on is null and o.kind = any(${[...memberKinds]}) and o.path <@ any(${[...paths]}::ltree[])
    group by o.id
  `.execute(ctx.tx);
  return rows;
}

/** The town's Party committee at or above an organization; refuses `not_found` where there is none. */
export async function superiorTownOf(ctx: Ctx, id: string): Promise<{ id: string; path: string }> {
  const { path } = await getOrganization(ctx, id);
  const { rows } = await sql<{ id: string; path: string }>`
    select id, path from organizations where path @> ${path}::ltree and kind = ${townKind} order by nlevel(path) desc limit 1
  `.execute(ctx.tx);
  const [town] = rows;
  if (!town) throw new Refusal('not_found', { status: 404 });
  return town;
}

/** Terms that end soon, are over, or are unknown. */
export const termFigures = termFiguresBy(stoodBelow);
