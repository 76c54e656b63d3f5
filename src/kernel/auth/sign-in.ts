/** Signing in: name and password, the code of the second factor, and what is left to do before the session counts. */
import { sql } from 'kysely';
import { record } from '../audit/record.ts';
import type { Actor, Ctx } from '../ctx.ts';
import { Refusal } from '../refusal.ts';
import { refusalOfProof, requireAccount } from './account.ts';
import {
  beginTry,
  clearTries,
  countAddressFailure,
  refusalOfAddress,
  subjectOf,
  takeBackTry,
} from './lock-out.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { findSession, sessionIdOf, startSession, type SessionStep } from './sessions.ts';
import { acceptCode, wrongCode } from './totp.ts';

/** Where a sign-in comes from. */
export type Origin = { address: string; device: string };
export type Credentials = { username: string; password: string; code?: string | undefined };
export type SignedIn = { token: string; step: SessionStep };

const proofLasts = Temporal.Duration.from({ minutes: 10 });

/**
 * Judges name, password and code. 'code_required' when the account has a second factor and no code came; no session
 * starts then. Failures are counted, so refusals are returned, not thrown; they never say whether the name exists.
 */
export async function signIn(
  ctx: Ctx,
  given: Credentials,
  origin: Origin,
): Promise<SignedIn | 'code_required' | Refusal> {
  const account = await findForSignIn(ctx, given.username.trim(), origin.address);
  const knownAddress = account?.known_address ? origin.address : undefined;
  const crowded = knownAddress ? undefined : await refusalOfAddress(ctx, origin.address);
  if (crowded) return crowded;
  const subject = subjectOf(account?.id, given.username.trim(), knownAddress);
  const locked = await beginTry(ctx, subject);
  if (locked) return locked;

  // A disabled or unknown account costs the same time and gives the same answer as a wrong password.
  const hash = account && !account.disabled_at ? account.password_hash : null;
  const { matches, outdated } = await verifyPassword(hash, given.password);
  if (!account || !matches) return failed(ctx, account, origin);
  if (account.one_time_until && Temporal.Instant.compare(account.one_time_until, ctx.now) <= 0) {
    await takeBackTry(ctx, subject);
    return new Refusal('auth.one_time_password_expired', { remedy: 'auth.ask_for_reset' });
  }
  if (account.totp_confirmed_at) {
    if (!given.code) {
      await takeBackTry(ctx, subject);
      return 'code_required';
    }
    if (!(await acceptCode(ctx, account, given.code))) {
      await failed(ctx, account, origin);
      return wrongCode();
    }
  }
  await clearTries(ctx, subject);
  if (outdated) await renewHash(ctx, account.id, given.password);
  const step = (await isPasswordTooOld(ctx, account.password_set_at))
    ? 'password_change_required'
    : 'signed_in';
  return openSession(ctx, account, step, origin);
}

export type SignInAccount = Awaited<ReturnType<typeof findForSignIn>>;

async function findForSignIn(ctx: Ctx, username: string, address: string) {
  return ctx.tx
    .selectFrom('accounts as a')
    .leftJoin('organizations as o', 'o.id', 'a.home_org_id')
    .leftJoin('sign_in_addresses as k', (join) =>
      join.onRef('k.account_id', '=', 'a.id').on('k.address', '=', address),
    )
    .select([
      'a.id',
      'a.display_name',
      'a.person_id',
      'a.password_hash',
      'a.password_set_at',
      'a.one_time_until',
      'a.totp_secret',
      'a.totp_confirmed_at',
      'a.recovery_code_hashes',
      'a.disabled_at',
      'a.home_org_id',
      'o.path as home_path',
      'k.address as known_address',
    ])
    .where(sql<string>`lower(a.username)`, '=', username.toLowerCase())
    .executeTakeFirst();
}

async function failed(ctx: Ctx, account: SignInAccount, origin: Origin): Promise<Refusal> {
  await countAddressFailure(ctx, origin.address);
  // The name that was typed is not kept: people type passwords there.
  await record(ctx, {
    event: 'auth.sign_in_failed',
    ...(account && { subject: { type: 'account', id: account.id }, ...homeOf(account) }),
    after: { address: origin.address },
  });
  return new Refusal('auth.wrong_credentials', { remedy: 'auth.forgotten' });
}

type Home = { home_org_id: string | null; home_path: string | null };

function homeOf({ home_org_id, home_path }: Home): { org?: { id: string; path: string } } {
  return home_org_id && home_path ? { org: { id: home_org_id, path: home_path } } : {};
}

type Opening = Home & { id: string; display_name: string; person_id: string | null };

