/** Organization life in numbers: of branches and kinds of meetings, never of people. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { lifeKinds } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();

/** One kind of meeting at one organization, from the first day of the year to the day asked for. */
export const lifeLine = z.object({
  org: z.object({ id, name: z.string() }),
  kind: z.enum(lifeKinds),
  duty: z.string(),
  /** Duties whose period has begun: all, done, late. */
  owed: z.int(),
  done: z.int(),
  late: z.int(),
  held: z.int(),
  /** Over the meetings held: who came and who should have come, heads as marked. */
  present: z.int(),
  shouldCome: z.int(),
});

export const lifeApi = {
  listLife: endpoint({
    method: 'GET',
    path: '/api/meetings/life',
    permission: 'meetings.read',
    summary: 'Meetings owed and held, late duties and attendance by organization and kind, as of any day',
    request: z.object({
      q: z.string().max(60).optional(),
      kind: z.enum(lifeKinds).optional(),
      asOf: day.optional(),
      page: z.coerce.number().int().min(1).max(1000).default(1),
    }),
    reply: z.object({ asOf: day, rows: z.array(lifeLine), total: z.int() }),
  }),
} satisfies Api;
