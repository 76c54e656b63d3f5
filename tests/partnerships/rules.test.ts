import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  owesPlan,
  daysOfYear,
  plannableYears,
  promptsOf,
  type Term,
} from '../../src/modules/partnerships/rules.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);
const term = (since: string | null, endedOn: string | null = null): Term => ({
  since: since === null ? null : day(since),
  endedOn: endedOn === null ? null : day(endedOn),
});
const asked = (
  of: Term,
  today: string,
  plans: { year: number; reviewed: boolean }[] = [],
): [string, number, string][] =>
  promptsOf(of, plans, day(today), {}).map(({ key, year, dueOn }) => [key, year, dueOn.toString()]);

test('the days of a year are its ninetieth and its last, in leap years too', () => {
  assert.equal(daysOfYear(2027, {}).planOn.toString(), '2027-03-31');
  assert.equal(daysOfYear(2028, {}).planOn.toString(), '2028-03-30');
  assert.equal(daysOfYear(2027, {}).reviewOn.toString(), '2027-12-31');
});

test('a plan is owed by what ran for a month before its day, and still ran on it', () => {
  const owes = (since: string | null, endedOn: string | null = null) =>
    owesPlan(term(since, endedOn), daysOfYear(2027, {}));
  for (const [since, endedOn, expected] of [
    [null, null, false],
    ['2027-02-28', null, true],
    ['2027-03-01', null, false],
    ['2026-05-01', '2027-03-31', false],
    ['2026-05-01', '2027-04-01', true],
  ] as const)
    assert.equal(owes(since, endedOn), expected, `${since} to ${endedOn}`);
});

test('the plan shows as due for thirty days, and is late from the day after', () => {
  const of = term('2026-11-01');
  assert.deepEqual(asked(of, '2027-02-28'), []);
  assert.deepEqual(asked(of, '2027-03-01'), [['plan_due', 2027, '2027-03-31']]);
  assert.deepEqual(asked(of, '2027-03-31'), [['plan_due', 2027, '2027-03-31']]);
  assert.deepEqual(asked(of, '2027-04-01'), [['plan_late', 2027, '2027-03-31']]);
  assert.deepEqual(asked(of, '2027-04-01', [{ year: 2027, reviewed: false }]), []);
  assert.deepEqual(asked(term(null), '2027-04-01'), [], 'what has not begun owes nothing');
});

test('the review of a planned year is due in December and late in the next year; the old plan is not asked for', () => {
  const of = term('2026-01-01');
  const planned = [{ year: 2027, reviewed: false }];
  assert.deepEqual(asked(of, '2027-11-30', planned), []);
  assert.deepEqual(asked(of, '2027-12-01', planned), [['review_due', 2027, '2027-12-31']]);
  assert.deepEqual(asked(of, '2028-01-01', planned), [['review_late', 2027, '2027-12-31']]);
  assert.deepEqual(asked(of, '2028-01-01', [{ year: 2027, reviewed: true }]), []);
  assert.deepEqual(asked(of, '2028-01-01'), [], 'without a plan there is nothing to review');
  assert.deepEqual(
    asked(term('2026-01-01', '2027-12-31'), '2028-01-01', planned),
    [],
    'its end was reviewed',
  );
});

test('what is late comes before what is due', () => {
  assert.deepEqual(
    asked(term('2026-01-01'), '2028-03-01', [{ year: 2027, reviewed: false }]).map(([key]) => key),
    ['review_late', 'plan_due'],
  );
});

test('a town’s own day counts from the first year that begins under it', () => {
  const local = {
    'plan.day': [
      { value: 59, from: '2027-01-02', source: '清组〔2027〕1号', kind: 'local', certainty: 'certain' },
    ],
  } as const;
  assert.equal(daysOfYear(2027, local).planOn.toString(), '2027-03-31');
  assert.equal(daysOfYear(2028, local).planOn.toString(), '2028-02-28');
});

test('plans are made for the years in which it ran, the next one from December on', () => {
  assert.deepEqual(plannableYears(term('2026-06-01'), [], day('2027-11-30')), [2027, 2026]);
  assert.deepEqual(plannableYears(term('2026-06-01'), [2027], day('2027-12-01')), [2028, 2026]);
  assert.deepEqual(plannableYears(term('2026-06-01', '2026-12-31'), [], day('2027-02-01')), [2026]);
  assert.deepEqual(plannableYears(term(null), [], day('2027-02-01')), []);
});
