/** Accounts (system administrator) and rights (security administrator). */
import { record } from '../../kernel/audit/record.ts';
import { endSessions, setPassword } from '../../kernel/auth/account.ts';
import { unlockAccount as unlock } from '../../kernel/auth/lock-out.ts';
import { demandsSecondFactor } from '../../kernel/auth/permissions.ts';
import { oneTimePassword } from '../../kernel/auth/passwords.ts';
import { oneTimeLasts } from '../../kernel/auth/set-up.ts';
import { passwordDaysKey } from '../../kernel/auth/sign-in.ts';
import { accountOf, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { RequestOf } from '../../kernel/http/contract.ts';
import { sql } from 'kysely';
import { getOrganization } from '../organizations/facade.ts';
import type { administrationApi } from './api.ts';
import { reasonNotToGrant } from './rules.ts';
import * as store from './store.ts';

type Input<Name extends keyof typeof administrationApi> = RequestOf<(typeof administrationApi)[Name]>;
type HandedOut = { username: string; oneTimePassword: string; goodUntil: string };

/** A new account at the administrator's own organization. An existing name is refused and stays untouched. */
export async function createAccount(ctx: Ctx, input: Input<'createAccount'>): Promise<HandedOut> {
  const home = homeOfActor(ctx);
  const created = await ctx.tx
    .insertInto('accounts')
    .values({
      username: input.username,
      display_name: input.displayName,
      email: input.email ?? null,
      home_org_id: home.id,
      created_at: ctx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!created) throw new Refusal('accounts.username_taken', { status: 409, field: 'username' });
  await record(ctx, {
    event: 'accounts.created',
    org: home,
    subject: { type: 'account', id: created.id },
    after: { username: input.username, displayName: input.displayName },
  });
  return handOut(ctx, created.id, input.username);
}

/** Hands out a new password: the holder must change it, the second factor stays, every session ends. */
export async function resetPassword(ctx: Ctx, input: Input<'resetPassword'>): Promise<HandedOut> {
  const account = await store.lockAccount(ctx, input.id, input.version);
  if (account.id === accountOf(ctx)) throw new Refusal('accounts.own_password');
  await store.raiseVersion(ctx, account.id);
  await endSessions(ctx, account.id);
  await unlock(ctx, account.id);
  await recordOf(ctx, account, 'accounts.password_reset', { reason: input.reason });
  return handOut(ctx, account.id, account.username);
}

export async function unlockAccount(ctx: Ctx, input: Input<'unlockAccount'>): Promise<Record<string, never>> {
  const account = await store.lockAccount(ctx, input.id, input.version);
  await unlock(ctx, account.id);
  await recordOf(ctx, account, 'accounts.unlocked');
  return {};
}

export async function disableAccount(
  ctx: Ctx,
  input: Input<'disableAccount'>,
): Promise<Record<string, never>> {
  const account = await store.lockAccount(ctx, input.id, input.version);
  if (account.id === accountOf(ctx)) throw new Refusal('accounts.own_account');
  await requireNotLast(ctx, 'security_administrator', account.id);
  await ctx.tx.updateTable('accounts').set({ disabled_at: ctx.now }).where('id', '=', account.id).execute();
  await store.raiseVersion(ctx, account.id);
  await endSessions(ctx, account.id);
  await recordOf(ctx, account, 'accounts.disabled', { reason: input.reason });
  return {};
}

export async function enableAccount(ctx: Ctx, input: Input<'enableAccount'>): Promise<Record<string, never>> {
  const account = await store.lockAccount(ctx, input.id, input.version);
  await ctx.tx.updateTable('accounts').set({ disabled_at: null }).where('id', '=', account.id).execute();
  await store.raiseVersion(ctx, account.id);
  await recordOf(ctx, account, 'accounts.enabled', { reason: input.reason });
  return {};
}

/** Gives a role for a period. The account is held, so two grants at one moment see each other. */
export async function grantRole(ctx: Ctx, input: Input<'grantRole'>): Promise<{ id: string }> {
  const account = await store.lockAccount(ctx, input.accountId);
  const org = await getOrganization(ctx, input.orgId);
  requireInScope(ctx, org.path);
  if (input.from < ctx.today.toString())
    throw new Refusal('rights.not_before_today', { field: 'from', possibleFrom: ctx.today.toString() });
  if (input.to && input.to < input.from) throw new Refusal('rights.ends_before_start', { field: 'to' });
  const valid = `[${input.from},${input.to ?? ''}${input.to ? ']' : ')'}`;
  const { roles } = ctx.services.permissions;
  const overlapping = await store.grantsOverlapping(ctx, account.id, valid);
  const reason = reasonNotToGrant({
    role: roles.find((role) => role.key === input.role),
    roleKey: input.role,
    orgKind: org.kind,
    isOwn: account.id === accountOf(ctx),
    heldMeanwhile: overlapping.map((held) => ({ role: held.role, sameOrg: held.org_id === org.id })),
    roles,
  });
  if (reason) throw new Refusal(reason.code, reason);
  const { id } = await ctx.tx
    .insertInto('role_grants')
    .values({
      account_id: account.id,
      role: input.role,
      org_id: org.id,
      valid,
      granted_by: accountOf(ctx),
      reason: input.reason,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(ctx, {
    event: 'rights.granted',
    org: { id: org.id, path: org.path },
    subject: { type: 'account', id: account.id },
    after: { role: input.role, from: input.from, to: input.to ?? null },
    reason: input.reason,
  });
  return { id };
}

/** Ends a role after `lastDay`, yesterday at the earliest: what was held stays on record. */
export async function endGrant(ctx: Ctx, input: Input<'endGrant'>): Promise<Record<string, never>> {
  const grant = await store.lockGrant(ctx, input.id);
  if (!grant) throw new Refusal('not_found', { status: 404 });
  if (grant.account_id === accountOf(ctx)) throw new Refusal('rights.own_account', { who: 'rights.manage' });
  const earliest = ctx.today.subtract({ days: 1 }).toString();
  if (input.lastDay < earliest)
    throw new Refusal('rights.not_before_today', { field: 'lastDay', possibleFrom: earliest });
  if (grant.to !== null && grant.to <= input.lastDay)
    throw new Refusal('rights.ended_already', { params: { on: grant.to }, field: 'lastDay' });
  if (demandsSecondFactor(ctx.services.permissions, [grant.role]) && grant.from <= ctx.today.toString())
    await requireNotLast(ctx, grant.role, grant.account_id);
  if (input.lastDay < grant.from) await ctx.tx.deleteFrom('role_grants').where('id', '=', grant.id).execute();
  else {
    await ctx.tx
      .updateTable('role_grants')
      .set({ valid: `[${grant.from},${input.lastDay}]` })
      .where('id', '=', grant.id)
      .execute();
  }
  await record(ctx, {
    event: 'rights.ended',
    org: { id: grant.org_id, path: grant.path },
    subject: { type: 'account', id: grant.account_id },
    before: { role: grant.role, from: grant.from, to: grant.to },
    after: { to: input.lastDay },
    reason: input.reason,
  });
  return {};
}

/** Forgets a lost second factor. The system administrator, who resets passwords, cannot do this, so neither enters alone. */
export async function resetSecondFactor(
  ctx: Ctx,
  input: Input<'resetSecondFactor'>,
): Promise<Record<string, never>> {
  const account = await store.lockAccount(ctx, input.id);
  if (account.id === accountOf(ctx)) throw new Refusal('rights.own_account', { who: 'rights.manage' });
  await ctx.tx
    .updateTable('accounts')
    .set({
      totp_secret: null,
      totp_pending: null,
      totp_confirmed_at: null,
      totp_last_step: null,
      recovery_code_hashes: [],
    })
    .where('id', '=', account.id)
    .execute();
  await endSessions(ctx, account.id);
  await recordOf(ctx, account, 'rights.second_factor_reset', { reason: input.reason });
  return {};
}

/** Sets the rule of password age from today on, with its source and reason; earlier values stay on record. */
export async function setSignInRule(ctx: Ctx, input: Input<'setSignInRule'>): Promise<Record<string, never>> {
  const home = homeOfActor(ctx);
  const today = ctx.today.toString();
  await sql`delete from parameter_settings
    where key = ${passwordDaysKey} and org_id = ${home.id} and lower(valid) = ${today}::date`.execute(ctx.tx);
  await sql`update parameter_settings set valid = daterange(lower(valid), ${today}::date)
    where key = ${passwordDaysKey} and org_id = ${home.id} and valid @> ${today}::date`.execute(ctx.tx);
  await ctx.tx
    .insertInto('parameter_settings')
    .values({
      key: passwordDaysKey,
      org_id: home.id,
      value: JSON.stringify(input.passwordDays ?? 0),
      valid: `[${today},)`,
      source: input.source,
      reason: input.reason,
      set_by: accountOf(ctx),
      set_at: ctx.now,
    })
    .execute();
  await record(ctx, {
    event: 'rights.sign_in_rule_set',
    org: home,
    after: { passwordDays: input.passwordDays, source: input.source },
    reason: input.reason,
  });
  return {};
}

async function handOut(ctx: Ctx, id: string, username: string): Promise<HandedOut> {
  const password = oneTimePassword();
  const goodUntil = ctx.now.add(oneTimeLasts);
  await setPassword(ctx, id, { password, oneTimeUntil: goodUntil });
  return { username, oneTimePassword: password, goodUntil: goodUntil.toString() };
}

/** Somebody must be left who can give rights back. */
async function requireNotLast(ctx: Ctx, role: string, accountId: string): Promise<void> {
  const { permissions } = ctx.services;
  if (!demandsSecondFactor(permissions, [role])) return;
  const held = await store.grantsOverlapping(
    ctx,
    accountId,
    `[${ctx.today.toString()},${ctx.today.toString()}]`,
  );
  if (!held.some((grant) => grant.role === role)) return;
  if ((await store.countHolders(ctx, role, accountId)) === 0)
    throw new Refusal('accounts.last_administrator', {
      params: { nameKey: `role.${role}` },
      remedy: 'accounts.last_administrator',
    });
}

/** The organization at which the actor holds the permission of this act. */
function homeOfActor(ctx: Ctx): { id: string; path: string } {
  const grant =
    ctx.actor.kind === 'person'
      ? ctx.actor.grants.find(({ orgPath }) => ctx.scope.includes(orgPath))
      : undefined;
  if (!grant) throw new Error('an act of administration needs a person with a role');
  return { id: grant.orgId, path: grant.orgPath };
}

async function recordOf(
  ctx: Ctx,
  account: store.KeptAccount,
  event: string,
  more: { reason?: string } = {},
): Promise<void> {
  await record(ctx, {
    event,
    subject: { type: 'account', id: account.id },
    ...(account.home && { org: account.home }),
    ...more,
  });
}
