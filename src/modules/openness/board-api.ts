/** Endpoints of the notice board: what a member or an official may read of what is public, and for whom. */
import { z } from 'zod';
import { publicContent } from '../../kernel/disclosure/content.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { audiences } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();

const boardRow = z.object({
  id,
  code: z.string(),
  title: z.string(),
  orgName: z.string(),
  catalogueKey: z.string(),
  audience: z.enum(audiences),
  shownFrom: day,
  shownUntil: day.nullable(),
});

export const noticeBoardApi = {
  listBoardNotices: endpoint({
    method: 'GET',
    path: '/api/notice-board',
    permission: 'disclosure.board',
    summary: 'What is on display for the reader: for society, the region, the unit or the Party members',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      audience: z.enum(audiences).optional(),
      page: z.coerce.number().int().min(1).max(10_000).default(1),
    }),
    reply: z.object({ rows: z.array(boardRow), total: z.number() }),
  }),
  getBoardNotice: endpoint({
    method: 'GET',
    path: '/api/notice-board/:id',
    permission: 'disclosure.board',
    summary: 'One notice on display for the reader',
    request: z.object({ id }),
    reply: boardRow.extend({
      content: publicContent,
      files: z.array(z.object({ id, name: z.string(), type: z.string(), bytes: z.number() })),
      /** Where residents read it; null when it is for fewer. */
      publicPath: z.string().nullable(),
    }),
  }),
  getBoardFile: endpoint({
    method: 'GET',
    path: '/api/notice-board/:id/files/:fileId',
    permission: 'disclosure.board',
    summary: 'An annex of a notice on display for the reader',
    file: true,
    request: z.object({ id, fileId: z.uuid() }),
    reply: z.unknown(),
  }),
} satisfies Api;
