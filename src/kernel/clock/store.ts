/** The working-day calendar in the database: seeded on the first start, each later year loaded from its notice. */
import { record } from '../audit/record.ts';
import { accountOf, type Ctx } from '../ctx.ts';
import { Refusal, refuseAll } from '../refusal.ts';
import { faultsOfList, faultsOfRows, reasonAgainstKind } from './calendar-list.ts';
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
 * Refuses what `calendar-list.ts` finds wrong, and then writes nothing.
 */
export async function loadYear(ctx: Ctx, year: number, rows: CalendarRow[], source: string): Promise<void> {
  const faults = [...faultsOfRows(year, rows).map(({ reason }) => reason), ...faultsOfList(year, rows)];
  if (faults.length > 0) refuseAll(faults);
  await putYear(ctx, year, rows, source);
  await record(ctx, { event: 'calendar.year_loaded', after: { year, days: rows.length, source } });
}

/** What a day can be: as the week has it, a day off, or a weekend that is worked. */
export type DayKind = CalendarRow['kind'] | 'ordinary';

/**
 * Puts one day of a loaded year right and keeps what it was. Refuses `calendar.year_unknown`, a working day that is one
 * already (`calendar.is_workday_already`) and what changes nothing (`calendar.day_unchanged`).
 */
export async function correctDay(
  ctx: Ctx,
  day: Temporal.PlainDate,
  given: { kind: DayKind; name: string; reason: string },
): Promise<{ id: string }> {
  const { kind, name, reason } = given;
  const calendar = await loadCalendar(ctx);
  if (!calendar.years.has(day.year))
    throw new Refusal('calendar.year_unknown', { params: { year: day.year }, remedy: 'calendar.load_year' });
  const against = kind === 'ordinary' ? undefined : reasonAgainstKind(day.toString(), kind);
  if (against) throw new Refusal(against.code, { ...against, field: 'kind' });
  const before: DayKind = calendar.exceptions.get(day.toString())?.kind ?? 'ordinary';
  if (before === kind)
    throw new Refusal('calendar.day_unchanged', { params: { day: day.toString() }, field: 'kind' });
  await ctx.tx.deleteFrom('calendar_days').where('day', '=', day).execute();
  if (kind !== 'ordinary')
    await ctx.tx
      .insertInto('calendar_days')
      .values({ day, kind, name: name || null })
      .execute();
  const correction = { day, before, after: kind, name: name || null, reason };
  const row = await ctx.tx
    .insertInto('calendar_corrections')
    .values({
      ...correction,
      corrected_by: accountOf(ctx),
      corrector: ctx.actor.name,
      corrected_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(ctx, {
    event: 'calendar.day_corrected',
    before: { day: day.toString(), kind: before },
    after: { day: day.toString(), kind, name },
    reason,
  });
  return row;
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
