/** Numbers that matter in an article, as proposals for parameters; a person confirms each before it is a rule. */

import { CHINESE_NUMERAL, compact, numeralValue, toHalfWidth } from './characters.ts';

export type QuantityKind = 'amount' | 'frequency' | 'duration' | 'start_year' | 'share' | 'count';

/** 不低于 and 以上 include the number itself, 超过 and 过半 do not. */
export type Bound = 'at_least' | 'at_most' | 'more_than' | 'less_than';

/**
 * `start`, `end` are offsets in the article's text. `unit`: amounts `fen`; frequencies one each `month`, `week` or `day`
 * × value; durations `year`, `month`, `week`, `day`, `working_day`, `hour`; start years `year`; shares `ratio`, with the
 * exact `ratio` beside the rounded value; counts the document's own measure word.
 */
export type Quantity = {
  kind: QuantityKind;
  value: number;
  unit: string;
  text: string;
  start: number;
  end: number;
  bound?: Bound;
  ratio?: [number, number];
};

type Found = Omit<Quantity, 'text' | 'start' | 'end' | 'bound'>;
type Finder = { pattern: RegExp; read: (groups: string[]) => Found | undefined };

const CN = `${CHINESE_NUMERAL}{1,6}`;
// Bounded, and never from the middle of a longer number: no run of digits may take long to refuse.
const ARABIC = '(?<![\\d.])\\d{1,12}(?:\\.\\d{1,6})?';
const NUMBER = `((?<![\\d.])\\d{1,3}(?:,\\d{3}){1,4}(?:\\.\\d{1,6})?|${ARABIC}|${CN})`;
const AROUND = 24;
/** Words that may stand between 超过 and its number: 超过应到会有表决权党员的半数. */
const BETWEEN = '[^，。；、：\\d]{0,16}$';

const AT_LEAST = new RegExp(`(?:不低于|不少于|不得低于|不得少于|至少|不短于)${BETWEEN}`);
const AT_MOST = new RegExp(`(?:不超过|不得超过|不高于|最多|至多|不多于)${BETWEEN}`);
const MORE_THAN = new RegExp(`(?:超过|多于|高于)${BETWEEN}`);

const SCALES: Record<string, number> = {
  十: 10,
  百: 100,
  千: 1_000,
  万: 10_000,
  十万: 100_000,
  百万: 1_000_000,
  千万: 10_000_000,
  亿: 100_000_000,
};
const SPANS: Record<string, [number, string]> = {
  半年: [6, 'month'],
  年度: [12, 'month'],
  年: [12, 'month'],
  半月: [15, 'day'],
  季度: [3, 'month'],
  季: [3, 'month'],
  个月: [1, 'month'],
  月: [1, 'month'],
  周: [1, 'week'],
  星期: [1, 'week'],
  天: [1, 'day'],
  日: [1, 'day'],
};
const PERIODS: Record<string, string> = {
  个工作日: 'working_day',
  工作日: 'working_day',
  小时: 'hour',
  个小时: 'hour',
  日: 'day',
  天: 'day',
  周: 'week',
  星期: 'week',
  个星期: 'week',
  个月: 'month',
  年: 'year',
};

/** In the order of trust: an earlier finder keeps its characters from a later one. */
const FINDERS: Finder[] = [
  {
    pattern: new RegExp(`${NUMBER}(十万|百万|千万|[百千万亿])?元`, 'g'),
    read: ([number, scale]) => amount(number, scale),
  },
  {
    pattern: new RegExp(`(${CN})分之(${CN})`, 'g'),
    read: ([den, num]) => share(numeralValue(num ?? ''), numeralValue(den ?? '')),
  },
  {
    pattern: /百分之(\d{1,3}(?:\.\d{1,6})?)/g,
    read: ([percent]) => share(Math.round(Number(percent) * 100), 10_000),
  },
  {
    pattern: /(?<![\d.])(\d{1,3}(?:\.\d{1,6})?)%/g,
    read: ([percent]) => share(Math.round(Number(percent) * 100), 10_000),
  },
  { pattern: /(?:过半数|半数|过半(?![年月天日])|一半)/g, read: () => share(1, 2) },
  {
    pattern: /从?((?:19|20)\d{2})年(?:度)?起/g,
    read: ([year]) => ({ kind: 'start_year', value: Number(year), unit: 'year' }),
  },
  {
    pattern: new RegExp(
      `每(${CN}|\\d{1,2})?个?(半年|半月|年度?|季度?|个?月|周|星期|天|日)(?:(?<=[周期])[一二三四五六日天](?!次))?`,
      'g',
    ),
    read: ([times, span]) => frequency(times, span),
  },
  { pattern: /半年(?=[一两二三四\d]次)/g, read: () => frequency(undefined, '半年') },
  { pattern: /半年/g, read: () => ({ kind: 'duration', value: 6, unit: 'month' }) },
  {
    pattern: new RegExp(
      `(?:连续|为期|满|任期|期限)?(?<![月第])${NUMBER}(个?工作日|个?小时|个?星期|周|个月|天|日|年)`,
      'g',
    ),
    read: ([number, unit]) => duration(number, unit),
  },
  {
    pattern: new RegExp(`(${ARABIC})(万)?(名|个|户|次|人|件|篇|份|家|项|场|期|轮|课时|学时|平方米)`, 'g'),
    read: ([n, scale, unit]) => count(n, unit, scale),
  },
  {
    pattern: new RegExp(`(${CN})(名|户|次|人次|课时|学时|轮)(?!字)`, 'g'),
    read: ([number, unit]) => count(number, unit),
  },
];

