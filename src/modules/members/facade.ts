/** What other modules may ask of the roll. Callers filter by `ctx.scope`; row-level security binds them anyway. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Reason } from '../../kernel/refusal.ts';
import { strengthOf } from './queries.ts';
import type { Kind } from './choices.ts';

export { registerMember, type Registration } from './actions.ts';
export { strengthOf } from './queries.ts';

export type ListedMember = {
  id: string;
  name: string;
  orgId: string;
  kind: Kind;
  /** Full members vote; those on probation attend without a vote (选举2020 art. 5). */
  votes: boolean;
};

/** Active members at or below the paths on a day, in the order of pinyin. */
export async function listActiveMembers(
  ctx: Ctx,
  paths: readonly string[],
  asOf: Temporal.PlainDate = ctx.today,
): Promise<ListedMember[]> {
  const { rows } = await sql<ListedMember>`
    select m.id, m.name, s.org_id as "orgId", s.kind, s.kind = 'full' as votes
    from member_status_as_of(${asOf}) s
    join members m on m.id = s.person_id
    join organizations o on o.id = s.org_id
    where s.status = 'active' and o.path <@ any(${[...paths]}::ltree[])
    order by m.pinyin, m.id
  `.execute(ctx.tx);
  return rows;
}

/** Names by id, for lists of other modules. */
export async function namesOfMembers(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('members')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Who stands in one branch now; undefined when the record is not visible. */
export async function findMember(
  ctx: Ctx,
  id: string,
): Promise<
  { id: string; name: string; orgId: string; orgPath: string; kind: Kind; status: string } | undefined
> {
  const row = await ctx.tx
    .selectFrom('members')
    .select(['id', 'name', 'org_id as orgId', 'org_path as orgPath', 'kind', 'status'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...row, kind: row.kind as Kind }; // held by a check constraint
}

/** Why an organization cannot be dissolved yet: people still stand in it. Given to `organizations` in app.ts. */
export async function membersRemaining(ctx: Ctx, org: { path: string }): Promise<Reason | undefined> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from members
    where org_path <@ ${org.path}::ltree and status in ('active', 'suspended')
  `.execute(ctx.tx);
  const remaining = rows[0]?.n ?? 0;
  if (remaining === 0) return undefined;
  return {
    code: 'members.remain',
    params: { count: remaining },
    remedy: 'members.remain',
    who: 'members.change_standing',
  };
}

/** How many members the subtree has; for other modules' figures. */
export async function countMembers(
  ctx: Ctx,
  paths: readonly string[],
  asOf: Temporal.PlainDate,
): Promise<number> {
  const { full, probationary } = await strengthOf(ctx, paths, asOf);
  return full + probationary;
}
