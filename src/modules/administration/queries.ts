/** What the administrators see of accounts and rights. */
import { sql, type SqlBool } from 'kysely';
import type { z } from 'zod';
import { passwordDaysKey } from '../../kernel/auth/sign-in.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { ReplyOf, RequestOf } from '../../kernel/http/contract.ts';
import { listBelow } from '../organizations/facade.ts';
import { pageSize, type accountRow, type administrationApi, type grantRow } from './api.ts';
import { isKept, lockedAccounts } from './store.ts';

type Input<Name extends keyof typeof administrationApi> = RequestOf<(typeof administrationApi)[Name]>;
type Reply<Name extends keyof typeof administrationApi> = ReplyOf<(typeof administrationApi)[Name]>;

export async function listAccounts(ctx: Ctx, input: Input<'listAccounts'>): Promise<Reply<'listAccounts'>> {
  const locked = await lockedAccounts(ctx);
  const isLocked = sql<SqlBool>`a.id = any(${locked}::uuid[])`;
  let query = ctx.tx
    .selectFrom('accounts as a')
    .leftJoin('organizations as home', 'home.id', 'a.home_org_id')
    .where(isKept(ctx));
  if (input.q) query = query.where(nameHas(input.q));
  if (input.state === 'disabled') query = query.where('a.disabled_at', 'is not', null);
  if (input.state === 'locked') query = query.where('a.disabled_at', 'is', null).where(isLocked);
  if (input.state === 'open')
    query = query.where('a.disabled_at', 'is', null).where((eb) => eb.not(isLocked));
  const { total } = await query
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .select([
      'a.id',
      'a.username',
      'a.display_name',
      'a.disabled_at',
      'a.password_must_change',
      'a.totp_confirmed_at',
      'a.last_signed_in_at',
      'a.version',
    ])
    .select(rolesOf(ctx).as('roles'))
    .orderBy('a.display_name')
    .orderBy('a.id')
    .limit(pageSize)
    .offset(((input.page ?? 1) - 1) * pageSize)
    .execute();
  return {
    total,
    rows: rows.map((row) => ({
      id: row.id,
      username: row.username,
      displayName: row.display_name,
      state: row.disabled_at ? 'disabled' : locked.includes(row.id) ? 'locked' : 'open',
      oneTime: row.password_must_change,
      secondFactor: row.totp_confirmed_at !== null,
      lastSignedInAt: row.last_signed_in_at?.toString() ?? null,
      roles: row.roles,
      version: row.version,
    })),
  };
}

type AccountRow = z.infer<typeof accountRow>;

function rolesOf(ctx: Ctx) {
  const today = ctx.today.toString();
  return sql<AccountRow['roles']>`(
    select coalesce(json_agg(json_build_object('role', g.role, 'orgName', coalesce(n.short_name, o.code)) order by g.role), '[]')
    from role_grants g
    join organizations o on o.id = g.org_id
    left join organization_names n on n.org_id = o.id and n.valid @> ${today}::date
    where g.account_id = a.id and g.valid @> ${today}::date)`;
}

