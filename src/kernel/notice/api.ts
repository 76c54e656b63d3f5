/** Endpoints of the own notices. */
import { z } from 'zod';
import { endpoint, type Api } from '../http/contract.ts';

/** One notice in the reader's language; `mail` tells how its mail fared. */
export const noticeView = z.object({
  id: z.uuid(),
  title: z.string(),
  text: z.string(),
  path: z.string(),
  urgent: z.boolean(),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
  mail: z.enum(['none', 'waiting', 'sent', 'failed', 'read_before']),
});

export const noticeApi = {
  listNotices: endpoint({
    method: 'GET',
    path: '/api/notices',
    permission: 'signed_in',
    summary: 'The own notices, unread ones first, then the newest',
    request: z.object({
      limit: z.coerce.number().int().min(1).max(100).default(30),
      offset: z.coerce.number().int().min(0).max(10_000).default(0),
    }),
    reply: z.object({
      notices: z.array(noticeView),
      total: z.int(),
      unread: z.int(),
      /** Moment of this answer, for marking all that it shows as read. */
      asOf: z.iso.datetime(),
    }),
  }),
  countNotices: endpoint({
    method: 'GET',
    path: '/api/notices/count',
    permission: 'signed_in',
    summary: 'How many of the own notices are unread',
    request: z.object({}),
    reply: z.object({ unread: z.int() }),
  }),
  readNotice: endpoint({
    method: 'POST',
    path: '/api/notices/:id/read',
    permission: 'signed_in',
    summary: 'Mark one of the own notices as read',
    request: z.object({ id: z.uuid() }),
    reply: z.object({ unread: z.int() }),
  }),
  readAllNotices: endpoint({
    method: 'POST',
    path: '/api/notices/read',
    permission: 'signed_in',
    summary: 'Mark the own notices up to a moment as read',
    request: z.object({ until: z.iso.datetime() }),
    reply: z.object({ unread: z.int() }),
  }),
} satisfies Api;
