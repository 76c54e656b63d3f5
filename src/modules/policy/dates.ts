/** Days as documents write them: 2012年8月9日 (since 2012) or 二〇一二年八月九日 (before). */

import { CHINESE_NUMERAL, numeralValue, toHalfWidth } from './characters.ts';

const N = `(?:\\d{1,4}|[${CHINESE_NUMERAL.slice(1, -1)}ОO0]{1,4})`;
export const DAY = `${N}\\s*年\\s*${N}\\s*月\\s*${N}\\s*[日号]`;
const PARTS = new RegExp(`(${N})\\s*年\\s*(${N})\\s*月\\s*(${N})\\s*[日号]`);

/** The day as ISO text; undefined when there is none or the calendar has no such day (2月30日). */
export function isoDay(text: string): string | undefined {
  const found = PARTS.exec(toHalfWidth(text));
  const [year, month, day] = (found?.slice(1) ?? []).map((part) => numeralValue(part));
  if (!year || !month || !day || year < 1900 || year > 2199) return undefined;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
