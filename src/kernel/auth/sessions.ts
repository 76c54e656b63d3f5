/** Sessions: an opaque token in a cookie, its SHA-256 in the table. */
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor, Ctx, Grant } from '../ctx.ts';
import type { Db } from '../db/pool.ts';
import { demandsSecondFactor, type PermissionTable } from './permissions.ts';

export type SessionStep =
  | 'signed_in'
  | 'code_required'
  | 'password_change_required'
  | 'second_factor_required';

export type OpenSession = {
  actor: Extract<Actor, { kind: 'person' }>;
  step: SessionStep;
  locale: 'zh-CN' | 'en';
  lastSeenAt: Temporal.Instant;
};

/** The moment of a request, and the table that says which roles demand a second factor. */
export type SessionMoment = {
  now: Temporal.Instant;
  today: Temporal.PlainDate;
  permissions: PermissionTable;
};

export const sessionIdle = Temporal.Duration.from({ minutes: 30 });
export const sessionLongest = Temporal.Duration.from({ hours: 12 });

export function sessionIdOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Starts a session and gives the token for the cookie; the table keeps only its hash. */
export async function startSession(
  ctx: Ctx,
  accountId: string,
  step: SessionStep,
  from: { address: string; device: string },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await ctx.tx
    .insertInto('sessions')
    .values({
      id: sessionIdOf(token),
      account_id: accountId,
      step,
      started_at: ctx.now,
      last_seen_at: ctx.now,
      expires_at: ctx.now.add(sessionLongest),
      proven_until: ctx.now.add({ minutes: 10 }),
      address: from.address,
      device: from.device.slice(0, 200),
    })
    .execute();
  return token;
}

/**
 * The session with this id, with the roles held today; undefined when ended, idle too long or its account disabled.
 * What is still to do is judged anew each time: a role granted since may demand a second factor.
 */
export async function findSession(
  db: Db,
  id: string,
  { now, today, permissions }: SessionMoment,
): Promise<OpenSession | undefined> {
  const row = await db
    .selectFrom('sessions as s')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .select([
      's.id',
      's.step',
      's.last_seen_at',
      's.proven_until',
      'a.id as account_id',
      'a.person_id',
      'a.display_name',
      'a.locale',
      'a.password_must_change',
      'a.totp_confirmed_at',
    ])
    .select((eb) =>
      eb
        .selectFrom('role_grants as g')
        .innerJoin('organizations as o', 'o.id', 'g.org_id')
        .select(
          sql<
            Grant[]
          >`coalesce(json_agg(json_build_object('role', g.role, 'orgId', g.org_id, 'orgPath', o.path)), '[]')`.as(
            'grants',
          ),
        )
        .whereRef('g.account_id', '=', 'a.id')
        .where(sql<boolean>`g.valid @> ${today.toString()}::date`)
        .as('grants'),
    )
    .where('s.id', '=', id)
    .where('s.expires_at', '>', now)
    .where('s.last_seen_at', '>', now.subtract(sessionIdle))
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const grants = row.grants ?? [];
  return {
    actor: {
      kind: 'person',
      accountId: row.account_id,
      personId: row.person_id,
      name: row.display_name,
      grants,
      sessionId: row.id,
      provenUntil: row.proven_until,
    },
    step: stepOf(row, grants, permissions),
    locale: row.locale as 'zh-CN' | 'en', // held by a check constraint
    lastSeenAt: row.last_seen_at,
  };
}

type StepFacts = { step: string; password_must_change: boolean; totp_confirmed_at: Temporal.Instant | null };

function stepOf(row: StepFacts, grants: Grant[], permissions: PermissionTable): SessionStep {
  if (row.step === 'code_required') return 'code_required';
  if (row.password_must_change || row.step === 'password_change_required') return 'password_change_required';
  const roles = grants.map((grant) => grant.role);
  if (!row.totp_confirmed_at && demandsSecondFactor(permissions, roles)) return 'second_factor_required';
  return 'signed_in';
}

/** Notes that the session is in use, at most once a minute. */
export async function touchSession(db: Db, session: OpenSession, now: Temporal.Instant): Promise<void> {
  if (Temporal.Duration.compare(session.lastSeenAt.until(now), { minutes: 1 }) < 0) return;
  await db
    .updateTable('sessions')
    .set({ last_seen_at: now })
    .where('id', '=', session.actor.sessionId)
    .execute();
}
