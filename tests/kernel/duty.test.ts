import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { seedCalendar, workingCalendar } from '../../src/kernel/clock/calendar.ts';
import { type DutySchedule, occurrencesBetween, periodOf, stateOf } from '../../src/kernel/duty/duty.ts';
import { Refusal } from '../../src/kernel/refusal.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);
const lastDay = { after: 'period_end', days: 0, unit: 'calendar' } as const;
const quarterly: DutySchedule = {
  key: 'branch_members_meeting',
  every: 'quarter',
  due: lastDay,
  from: '2012-08-09',
};
const seed = seedCalendar();
const calendar = workingCalendar(seed.rows, seed.years);

const due = (duty: DutySchedule, a: string, b: string) =>
  occurrencesBetween(duty, day(a), day(b), calendar).map(
    ({ period, dueOn }) => `${period.label} ${dueOn.toString()}`,
  );

function thirdQuarter(times = 1) {
  const [occurrence] = occurrencesBetween({ ...quarterly, times }, day('2026-07-01'), day('2026-09-30'));
  assert.ok(occurrence);
  return occurrence;
}

test('periods begin and end with the calendar', () => {
  const label = (every: 'month' | 'quarter' | 'half_year' | 'year') => {
    const { from, to, label: name } = periodOf(every, day('2024-02-29'));
    return `${name} ${from.toString()} ${to.toString()}`;
  };
  assert.equal(label('month'), '2024-02 2024-02-01 2024-02-29');
  assert.equal(label('quarter'), '2024-Q1 2024-01-01 2024-03-31');
  assert.equal(label('half_year'), '2024-H1 2024-01-01 2024-06-30');
  assert.equal(label('year'), '2024 2024-01-01 2024-12-31');
});

test('a quarterly meeting is owed four times a year, on the last day of the quarter', () => {
  assert.deepEqual(due(quarterly, '2026-01-01', '2026-12-31'), [
    '2026-Q1 2026-03-31',
    '2026-Q2 2026-06-30',
    '2026-Q3 2026-09-30',
    '2026-Q4 2026-12-31',
  ]);
});

test('nobody owes the quarter in which the duty began, nor one after it ended', () => {
  assert.deepEqual(due(quarterly, '2012-01-01', '2012-12-31'), ['2012-Q4 2012-12-31']);
  assert.deepEqual(due({ ...quarterly, to: '2026-04-01' }, '2026-01-01', '2026-12-31'), [
    '2026-Q1 2026-03-31',
    '2026-Q2 2026-06-30',
  ]);
});

test('a half-year report is due ten working days after the half-year', () => {
  const report: DutySchedule = {
    key: 'half_year_report',
    every: 'half_year',
    due: { after: 'period_end', days: 10, unit: 'working' },
    from: '2026-01-01',
  };
  assert.deepEqual(due(report, '2026-01-01', '2026-12-31'), ['2026-H1 2026-07-14']);
  assert.throws(() => due(report, '2026-01-01', '2027-01-31'), Refusal);
});

test('a duty may fall on a fixed day of the month, or only once', () => {
  const themeDay: DutySchedule = {
    key: 'theme_party_day',
    every: 'month',
    due: { after: 'period_start', days: 5, unit: 'calendar' },
    from: '2026-01-01',
  };
  assert.deepEqual(
    due(themeDay, '2026-01-06', '2026-02-28'),
    ['2026-01 2026-01-05', '2026-02 2026-02-05'].slice(1),
  );
  const campaign: DutySchedule = { ...quarterly, every: 'once', from: '2026-03-10', to: '2026-05-20' };
  assert.deepEqual(due(campaign, '2026-01-01', '2026-12-31'), ['2026-03-10 2026-05-20']);
  assert.throws(() => due({ ...quarterly, every: 'once' }, '2026-01-01', '2026-12-31'), /needs its last day/);
});

