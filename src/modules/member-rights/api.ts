/** Endpoints of members' requests: the member's own side, and the desk's. */
import { z } from 'zod';
import { attachmentApi } from '../../kernel/files/api.ts';
import { reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { desks, requestKinds, requestMoves, requestStates } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const subject = z.string().trim().min(2).max(60);
const body = z.string().trim().min(5).max(4000);
const why = z.string().trim().min(2).max(2000);
const ownPath = '/api/own/requests';
const path = '/api/member-requests';

const line = {
  id,
  kind: z.enum(requestKinds),
  subject: z.string(),
  state: z.enum(requestStates),
  desk: z.enum(desks),
  /** The organization of the desk. */
  at: z.string(),
  submittedOn: day,
  stateSince: day,
  dueOn: day.nullable(),
  late: z.boolean(),
};

export const requestView = z.object({
  ...line,
  version: z.int(),
  person: z.object({ id, name: z.string() }),
  branch: z.string(),
  about: z.string().nullable(),
  body: z.string(),
  /** Who wrote it down for the member, and how the member agreed. */
  onBehalf: z.object({ by: z.string(), consent: z.string() }).nullable(),
  answer: z.object({ text: z.string(), on: day, appealUntil: day }).nullable(),
  steps: z.array(
    z.object({
      move: z.enum([...requestMoves, 'submit']),
      on: day,
      by: z.string(),
      desk: z.enum(desks),
      note: z.string().nullable(),
    }),
  ),
  moves: z.array(
    z.object({ move: z.enum(requestMoves), available: z.boolean(), because: z.array(reasonView) }),
  ),
  /** Desks to which it can be handed over. */
  otherDesks: z.array(z.enum(desks)),
  /** Who opened it, for the person alone. */
  readings: z.array(z.object({ at: z.iso.datetime(), by: z.string() })),
});

const moving = { id, version: z.int().min(1) };
export const ownFiles = attachmentApi({ base: `${ownPath}/:id`, read: 'signed_in', write: 'signed_in' });
/** The desk reads the files and changes none. */
export const deskFiles = attachmentApi({
  base: `${path}/:id`,
  read: 'member_rights.handle',
  write: 'member_rights.handle',
});

export const memberRightsApi = {
  listOwnRequests: endpoint({
    method: 'GET',
    path: ownPath,
    permission: 'signed_in',
    summary: 'The own requests, newest first',
    request: z.object({}),
    reply: z.object({ rows: z.array(z.object(line)), isMember: z.boolean() }),
  }),
  listRequestChoices: endpoint({
    method: 'GET',
    path: `${ownPath}/choices`,
    permission: 'signed_in',
    summary: 'Office holders whom a request can concern, with the desks that they hold',
    request: z.object({}),
    reply: z.object({
      branch: z.string(),
      officials: z.array(z.object({ id, name: z.string(), desks: z.array(z.enum(desks)) })),
    }),
  }),
  submitRequest: endpoint({
    method: 'POST',
    path: ownPath,
    permission: 'signed_in',
    summary: 'Ask, object, appeal, complain or state a need; it goes above everybody whom it concerns',
    request: z.object({ kind: z.enum(requestKinds), aboutId: id.optional(), subject, body }),
    reply: z.object({ id }),
  }),
  getOwnRequest: endpoint({
    method: 'GET',
    path: `${ownPath}/:id`,
    permission: 'signed_in',
    summary: 'One own request: who has it, since when, until when, who opened it',
    request: z.object({ id }),
    reply: requestView,
  }),
  acceptAnswer: endpoint({
    method: 'POST',
    path: `${ownPath}/:id/content`,
    permission: 'signed_in',
    summary: 'The answer contents the member',
    request: z.object(moving),
    reply: requestView,
  }),
  appealAnswer: endpoint({
    method: 'POST',
    path: `${ownPath}/:id/appeal`,
    permission: 'signed_in',
    summary: 'Take the answer to the level above, once',
    request: z.object({ ...moving, why }),
    reply: requestView,
  }),
  withdrawRequest: endpoint({
    method: 'POST',
    path: `${ownPath}/:id/withdrawal`,
    permission: 'signed_in',
    summary: 'Withdraw the request, at any time',
    request: z.object(moving),
    reply: requestView,
  }),
  listOwnRequestFiles: ownFiles.listAttachments,
  addOwnRequestFile: ownFiles.addAttachment,
  getOwnRequestFile: ownFiles.getAttachment,
  removeOwnRequestFile: ownFiles.removeAttachment,
  listRequests: endpoint({
    method: 'GET',
    path,
    permission: 'member_rights.handle',
    summary: 'What lies at the own desk, by what is due next',
    request: z.object({
      page: z.coerce.number().int().min(1).optional(),
      q: z.string().trim().max(60).optional(),
      kind: z.enum(requestKinds).optional(),
      state: z.enum(['waiting', ...requestStates]).optional(),
    }),
    reply: z.object({
      rows: z.array(z.object({ ...line, branch: z.string(), nameMasked: z.string() })),
      total: z.int(),
      mayWriteDown: z.boolean(),
    }),
  }),
  getRequest: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'member_rights.handle',
    summary: 'One request at the own desk; the opening is recorded and shown to the person',
    request: z.object({ id }),
    reply: requestView,
  }),
  acceptRequest: endpoint({
    method: 'POST',
    path: `${path}/:id/acceptance`,
    permission: 'member_rights.handle',
    summary: 'Accept the request; the time for the answer begins',
    request: z.object(moving),
    reply: requestView,
  }),
  handOver: endpoint({
    method: 'POST',
    path: `${path}/:id/hand-over`,
    permission: 'member_rights.handle',
    summary: 'Not for this desk: hand it to another, never to one that it concerns; the time runs on',
    request: z.object({ ...moving, desk: z.enum(desks), why }),
    reply: z.object({}),
  }),
  answerRequest: endpoint({
    method: 'POST',
    path: `${path}/:id/answer`,
    permission: 'member_rights.handle',
    summary: 'Answer with what was done and by whom',
    request: z.object({ ...moving, why }),
    reply: requestView,
  }),
  writeDownNeed: endpoint({
    method: 'POST',
    path: `${path}/needs`,
    permission: 'member_rights.desk_branch',
    summary: 'Write down a need for a member of the branch who agreed',
    request: z.object({ personId: id, subject, body, consent: z.string().trim().min(2).max(200) }),
    reply: z.object({ id }),
  }),
  listRequestFiles: deskFiles.listAttachments,
  getRequestFile: deskFiles.getAttachment,
} satisfies Api;
