/** One transaction, one moment, one actor: the first parameter of every action and query. */
import { sql } from 'kysely';
import { rolesWith } from './auth/permissions.ts';
import type { Db, Tx } from './db/pool.ts';
import { inTransaction } from './db/transaction.ts';
import type { Locale } from './i18n/catalogue.ts';
import { Refusal } from './refusal.ts';
import type { Services } from './services.ts';

/** A role held today at an organization; `orgPath` is the subtree on which it acts. */
export type Grant = { role: string; orgId: string; orgPath: string };

export type Actor =
  | {
      kind: 'person';
      accountId: string;
      /** The member record of the account's holder, if there is one. */
      personId: string | null;
      name: string;
      grants: Grant[];
      sessionId: string;
      provenUntil: Temporal.Instant | null;
    }
  | { kind: 'system'; name: string }
  | { kind: 'visitor'; name: string };

export type Ctx = {
  tx: Tx;
  now: Temporal.Instant;
  /** The day in China. */
  today: Temporal.PlainDate;
  actor: Actor;
  /** The permission under which this act runs. */
  permission: string;
  /** Paths of the subtrees on which the actor holds that permission; row-level security uses the same. */
  scope: string[];
  locale: Locale;
  services: Services;
};

export const timeZone = 'Asia/Shanghai';

type KnownDay = { day: Temporal.PlainDate; fromMs: number; toMs: number };

/** Nearly every moment asked about lies in the day asked about before. */
let known: KnownDay = dayAround(Temporal.Instant.fromEpochMilliseconds(0));

/** The day in China at a moment. */
export function dayOf(now: Temporal.Instant): Temporal.PlainDate {
  const ms = now.epochMilliseconds;
  if (ms < known.fromMs || ms >= known.toMs) known = dayAround(now);
  return known.day;
}

function dayAround(now: Temporal.Instant): KnownDay {
  const day = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const from = day.toZonedDateTime(timeZone);
  return { day, fromMs: from.epochMilliseconds, toMs: from.add({ days: 1 }).epochMilliseconds };
}

/** Paths at which one of `roles` is held, without those that lie below another. */
export function scopeOf(grants: Grant[], roles: ReadonlySet<string>): string[] {
  const paths = [
    ...new Set(grants.filter((grant) => roles.has(grant.role)).map((grant) => grant.orgPath)),
  ].sort();
  return paths.filter((path) => !paths.some((above) => path.startsWith(`${above}.`)));
}

/** True when the path lies in one of the scope's subtrees; the empty path stands for everything. */
export function isInScope(scope: readonly string[], path: string): boolean {
  return scope.some((above) => above === '' || path === above || path.startsWith(`${above}.`));
}

/** Refuses an act on an organization that lies outside the scope of the act's permission. */
export function requireInScope(ctx: Ctx, orgPath: string): void {
  if (!isInScope(ctx.scope, orgPath)) {
    throw new Refusal('permission.elsewhere', {
      status: 403,
      params: { permission: ctx.permission },
      who: ctx.permission,
    });
  }
}

/** The account behind the act; null for jobs and visitors. */
export function accountOf(ctx: Ctx): string | null {
  return ctx.actor.kind === 'person' ? ctx.actor.accountId : null;
}

/** The member record of the person behind the act; null for jobs, visitors and people without one. */
export function personOf(ctx: Ctx): string | null {
  return ctx.actor.kind === 'person' ? ctx.actor.personId : null;
}

export type Act = {
  now: Temporal.Instant;
  actor: Actor;
  permission: string;
  scope: string[];
  locale: Locale;
  services: Services;
};

/** Runs one act in one transaction under row-level security; whatever it throws rolls everything back. */
export async function runAct<T>(db: Db, act: Act, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return inTransaction(db, scopeStatement(act), (tx) => work({ ...act, tx, today: dayOf(act.now) }));
}

/**
 * Runs part of an act under another permission of the same actor, with that permission's scope; undefined when it is not held.
 * For pages that gather from several modules (my work, the board): each part sees what its own permission opens.
 */
export async function underPermission<T>(
  ctx: Ctx,
  permission: string,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T | undefined> {
  const scope = scopeUnder(ctx, permission);
  if (scope.length === 0) return undefined;
  await sql.raw(scopeStatement({ ...ctx, scope })).execute(ctx.tx);
  try {
    return await work({ ...ctx, permission, scope });
  } finally {
    // After an error the transaction is lost anyway; setting the scope back then only fails again.
    await sql
      .raw(scopeStatement(ctx))
      .execute(ctx.tx)
      .catch(() => undefined);
  }
}

/**
 * Runs part of an act with its scope widened by the very paths that a procedure has just opened to it, where its two
 * sides lie in different scopes: the branch that receives a member takes the record over from the branch that gives it;
 * or by a path to which a row of the person's own leads: somebody is called to a meeting there.
 * Decide first, under the actor's own scope, that the act is allowed; what is recorded keeps actor and permission.
 */
export async function withinPaths<T>(
  ctx: Ctx,
  paths: readonly string[],
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const scope = [...ctx.scope, ...paths];
  await sql.raw(scopeStatement({ ...ctx, scope })).execute(ctx.tx);
  const done = await work({ ...ctx, scope });
  await sql.raw(scopeStatement(ctx)).execute(ctx.tx);
  return done;
}

/**
 * For acts open to the person whom a record is about and to whoever holds a permission: runs at `ownPath`, to which the own
 * row led, else under the permission. Refuses `not_found` where neither opens it.
 */
export async function ownOrUnder<T>(
  ctx: Ctx,
  ownPath: string | undefined,
  permission: string,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  if (ownPath !== undefined) return withinPaths(ctx, [ownPath], work);
  const done = await underPermission(ctx, permission, async (inner) => ({ result: await work(inner) }));
  if (!done) throw new Refusal('not_found', { status: 404 });
  return done.result;
}

/** Where the actor holds a permission; jobs hold every one everywhere. */
export function scopeUnder(ctx: Ctx, permission: string): string[] {
  if (ctx.actor.kind === 'system') return everywhere;
  if (ctx.actor.kind === 'visitor') return [];
  return scopeOf(ctx.actor.grants, rolesWith(ctx.services.permissions, permission));
}

/** Scope of jobs, the demo and the command line. */
export const everywhere = [''];

/** `set local`, not `set_config`: a distributed database passes on only the former. */
function scopeStatement(act: Pick<Act, 'actor' | 'scope'>): string {
  const person = act.actor.kind === 'person' ? (act.actor.personId ?? '') : '';
  const account = act.actor.kind === 'person' ? act.actor.accountId : '';
  if (!/^[0-9a-f-]*$/u.test(person + account)) throw new Error('not an id');
  return (
    `set local app.paths = '{${act.scope.map(quotedPath).join(',')}}'; ` +
    `set local app.person = '${person}'; set local app.account = '${account}'`
  );
}

function quotedPath(path: string): string {
  // Paths come from the database, yet they are spliced into a statement: only what ltree allows.
  if (!/^[A-Za-z0-9_.-]*$/u.test(path)) throw new Error('not a path');
  return `"${path}"`;
}
