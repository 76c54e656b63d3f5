/** Endpoints of the working-day calendar. */
import { z } from 'zod';
import { reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { correctedKinds, dayKinds } from './choices.ts';

const day = z.iso.date();
const year = z.coerce.number().int().min(2000).max(2100);
const name = z.string().trim().max(20);

const dayView = z.object({ date: day, kind: z.enum(dayKinds), name: z.string() });

export const calendarApi = {
  getCalendar: endpoint({
    method: 'GET',
    path: '/api/calendar',
    permission: 'calendar.read',
    request: z.object({ year: year.optional() }),
    reply: z.object({
      year: z.number(),
      today: day,
      /** Null: nothing is loaded, and no working day of that year can be told. */
      loaded: z.object({ source: z.string(), on: day }).nullable(),
      days: z.array(dayView),
      corrections: z.array(
        z.object({
          id: z.uuid(),
          date: day,
          before: z.enum(correctedKinds),
          after: z.enum(correctedKinds),
          reason: z.string(),
          by: z.string(),
          on: day,
        }),
      ),
      years: z.array(z.object({ year: z.number(), source: z.string(), days: z.number() })),
      /** The year whose notice is to be loaded by now. */
      missing: z.number().nullable(),
      mayLoad: z.boolean(),
    }),
    summary: 'The holidays and swapped working days of a year, and which years are loaded.',
  }),
  checkCalendarYear: endpoint({
    method: 'POST',
    path: '/api/calendar/:year/check',
    permission: 'calendar.load',
    upload: true,
    request: z.object({ year }),
    reply: z.object({
      rows: z.array(
        z.object({
          line: z.number(),
          text: z.string(),
          date: day.nullable(),
          kind: z.enum(dayKinds).nullable(),
          name: z.string(),
          change: z.enum(['new', 'changed', 'same']).nullable(),
          because: z.array(reasonView),
        }),
      ),
      /** Days that are loaded now and that the list leaves out. */
      removed: z.array(dayView),
      /** Of the whole list. */
      because: z.array(reasonView),
      faults: z.number(),
      /** To send when it is confirmed; empty as long as something is wrong. */
      days: z.array(dayView),
    }),
    summary:
      'Try a list of a year’s days from a .csv, .xlsx or JSON file: what changes, what is wrong. Writes nothing.',
  }),
  loadCalendarYear: endpoint({
    method: 'POST',
    path: '/api/calendar/:year',
    permission: 'calendar.load',
    request: z.object({
      year,
      source: z.string().trim().min(4).max(200),
      /** Days off, weekends inside a holiday included, and weekends that are worked. */
      days: z
        .array(z.object({ date: day, kind: z.enum(dayKinds), name: name.optional() }))
        .min(1)
        .max(120),
    }),
    reply: z.object({ year: z.number(), days: z.number() }),
    summary: 'Load one year’s holidays and swapped working days from the State Council’s notice.',
  }),
  correctCalendarDay: endpoint({
    method: 'POST',
    path: '/api/calendar/:year/days',
    permission: 'calendar.load',
    request: z.object({
      year,
      date: day,
      kind: z.enum(correctedKinds),
      name: name.default(''),
      reason: z.string().trim().min(4).max(500),
    }),
    reply: z.object({ id: z.uuid() }),
    summary: 'Put one day of a loaded year right, with the reason.',
  }),
} satisfies Api;
