/**
 * Duties that come round: what is owed in which period, by when, and what the records say about it.
 * A record discharges a duty because it exists; nobody files a second form. Pure: the caller brings records and the day.
 */
import { addWorkingDays, type WorkingCalendar } from '../clock/calendar.ts';

export type Cadence = 'month' | 'quarter' | 'half_year' | 'year' | 'once';

/** Due `days` after the period's last day, or after the day before its first; 0 after `period_end` is the last day itself. */
export type DueRule = { after: 'period_end' | 'period_start'; days: number; unit: 'calendar' | 'working' };

/**
 * When a duty comes round. `from`, `to`: ISO days on which it is in force; a period counts when it begins within them,
 * so nobody is late for a period that was already running. `once` has one period, from `from` to `to`, and needs both.
 * `times`: records needed in one period, 1 unless told.
 */
export type DutySchedule = {
  key: string;
  every: Cadence;
  due: DueRule;
  from: string;
  to?: string;
  times?: number;
};

export type Period = { from: Temporal.PlainDate; to: Temporal.PlainDate; label: string };

export type Occurrence = { dutyKey: string; period: Period; dueOn: Temporal.PlainDate; times: number };

/**
 * One record: the day on which it happened and the day on which it was entered. `for` names the period (its label) of
 * a record that is made after it, such as a report; without it the record counts for the period in which it happened.
 * `until`: the day from which it counts no more, because it was annulled; up to then it did.
 */
export type DatedRecord = {
  happenedOn: Temporal.PlainDate;
  recordedOn: Temporal.PlainDate;
  until?: Temporal.PlainDate;
  for?: string;
};

export type DutyState = 'done' | 'excused' | 'on_course' | 'due' | 'late' | 'not_started';

/**
 * `happenedOn` and `recordedOn` are those of the record that completed the duty.
 * `lateness`: `happened` after the due day, or in time but `recorded` after it; only on what is done.
 */
export type Standing = {
  state: DutyState;
  dueOn: Temporal.PlainDate;
  have: number;
  times: number;
  happenedOn?: Temporal.PlainDate;
  recordedOn?: Temporal.PlainDate;
  lateness?: 'none' | 'recorded' | 'happened';
};

const monthsIn = { month: 1, quarter: 3, half_year: 6, year: 12 } as const;

/** The period of a cadence in which `day` lies; labels `2026-07`, `2026-Q3`, `2026-H2`, `2026`. */
export function periodOf(every: Exclude<Cadence, 'once'>, day: Temporal.PlainDate): Period {
  const months = monthsIn[every];
  const index = Math.floor((day.month - 1) / months);
  const from = day.with({ month: index * months + 1, day: 1 });
  const to = from.add({ months }).subtract({ days: 1 });
  const labels = {
    month: from.toPlainYearMonth().toString(),
    quarter: `${day.year}-Q${index + 1}`,
    half_year: `${day.year}-H${index + 1}`,
    year: `${day.year}`,
  };
  return { from, to, label: labels[every] };
}

/**
 * Occurrences due from `first` to `last`, both included, in order; neighbouring ranges never share or lose one.
 * Working-day rules need the calendar and refuse a year that it lacks, but only where the answer depends on it.
 */
export function occurrencesBetween(
  duty: DutySchedule,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  calendar?: WorkingCalendar,
): Occurrence[] {
  const occurrences: Occurrence[] = [];
  for (const period of periodsOf(duty, first, last)) {
    const dueOn = dueDay(duty.due, period, { after: first, before: last, calendar });
    if (dueOn) occurrences.push({ dutyKey: duty.key, period, dueOn, times: duty.times ?? 1 });
  }
  return occurrences;
}

