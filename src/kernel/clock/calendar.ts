/**
 * Working days of China: weekends, the State Council's holidays and the swapped working days of its yearly notice.
 * The calendar is data; a year whose notice is not loaded is refused, never guessed.
 */
import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';

/** One exception of a year's notice: a day off (weekends inside a holiday included) or a weekend that is worked. */
export type CalendarRow = { date: string; kind: 'holiday' | 'workday'; name?: string };

export type WorkingCalendar = {
  /** Years whose notice is loaded whole. */
  years: ReadonlySet<number>;
  /** ISO date → its exception. */
  exceptions: ReadonlyMap<string, CalendarRow>;
};

/** A length of notice; `working` days follow the calendar, `calendar` days do not. */
export type NoticePeriod = { days: number; unit: 'working' | 'calendar' };

/** Builds a calendar from rows and the years they cover; two rows for one day are a mistake of the data and throw. */
export function workingCalendar(
  rows: Iterable<CalendarRow>,
  publishedYears: Iterable<number>,
): WorkingCalendar {
  const exceptions = new Map<string, CalendarRow>();
  for (const row of rows) {
    if (exceptions.has(row.date)) throw new Error(`two calendar rows for ${row.date}`);
    exceptions.set(Temporal.PlainDate.from(row.date).toString(), row);
  }
  return { years: new Set(publishedYears), exceptions };
}

/**
 * Rows and years that the bundled data set really knows. It answers silently with plain weekdays for years that it
 * lacks, so a year counts as known only when it names both New Year's Day and National Day.
 */
export function seedCalendar(): { rows: CalendarRow[]; years: number[] } {
  const rows = [...rowsOf(days.holidays, 'holiday'), ...rowsOf(days.workdays, 'workday')].sort((a, b) =>
    a.date < b.date ? -1 : 1,
  );
  const holidays = new Set(rows.filter((row) => row.kind === 'holiday').map((row) => row.date));
  const years = [...new Set(rows.map((row) => Number(row.date.slice(0, 4))))].filter(
    (year) => holidays.has(`${year}-01-01`) && holidays.has(`${year}-10-01`),
  );
  return { rows: rows.filter((row) => years.includes(Number(row.date.slice(0, 4)))), years };
}

function rowsOf(named: Record<string, string>, kind: CalendarRow['kind']): CalendarRow[] {
  // The data set writes "English,中文,days".
  return Object.entries(named).map(([date, names]) => ({ date, kind, name: names.split(',')[1] ?? names }));
}

/** True on a working day. Refuses `calendar.year_unknown` for a year without data. */
export function isWorkingDay(calendar: WorkingCalendar, day: Temporal.PlainDate): boolean {
  if (!calendar.years.has(day.year)) {
    throw new Refusal('calendar.year_unknown', { params: { year: day.year }, remedy: 'calendar.load_year' });
  }
  const exception = calendar.exceptions.get(day.toString());
  return exception ? exception.kind === 'workday' : day.dayOfWeek <= 5;
}

/** The nth working day after `day` (before it when n is negative); n = 0 gives `day` itself, working or not. */
export function addWorkingDays(
  calendar: WorkingCalendar,
  day: Temporal.PlainDate,
  n: number,
): Temporal.PlainDate {
  if (!Number.isSafeInteger(n)) throw new RangeError('working days are counted in whole days');
  const step = Math.sign(n);
  let reached = day;
  for (let left = Math.abs(n); left > 0;) {
    reached = reached.add({ days: step });
    if (isWorkingDay(calendar, reached)) left -= 1;
  }
  return reached;
}

/** Working days after `from` up to and including `to`; the negative count of the reverse when `to` lies before. */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): number {
  if (Temporal.PlainDate.compare(from, to) > 0) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  for (
    let day = from.add({ days: 1 });
    Temporal.PlainDate.compare(day, to) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}

/**
 * Last day (inclusive) of a notice posted on `postedOn`; the day of posting does not count (民法典 art. 201).
 * Posted Monday 2026-09-28 for 5 working days it ends on Saturday 2026-10-10: 29 and 30 September, 8 and 9 October
 * after National Day, and the swapped Saturday. What the notice holds back may happen from the day after.
 */
export function noticeEnd(
  calendar: WorkingCalendar,
  postedOn: Temporal.PlainDate,
  period: NoticePeriod,
): Temporal.PlainDate {
  return period.unit === 'working'
    ? addWorkingDays(calendar, postedOn, period.days)
    : postedOn.add({ days: period.days });
}
