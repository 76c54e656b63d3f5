/** The second factor: time-based codes (RFC 6238), each accepted once, and recovery codes. */
import { randomInt } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import QRCode from 'qrcode';
import type { Ctx } from '../ctx.ts';
import { Refusal } from '../refusal.ts';

const purpose = 'accounts.totp';
const periodSeconds = 30;

export type Enrolment = { secret: string; uri: string; qrSvg: string };

export type SecondFactor = {
  id: string;
  totp_secret: Buffer | null;
  totp_confirmed_at: Temporal.Instant | null;
  recovery_code_hashes: string[];
};

/** Begins enrolling; a factor already confirmed stays in force until `confirmTotp`. */
export async function startTotp(
  ctx: Ctx,
  accountId: string,
  names: { issuer: string; label: string },
): Promise<Enrolment> {
  const secret = generateSecret();
  await ctx.tx
    .updateTable('accounts')
    .set({ totp_pending: ctx.services.secrets.seal(purpose, secret) })
    .where('id', '=', accountId)
    .execute();
  const uri = generateURI({ ...names, secret });
  return { secret, uri, qrSvg: await QRCode.toString(uri, { type: 'svg', margin: 2 }) };
}

/** Finishes enrolling by one valid code; gives ten recovery codes, of which only fingerprints stay. */
export async function confirmTotp(ctx: Ctx, accountId: string, code: string): Promise<string[]> {
  const { totp_pending } = await ctx.tx
    .selectFrom('accounts')
    .select('totp_pending')
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!totp_pending) throw new Refusal('auth.totp_not_started', { status: 409 });
  const step = stepOfCode(ctx, totp_pending, code);
  if (step === undefined) throw wrongCode();
  const recoveryCodes = Array.from({ length: 10 }, recoveryCode);
  await ctx.tx
    .updateTable('accounts')
    .set({
      totp_secret: totp_pending,
      totp_pending: null,
      totp_confirmed_at: ctx.now,
      totp_last_step: step,
      recovery_code_hashes: recoveryCodes.map((one) => fingerprint(ctx, accountId, one)),
    })
    .where('id', '=', accountId)
    .execute();
  return recoveryCodes;
}

/** True when the code is valid and was not used before; using it up is part of the same statement. */
export async function acceptCode(ctx: Ctx, account: SecondFactor, code: string): Promise<boolean> {
  const step = account.totp_secret ? stepOfCode(ctx, account.totp_secret, code) : undefined;
  if (step === undefined) return acceptRecoveryCode(ctx, account, code);
  const used = await ctx.tx
    .updateTable('accounts')
    .set({ totp_last_step: step })
    .where('id', '=', account.id)
    .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

export function wrongCode(): Refusal {
  return new Refusal('auth.wrong_code', { field: 'code', remedy: 'auth.next_code' });
}

async function acceptRecoveryCode(ctx: Ctx, account: SecondFactor, code: string): Promise<boolean> {
  const hash = fingerprint(ctx, account.id, code);
  const used = await ctx.tx
    .updateTable('accounts')
    .set((eb) => ({
      recovery_code_hashes: eb.fn<string[]>('array_remove', ['recovery_code_hashes', eb.val(hash)]),
    }))
    .where('id', '=', account.id)
    .where((eb) => eb(eb.val(hash), '=', eb.fn.any('recovery_code_hashes')))
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

/** The time step to which a code belongs, one step of clock difference allowed; undefined when it is wrong. */
function stepOfCode(ctx: Ctx, sealed: Buffer, code: string): number | undefined {
  const token = code.replaceAll(/\s/gu, '');
  if (!/^\d{6}$/u.test(token)) return undefined;
  const epoch = Math.floor(ctx.now.epochMilliseconds / 1000);
  const result = verifySync({
    secret: ctx.services.secrets.open(purpose, sealed),
    token,
    epoch,
    epochTolerance: periodSeconds,
  });
  return result.valid ? Math.floor(epoch / periodSeconds) + result.delta : undefined;
}

/** Ten letters and digits in two fives, none that look alike; 49 bits behind the account's lock. */
function recoveryCode(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const letters = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]);
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
}

function fingerprint(ctx: Ctx, accountId: string, code: string): string {
  const plain = code.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
  return ctx.services.secrets.fingerprint(purpose, `${accountId}:${plain}`).toString('base64url');
}

/** Replacing a confirmed factor needs a fresh proof of the password. Gives the names for the authenticator app. */
export async function requireMayEnrol(ctx: Ctx): Promise<{ issuer: string; label: string }> {
  if (ctx.actor.kind !== 'person') throw new Refusal('auth.not_signed_in', { status: 401 });
  const { username, totp_confirmed_at } = await ctx.tx
    .selectFrom('accounts')
    .select(['username', 'totp_confirmed_at'])
    .where('id', '=', ctx.actor.accountId)
    .executeTakeFirstOrThrow();
  const { provenUntil } = ctx.actor;
  const proven = provenUntil !== null && Temporal.Instant.compare(provenUntil, ctx.now) > 0;
  if (totp_confirmed_at && !proven) throw new Refusal('auth.step_up_required', { status: 401 });
  return { issuer: 'Jishi', label: username };
}