/** The whole table; nothing is cut. */
export function getMatrix(ctx: Ctx): Promise<Reply<'getMatrix'>> {
  const { roles, permissions } = ctx.services.permissions;
  return Promise.resolve({
    roles: roles.map((role) => ({
      key: role.key,
      at: [...role.at],
      secondFactor: role.secondFactor,
      excludes: [...(role.excludes ?? [])],
    })),
    permissions: Object.entries(permissions)
      .map(([key, holders]) => ({ key, roles: [...holders] }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  });
}

export async function listGrants(ctx: Ctx, input: Input<'listGrants'>): Promise<Reply<'listGrants'>> {
  const today = ctx.today.toString();
  let query = ctx.tx
    .selectFrom('role_grants as g')
    .innerJoin('accounts as a', 'a.id', 'g.account_id')
    .innerJoin('organizations as o', 'o.id', 'g.org_id')
    .leftJoin('organization_names as n', (join) =>
      join.onRef('n.org_id', '=', 'o.id').on(sql<SqlBool>`n.valid @> ${today}::date`),
    )
    .leftJoin('accounts as by', 'by.id', 'g.granted_by')
    .where(sql<SqlBool>`o.path <@ any(${ctx.scope}::ltree[])`);
  if (input.q)
    query = query.where((eb) =>
      eb.or([nameHas(input.q ?? ''), eb('n.name', 'like', pattern(input.q ?? ''))]),
    );
  if (input.role) query = query.where('g.role', '=', input.role);
  if (input.state) query = query.where(inState(input.state, today));
  const { total } = await query
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .select(['g.id', 'g.account_id', 'a.display_name', 'a.username', 'g.role', 'g.org_id', 'g.reason'])
    .select([
      'by.display_name as granted_by',
      sql<string>`coalesce(n.short_name, o.code)`.as('org_name'),
      sql<string>`lower(g.valid)::text`.as('from'),
      sql<string | null>`(upper(g.valid) - 1)::text`.as('to'),
      sql<z.infer<typeof grantRow>['state']>`case when g.valid @> ${today}::date then 'current'
        when lower(g.valid) > ${today}::date then 'to_come' else 'ended' end`.as('state'),
    ])
    .orderBy(sql`lower(g.valid) desc`)
    .orderBy('g.id', 'desc')
    .limit(pageSize)
    .offset(((input.page ?? 1) - 1) * pageSize)
    .execute();
  return {
    total,
    rows: rows.map((row) => ({
      id: row.id,
      accountId: row.account_id,
      displayName: row.display_name,
      username: row.username,
      role: row.role,
      orgId: row.org_id,
      orgName: row.org_name,
      from: row.from,
      to: row.to,
      state: row.state,
      grantedBy: row.granted_by,
      reason: row.reason,
    })),
  };
}

export async function findHolders(ctx: Ctx, input: Input<'findHolders'>): Promise<Reply<'findHolders'>> {
  let query = ctx.tx
    .selectFrom('accounts as a')
    .leftJoin('organizations as home', 'home.id', 'a.home_org_id')
    .where('a.disabled_at', 'is', null)
    .where(isKept(ctx));
  if (input.q) query = query.where(nameHas(input.q));
  const rows = await query
    .select(['a.id', 'a.display_name', 'a.username', 'a.totp_confirmed_at'])
    .orderBy('a.display_name')
    .limit(pageSize)
    .execute();
  return {
    accounts: rows.map((row) => ({
      id: row.id,
      displayName: row.display_name,
      username: row.username,
      secondFactor: row.totp_confirmed_at !== null,
    })),
  };
}

export async function findPlaces(ctx: Ctx, input: Input<'findPlaces'>): Promise<Reply<'findPlaces'>> {
  const role = ctx.services.permissions.roles.find((row) => row.key === input.role);
  const found = await listBelow(ctx, ctx.scope, role?.at ?? []);
  const asked = input.q ?? '';
  return {
    organizations: found
      .filter((org) => org.name.includes(asked) || org.shortName.includes(asked))
      .map((org) => ({ id: org.id, name: org.name, kind: org.kind })),
  };
}

export async function getSignInRule(ctx: Ctx): Promise<Reply<'getSignInRule'>> {
  const row = await ctx.tx
    .selectFrom('parameter_settings')
    .select(['value', 'source'])
    .where('key', '=', passwordDaysKey)
    .where(sql<SqlBool>`valid @> ${ctx.today.toString()}::date`)
    .orderBy('set_at', 'desc')
    .executeTakeFirst();
  const days = Number(row?.value ?? 0);
  return { passwordDays: days > 0 ? days : null, source: row?.source ?? null };
}

function inState(state: 'to_come' | 'current' | 'ended', today: string) {
  if (state === 'current') return sql<SqlBool>`g.valid @> ${today}::date`;
  if (state === 'to_come') return sql<SqlBool>`lower(g.valid) > ${today}::date`;
  return sql<SqlBool>`upper(g.valid) <= ${today}::date`;
}

function nameHas(words: string) {
  return sql<SqlBool>`(a.display_name ilike ${pattern(words)} or a.username ilike ${pattern(words)})`;
}

function pattern(words: string): string {
  return `%${words.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
}
