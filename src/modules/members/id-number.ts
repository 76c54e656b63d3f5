/** Citizen identity numbers (GB 11643-1999; check digit by ISO 7064 MOD 11-2), read as sheets have them. */

import type { Cell } from '../../kernel/paper/cell.ts';
import { halfWidth } from './roster-text.ts';

export type Sex = 'male' | 'female';

/** What a sound number says about its holder. */
export type IdNumber = { number: string; birthDate: Temporal.PlainDate; sex: Sex };

export type IdFault =
  | 'id_no.length'
  | 'id_no.characters'
  | 'id_no.birth_not_real'
  | 'id_no.wrong_check_digit'
  | 'id_no.stored_as_number'
  | 'id_no.scientific';

export type IdRepair = 'id_no.normalized' | 'id_no.upgraded_from_15' | 'id_no.number_intact';

/** `text` is what can be shown and compared; it is not a usable number when `fault` is set. */
export type IdReading =
  | { text: ''; fault?: undefined; id?: undefined; repairs: [] }
  | { text: string; fault?: undefined; id: IdNumber; repairs: IdRepair[] }
  | { text: string; fault: IdFault; id?: undefined; repairs: [] };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
const DIGITS_OF_DOUBLE = 15;

/** The last character for the first 17 digits of a number. */
export function checkDigitOf(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(first17[i]) * WEIGHTS[i]!; // both have 17 places
  return CHECK_DIGITS[sum % 11]!; // a remainder of 11
}

/** An 18-digit number from a 15-digit one of before 1999: century 19 and the check digit are put in. */
export function upgradeFrom15(number: string): string {
  const first17 = `${number.slice(0, 6)}19${number.slice(6)}`;
  return first17 + checkDigitOf(first17);
}

/** Judges 18 characters or 15 digits, already normalised. */
export function parseIdNumber(number: string): IdNumber | IdFault {
  if (!/^[\dX]*$/.test(number) || /X(?!$)/.test(number)) return 'id_no.characters';
  if (/^\d{15}$/.test(number)) return parseIdNumber(upgradeFrom15(number));
  if (number.length !== 18) return 'id_no.length';
  const birthDate = realDate(number.slice(6, 14));
  if (!birthDate) return 'id_no.birth_not_real';
  if (checkDigitOf(number.slice(0, 17)) !== number[17]) return 'id_no.wrong_check_digit';
  return { number, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

/**
 * Reads the cell of a sheet. Spreadsheet programs keep 15 digits of a number, so an 18-digit number cell has lost its
 * end and cannot be repaired, even if its check digit happens to fit (one in eleven does); a 15-digit one is whole.
 */
export function readIdNumber(cell: Cell | undefined): IdReading {
  if (!cell || cell.kind === 'empty') return { text: '', repairs: [] };
  if (cell.kind === 'number') return readNumberCell(cell.digits);
  if (cell.kind !== 'text') return { text: String(cell.value), fault: 'id_no.characters', repairs: [] };
  return readText(cell.value);
}

/** Shows only the last four characters. */
export function maskIdNumber(text: string): string {
  return text.length <= 4 ? text : '*'.repeat(text.length - 4) + text.slice(-4);
}

/** How a damaged number is written out for correction: the lost digits must not look like digits. */
export function withLostDigits(digits: string): string {
  return digits.length > DIGITS_OF_DOUBLE
    ? digits.slice(0, DIGITS_OF_DOUBLE) + '?'.repeat(digits.length - DIGITS_OF_DOUBLE)
    : digits;
}

function readText(written: string): IdReading {
  const text = halfWidth(written)
    .replace(/[\s'’‘`"“”-]/g, '')
    .toUpperCase();
  if (text === '') return { text: '', repairs: [] };
  if (/^\d(\.\d+)?E\+?\d+$/.test(text)) return { text, fault: 'id_no.scientific', repairs: [] };
  if (/^\d{15}\?{3}$/.test(text)) return { text, fault: 'id_no.stored_as_number', repairs: [] };
  const parsed = parseIdNumber(text);
  if (typeof parsed === 'string') return { text, fault: parsed, repairs: [] };
  const repairs: IdRepair[] = [];
  if (text !== written.trim()) repairs.push('id_no.normalized');
  if (text.length === 15) repairs.push('id_no.upgraded_from_15');
  return { text: parsed.number, id: parsed, repairs };
}

function readNumberCell(digits: string): IdReading {
  const isWhole = digits.length <= DIGITS_OF_DOUBLE || keptEveryDigit(digits);
  const parsed = isWhole ? parseIdNumber(digits) : 'id_no.stored_as_number';
  if (typeof parsed === 'string') {
    const isLong = digits.length === 18;
    return { text: digits, fault: isLong ? 'id_no.stored_as_number' : parsed, repairs: [] };
  }
  const repairs: IdRepair[] = ['id_no.number_intact'];
  if (digits.length === 15) repairs.push('id_no.upgraded_from_15');
  return { text: parsed.number, id: parsed, repairs };
}

/**
 * True when the file has digits that no program working in floating point could have written: then its writer kept
 * whole numbers, and nothing is lost. Rounded numbers appear as the shortest or as the exact decimal of the double,
 * or as 15 digits followed by zeros.
 */
function keptEveryDigit(digits: string): boolean {
  if (!/^\d{16,18}$/.test(digits) || /0{3}$/.test(digits)) return false;
  const rounded = Number(digits);
  return String(rounded) !== digits && BigInt(rounded).toString() !== digits;
}

function realDate(yyyymmdd: string): Temporal.PlainDate | undefined {
  const [year, month, day] = [yyyymmdd.slice(0, 4), yyyymmdd.slice(4, 6), yyyymmdd.slice(6)].map(Number);
  if (year! < 1800) return undefined; // three slices, three numbers
  try {
    return Temporal.PlainDate.from({ year: year!, month: month!, day: day! }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
