/**
 * An empty town becomes a town: a one-time code on the console opens the set-up page, which names two people. The first
 * keeps accounts, the second gives rights; no later act needs one hand that holds both (docs/decisions, three administrators).
 */
import { createHash, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { record } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import type { Db } from '../db/pool.ts';
import { Refusal } from '../refusal.ts';
import { setPassword } from './account.ts';
import { beginTry, clearTries } from './lock-out.ts';
import { oneTimePassword, reasonNotToUse } from './passwords.ts';
import { openSession, type Origin, type SignedIn } from './sign-in.ts';

const codeLasts = Temporal.Duration.from({ hours: 24 });
/** How long a password that an administrator hands out is good. */
export const oneTimeLasts = Temporal.Duration.from({ hours: 24 * 7 });

/** A new code for the set-up page, replacing earlier ones; undefined once there is an account. */
export async function issueSetUpCode(db: Db, now = Temporal.Now.instant()): Promise<string | undefined> {
  if (!(await isEmptyTown(db))) return undefined;
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const letters = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]);
  const code = [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-');
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('set_up_codes').execute();
    await tx
      .insertInto('set_up_codes')
      .values({ code_hash: hashOf(code), good_until: now.add(codeLasts) })
      .execute();
  });
  return code;
}

/** True while nobody has an account. */
export async function isEmptyTown(db: Db): Promise<boolean> {
  return (await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) === undefined;
}

export type SetUp = {
  code: string;
  townName: string;
  username: string;
  displayName: string;
  password: string;
  securityUsername: string;
  securityDisplayName: string;
};

/** Creates the town's root organization and its two first administrators; signs the first one in. */
export async function setUpTown(
  ctx: Ctx,
  input: SetUp,
  origin: Origin,
): Promise<(SignedIn & { security: { username: string; oneTimePassword: string } }) | Refusal> {
  const locked = await beginTry(ctx, 'set_up');
  if (locked) return locked;
  if (!(await isEmptyTown(ctx.tx))) return new Refusal('set_up.done', { status: 409 });
  const reason = reasonNotToUse(input.password, input.username);
  if (reason) throw new Refusal(reason.code, { ...reason, field: 'password' });
  if (input.username.toLowerCase() === input.securityUsername.toLowerCase())
    throw new Refusal('set_up.two_people', { field: 'securityUsername', cites: 'GB/T 22239-2019 8.1.5' });
  // Whoever deletes the code's row has the town; a second one at the same moment finds no row.
  const used = await ctx.tx
    .deleteFrom('set_up_codes')
    .where('code_hash', '=', hashOf(input.code))
    .where('good_until', '>', ctx.now)
    .executeTakeFirst();
  if (used.numDeletedRows === 0n)
    return new Refusal('set_up.wrong_code', { field: 'code', remedy: 'set_up.look_at_console' });
  await clearTries(ctx, 'set_up');

  // The first act of a town has no scope yet: its root comes about here.
  await sql`set local app.paths = '{""}'`.execute(ctx.tx);
  const org = await createRoot(ctx, input.townName);
  const account = await createAdministrator(ctx, org, 'system_administrator', {
    username: input.username,
    displayName: input.displayName,
    password: input.password,
  });
  const handedOut = oneTimePassword();
  await createAdministrator(ctx, org, 'security_administrator', {
    username: input.securityUsername,
    displayName: input.securityDisplayName,
    password: handedOut,
    oneTimeUntil: ctx.now.add(oneTimeLasts),
  });
  await record(ctx, { event: 'auth.town_set_up', org, after: { town: input.townName } });
  const signedIn = await openSession(
    ctx,
    {
      id: account,
      display_name: input.displayName,
      person_id: null,
      home_org_id: org.id,
      home_path: org.path,
    },
    'signed_in',
    origin,
  );
  return { ...signedIn, security: { username: input.securityUsername, oneTimePassword: handedOut } };
}

type Org = { id: string; path: string };

async function createRoot(ctx: Ctx, name: string): Promise<Org> {
  const { id } = await ctx.tx.selectNoFrom(sql<string>`uuidv7()`.as('id')).executeTakeFirstOrThrow();
  const path = id.replaceAll('-', '');
  await ctx.tx
    .insertInto('organizations')
    .values({ id, code: 'T0001', kind: 'township_party_committee', path, founded_on: ctx.today })
    .execute();
  await ctx.tx
    .insertInto('organization_names')
    .values({ org_id: id, name, short_name: name, valid: `[${ctx.today.toString()},)` })
    .execute();
  return { id, path };
}

type Person = { username: string; displayName: string; password: string; oneTimeUntil?: Temporal.Instant };

async function createAdministrator(ctx: Ctx, org: Org, role: string, person: Person): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('accounts')
    .values({ username: person.username, display_name: person.displayName, home_org_id: org.id })
    .returning('id')
    .executeTakeFirstOrThrow();
  await setPassword(ctx, id, person);
  await ctx.tx
    .insertInto('role_grants')
    .values({ account_id: id, role, org_id: org.id, valid: `[${ctx.today.toString()},)` })
    .execute();
  return id;
}

function hashOf(code: string): Buffer {
  return createHash('sha256')
    .update(code.toLowerCase().replaceAll(/[^a-z0-9]/gu, ''))
    .digest();
}