/** Starts the session of somebody who has proved who they are; an earlier session of the same browser ends. */
export async function openSession(
  ctx: Ctx,
  account: Opening,
  step: SessionStep,
  origin: Origin,
): Promise<SignedIn> {
  if (ctx.actor.kind === 'person')
    await ctx.tx.deleteFrom('sessions').where('id', '=', ctx.actor.sessionId).execute();
  await ctx.tx
    .deleteFrom('sessions')
    .where('account_id', '=', account.id)
    .where('expires_at', '<', ctx.now)
    .execute();
  const token = await startSession(ctx, account.id, step, origin);
  const sessionId = sessionIdOf(token);
  if (step !== 'code_required') await noteSignIn(ctx, account.id, origin.address);
  const actor: Actor = {
    kind: 'person',
    accountId: account.id,
    personId: account.person_id,
    name: account.display_name,
    grants: [],
    sessionId,
    provenUntil: null,
  };
  const subject = { type: 'account', id: account.id };
  await record(
    { ...ctx, actor },
    { event: 'auth.signed_in', subject, ...homeOf(account), after: { address: origin.address } },
  );
  return { token, step: await stepNow(ctx, sessionId) };
}

/** Finishes a session that awaits its code. Wrong codes count towards the lock. */
export async function enterCode(ctx: Ctx, code: string, origin: Origin): Promise<SessionStep | Refusal> {
  const id = requireAccount(ctx);
  const sessionId = ctx.actor.kind === 'person' ? ctx.actor.sessionId : '';
  const subject = subjectOf(id, '', undefined);
  const locked = await beginTry(ctx, subject);
  if (locked) return locked;
  const account = await ctx.tx
    .selectFrom('accounts')
    .select(['id', 'totp_secret', 'totp_confirmed_at', 'recovery_code_hashes'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (!(await acceptCode(ctx, account, code))) {
    await record(ctx, { event: 'auth.sign_in_failed', subject: { type: 'account', id } });
    return wrongCode();
  }
  await clearTries(ctx, subject);
  await ctx.tx
    .updateTable('sessions')
    .set({ step: 'signed_in' })
    .where('id', '=', sessionId)
    .where('step', '=', 'code_required')
    .execute();
  await noteSignIn(ctx, id, origin.address);
  return stepNow(ctx, sessionId);
}

/** Proves the password again; sensitive acts are open for ten minutes. A code, where one is given, must be right too. */
export async function proveAgain(
  ctx: Ctx,
  given: { password: string; code?: string | undefined },
): Promise<Temporal.Instant | Refusal> {
  const id = requireAccount(ctx);
  const account = await ctx.tx
    .selectFrom('accounts')
    .select(['id', 'password_hash', 'totp_secret', 'totp_confirmed_at', 'recovery_code_hashes'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const wrong = await refusalOfProof(ctx, account.password_hash, given.password, 'password');
  if (wrong) return wrong;
  if (given.code && account.totp_confirmed_at && !(await acceptCode(ctx, account, given.code)))
    return wrongCode();
  const until = ctx.now.add(proofLasts);
  const sessionId = ctx.actor.kind === 'person' ? ctx.actor.sessionId : '';
  await ctx.tx.updateTable('sessions').set({ proven_until: until }).where('id', '=', sessionId).execute();
  return until;
}

/** Ends the session of this browser, if there is one. */
export async function signOut(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind !== 'person') return;
  await ctx.tx.deleteFrom('sessions').where('id', '=', ctx.actor.sessionId).execute();
  await record(ctx, { event: 'auth.signed_out', subject: { type: 'account', id: ctx.actor.accountId } });
}

async function stepNow(ctx: Ctx, sessionId: string): Promise<SessionStep> {
  const { permissions } = ctx.services;
  const session = await findSession(ctx.tx, sessionId, { now: ctx.now, today: ctx.today, permissions });
  if (!session) throw new Error('the session that was just opened is gone');
  return session.step;
}

async function noteSignIn(ctx: Ctx, accountId: string, address: string): Promise<void> {
  await ctx.tx
    .updateTable('accounts')
    .set({ last_signed_in_at: ctx.now })
    .where('id', '=', accountId)
    .execute();
  await ctx.tx
    .insertInto('sign_in_addresses')
    .values({ account_id: accountId, address, last_at: ctx.now })
    .onConflict((oc) => oc.columns(['account_id', 'address']).doUpdateSet({ last_at: ctx.now }))
    .execute();
}

/** The cost was raised since: the hash is made anew while the password is at hand. */
async function renewHash(ctx: Ctx, accountId: string, password: string): Promise<void> {
  await ctx.tx
    .updateTable('accounts')
    .set({ password_hash: await hashPassword(password) })
    .where('id', '=', accountId)
    .execute();
}

/** Setting `auth.password_days`: after so many days a password must be changed; off unless the town sets it. */
export const passwordDaysKey = 'auth.password_days';

async function isPasswordTooOld(ctx: Ctx, setAt: Temporal.Instant | null): Promise<boolean> {
  const row = await ctx.tx
    .selectFrom('parameter_settings')
    .select('value')
    .where('key', '=', passwordDaysKey)
    .where(sql<boolean>`valid @> ${ctx.today.toString()}::date`)
    .orderBy('set_at', 'desc')
    .executeTakeFirst();
  const days = Number(row?.value ?? 0);
  if (!setAt || !(days > 0)) return false;
  return Temporal.Instant.compare(setAt.add({ hours: 24 * days }), ctx.now) <= 0;
}
