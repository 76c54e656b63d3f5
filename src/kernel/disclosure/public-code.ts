/** Codes that people read from paper and type in: letters and digits that nobody confuses. */
import { createHash, randomInt } from 'node:crypto';

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A random code; each character carries five bits. */
export function newCode(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** SHA-256 of a code as it was typed: blanks, dashes and case do not matter. */
export function hashOfCode(typed: string): Buffer {
  return createHash('sha256')
    .update(typed.normalize('NFKC').replaceAll(/[\s-]/gu, '').toUpperCase())
    .digest();
}
