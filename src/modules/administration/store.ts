/** SQL on accounts and the roles that they hold. */
import { sql, type SqlBool } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { isLocked } from '../../kernel/auth/lock-out.ts';
import { Refusal, stale } from '../../kernel/refusal.ts';

/**
 * True for accounts of which every tie (the home organization, the roles held now or later) lies in the scope, and that
 * have at least one: whoever also serves above is kept by those above.
 */
export function isKept(ctx: Ctx) {
  const scope = sql`any(${ctx.scope}::ltree[])`;
  const today = ctx.today.toString();
  return sql<SqlBool>`
    (home.path is null or home.path <@ ${scope})
    and not exists (
      select from role_grants g join organizations o on o.id = g.org_id
      where g.account_id = a.id and not upper(g.valid) <= ${today}::date and not o.path <@ ${scope}
    )
    and (home.path is not null or exists (select from role_grants g where g.account_id = a.id))`;
}

export type KeptAccount = {
  id: string;
  username: string;
  display_name: string;
  disabled_at: Temporal.Instant | null;
  version: number;
  home: { id: string; path: string } | undefined;
};

/** The account, held until the act ends; refuses `not_found` outside the scope, `stale` when its version moved. */
export async function lockAccount(ctx: Ctx, id: string, version?: number): Promise<KeptAccount> {
  const row = await ctx.tx
    .selectFrom('accounts as a')
    .leftJoin('organizations as home', 'home.id', 'a.home_org_id')
    .select([
      'a.id',
      'a.username',
      'a.display_name',
      'a.disabled_at',
      'a.version',
      'home.id as home_id',
      'home.path',
    ])
    .where('a.id', '=', id)
    .where(isKept(ctx))
    .forUpdate('a')
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', { status: 404 });
  if (version !== undefined && row.version !== version)
    throw stale({ yours: {}, theirs: { version: row.version } });
  const { home_id, path, ...account } = row;
  return { ...account, home: home_id && path ? { id: home_id, path } : undefined };
}

export async function raiseVersion(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx
    .updateTable('accounts')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Ids of accounts that wrong tries have locked now. */
export async function lockedAccounts(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('sign_in_failures')
    .select(['subject', 'locked_until'])
    .where('subject', 'like', 'account:%')
    .where('locked_until', '>', ctx.now)
    .execute();
  return rows
    .filter((row) => isLocked(row, ctx.now))
    .map((row) => row.subject.slice('account:'.length).split('@', 1)[0] ?? '');
}

/** How many open accounts hold a role somewhere today, without `except`. */
export async function countHolders(ctx: Ctx, role: string, except: string): Promise<number> {
  const { count } = await ctx.tx
    .selectFrom('role_grants as g')
    .innerJoin('accounts as a', 'a.id', 'g.account_id')
    .innerJoin('organizations as o', 'o.id', 'g.org_id')
    .select((eb) => eb.fn.count<number>('a.id').distinct().as('count'))
    .where('g.role', '=', role)
    .where('a.id', '<>', except)
    .where('a.disabled_at', 'is', null)
    .where(sql<SqlBool>`g.valid @> ${ctx.today.toString()}::date`)
    .where(sql<SqlBool>`o.path <@ any(${ctx.scope}::ltree[])`)
    .executeTakeFirstOrThrow();
  return count;
}

/** Grants of an account that overlap a period. */
export async function grantsOverlapping(
  ctx: Ctx,
  accountId: string,
  valid: string,
): Promise<{ role: string; org_id: string }[]> {
  return ctx.tx
    .selectFrom('role_grants')
    .select(['role', 'org_id'])
    .where('account_id', '=', accountId)
    .where(sql<SqlBool>`valid && ${valid}::daterange`)
    .execute();
}

/** One grant whose organization lies in the scope, held until the act ends. */
export async function lockGrant(ctx: Ctx, id: string) {
  return ctx.tx
    .selectFrom('role_grants as g')
    .innerJoin('organizations as o', 'o.id', 'g.org_id')
    .select([
      'g.id',
      'g.account_id',
      'g.role',
      'g.org_id',
      'o.path',
      sql<string>`lower(g.valid)::text`.as('from'),
      sql<string | null>`(upper(g.valid) - 1)::text`.as('to'),
    ])
    .where('g.id', '=', id)
    .where(sql<SqlBool>`o.path <@ any(${ctx.scope}::ltree[])`)
    .forUpdate('g')
    .executeTakeFirst();
}
