/** Endpoints of my work and of the duties that come round. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { dutyStates } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const reason = z.string().trim().min(4).max(300);

/** One thing to do, already in the reader's language. `waitsFor`: null for me, else who it waits for. */
export const workView = z.object({
  text: z.string(),
  path: z.string(),
  orgName: z.string(),
  dueOn: day.nullable(),
  late: z.boolean(),
  waitsFor: z.string().nullable(),
});

/** One duty of one organization in one period. */
export const dutyView = z.object({
  duty: z.string(),
  institution: z.string(),
  org: z.object({ id, name: z.string() }),
  period: z.string(),
  dueOn: day,
  state: z.enum(dutyStates),
  lateness: z.enum(['none', 'recorded', 'happened']).nullable(),
  have: z.int(),
  times: z.int(),
  happenedOn: day.nullable(),
  recordedOn: day.nullable(),
  evidence: z.array(z.object({ label: z.string(), on: day, path: z.string() })),
  excuse: z.object({ id, reason: z.string() }).nullable(),
  cites: z.string(),
  next: z.string(),
  startPath: z.string(),
});

export const workApi = {
  listWork: endpoint({
    method: 'GET',
    path: '/api/work',
    permission: 'signed_in',
    summary: 'What waits for me, the late first, then what I wait for others to do',
    request: z.object({}),
    /** The lists are cut at a length that somebody would read; the counts are not. */
    reply: z.object({
      mine: z.array(workView),
      mineCount: z.int(),
      others: z.array(workView),
      othersCount: z.int(),
    }),
  }),
  listDuties: endpoint({
    method: 'GET',
    path: '/api/duties',
    permission: 'duties.read',
    summary: 'Where every duty of the scope stands; the late first',
    request: z.object({
      /** Part of the organization's name. */
      q: z.string().max(60).optional(),
      org: id.optional(),
      institution: z.string().max(60).optional(),
      duty: z.string().max(80).optional(),
      state: z.enum(dutyStates).optional(),
      asOf: day.optional(),
      /** As of this day, and only what was owed in its year by then: what a figure of that day counted. */
      owedOn: day.optional(),
      page: z.coerce.number().int().min(1).max(1000).default(1),
    }),
    reply: z.object({
      rows: z.array(dutyView),
      total: z.int(),
      counts: z.record(z.enum(dutyStates), z.int()),
      /** Duties that anybody in scope owes, for the filter. */
      duties: z.array(z.string()),
      mayExcuse: z.boolean(),
    }),
  }),
  excuseDuty: endpoint({
    method: 'POST',
    path: '/api/duties/excuses',
    permission: 'duties.excuse',
    summary: 'One duty of one period need not be done, with the reason',
    request: z.object({ orgId: id, duty: z.string().max(80), period: z.string().max(20), reason }),
    reply: z.object({ id }),
  }),
  withdrawExcuse: endpoint({
    method: 'POST',
    path: '/api/duties/excuses/:id/withdrawal',
    permission: 'duties.excuse',
    summary: 'The duty is owed after all, with the reason',
    request: z.object({ id, reason }),
    reply: z.object({}),
  }),
} satisfies Api;
