/** The own account: who is signed in, password, language, sessions. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import { accountOf, type Ctx } from '../ctx.ts';
import { Refusal } from '../refusal.ts';
import type { ownSession, sessionView } from './api.ts';
import { beginTry, clearTries, subjectOf } from './lock-out.ts';
import { hashPassword, reasonNotToUse, rememberedPasswords, verifyPassword } from './passwords.ts';
import { permissionsOf } from './permissions.ts';
import { findSession, type SessionStep } from './sessions.ts';

/** The account of the signed-in person; a job or a visitor has none. */
export function requireAccount(ctx: Ctx): string {
  const id = accountOf(ctx);
  if (!id) throw new Refusal('auth.not_signed_in', { status: 401 });
  return id;
}

export type SessionNow = { step: SessionStep | null; session: z.infer<typeof sessionView> | null };

/** Who is signed in and what is still to do; a session that is not finished has no permissions. */
export async function sessionNow(ctx: Ctx): Promise<SessionNow> {
  if (ctx.actor.kind !== 'person') return { step: null, session: null };
  const { permissions } = ctx.services;
  const open = await findSession(ctx.tx, ctx.actor.sessionId, {
    now: ctx.now,
    today: ctx.today,
    permissions,
  });
  if (!open) return { step: null, session: null };
  const account = await ctx.tx
    .selectFrom('accounts')
    .select(['username', 'display_name', 'elder_mode', 'totp_confirmed_at', 'oidc_subject'])
    .where('id', '=', open.actor.accountId)
    .executeTakeFirstOrThrow();
  return {
    step: open.step,
    session: {
      accountId: open.actor.accountId,
      personId: open.actor.personId,
      username: account.username,
      displayName: account.display_name,
      locale: open.locale,
      elderMode: account.elder_mode,
      roles: await rolesHeld(ctx, open.actor.accountId),
      town: await townAbove(
        ctx,
        open.actor.grants.map((grant) => grant.orgPath),
      ),
      permissions:
        open.step === 'signed_in'
          ? permissionsOf(
              permissions,
              open.actor.grants.map((grant) => grant.role),
            )
          : [],
      totpEnrolled: account.totp_confirmed_at !== null,
      oidcLinked: account.oidc_subject !== null,
      today: ctx.today.toString(),
    },
  };
}

async function rolesHeld(ctx: Ctx, accountId: string): Promise<z.infer<typeof sessionView>['roles']> {
  const today = ctx.today.toString();
  const rows = await ctx.tx
    .selectFrom('role_grants as g')
    .innerJoin('organizations as o', 'o.id', 'g.org_id')
    .leftJoin('organization_names as n', (join) =>
      join.onRef('n.org_id', '=', 'o.id').on(sql<boolean>`n.valid @> ${today}::date`),
    )
    .select(['g.role', 'g.org_id as orgId'])
    .select([
      sql<string>`coalesce(n.short_name, o.code)`.as('orgName'),
      sql<string>`lower(g.valid)::text`.as('from'),
      sql<string | null>`(upper(g.valid) - 1)::text`.as('to'),
    ])
    .where('g.account_id', '=', accountId)
    .where(sql<boolean>`g.valid @> ${today}::date`)
    .orderBy('o.path')
    .orderBy('g.role')
    .execute();
  return rows;
}