/** Where an occurrence stands on `today`, by the records entered up to that day: the same past day gives the same answer. */
export function stateOf(
  occurrence: Occurrence,
  evidence: readonly DatedRecord[],
  options: { today: Temporal.PlainDate; excused?: boolean; remindDaysBefore?: number },
): Standing {
  const { today, excused = false, remindDaysBefore = 7 } = options;
  const { dueOn, period, times } = occurrence;
  const counting = evidence
    .filter((record) => stoodOn(record, today) && countsFor(record, period))
    .sort((a, b) => Temporal.PlainDate.compare(a.happenedOn, b.happenedOn));
  const standing = { dueOn, have: counting.length, times };
  const completing = counting[times - 1];
  if (completing) {
    // A clerk who enters three meetings at once is late with the entry of the last one entered, not of the last one held.
    const recordedOn = latest(counting.slice(0, times).map((record) => record.recordedOn));
    const { happenedOn } = completing;
    const lateness = isAfter(happenedOn, dueOn)
      ? 'happened'
      : isAfter(recordedOn, dueOn)
        ? 'recorded'
        : 'none';
    return { ...standing, state: 'done', happenedOn, recordedOn, lateness };
  }
  return { ...standing, state: openState({ today, excused, remindDaysBefore, occurrence }) };
}

/** Whether a record had been entered by the end of a day, and still counted then. */
export function stoodOn(record: Pick<DatedRecord, 'recordedOn' | 'until'>, day: Temporal.PlainDate): boolean {
  if (isAfter(record.recordedOn, day)) return false;
  return record.until === undefined || isAfter(record.until, day);
}

function openState(open: {
  today: Temporal.PlainDate;
  excused: boolean;
  remindDaysBefore: number;
  occurrence: Occurrence;
}): DutyState {
  const { today, excused, remindDaysBefore, occurrence } = open;
  if (excused) return 'excused';
  if (isAfter(today, occurrence.dueOn)) return 'late';
  if (isAfter(occurrence.period.from, today)) return 'not_started';
  return isAfter(occurrence.dueOn.subtract({ days: remindDaysBefore }), today) ? 'on_course' : 'due';
}

/** Periods in force that can fall due from `first` on and begin by `last`. */
function* periodsOf(
  duty: DutySchedule,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Generator<Period> {
  const from = Temporal.PlainDate.from(duty.from);
  if (duty.every === 'once') {
    if (duty.to === undefined) throw new Error(`duty ${duty.key} happens once and needs its last day`);
    yield { from, to: Temporal.PlainDate.from(duty.to), label: from.toString() };
    return;
  }
  const lastStart =
    duty.to !== undefined && duty.to < last.toString() ? Temporal.PlainDate.from(duty.to) : last;
  // What ended longer ago than the rule reaches is due before `first`; a duty in force for years has many such periods.
  let period = periodOf(duty.every, latest([from, first.subtract({ days: reachOf(duty.due) + 1 })]));
  if (isAfter(from, period.from)) period = periodOf(duty.every, period.to.add({ days: 1 }));
  while (!isAfter(period.from, lastStart)) {
    yield period;
    period = periodOf(duty.every, period.to.add({ days: 1 }));
  }
}

/** Days of the calendar within which a rule's days have surely passed, whatever the holidays. */
function reachOf({ days, unit }: DueRule): number {
  return unit === 'calendar' ? days : days * 3 + 31;
}

function dueDay(
  rule: DueRule,
  period: Period,
  range: { after: Temporal.PlainDate; before: Temporal.PlainDate; calendar: WorkingCalendar | undefined },
): Temporal.PlainDate | undefined {
  const base = rule.after === 'period_end' ? period.to : period.from.subtract({ days: 1 });
  const earliest = base.add({ days: rule.days });
  // A due day never lies before the plain count of days, so what is beyond the range needs no calendar.
  if (isAfter(earliest, range.before)) return undefined;
  const dueOn = rule.unit === 'calendar' ? earliest : workingDay(rule, base, range.calendar);
  return isAfter(range.after, dueOn) || isAfter(dueOn, range.before) ? undefined : dueOn;
}

function workingDay(
  rule: DueRule,
  base: Temporal.PlainDate,
  calendar: WorkingCalendar | undefined,
): Temporal.PlainDate {
  if (!calendar) throw new Error('a duty due in working days needs the calendar');
  return addWorkingDays(calendar, base, rule.days);
}

function countsFor(record: DatedRecord, period: Period): boolean {
  if (record.for !== undefined) return record.for === period.label;
  return !isAfter(period.from, record.happenedOn) && !isAfter(record.happenedOn, period.to);
}

function isAfter(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}

function latest(days: readonly Temporal.PlainDate[]): Temporal.PlainDate {
  return days.reduce((a, b) => (isAfter(a, b) ? a : b));
}
