import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Cell } from '../../src/kernel/paper/cell.ts';
import { compareDates, readDate, writeDate } from '../../src/modules/members/roster-dates.ts';
import { days, rosterDates } from './generators.ts';

const text = (value: string): Cell => ({ kind: 'text', value });
const number = (digits: string, format = 'General'): Cell => ({
  kind: 'number',
  value: Number(digits),
  digits,
  format,
});

function shown(cell: Cell): string {
  const reading = readDate(cell);
  return reading.fault ?? (reading.value ? writeDate(reading.value) : 'nothing');
}

test('a bare serial counts from the epoch of its workbook', () => {
  assert.equal(shown(number('33419')), '1991-06-30');
  assert.equal(shown({ ...number('33419'), from1904: true } as Cell), '1995-07-01');
});

test('every form in which towns write a date is read', () => {
  const forms: [string, string][] = [
    ['1990.01', '1990-01'],
    ['1990.1', '1990-01'],
    ['199001', '1990-01'],
    ['1990年1月', '1990-01'],
    ['1990-01', '1990-01'],
    ['19900100', '1990-01'],
    ['19900105', '1990-01-05'],
    ['1990-01-05', '1990-01-05'],
    ['1990/1/5', '1990-01-05'],
    ['1990.1.5', '1990-01-05'],
    ['1990年1月5日', '1990-01-05'],
    ['1990年1月5号', '1990-01-05'],
    ['1990年01月05日', '1990-01-05'],
    ['１９９０．０１．０５', '1990-01-05'],
    ["'1990-01-05", '1990-01-05'],
    [' 1990 - 01 - 05 ', '1990-01-05'],
    ['1990-01-05 00:00:00', '1990-01-05'],
    ['1990-01-05T08:00:00', '1990-01-05'],
    ['二〇一二年十月二十一日', '2012-10-21'],
    ['二○一二年一月', '2012-01'],
    ['二零一二年十二月卅一日', '2012-12-31'],
    ['32874', '1990-01-01'],
  ];
  for (const [written, read] of forms) assert.equal(shown(text(written)), read, written);
});

test('numbers are read as what they can only be', () => {
  assert.equal(shown(number('32874')), '1990-01-01');
  assert.equal(shown(number('199001')), '1990-01');
  assert.equal(shown(number('19900105')), '1990-01-05');
  assert.equal(shown(number('1990.01')), '1990-01');
  assert.equal(shown(number('1990.12')), '1990-12');
});

test('1990.1 as a number may be January or October and is not guessed, unless its format shows 1990.10', () => {
  assert.equal(shown(number('1990.1')), 'date.ambiguous_month');
  assert.equal(shown(number('1990.1', '0.00')), '1990-10');
});

test('a date cell that shows only the month is only a month', () => {
  const value = Temporal.PlainDate.from('1990-01-01');
  assert.equal(shown({ kind: 'date', value, format: 'yyyy"年"m"月"' }), '1990-01');
  assert.equal(shown({ kind: 'date', value, format: 'yyyy-m-d' }), '1990-01-01');
});

test('what is no date is named, and blanks are nothing', () => {
  assert.equal(shown(text('不详')), 'date.unreadable');
  assert.equal(shown(text('1990-02-30')), 'date.not_a_day');
  assert.equal(shown(text('1999-02-29')), 'date.not_a_day');
  assert.equal(shown(text('1990.13')), 'date.not_a_day');
  assert.equal(shown(text('1965')), 'date.year_only');
  assert.equal(shown(text('1065-01-01')), 'date.out_of_range');
  assert.equal(shown({ kind: 'error', value: '#REF!' }), 'date.unreadable');
  for (const blank of ['', ' ', '-', '——', '无', '/']) assert.equal(shown(text(blank)), 'nothing', blank);
});

test('a month never becomes a day without being said', () => {
  const reading = readDate(text('1990.01'));
  assert.equal(reading.value?.precision, 'month');
  assert.deepEqual(reading.repairs, ['date.month_only']);
});

test('any day reads back from every form', () => {
  fc.assert(
    fc.property(days, (date) => {
      const { year, month, day } = date;
      const two = (value: number) => String(value).padStart(2, '0');
      const serial = Temporal.PlainDate.from('1899-12-30').until(date).days;
      const forms = [
        text(`${year}${two(month)}${two(day)}`),
        text(`${year}-${two(month)}-${two(day)}`),
        text(`${year}/${month}/${day}`),
        text(`${year}.${month}.${day}`),
        text(`${year}年${month}月${day}日`),
        number(String(serial)),
        { kind: 'date', value: date, format: 'yyyy-m-d' } as const,
      ];
      for (const cell of forms) assert.equal(shown(cell), date.toString(), JSON.stringify(cell));
      const months = [
        text(`${year}.${two(month)}`),
        text(`${year}${two(month)}`),
        text(`${year}年${month}月`),
      ];
      for (const cell of months) assert.equal(shown(cell), `${year}-${two(month)}`);
    }),
  );
});

test('what is written reads back with its precision', () => {
  fc.assert(
    fc.property(rosterDates, (value) => {
      const back = readDate(text(writeDate(value))).value;
      assert.ok(back);
      assert.equal(compareDates(back, value), 0);
      assert.equal(back.precision, value.precision);
    }),
  );
});
