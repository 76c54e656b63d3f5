/** SQL on the tables of organizations. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';

export type OrganizationRow = {
  id: string;
  code: string;
  kind: string;
  path: string;
  foundedOn: Temporal.PlainDate;
  foundingReference: string | null;
  dissolvedOn: Temporal.PlainDate | null;
  dissolutionReference: string | null;
  version: number;
};

const columns = [
  'id',
  'code',
  'kind',
  'path',
  'founded_on as foundedOn',
  'founding_reference as foundingReference',
  'dissolved_on as dissolvedOn',
  'dissolution_reference as dissolutionReference',
  'version',
] as const;

export async function find(ctx: Ctx, id: string): Promise<OrganizationRow | undefined> {
  return ctx.tx.selectFrom('organizations').select(columns).where('id', '=', id).executeTakeFirst();
}

/** `share` keeps an organization from being dissolved or moved meanwhile, `update` keeps everybody else out. */
export async function lock(
  ctx: Ctx,
  id: string,
  how: 'share' | 'update',
): Promise<OrganizationRow | undefined> {
  const query = ctx.tx.selectFrom('organizations').select(columns).where('id', '=', id);
  return (how === 'share' ? query.forShare() : query.forUpdate()).executeTakeFirst();
}

export async function nextCode(ctx: Ctx): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('organization_code_seq') as n`.execute(ctx.tx);
  return `Z${String(rows[0]?.n ?? 0).padStart(5, '0')}`;
}

export async function insert(
  ctx: Ctx,
  row: {
    id: string;
    code: string;
    kind: string;
    path: string;
    on: Temporal.PlainDate;
    reason: string;
    reference: string | null;
  },
): Promise<void> {
  await sql`
    insert into organizations (id, code, kind, path, founded_on, founding_reason, founding_reference, order_no)
    values (${row.id}, ${row.code}, ${row.kind}, ${row.path}, ${row.on}, ${row.reason}, ${row.reference},
      (select count(*) from organizations where nlevel(path) = nlevel(${row.path}::ltree) and path <@ subpath(${row.path}::ltree, 0, greatest(nlevel(${row.path}::ltree) - 1, 1))))
  `.execute(ctx.tx);
}

export type Period = { since: Temporal.PlainDate; name: string; shortName: string };

/** The name that holds now. */
export async function presentName(ctx: Ctx, id: string): Promise<Period | undefined> {
  const { rows } = await sql<Period>`
    select lower(valid) as since, name, short_name as "shortName" from organization_names
    where org_id = ${id} and upper_inf(valid)
  `.execute(ctx.tx);
  return rows[0];
}

/** The parent that holds now. */
export async function presentParent(
  ctx: Ctx,
  id: string,
): Promise<{ parentId: string; since: Temporal.PlainDate } | undefined> {
  const { rows } = await sql<{ parentId: string; since: Temporal.PlainDate }>`
    select parent_id as "parentId", lower(valid) as since from organization_parents
    where org_id = ${id} and upper_inf(valid)
  `.execute(ctx.tx);
  return rows[0];
}

type Fact = { on: Temporal.PlainDate; reason: string; reference: string | null };

export async function openName(
  ctx: Ctx,
  id: string,
  name: { name: string; shortName: string },
  fact: Fact,
): Promise<void> {
  await sql`
    insert into organization_names (org_id, name, short_name, valid, reason, reference)
    values (${id}, ${name.name}, ${name.shortName}, daterange(${fact.on}, null), ${fact.reason}, ${fact.reference})
  `.execute(ctx.tx);
}

export async function openParent(ctx: Ctx, id: string, parentId: string, fact: Fact): Promise<void> {
  await sql`
    insert into organization_parents (org_id, parent_id, valid, reason, reference)
    values (${id}, ${parentId}, daterange(${fact.on}, null), ${fact.reason}, ${fact.reference})
  `.execute(ctx.tx);
}

/** Ends the open period of the name or of the parent; `on` is the first day on which it no longer holds. */
export async function closePeriod(
  ctx: Ctx,
  table: 'organization_names' | 'organization_parents',
  id: string,
  on: Temporal.PlainDate,
): Promise<void> {
  await sql`
    update ${sql.table(table)} set valid = daterange(lower(valid), ${on})
    where org_id = ${id} and upper_inf(valid)
  `.execute(ctx.tx);
}

/** Rewrites the paths of the subtree in every table that carries one; gives the number of rows. */
export async function movePaths(ctx: Ctx, path: string, below: string): Promise<void> {
  await sql`select move_organization_paths(${path}::ltree, ${below}::ltree)`.execute(ctx.tx);
}

export async function dissolve(ctx: Ctx, id: string, fact: Fact): Promise<void> {
  await ctx.tx
    .updateTable('organizations')
    .set({ dissolved_on: fact.on, dissolution_reason: fact.reason, dissolution_reference: fact.reference })
    .where('id', '=', id)
    .execute();
}

/** Counts one change; gives the new version, or undefined when someone was faster. */
export async function raiseVersion(ctx: Ctx, id: string, version: number): Promise<number | undefined> {
  const row = await ctx.tx
    .updateTable('organizations')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

/** Names of the open organizations directly below. */
export async function openChildren(ctx: Ctx, id: string, kind?: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select n.short_name as name
    from organization_parents p
    join organizations o on o.id = p.org_id and o.dissolved_on is null
    join organization_names n on n.org_id = o.id and upper_inf(n.valid)
    where p.parent_id = ${id} and upper_inf(p.valid) ${kind ? sql`and o.kind = ${kind}` : sql``}
    order by o.order_no
  `.execute(ctx.tx);
  return rows.map((row) => row.name);
}

/** Roles still held at the organization today. */
export async function heldRoles(ctx: Ctx, id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from role_grants where org_id = ${id} and valid @> ${ctx.today}::date
  `.execute(ctx.tx);
  return rows[0]?.n ?? 0;
}