/** Short name of the town nearest above the paths, else of the root; null where there is no path. */
async function townAbove(ctx: Ctx, paths: string[]): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select coalesce(n.short_name, o.code) as name
    from organizations o
    left join organization_names n on n.org_id = o.id and n.valid @> ${ctx.today.toString()}::date
    where o.path @> any(${paths}::ltree[]) and (o.kind = ${ctx.services.townKind} or nlevel(o.path) = 1)
    order by o.kind = ${ctx.services.townKind} desc, nlevel(o.path) desc, o.path
    limit 1
  `.execute(ctx.tx);
  return rows[0]?.name ?? null;
}

/**
 * Changes the own password; the other sessions end. A wrong current one counts towards the lock, so its refusal is
 * returned, not thrown.
 */
export async function changePassword(
  ctx: Ctx,
  input: { current: string; next: string },
): Promise<Refusal | undefined> {
  const accountId = requireAccount(ctx);
  const account = await ctx.tx
    .selectFrom('accounts')
    .select(['username', 'password_hash'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const wrong = await refusalOfProof(ctx, account.password_hash, input.current, 'current');
  if (wrong) return wrong;
  const reason = reasonNotToUse(input.next, account.username);
  if (reason) throw new Refusal(reason.code, reason);
  await requireNew(ctx, accountId, input.next, account.password_hash);
  await setPassword(ctx, accountId, { password: input.next });
  const sessionId = ctx.actor.kind === 'person' ? ctx.actor.sessionId : '';
  await ctx.tx.updateTable('sessions').set({ step: 'signed_in' }).where('id', '=', sessionId).execute();
  await endSessions(ctx, accountId, sessionId);
  await record(ctx, { event: 'auth.password_changed', subject: { type: 'account', id: accountId } });
}

/** Judges the password of the signed-in person again, under the account's lock. */
export async function refusalOfProof(
  ctx: Ctx,
  hash: string | null,
  password: string,
  field: string,
): Promise<Refusal | undefined> {
  const subject = subjectOf(requireAccount(ctx), '', undefined);
  const locked = await beginTry(ctx, subject);
  if (locked) return locked;
  const { matches } = await verifyPassword(hash, password);
  if (!matches) return new Refusal('auth.wrong_password', { field });
  await clearTries(ctx, subject);
}

/** Writes a password. `oneTimeUntil`: an administrator handed it out, so its holder must change it first. */
export async function setPassword(
  ctx: Ctx,
  accountId: string,
  { password, oneTimeUntil }: { password: string; oneTimeUntil?: Temporal.Instant },
): Promise<void> {
  const hash = await hashPassword(password);
  await ctx.tx
    .updateTable('accounts')
    .set({
      password_hash: hash,
      password_set_at: ctx.now,
      password_must_change: oneTimeUntil !== undefined,
      one_time_until: oneTimeUntil ?? null,
    })
    .where('id', '=', accountId)
    .execute();
  await ctx.tx
    .insertInto('password_history')
    .values({ account_id: accountId, password_hash: hash, set_at: ctx.now })
    .execute();
}

async function requireNew(ctx: Ctx, accountId: string, next: string, current: string | null): Promise<void> {
  const former = await ctx.tx
    .selectFrom('password_history')
    .select('password_hash')
    .where('account_id', '=', accountId)
    .orderBy('set_at', 'desc')
    .limit(rememberedPasswords)
    .execute();
  const hashes = new Set([...(current ? [current] : []), ...former.map((row) => row.password_hash)]);
  for (const hash of hashes) {
    const { matches } = await verifyPassword(hash, next);
    if (matches)
      throw new Refusal('password.used_before', { params: { count: rememberedPasswords }, field: 'next' });
  }
}

/** Ends the sessions of an account, all or all but one. */
export async function endSessions(ctx: Ctx, accountId: string, except?: string): Promise<void> {
  let query = ctx.tx.deleteFrom('sessions').where('account_id', '=', accountId);
  if (except) query = query.where('id', '<>', except);
  await query.execute();
}

export async function setPreferences(
  ctx: Ctx,
  input: { locale?: 'zh-CN' | 'en' | undefined; elderMode?: boolean | undefined },
): Promise<void> {
  const change = {
    ...(input.locale && { locale: input.locale }),
    ...(input.elderMode !== undefined && { elder_mode: input.elderMode }),
  };
  if (Object.keys(change).length === 0) return;
  await ctx.tx.updateTable('accounts').set(change).where('id', '=', requireAccount(ctx)).execute();
}

export async function listOwnSessions(ctx: Ctx): Promise<z.infer<typeof ownSession>[]> {
  const rows = await ctx.tx
    .selectFrom('sessions')
    .select(['id', 'started_at', 'last_seen_at', 'address', 'device'])
    .where('account_id', '=', requireAccount(ctx))
    .where('expires_at', '>', ctx.now)
    .orderBy('last_seen_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    current: ctx.actor.kind === 'person' && ctx.actor.sessionId === row.id,
    startedAt: row.started_at.toString(),
    lastSeenAt: row.last_seen_at.toString(),
    address: row.address,
    device: row.device,
  }));
}

/** Ends one of the own sessions; another person's answers as if it did not exist. */
export async function revokeSession(ctx: Ctx, id: string): Promise<void> {
  const accountId = requireAccount(ctx);
  const ended = await ctx.tx
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (ended.numDeletedRows === 0n) throw new Refusal('not_found', { status: 404 });
  await record(ctx, { event: 'auth.session_ended', subject: { type: 'account', id: accountId } });
}
