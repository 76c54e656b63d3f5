import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  addWorkingDays,
  isWorkingDay,
  noticeEnd,
  seedCalendar,
  workingCalendar,
  workingDaysBetween,
} from '../../src/kernel/clock/calendar.ts';
import { Refusal } from '../../src/kernel/refusal.ts';

const seed = seedCalendar();
const china = workingCalendar(seed.rows, seed.years);
const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

test('the seed knows the years 2004 to 2026 whole and claims no other', () => {
  assert.deepEqual(
    seed.years.toSorted((a, b) => a - b),
    Array.from({ length: 23 }, (_, index) => 2004 + index),
  );
  assert.ok(seed.rows.length > 700);
  assert.deepEqual(
    seed.rows.find((row) => row.date === '2026-10-10'),
    { date: '2026-10-10', kind: 'workday', name: '国庆节' },
  );
});

test('a year without its notice is refused, not guessed, even on a plain Wednesday', () => {
  assert.throws(
    () => isWorkingDay(china, day('2027-03-10')),
    (error) =>
      error instanceof Refusal && error.code === 'calendar.year_unknown' && error.params['year'] === 2027,
  );
  assert.throws(() => addWorkingDays(china, day('2026-12-31'), 1), Refusal);
  assert.throws(() => isWorkingDay(china, day('2003-03-12')), Refusal);
});

test('a holiday on a weekday is off and a swapped Saturday is worked', () => {
  assert.equal(isWorkingDay(china, day('2026-10-01')), false);
  assert.equal(isWorkingDay(china, day('2026-10-10')), true);
  assert.equal(isWorkingDay(china, day('2026-11-21')), false);
  assert.equal(isWorkingDay(china, day('2026-11-23')), true);
});

test('a notice of five working days from Monday 2026-09-28 passes over National Day', () => {
  assert.equal(noticeEnd(china, day('2026-09-28'), { days: 5, unit: 'working' }).toString(), '2026-10-10');
});

test('seven calendar days do not ask the calendar, so they run into a year without data', () => {
  assert.equal(noticeEnd(china, day('2026-12-28'), { days: 7, unit: 'calendar' }).toString(), '2027-01-04');
  assert.throws(() => noticeEnd(china, day('2026-12-28'), { days: 7, unit: 'working' }), Refusal);
});

test('sixty days from acceptance on 2026-01-31 end on 2026-04-01, thirty more on 2026-05-01', () => {
  const first = noticeEnd(china, day('2026-01-31'), { days: 60, unit: 'calendar' });
  assert.equal(first.toString(), '2026-04-01');
  assert.equal(noticeEnd(china, first, { days: 30, unit: 'calendar' }).toString(), '2026-05-01');
});

test('a loaded notice opens the next year', () => {
  const next = workingCalendar(
    [...seed.rows, { date: '2027-01-01', kind: 'holiday' }],
    [...seed.years, 2027],
  );
  assert.equal(addWorkingDays(next, day('2026-12-31'), 1).toString(), '2027-01-04');
});

test('two rows for one day are a mistake of the data', () => {
  const row = { date: '2026-10-10', kind: 'workday' } as const;
  assert.throws(() => workingCalendar([row, row], [2026]), /two calendar rows/);
});

test('counting back undoes counting forward, and the count between says how many', () => {
  const days2024to2025 = fc.integer({ min: 0, max: 730 }).map((n) => day('2024-01-01').add({ days: n }));
  fc.assert(
    fc.property(days2024to2025, fc.integer({ min: 1, max: 60 }), (start, n) => {
      const end = addWorkingDays(china, start, n);
      assert.ok(isWorkingDay(china, end));
      assert.equal(workingDaysBetween(china, start, end), n);
      assert.equal(workingDaysBetween(china, end, start), -n);
      if (isWorkingDay(china, start)) assert.ok(addWorkingDays(china, end, -n).equals(start));
    }),
  );
});
