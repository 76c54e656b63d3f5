/** Numbers at the start of a line: which kind, which value, how long. Nothing here decides what is a chapter. */

import { CHINESE_NUMERAL, numeralValue, toHalfWidth } from './characters.ts';

/** Kinds in the order in which official papers nest them, outermost first (GB/T 9704-2012 §7.3.3 for the last four). */
export const KINDS = [
  'part',
  'chapter',
  'section',
  'clause',
  'cn',
  'cnParen',
  'num',
  'numParen',
  'circled',
] as const;

export type Kind = (typeof KINDS)[number];

/** `length` counts the marker with the blanks after it, in characters of the line. */
export type Marker = { kind: Kind; number: number; length: number; raw: string };

const CN = `${CHINESE_NUMERAL}{1,5}`;
const ORDINAL = `(?:${CN}|\\d{1,3})`;

// A full stop between digits is a decimal, a comma after a numeral may be a list: the sequence decides later.
const PATTERNS: [Kind, RegExp][] = [
  ['part', new RegExp(`^第\\s*(${ORDINAL})\\s*(?:编|部分)(?=\\s|[:、]|$)[:、]?\\s*`)],
  ['chapter', new RegExp(`^第\\s*(${ORDINAL})\\s*章[:、]?\\s*`)],
  ['section', new RegExp(`^第\\s*(${ORDINAL})\\s*节[:、]?\\s*`)],
  ['clause', new RegExp(`^第\\s*(${ORDINAL})\\s*条(?![第款])[:、]?\\s*`)],
  ['cn', new RegExp(`^(${CN})\\s*[、.．,](?!\\s*$)\\s*`)],
  // Typed without its mark, “一 总体要求” is still a heading: short, and no sentence.
  ['cn', new RegExp(`^(${CN})\\s+(?=[^\\s。;,:][^。;,:]{1,18}$)`)],
  ['cnParen', new RegExp(`^[(〔\\[]\\s*(${CN})\\s*[)〕\\]]\\s*[、.]?\\s*`)],
  ['num', /^(\d{1,3})\s*(?:[、．]|\.(?!\d))\s*/],
  ['numParen', /^(?:\(\s*(\d{1,3})\s*\)|(\d{1,3})\s*\))\s*[、.]?\s*/],
];

/** Characters that carry a number and its frame in one: first character, count, kind. */
const FRAMED: [string, number, Kind][] = [
  ['①', 20, 'circled'],
  ['❶', 10, 'circled'],
  ['⑴', 20, 'numParen'],
  ['⒈', 20, 'num'],
  ['㈠', 10, 'cnParen'],
];

/** The marker with which the text starts, if any; leading blanks are not skipped. */
export function markerAt(text: string): Marker | undefined {
  const start = toHalfWidth(text.slice(0, 24));
  const framed = framedAt(text);
  if (framed) return framed;
  for (const [kind, pattern] of PATTERNS) {
    const found = pattern.exec(start);
    const number = numeralValue(found?.[1] ?? found?.[2] ?? '');
    if (found && number)
      return { kind, number, length: found[0].length, raw: text.slice(0, found[0].length).trim() };
  }
  return undefined;
}

function framedAt(text: string): Marker | undefined {
  const code = text.charCodeAt(0);
  for (const [first, count, kind] of FRAMED) {
    const number = code - first.charCodeAt(0) + 1;
    if (number < 1 || number > count) continue;
    const length = /^.[、.．]?\s*/u.exec(text)?.[0].length ?? 1;
    return { kind, number, length, raw: text.slice(0, length).trim() };
  }
  return undefined;
}
