/** The working-day calendar in the database: seeded on the first start, each later year loaded from its notice. */
import type { Ctx } from '../ctx.ts';
import { record } from '../audit/record.ts';
import { Refusal } from '../refusal.ts';
import { seedCalendar, workingCalendar, type CalendarRow, type WorkingCalendar } from './calendar.ts';

/** The calendar of every year that is loaded. Some hundred rows; read once in an act that needs it. */
export async function loadCalendar(ctx: Ctx): Promise<WorkingCalendar> {
  const years = await ctx.tx.selectFrom('calendar_years').select('year').execute();
  const days = await ctx.tx.selectFrom('calendar_days').select(['day', 'kind', 'name']).execute();
  const rows = days.map((row): CalendarRow => ({
    date: row.day.toString(),
    kind: row.kind as CalendarRow['kind'], // held by a check constraint
    ...(row.name !== null && { name: row.name }),
  }));
  return workingCalendar(
    rows,
    years.map((row) => row.year),
  );
}

/** Puts in the years that the bundled data knows and the database lacks; gives those years. */
export async function seedYears(ctx: Ctx): Promise<number[]> {
  const seed = seedCalendar();
  const known = new Set(
    (await ctx.tx.selectFrom('calendar_years').select('year').execute()).map((row) => row.year),
  );
  const missing = seed.years.filter((year) => !known.has(year));
  for (const year of missing) {
    await putYear(
      ctx,
      year,
      seed.rows.filter((row) => row.date.startsWith(`${year}-`)),
      'chinese-days',
    );
  }
  return missing;
}

/**
 * Loads or replaces one year from the State Council's notice. `rows`: days off and weekends that are worked, ISO dates.
 * Refuses `calendar.day_of_another_year`, `calendar.day_twice` and `calendar.no_holidays`.
 */
export async function loadYear(ctx: Ctx, year: number, rows: CalendarRow[], source: string): Promise<void> {
  const seen = new Set<string>();
  for (const row of rows) {
    if (!row.date.startsWith(`${year}-`))
      throw new Refusal('calendar.day_of_another_year', { params: { day: row.date, year } });
    if (seen.has(row.date)) throw new Refusal('calendar.day_twice', { params: { day: row.date } });
    seen.add(row.date);
  }
  if (!rows.some((row) => row.kind === 'holiday'))
    throw new Refusal('calendar.no_holidays', { params: { year } });
  await putYear(ctx, year, rows, source);
  await record(ctx, { event: 'calendar.year_loaded', after: { year, days: rows.length, source } });
}

async function putYear(ctx: Ctx, year: number, rows: CalendarRow[], source: string): Promise<void> {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  await ctx.tx
    .deleteFrom('calendar_days')
    .where('day', '>=', first)
    .where('day', '<', first.add({ years: 1 }))
    .execute();
  await ctx.tx
    .insertInto('calendar_years')
    .values({ year, source, loaded_at: ctx.now })
    .onConflict((on) => on.column('year').doUpdateSet({ source, loaded_at: ctx.now }))
    .execute();
  const days = rows.map((row) => ({
    day: Temporal.PlainDate.from(row.date),
    kind: row.kind,
    name: row.name ?? null,
  }));
  if (days.length > 0) await ctx.tx.insertInto('calendar_days').values(days).execute();
}
