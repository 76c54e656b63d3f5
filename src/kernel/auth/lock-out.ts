/**
 * Locks after failed sign-ins: five for an account, many more for an address. Somebody who signed in from an address
 * before is counted apart there, so neither a stranger elsewhere nor a neighbour behind the same address locks them out.
 * Source: GB/T 22239-2019 8.1.4.1 b; five and fifteen minutes are the usual assessor's setting.
 */
import { createHash } from 'node:crypto';
import type { Ctx } from '../ctx.ts';
import { Refusal } from '../refusal.ts';

export const lockLimits = { account: 5, address: 60, minutes: 15 } as const;

type Failures = {
  failures: number;
  last_failure_at: Temporal.Instant;
  locked_until: Temporal.Instant | null;
};

/** What a try is counted under; a name without an account is counted like one with. */
export function subjectOf(
  accountId: string | undefined,
  username: string,
  knownAddress: string | undefined,
): string {
  if (!accountId) return `name:${createHash('sha256').update(username.toLowerCase()).digest('hex')}`;
  return knownAddress ? `account:${accountId}@${knownAddress}` : `account:${accountId}`;
}

/**
 * Counts a try before it is judged and holds the count until the act ends, so that tries at the same moment cannot
 * slip past the limit. Gives the refusal when the subject is locked.
 */
export async function beginTry(ctx: Ctx, subject: string): Promise<Refusal | undefined> {
  const before = await ctx.tx
    .insertInto('sign_in_failures')
    .values({ subject, failures: 0, last_failure_at: ctx.now })
    .onConflict((oc) => oc.column('subject').doUpdateSet({ subject }))
    .returning(['failures', 'last_failure_at', 'locked_until'])
    .executeTakeFirstOrThrow();
  if (isLocked(before, ctx.now)) return lockedRefusal(before.locked_until ?? ctx.now);
  await write(ctx, subject, afterFailure(before, ctx.now, lockLimits.account));
}

/** The try was right: its subject starts from nothing. */
export async function clearTries(ctx: Ctx, subject: string): Promise<void> {
  await ctx.tx.deleteFrom('sign_in_failures').where('subject', '=', subject).execute();
}

/** The try was neither right nor wrong (a code is still awaited): it does not count. */
export async function takeBackTry(ctx: Ctx, subject: string): Promise<void> {
  await ctx.tx
    .updateTable('sign_in_failures')
    .set((eb) => ({ failures: eb('failures', '-', 1), locked_until: null }))
    .where('subject', '=', subject)
    .execute();
}

/** Opens an account at once, wherever its failures came from. */
export async function unlockAccount(ctx: Ctx, accountId: string): Promise<void> {
  await ctx.tx
    .deleteFrom('sign_in_failures')
    .where((eb) =>
      eb.or([eb('subject', '=', `account:${accountId}`), eb('subject', 'like', `account:${accountId}@%`)]),
    )
    .execute();
}

/** A failure from an address; not held, since many share one. */
export async function countAddressFailure(ctx: Ctx, address: string): Promise<void> {
  const subject = `address:${address}`;
  const before = await findFailures(ctx, subject);
  if (before && isLocked(before, ctx.now)) return;
  await write(ctx, subject, afterFailure(before, ctx.now, lockLimits.address));
}

/** The refusal of an address from which too much was tried. */
export async function refusalOfAddress(ctx: Ctx, address: string): Promise<Refusal | undefined> {
  const row = await findFailures(ctx, `address:${address}`);
  if (!row || !isLocked(row, ctx.now)) return undefined;
  return new Refusal('auth.too_many_from_here', {
    status: 429,
    params: { minutes: lockLimits.minutes },
    remedy: 'auth.wait_or_administrator',
  });
}

/** One failure more; a quarter of an hour without any starts anew. */
export function afterFailure(before: Failures | undefined, now: Temporal.Instant, limit: number): Failures {
  const stale =
    !before ||
    Temporal.Instant.compare(before.last_failure_at.add({ minutes: lockLimits.minutes }), now) <= 0 ||
    before.locked_until !== null;
  const failures = (stale ? 0 : before.failures) + 1;
  return {
    failures,
    last_failure_at: now,
    locked_until: failures >= limit ? now.add({ minutes: lockLimits.minutes }) : null,
  };
}

export function isLocked(row: { locked_until: Temporal.Instant | null }, now: Temporal.Instant): boolean {
  return row.locked_until !== null && Temporal.Instant.compare(row.locked_until, now) > 0;
}

function lockedRefusal(until: Temporal.Instant): Refusal {
  return new Refusal('auth.locked', {
    status: 423,
    params: {
      until: until.toZonedDateTimeISO('Asia/Shanghai').toPlainTime().toString({ smallestUnit: 'minute' }),
    },
    remedy: 'auth.wait_or_administrator',
  });
}

async function findFailures(ctx: Ctx, subject: string): Promise<Failures | undefined> {
  return ctx.tx
    .selectFrom('sign_in_failures')
    .select(['failures', 'last_failure_at', 'locked_until'])
    .where('subject', '=', subject)
    .executeTakeFirst();
}

async function write(ctx: Ctx, subject: string, row: Failures): Promise<void> {
  await ctx.tx
    .insertInto('sign_in_failures')
    .values({ subject, ...row })
    .onConflict((oc) => oc.column('subject').doUpdateSet(row))
    .execute();
}
