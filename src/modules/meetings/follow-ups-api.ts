/** Endpoints of what follows from a meeting: given to somebody until a day, reported, carried over to the next meeting. */
import { z } from 'zod';
import { attachmentApi } from '../../kernel/files/api.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { followUpStates } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const version = z.int().min(1);
const reason = z.string().trim().min(2).max(300);

export const followUpView = z.object({
  id,
  version,
  task: z.string(),
  responsible: z.string(),
  dueOn: day,
  state: z.enum(followUpStates),
  late: z.boolean(),
  /** The question that was decided, where it follows from a vote. */
  decision: z.string().nullable(),
  meeting: z.object({ id, title: z.string(), on: day, orgName: z.string() }),
  report: z.string().nullable(),
  doneOn: day.nullable(),
  reportedOn: day.nullable(),
  reportedBy: z.string().nullable(),
  droppedBecause: z.string().nullable(),
  /** `open`: the reader may see the meeting's record. */
  may: z.object({ report: z.boolean(), drop: z.boolean(), open: z.boolean() }),
});

const one = z.object({ id });

export const followUpsApi = {
  listFollowUps: endpoint({
    method: 'GET',
    path: '/api/meeting-follow-ups',
    permission: 'meetings.read',
    summary: 'What follows from the meetings of the scope: the open first, the soonest due on top',
    request: z.object({
      q: z.string().max(60).optional(),
      org: id.optional(),
      state: z.enum([...followUpStates, 'late']).optional(),
      page: z.coerce.number().int().min(1).max(1000).default(1),
    }),
    reply: z.object({ rows: z.array(followUpView), total: z.int() }),
  }),
  getFollowUp: endpoint({
    method: 'GET',
    path: '/api/meeting-follow-ups/:id',
    permission: 'signed_in',
    summary: 'One task, for whoever carries it out or may read the meeting',
    request: one,
    reply: followUpView,
  }),
  giveFollowUp: endpoint({
    method: 'POST',
    path: '/api/meetings/:id/follow-ups',
    permission: 'meetings.manage',
    summary: 'Give what was decided to one of those on the list, until a day',
    request: one.extend({
      voteId: id.optional(),
      task: z.string().trim().min(2).max(300),
      attendeeId: id,
      dueOn: day,
    }),
    reply: z.object({ followUpId: id }),
  }),
  reportFollowUp: endpoint({
    method: 'POST',
    path: '/api/meeting-follow-ups/:id/report',
    permission: 'signed_in',
    summary: 'Say that it is done, since when and how; by whoever carries it out or keeps the record',
    request: one.extend({ version, report: z.string().trim().min(2).max(2000), doneOn: day }),
    reply: followUpView,
  }),
  dropFollowUp: endpoint({
    method: 'POST',
    path: '/api/meeting-follow-ups/:id/dropping',
    permission: 'meetings.manage',
    summary: 'Say that it need not be done any more, with the reason; it stays in the record',
    request: one.extend({ version, reason }),
    reply: followUpView,
  }),
  ...attachmentApi({ base: '/api/meeting-follow-ups/:id', read: 'signed_in', write: 'signed_in' }),
} satisfies Api;
