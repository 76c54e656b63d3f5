/** Endpoints of the numbers by which the town works, and of its working-day calendar. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';

const day = z.iso.date();
const id = z.uuid();
const reason = z.string().trim().min(4).max(500);

const dated = z.object({
  value: z.unknown(),
  from: day,
  to: day.nullable(),
  source: z.string(),
  certainty: z.enum(['certain', 'likely', 'check']),
});

const proposalView = z.object({
  id,
  value: z.unknown(),
  from: day,
  source: z.string(),
  reason: z.string(),
  by: z.string(),
});

export const parametersApi = {
  listParameters: endpoint({
    method: 'GET',
    path: '/api/parameters',
    permission: 'parameters.read',
    request: z.object({ asOf: day.optional() }),
    reply: z.object({
      rows: z.array(
        z.object({
          key: z.string(),
          kind: z.enum(['statutory', 'document', 'local']),
          /** In force on the day; null before the first rule. */
          now: dated.nullable(),
          /** What the book says where the town has set its own. */
          book: dated.nullable(),
          proposal: proposalView.nullable(),
        }),
      ),
      years: z.array(z.object({ year: z.number(), source: z.string(), days: z.number() })),
      may: z.object({ propose: z.boolean(), approve: z.boolean(), loadCalendar: z.boolean() }),
    }),
    summary: 'Every number with its kind, source and certainty, and the years of the calendar.',
  }),
  proposeParameter: endpoint({
    method: 'POST',
    path: '/api/parameters/proposals',
    permission: 'parameters.propose',
    request: z.object({
      key: z.string().max(120),
      value: z.unknown(),
      from: day,
      source: z.string().trim().min(2).max(200),
      reason,
    }),
    reply: z.object({ id }),
    summary: 'Propose the town’s own value of a local number, from today or a later day.',
  }),
  decideParameter: endpoint({
    method: 'POST',
    path: '/api/parameters/proposals/:id/decision',
    permission: 'parameters.approve',
    request: z.object({ id, approve: z.boolean(), why: z.string().trim().max(500).default('') }),
    reply: z.object({ id }),
    summary: 'Approve a proposed value, or refuse it with the reason.',
  }),
  loadCalendarYear: endpoint({
    method: 'POST',
    path: '/api/calendar/:year',
    permission: 'calendar.load',
    request: z.object({
      year: z.coerce.number().int().min(2000).max(2100),
      source: z.string().trim().min(4).max(200),
      /** Days off, weekends inside a holiday included, and weekends that are worked. */
      days: z
        .array(
          z.object({ date: day, kind: z.enum(['holiday', 'workday']), name: z.string().max(20).optional() }),
        )
        .min(1)
        .max(120),
    }),
    reply: z.object({ year: z.number(), days: z.number() }),
    summary: 'Load one year’s holidays and swapped working days from the State Council’s notice.',
  }),
} satisfies Api;
