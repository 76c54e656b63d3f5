/** Dates as rosters have them: seven written forms, Chinese numerals, date cells and bare serial numbers. */

import { dateOfSerial, showsMonthOnly } from '../../kernel/paper/number-format.ts';
import type { Cell } from '../../kernel/paper/cell.ts';
import { halfWidth, tidy } from './roster-text.ts';

/**
 * Where the sheet has only the month, `date` is its first day and `precision` says so: no day is invented silently,
 * and comparisons and the export go by the month.
 */
export type RosterDate = { date: Temporal.PlainDate; precision: 'day' | 'month' };

export type DateFault =
  | 'date.unreadable'
  | 'date.not_a_day'
  | 'date.year_only'
  | 'date.ambiguous_month'
  | 'date.out_of_range';

export type DateRepair = 'date.month_only' | 'date.from_serial' | 'date.normalized';

export type DateReading =
  | { value?: undefined; fault?: undefined; repairs: [] }
  | { value: RosterDate; fault?: undefined; repairs: DateRepair[] }
  | { value?: undefined; fault: DateFault; repairs: [] };

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;
/** Serial numbers of 1 January 1909 and of 31 December 2100: below are counts, above are years with months. */
const SERIALS = { first: 3289, last: 73415 };
const CHINESE_DIGITS = '〇一二三四五六七八九';
/** Words for "not known"; they are an answer, but not a date. */
const BLANK = /^[-–—/／\\无.]*$/;

type NumberCell = Omit<Extract<Cell, { kind: 'number' }>, 'kind'>;

/** Reads a date cell; an empty cell, a dash and 无 give no value and no fault. */
export function readDate(cell: Cell | undefined): DateReading {
  switch (cell?.kind) {
    case undefined:
    case 'empty':
      return { repairs: [] };
    case 'date':
      return readDateCell(cell.value, cell.format);
    case 'number':
      return readNumber(cell);
    case 'error':
      return { fault: 'date.unreadable', repairs: [] };
    case 'text':
      return readText(cell.value);
  }
}

/** Below zero when `a` is earlier; dates of which one has only its month are compared by month. */
export function compareDates(a: RosterDate, b: RosterDate): number {
  if (a.precision === 'day' && b.precision === 'day') return Temporal.PlainDate.compare(a.date, b.date);
  return Temporal.PlainYearMonth.compare(a.date.toPlainYearMonth(), b.date.toPlainYearMonth());
}

/** YYYY-MM-DD, or YYYY-MM where only the month is known; `readDate` reads both back. */
export function writeDate({ date, precision }: RosterDate): string {
  return precision === 'day' ? date.toString() : date.toPlainYearMonth().toString();
}

function readDateCell(date: Temporal.PlainDate, format: string): DateReading {
  if (date.year < FIRST_YEAR || date.year > LAST_YEAR) return { fault: 'date.out_of_range', repairs: [] };
  if (showsMonthOnly(format)) return month(date.year, date.month);
  return { value: { date, precision: 'day' }, repairs: [] };
}

/** A number is a serial (32874), 199001, 19900101 or 1990.01; 1990.1 may have been typed as 1990.10 and is not guessed. */
function readNumber({ value, digits, format, from1904 }: NumberCell): DateReading {
  if (Number.isInteger(value)) {
    if (value >= SERIALS.first && value <= SERIALS.last) {
      const date = dateOfSerial(value, from1904);
      if (date) return { value: { date, precision: 'day' }, repairs: ['date.from_serial'] };
    }
    return readText(digits);
  }
  const [, year = '', fraction = ''] = /^(\d{4})\.(\d{1,2})$/.exec(digits) ?? [];
  if (fraction.length === 1 && format === '0.00') return readText(`${year}.${fraction}0`);
  if (fraction === '1') return { fault: 'date.ambiguous_month', repairs: [] };
  return readText(digits);
}

function readText(written: string): DateReading {
  // A time glued on by an export (1990-01-01 00:00:00) goes first, or it would run into the day.
  const tidied = tidy(written).replace(/(?<=\d)[\sT]\d{1,2}:\d{2}.*$/, '');
  const text = arabic(halfWidth(tidied).replace(/\s/g, '')).replace(/(?<=\d)号$/, '日');
  if (BLANK.test(text)) return { repairs: [] };
  const repairs: DateRepair[] = /[\u{FF01}-\u{FF5E}\s]/u.test(tidied) ? ['date.normalized'] : [];
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})[-–—/.、年](\d{1,2})[-–—/.、月](\d{1,2})日?\.?$/.exec(text) ??
    /^(\d{4})(\d{2})$/.exec(text) ??
    /^(\d{4})[-–—/.、年](\d{1,2})月?\.?$/.exec(text);
  if (parts) return fromParts(Number(parts[1]), Number(parts[2]), parts[3], repairs);
  if (/^\d{5}$/.test(text)) return readNumber({ value: Number(text), digits: text, format: 'General' });
  if (/^(19|20)\d{2}年?$/.test(text)) return { fault: 'date.year_only', repairs: [] };
  return { fault: 'date.unreadable', repairs: [] };
}

function fromParts(
  year: number,
  monthNumber: number,
  day: string | undefined,
  repairs: DateRepair[],
): DateReading {
  if (year < FIRST_YEAR || year > LAST_YEAR) return { fault: 'date.out_of_range', repairs: [] };
  if (monthNumber < 1 || monthNumber > 12) return { fault: 'date.not_a_day', repairs: [] };
  if (day === undefined || Number(day) === 0) return month(year, monthNumber, repairs);
  try {
    const date = Temporal.PlainDate.from(
      { year, month: monthNumber, day: Number(day) },
      { overflow: 'reject' },
    );
    return { value: { date, precision: 'day' }, repairs };
  } catch {
    return { fault: 'date.not_a_day', repairs: [] };
  }
}

function month(year: number, monthNumber: number, repairs: DateRepair[] = []): DateReading {
  const date = Temporal.PlainDate.from({ year, month: monthNumber, day: 1 });
  return { value: { date, precision: 'month' }, repairs: [...repairs, 'date.month_only'] };
}

/** 二〇一二年十月二十一日 → 2012年10月21日; other text is left alone. */
function arabic(text: string): string {
  if (!/[〇○Ｏ零一二三四五六七八九十廿卅]/.test(text)) return text;
  const even = text.replace(/[○零]/g, '〇');
  const match =
    /^([〇一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月)?(?:([一二三四五六七八九十廿卅]{1,3})[日号])?$/.exec(
      even,
    );
  if (!match) return text;
  const [, year = '', monthText, day] = match;
  const yearDigits = Array.from(year, (char) => CHINESE_DIGITS.indexOf(char)).join('');
  return `${yearDigits}年${monthText ? `${below100(monthText)}月` : ''}${day ? `${below100(day)}日` : ''}`;
}

function below100(text: string): number {
  const spelled = text.replace('廿', '二十').replace('卅', '三十');
  const [tens, units] = spelled.includes('十') ? spelled.split('十') : ['', spelled];
  const tensValue = spelled.includes('十') ? (tens ? CHINESE_DIGITS.indexOf(tens) : 1) : 0;
  return tensValue * 10 + (units ? CHINESE_DIGITS.indexOf(units) : 0);
}
