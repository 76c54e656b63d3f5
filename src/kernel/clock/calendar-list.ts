/** What cannot be right in a year's list of holidays and swapped working days; pure, row by row. */
import type { Reason } from '../refusal.ts';
import type { CalendarRow } from './calendar.ts';

export type CalendarListFault = { index: number; reason: Reason };

/** Faults of single rows, by their place in the list. */
export function faultsOfRows(year: number, rows: readonly CalendarRow[]): CalendarListFault[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index): CalendarListFault[] => {
    const reason = faultOf(year, row, seen);
    seen.add(row.date);
    return reason ? [{ index, reason }] : [];
  });
}

/** Faults of the whole list: a year without a single day off is no notice. */
export function faultsOfList(year: number, rows: readonly CalendarRow[]): Reason[] {
  const isOff = rows.some((row) => row.kind === 'holiday');
  return isOff ? [] : [{ code: 'calendar.no_holidays', params: { year } }];
}

/** Why a day cannot be of this kind: only a weekend can become a working day. */
export function reasonAgainstKind(date: string, kind: CalendarRow['kind']): Reason | undefined {
  const isWeekend = Temporal.PlainDate.from(date).dayOfWeek > 5;
  return kind === 'workday' && !isWeekend
    ? { code: 'calendar.is_workday_already', params: { day: date } }
    : undefined;
}

function faultOf(year: number, row: CalendarRow, seen: ReadonlySet<string>): Reason | undefined {
  if (!row.date.startsWith(`${year}-`))
    return { code: 'calendar.day_of_another_year', params: { day: row.date, year } };
  if (seen.has(row.date)) return { code: 'calendar.day_twice', params: { day: row.date } };
  return reasonAgainstKind(row.date, row.kind);
}
