/** Sessions: an opaque token in a cookie, its SHA-256 in the table. */
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor, Ctx, Grant } from '../ctx.ts';
import type { Db } from '../db/pool.ts';

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

/** The session behind a token, with the roles held today; undefined when ended, idle too long or its account disabled. */
export async function findSession(
  db: Db,
  token: string,
  now: Temporal.Instant,
  today: Temporal.PlainDate,
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
    .where('s.id', '=', sessionIdOf(token))
    .where('s.expires_at', '>', now)
    .where('s.last_seen_at', '>', now.subtract(sessionIdle))
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    actor: {
      kind: 'person',
      accountId: row.account_id,
      personId: row.person_id,
      name: row.display_name,
      grants: row.grants ?? [],
      sessionId: row.id,
      provenUntil: row.proven_until,
    },
    step: row.step as SessionStep, // held by a check constraint
    locale: row.locale as 'zh-CN' | 'en', // held by a check constraint
    lastSeenAt: row.last_seen_at,
  };
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
