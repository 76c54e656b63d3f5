/** Passwords: argon2id with its parameters in the hash, and what a password must be. Source: GB/T 22239-2019 8.1.4.1, usual assessor's settings. */
import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Reason } from '../refusal.ts';
import { commonPasswords } from './common-passwords.ts';

const derive = promisify(argon2);

/** Memory in KiB, passes, lanes: the OWASP minimum for argon2id. Raising it renews each hash at its next sign-in. */
export type PasswordCost = { memory: number; passes: number; parallelism: number };
export const passwordCost: PasswordCost = { memory: 19_456, passes: 2, parallelism: 1 };

/** How many former passwords may not come back. */
export const rememberedPasswords = 5;

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/u;
const keyBytes = 32;

/** PHC text of a new hash: `$argon2id$v=19$m=…,t=…,p=…$salt$key`. */
export async function hashPassword(password: string, cost: PasswordCost = passwordCost): Promise<string> {
  const salt = randomBytes(16);
  const key = await keyOf(password, salt, cost, keyBytes);
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(key)}`;
}

/** `outdated` when the hash was made at another cost. Without a hash it takes the same time and says no. */
export async function verifyPassword(
  hash: string | null,
  password: string,
): Promise<{ matches: boolean; outdated: boolean }> {
  if (hash === null) {
    await keyOf(password, Buffer.alloc(16), passwordCost, keyBytes);
    return { matches: false, outdated: false };
  }
  const [, memory, passes, parallelism, salt, key] = phc.exec(hash) ?? [];
  if (!salt || !key) throw new Error('a stored password hash is unreadable');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const expected = Buffer.from(key, 'base64');
  const derived = await keyOf(password, Buffer.from(salt, 'base64'), cost, expected.length);
  const outdated =
    cost.memory !== passwordCost.memory ||
    cost.passes !== passwordCost.passes ||
    cost.parallelism !== passwordCost.parallelism;
  return { matches: timingSafeEqual(derived, expected), outdated };
}

/** Why a password may not be chosen: fewer than 8, neither 14 long nor of 3 kinds, the own name, a common one. */
export function reasonNotToUse(password: string, username: string): Reason | undefined {
  const text = password.normalize('NFC');
  const length = Array.from(text).length;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(text));
  const cites = 'GB/T 22239-2019 8.1.4.1';
  if (length < 8) return { code: 'password.too_short', params: { minimum: 8 }, field: 'next', cites };
  if (length < 14 && kinds.length < 3) return { code: 'password.too_simple', field: 'next', cites };
  if (username.length > 2 && text.toLowerCase().includes(username.toLowerCase()))
    return { code: 'password.contains_name', field: 'next', cites };
  if (isCommon(text)) return { code: 'password.common', field: 'next', cites };
}

/** A password to hand over once: 16 letters and digits in fours, none that look alike; 79 bits. */
export function oneTimePassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const letters = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]);
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-');
}

/** Common words stay common with a capital, a year or a mark around them. */
function isCommon(text: string): boolean {
  const plain = text.toLowerCase();
  const core = plain
    .replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replaceAll('@', 'a')
    .replaceAll('0', 'o');
  if (commonPasswords.has(plain)) return true;
  return plain.length < 14 && commonPasswords.has(core);
}

function keyOf(password: string, nonce: Buffer, cost: PasswordCost, tagLength: number): Promise<Buffer> {
  return derive('argon2id', { message: password.normalize('NFC'), nonce, tagLength, ...cost });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
