/** Endpoints of whoever is called to a meeting: the own calls, the answer ahead, the record afterwards. */
import { z } from 'zod';
import { fileView } from '../../kernel/files/api.ts';
import { reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { attendance, kindKeys, states, studyKinds, voteModes } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();

/** What was said ahead for the day on which the meeting is now planned. */
export const answerView = z.object({
  coming: z.boolean(),
  reason: z.string().nullable(),
  at: z.iso.datetime(),
});

export const ownMeetingLine = z.object({
  id,
  title: z.string(),
  kind: z.enum(kindKeys),
  orgName: z.string(),
  on: day,
  startsAt: z.string(),
  place: z.string(),
  state: z.enum(states),
  /** How the own place is marked; meaningful once the record is closed. */
  status: z.enum(attendance),
  answer: answerView.nullable(),
});

export const ownMeetingView = ownMeetingLine.extend({
  stateReason: z.string().nullable(),
  votes: z.boolean(),
  reason: z.string().nullable(),
  agenda: z.array(z.object({ id, title: z.string(), minutes: z.string().nullable() })),
  papers: z.array(fileView),
  mayAnswer: z.object({ now: z.boolean(), because: z.array(reasonView) }),
  /** Null until the record is closed, and when it does not count. */
  record: z
    .object({
      host: z.string(),
      recorder: z.string(),
      present: z.int(),
      shouldCome: z.int(),
      decisions: z.array(
        z.object({
          id,
          question: z.string(),
          mode: z.enum(voteModes),
          passed: z.boolean(),
          yes: z.int(),
          no: z.int(),
          abstain: z.int(),
        }),
      ),
      corrections: z.array(z.object({ id, text: z.string(), at: z.iso.datetime() })),
    })
    .nullable(),
  /** Where the record is kept, for a reader who runs the meeting as well. */
  mayManage: z.boolean(),
});

const ownVote = z.object({
  id,
  question: z.string(),
  mode: z.enum(voteModes),
  passed: z.boolean().nullable(),
  meetingId: id,
  meetingTitle: z.string(),
  orgName: z.string(),
  on: day,
});

const gathering = { id, title: z.string(), orgName: z.string(), on: day, agenda: z.array(z.string()) };

export const ownMeetingsApi = {
  listOwnMeetings: endpoint({
    method: 'GET',
    path: '/api/own/meetings',
    permission: 'signed_in',
    summary: 'Meetings to which the reader is or was called: those to come first, then the newest',
    request: z.object({ page: z.coerce.number().int().min(1).max(1000).default(1) }),
    reply: z.object({
      rows: z.array(ownMeetingLine),
      total: z.int(),
      isMember: z.boolean(),
    }),
  }),
  getOwnMeeting: endpoint({
    method: 'GET',
    path: '/api/own/meetings/:id',
    permission: 'signed_in',
    summary:
      'One meeting as whoever is called sees it: call, agenda, papers; afterwards decisions and minutes',
    request: z.object({ id }),
    reply: ownMeetingView,
  }),
  listOwnVotes: endpoint({
    method: 'GET',
    path: '/api/own/votes',
    permission: 'signed_in',
    summary: 'What the reader is asked to vote on now and at meetings to come, and what was decided',
    request: z.object({}),
    reply: z.object({
      open: z.array(ownVote),
      coming: z.array(z.object(gathering)),
      decided: z.array(ownVote),
    }),
  }),
  listOwnStudy: endpoint({
    method: 'GET',
    path: '/api/own/study',
    permission: 'signed_in',
    summary: 'Lessons, theme days and life meetings to which the reader was called, the newest first',
    request: z.object({ page: z.coerce.number().int().min(1).max(1000).default(1) }),
    reply: z.object({
      rows: z.array(z.object({ ...gathering, kind: z.enum(studyKinds), status: z.enum(attendance) })),
      total: z.int(),
    }),
  }),
  answerCall: endpoint({
    method: 'POST',
    path: '/api/own/meetings/:id/answer',
    permission: 'signed_in',
    summary: 'Say ahead that one comes, or ask leave with the reason; the latest answer stands',
    request: z.object({ id, coming: z.boolean(), reason: z.string().trim().max(100).optional() }),
    reply: ownMeetingView,
  }),
  getOwnPaper: endpoint({
    method: 'GET',
    path: '/api/own/meetings/:id/papers/:fileId',
    permission: 'signed_in',
    summary: 'One paper shown to those who are called; show=true shows pictures and PDF in the browser',
    file: true,
    request: z.object({ id, fileId: id, show: z.stringbool().default(false) }),
    reply: z.unknown(),
  }),
} satisfies Api;
