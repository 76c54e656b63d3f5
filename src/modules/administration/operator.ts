/** What an operator at the machine may do when nobody can sign in: add an account, hand out a password, unlock. Recorded like all else. */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { endSessions, setPassword } from '../../kernel/auth/account.ts';
import { unlockAccount } from '../../kernel/auth/lock-out.ts';
import { oneTimePassword } from '../../kernel/auth/passwords.ts';
import { oneTimeLasts } from '../../kernel/auth/set-up.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { username as usernameForm } from '../../kernel/auth/api.ts';
import { reasonNotToGrant } from './rules.ts';
import { grantsOverlapping } from './store.ts';

export type NewUser = {
  username: string;
  name: string;
  role?: string | undefined;
  orgCode?: string | undefined;
};
export type Added = { username: string; oneTimePassword: string };

/** A new account, with a role at an organization (the topmost that takes it, or the one with this code). */
export async function addUser(ctx: Ctx, user: NewUser): Promise<Added> {
  if (!usernameForm.safeParse(user.username).success) throw new Refusal('accounts.username_form');
  const role = ctx.services.permissions.roles.find((one) => one.key === user.role);
  if (user.role && !role) throw new Refusal('rights.unknown_role', { params: { role: user.role } });
  const org = await placeFor(ctx, role?.at, user.orgCode);
  const created = await ctx.tx
    .insertInto('accounts')
    .values({ username: user.username, display_name: user.name, home_org_id: org.id, created_at: ctx.now })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!created) throw new Refusal('accounts.username_taken', { status: 409 });
  const subject = { type: 'account', id: created.id };
  const after = { username: user.username, displayName: user.name };
  await record(ctx, { event: 'accounts.created', org: { id: org.id, path: org.path }, subject, after });
  if (role) await giveRole(ctx, created.id, role.key, org);
  return handOut(ctx, created.id, user.username);
}

/** A new one-time password for an account; unlocks it and ends its sessions. */
export async function resetUser(ctx: Ctx, username: string): Promise<Added> {
  const account = await getByName(ctx, username);
  await endSessions(ctx, account.id);
  await unlockAccount(ctx, account.id);
  await record(ctx, { event: 'accounts.password_reset', subject: { type: 'account', id: account.id } });
  return handOut(ctx, account.id, account.username);
}

export async function unlockUser(ctx: Ctx, username: string): Promise<void> {
  const account = await getByName(ctx, username);
  await unlockAccount(ctx, account.id);
  await record(ctx, { event: 'accounts.unlocked', subject: { type: 'account', id: account.id } });
}

type Org = { id: string; path: string; kind: string };

async function placeFor(
  ctx: Ctx,
  kinds: readonly string[] | undefined,
  code: string | undefined,
): Promise<Org> {
  const { rows } = await sql<Org>`
    select id, path, kind from organizations
    where dissolved_on is null
      ${code ? sql`and code = ${code}` : sql``}
      ${kinds && !code ? sql`and kind = any(${[...kinds]})` : sql``}
    order by nlevel(path), order_no limit 1`.execute(ctx.tx);
  const [org] = rows;
  if (!org) throw new Refusal('accounts.no_such_place', { params: { code: code ?? '—' } });
  return org;
}

async function giveRole(ctx: Ctx, accountId: string, role: string, org: Org): Promise<void> {
  const valid = `[${ctx.today.toString()},)`;
  const { roles } = ctx.services.permissions;
  const overlapping = await grantsOverlapping(ctx, accountId, valid);
  const reason = reasonNotToGrant({
    role: roles.find((one) => one.key === role),
    roleKey: role,
    orgKind: org.kind,
    isOwn: false,
    heldMeanwhile: overlapping.map((held) => ({ role: held.role, sameOrg: held.org_id === org.id })),
    roles,
  });
  if (reason) throw new Refusal(reason.code, reason);
  await ctx.tx
    .insertInto('role_grants')
    .values({ account_id: accountId, role, org_id: org.id, valid })
    .execute();
  await record(ctx, {
    event: 'rights.granted',
    org: { id: org.id, path: org.path },
    subject: { type: 'account', id: accountId },
    after: { role, from: ctx.today.toString(), to: null },
  });
}

async function getByName(ctx: Ctx, username: string): Promise<{ id: string; username: string }> {
  const account = await ctx.tx
    .selectFrom('accounts')
    .select(['id', 'username'])
    .where(sql<string>`lower(username)`, '=', username.toLowerCase())
    .executeTakeFirst();
  if (!account) throw new Refusal('accounts.no_such_user', { params: { username } });
  return account;
}

async function handOut(ctx: Ctx, id: string, username: string): Promise<Added> {
  const password = oneTimePassword();
  await setPassword(ctx, id, { password, oneTimeUntil: ctx.now.add(oneTimeLasts) });
  return { username, oneTimePassword: password };
}