test('neighbouring ranges share no occurrence and lose none', () => {
  const anyDay = fc.integer({ min: 0, max: 2000 }).map((n) => day('2021-01-01').add({ days: n }));
  fc.assert(
    fc.property(
      fc.constantFrom('month', 'quarter', 'half_year', 'year'),
      fc.nat(40),
      anyDay,
      fc.nat(800),
      fc.nat(800),
      (every, days, start, a, b) => {
        const duty: DutySchedule = {
          key: 'd',
          every,
          due: { after: 'period_end', days, unit: 'calendar' },
          from: '2020-01-01',
        };
        const middle = start.add({ days: a });
        const end = middle.add({ days: b });
        const labels = (from: Temporal.PlainDate, to: Temporal.PlainDate) =>
          occurrencesBetween(duty, from, to).map(({ period }) => period.label);
        assert.deepEqual(
          [...labels(start, middle), ...labels(middle.add({ days: 1 }), end)],
          labels(start, end),
        );
      },
    ),
  );
});

test('without a record a duty passes from not started to on course, due and late', () => {
  const states = ['2026-06-30', '2026-07-01', '2026-09-22', '2026-09-23', '2026-09-30', '2026-10-01'].map(
    (today) => stateOf(thirdQuarter(), [], { today: day(today) }).state,
  );
  assert.deepEqual(states, ['not_started', 'on_course', 'on_course', 'due', 'due', 'late']);
});

test('a record in the period discharges it; one from the next quarter does not', () => {
  const held = (iso: string) => [{ happenedOn: day(iso), recordedOn: day(iso) }];
  assert.equal(stateOf(thirdQuarter(), held('2026-08-12'), { today: day('2026-11-01') }).state, 'done');
  assert.equal(stateOf(thirdQuarter(), held('2026-10-01'), { today: day('2026-11-01') }).state, 'late');
});

test('a late entry is allowed and shows: held in time, entered after the last day', () => {
  const evidence = [{ happenedOn: day('2026-09-20'), recordedOn: day('2026-10-08') }];
  const standing = stateOf(thirdQuarter(), evidence, { today: day('2026-10-08') });
  assert.equal(standing.state, 'done');
  assert.equal(standing.lateness, 'recorded');
  assert.deepEqual([standing.happenedOn, standing.recordedOn, standing.dueOn].map(String), [
    '2026-09-20',
    '2026-10-08',
    '2026-09-30',
  ]);
  assert.equal(stateOf(thirdQuarter(), evidence, { today: day('2026-10-07') }).state, 'late');
});

test('a report written after the period names it, and is late only after the due day', () => {
  const [occurrence] = occurrencesBetween(
    {
      key: 'report',
      every: 'half_year',
      due: { after: 'period_end', days: 15, unit: 'calendar' },
      from: '2026-01-01',
    },
    day('2026-07-01'),
    day('2026-07-31'),
  );
  assert.ok(occurrence);
  const filed = (iso: string) =>
    stateOf(occurrence, [{ happenedOn: day(iso), recordedOn: day(iso), for: '2026-H1' }], {
      today: day('2026-08-01'),
    });
  assert.equal(filed('2026-07-15').lateness, 'none');
  assert.equal(filed('2026-07-16').lateness, 'happened');
});

test('two records are owed: one is not enough, and an excuse ends the waiting but not what was done', () => {
  const one = [{ happenedOn: day('2026-08-01'), recordedOn: day('2026-08-01') }];
  const two = [...one, { happenedOn: day('2026-09-01'), recordedOn: day('2026-09-01') }];
  const today = day('2026-10-02');
  assert.deepEqual(stateOf(thirdQuarter(2), one, { today }), {
    state: 'late',
    dueOn: day('2026-09-30'),
    have: 1,
    times: 2,
  });
  assert.equal(stateOf(thirdQuarter(2), one, { today, excused: true }).state, 'excused');
  assert.equal(stateOf(thirdQuarter(2), two, { today, excused: true }).state, 'done');
});
