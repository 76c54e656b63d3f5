/** Characters as officials type them: full-width forms, invisible marks, Chinese numerals. All maps keep the length. */

const BLANK = /[\s\u200b-\u200d\u2060\ufeff]/u;

/** True for what a reader cannot see: spaces of any width, line breaks, zero-width marks. */
export function isBlank(character: string): boolean {
  return BLANK.test(character);
}

/** Full-width ASCII to half-width and every blank to a plain space; one code unit stays one code unit. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[^\S\n]|[\u200b-\u200d\u2060\ufeff]/g, ' ');
}

/** Text without blanks, and for each of its characters (and its end) the offset in the original. */
export type Compact = { text: string; offsets: number[] };

/** For each UTF-16 unit whether the pattern matches it; a look-up is a tenth of a test on long texts. */
export function unitsThatMatch(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 0x10000 }, (_, unit) => (pattern.test(String.fromCharCode(unit)) ? 1 : 0));
}

const BLANK_UNITS = unitsThatMatch(BLANK);

/** Drops the given units (blanks unless told) so that a match can cross a wrapped line. */
export function compact(text: string, dropped: Uint8Array = BLANK_UNITS): Compact {
  const offsets: number[] = [];
  const pieces: string[] = [];
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    if (dropped[text.charCodeAt(index)] === 0) {
      offsets.push(index);
      continue;
    }
    if (from < index) pieces.push(text.slice(from, index));
    from = index + 1;
  }
  pieces.push(text.slice(from));
  offsets.push(text.length);
  return { text: pieces.join(''), offsets };
}

/** Text without any blank, for comparing and for titles. */
export function withoutBlanks(text: string): string {
  return text.replace(/[\s\u200b-\u200d\u2060\ufeff]+/gu, '');
}

/** A title for people: Chinese needs no blanks, Latin words keep one between them. */
export function tidy(text: string): string {
  return text
    .replace(/[\s\u200b-\u200d\u2060\ufeff]+/gu, ' ')
    .replace(/ ?([^\x21-\x7e]) ?/gu, '$1')
    .trim();
}

const DIGITS: Record<string, number> = {
  〇: 0,
  '○': 0,
  О: 0,
  O: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const UNITS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** Numerals that stand for a value by place (一百二十) or digit by digit (二〇一二). */
export const CHINESE_NUMERAL = '[〇○零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]';

/** Value of an Arabic (also full-width) or Chinese numeral below 10,000; undefined when it is not one. */
export function numeralValue(numeral: string): number | undefined {
  const text = toHalfWidth(numeral).trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (text === '') return undefined;
  return /[十百千拾佰仟]/.test(text) ? placeValue(text) : digitByDigit(text);
}

function digitByDigit(text: string): number | undefined {
  let value = 0;
  for (const character of text) {
    const digit = /\d/.test(character) ? Number(character) : DIGITS[character];
    if (digit === undefined) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

function placeValue(text: string): number | undefined {
  let total = 0;
  let digit: number | undefined;
  for (const character of text) {
    const unit = UNITS[character];
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = undefined;
    } else {
      const value = DIGITS[character];
      if (value === undefined || (digit !== undefined && digit !== 0)) return undefined;
      digit = value;
    }
  }
  return total + (digit ?? 0);
}
