/** Sessions: an opaque token in a cookie, its SHA-256 in the table. */
import { createHash, randomBytes } from 'node:crypto';
import { CompiledQuery } from 'kysely';
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

type SessionRow = {
  id: string;
  step: string;
  last_seen_at: Temporal.Instant;
  proven_until: Temporal.Instant | null;
  account_id: string;
  person_id: string | null;
  display_name: string;
  locale: 'zh-CN' | 'en';
  password_must_change: boolean;
  totp_confirmed_at: Temporal.Instant | null;
  grants: Grant[];
};

/** Asked by every request of the staff app, so it is one statement whose plan is kept: session, account, roles held today. */
const openSession = `
  select s.id, s.step, s.last_seen_at, s.proven_until, a.id as account_id, a.person_id, a.display_name, a.locale,
    a.password_must_change, a.totp_confirmed_at,
    (select coalesce(json_agg(json_build_object('role', g.role, 'orgId', g.org_id, 'orgPath', o.path)), '[]')
     from role_grants g join organizations o on o.id = g.org_id
     where g.account_id = a.id and g.valid @> $2::date) as grants
  from sessions s
  join accounts a on a.id = s.account_id
  where s.id = $1 and s.expires_at > $3 and s.last_seen_at > $4 and a.disabled_at is null`;

/**
 * The session with this id, with the roles held today; undefined when ended, idle too long or its account disabled.
 * What is still to do is judged anew each time: a role granted since may demand a second factor.
 */
export async function findSession(
  db: Db,
  id: string,
  { now, today, permissions }: SessionMoment,
): Promise<OpenSession | undefined> {
  const idleSince = now.subtract(sessionIdle);
  const asked = CompiledQuery.raw(openSession, [id, today, now, idleSince]);
  const { rows } = await db.executeQuery<SessionRow>(asked);
  const [row] = rows;
  if (!row) return undefined;
  const { grants } = row;
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
    locale: row.locale,
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
  if (now.epochMilliseconds - session.lastSeenAt.epochMilliseconds < 60_000) return;
  await db
    .updateTable('sessions')
    .set({ last_seen_at: now })
    .where('id', '=', session.actor.sessionId)
    .execute();
}
