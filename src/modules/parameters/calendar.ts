/** The working-day calendar as people see it: looked at, tried, loaded, put right. */
import { sql } from 'kysely';
import { dayOf, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import type { CalendarRow } from '../../kernel/clock/calendar.ts';
import { faultsOfList, faultsOfRows } from '../../kernel/clock/calendar-list.ts';
import { correctDay, loadYear, type DayKind } from '../../kernel/clock/store.ts';
import type { Exchange } from '../../kernel/http/bind.ts';
import type { ReplyOf, RequestOf } from '../../kernel/http/contract.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { Refusal, type Reason } from '../../kernel/refusal.ts';
import type { calendarApi } from './calendar-api.ts';
import { readCalendarList } from './calendar-reading.ts';

/** Month from which the notice of the next year is looked for; it usually comes in the autumn. */
const noticeMonth = 10;

export async function getCalendar(
  ctx: Ctx,
  input: { year?: number | undefined },
): Promise<ReplyOf<typeof calendarApi.getCalendar>> {
  const year = input.year ?? ctx.today.year;
  const years = await listYears(ctx);
  const loaded = years.find((one) => one.year === year);
  return {
    year,
    today: ctx.today.toString(),
    loaded: loaded ? { source: loaded.source, on: dayOf(loaded.at).toString() } : null,
    days: (await daysOf(ctx, year)).map(dayView),
    corrections: await listCorrections(ctx, year),
    years: years.map((one) => ({ year: one.year, source: one.source, days: one.days })),
    missing: missingYear(
      ctx.today,
      years.map((one) => one.year),
    ),
    mayLoad: scopeUnder(ctx, 'calendar.load').length > 0,
  };
}

/** The year that should be loaded by now and is not: this one, or from the autumn on the next. */
export function missingYear(today: Temporal.PlainDate, loaded: readonly number[]): number | null {
  if (!loaded.includes(today.year)) return today.year;
  const next = today.year + 1;
  return today.month >= noticeMonth && !loaded.includes(next) ? next : null;
}

/** Reads the file and tells of each line what it would change or why it cannot be; writes nothing. */
export async function checkCalendarYear(
  ctx: Ctx,
  input: { year: number },
  { upload }: Pick<Exchange, 'upload'>,
): Promise<ReplyOf<typeof calendarApi.checkCalendarYear>> {
  if (!upload) throw new Refusal('upload.missing', { status: 400, field: 'file' });
  const { year } = input;
  const lines = await readCalendarList(upload.bytes, year);
  const read = lines.flatMap((line) => ('day' in line ? [line] : []));
  const days = read.map((line) => line.day);
  const wrong = new Map(faultsOfRows(year, days).map(({ index, reason }) => [read[index], reason]));
  const before = new Map((await daysOf(ctx, year)).map((row) => [row.date, row]));
  const words = (reason: Reason) => reasonViewOf(reason, ctx.services.translate[ctx.locale]);
  const rows = lines.map((line) => {
    const { line: number, text } = line;
    if ('reason' in line)
      return {
        line: number,
        text,
        date: null,
        kind: null,
        name: '',
        change: null,
        because: [words(line.reason)],
      };
    const fault = wrong.get(line);
    const { date, kind, name = '' } = line.day;
    const change = fault ? null : changeOf(line.day, before.get(date));
    return { line: number, text, date, kind, name, change, because: fault ? [words(fault)] : [] };
  });
  const because = faultsOfList(year, days).map(words);
  const faults = rows.filter((row) => row.because.length > 0).length;
  const named = new Set(days.map((one) => one.date));
  return {
    rows,
    removed: [...before.values()].filter((row) => !named.has(row.date)).map(dayView),
    because,
    faults,
    days: faults + because.length === 0 ? days.map(dayView) : [],
  };
}

export async function loadCalendarYear(
  ctx: Ctx,
  input: RequestOf<typeof calendarApi.loadCalendarYear>,
): Promise<{ year: number; days: number }> {
  const rows = input.days.map(({ date, kind, name }): CalendarRow => ({ date, kind, ...(name && { name }) }));
  await loadYear(ctx, input.year, rows, input.source);
  return { year: input.year, days: rows.length };
}

export async function correctCalendarDay(
  ctx: Ctx,
  input: { year: number; date: string; kind: DayKind; name: string; reason: string },
): Promise<{ id: string }> {
  const day = Temporal.PlainDate.from(input.date);
  if (day.year !== input.year)
    throw new Refusal('calendar.day_of_another_year', {
      params: { day: input.date, year: input.year },
      field: 'date',
    });
  return correctDay(ctx, day, input);
}

export async function listYears(
  ctx: Ctx,
): Promise<{ year: number; source: string; days: number; at: Temporal.Instant }[]> {
  const { rows } = await sql<{ year: number; source: string; days: number; at: Temporal.Instant }>`
    select y.year, y.source, y.loaded_at as at, count(d.day)::int as days from calendar_years y
    left join calendar_days d on extract(year from d.day) = y.year
    group by y.year order by y.year desc
  `.execute(ctx.tx);
  return rows;
}

async function daysOf(ctx: Ctx, year: number): Promise<CalendarRow[]> {
  const { rows } = await sql<{ date: string; kind: CalendarRow['kind']; name: string | null }>`
    select day::text as date, kind, name from calendar_days
    where day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31) order by day
  `.execute(ctx.tx);
  return rows.map(({ name, ...row }) => ({ ...row, ...(name && { name }) }));
}

async function listCorrections(
  ctx: Ctx,
  year: number,
): Promise<ReplyOf<typeof calendarApi.getCalendar>['corrections']> {
  const { rows } = await sql<{
    id: string;
    date: string;
    before: DayKind;
    after: DayKind;
    reason: string;
    by: string;
    at: Temporal.Instant;
  }>`
    select id, day::text as date, before, after, reason, corrector as by, corrected_at as at
    from calendar_corrections
    where day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31) order by corrected_at desc, id desc
  `.execute(ctx.tx);
  return rows.map(({ at, ...row }) => ({ ...row, on: dayOf(at).toString() }));
}

function changeOf(row: CalendarRow, before: CalendarRow | undefined): 'new' | 'changed' | 'same' {
  if (!before) return 'new';
  return before.kind === row.kind && (before.name ?? '') === (row.name ?? '') ? 'same' : 'changed';
}

function dayView({ date, kind, name = '' }: CalendarRow) {
  return { date, kind, name };
}