/** Amounts, periods, shares and counts in the order of the text; stretches never overlap. */
export function findQuantities(text: string): Quantity[] {
  const { text: plain, offsets } = compact(toHalfWidth(text));
  const taken = new Uint8Array(plain.length);
  const quantities: Quantity[] = [];
  for (const { pattern, read } of FINDERS) {
    for (const match of plain.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (taken.subarray(from, to).includes(1) || continuesNumber(plain, from)) continue;
      const found = read(match.slice(1));
      if (!found) continue;
      taken.fill(1, from, to);
      const start = offsets[from] ?? 0;
      const end = (offsets[to - 1] ?? 0) + 1;
      const bound = boundAround(plain, from, to);
      quantities.push({ ...found, text: text.slice(start, end), start, end, ...(bound ? { bound } : {}) });
    }
  }
  return quantities.sort((a, b) => a.start - b.start);
}

const DIGIT = new RegExp(`[\\d.]|${CHINESE_NUMERAL}`);

/** A match that begins inside a longer number (the 12 of 2012年, the 九 of 十九日) is not one. */
function continuesNumber(text: string, at: number): boolean {
  return at > 0 && DIGIT.test(text.charAt(at)) && DIGIT.test(text.charAt(at - 1));
}

function amount(number = '', scale = ''): Found | undefined {
  const value = numeralValue(number.replaceAll(',', ''));
  if (value === undefined) return undefined;
  return { kind: 'amount', value: Math.round(value * (SCALES[scale] ?? 1) * 100), unit: 'fen' };
}

function share(num: number | undefined, den: number | undefined): Found | undefined {
  if (!num || !den || num > den) return undefined;
  const divisor = greatestCommonDivisor(num, den);
  const ratio: [number, number] = [num / divisor, den / divisor];
  return { kind: 'share', value: Number((num / den).toFixed(4)), unit: 'ratio', ratio };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function frequency(times: string | undefined, span = ''): Found | undefined {
  const [length, unit] = SPANS[span] ?? [];
  const factor = times ? numeralValue(times) : 1;
  if (!length || !unit || !factor) return undefined;
  return { kind: 'frequency', value: length * factor, unit };
}

/** Days and years of a date (8月9日, 2012年) are no durations. */
function duration(number = '', unit = ''): Found | undefined {
  const value = numeralValue(number.replaceAll(',', ''));
  if (!value || (unit === '年' && value >= 100) || !PERIODS[unit]) return undefined;
  return { kind: 'duration', value, unit: PERIODS[unit] };
}

function count(number = '', unit = '', scale = ''): Found | undefined {
  const value = numeralValue(number);
  // 千名干部下基层 is the name of a campaign, not a number to check.
  if (!value || /^[百千]$/.test(number)) return undefined;
  return { kind: 'count', value: value * (SCALES[scale] ?? 1), unit };
}

function boundAround(text: string, from: number, to: number): Bound | undefined {
  const before = text.slice(Math.max(0, from - AROUND), from);
  const after = text.slice(to, to + 3);
  if (AT_LEAST.test(before) || /^\)?以上/.test(after)) return 'at_least';
  if (AT_MOST.test(before) || /^\)?(?:以内|以下|之内|内)/.test(after)) return 'at_most';
  if (MORE_THAN.test(before) || text.startsWith('过半', from)) return 'more_than';
  return /(?:低于|少于|不足)$/.test(before) ? 'less_than' : undefined;
}
