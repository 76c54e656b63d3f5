/** Endpoints of transfers. */
import { z } from 'zod';
import { moveViewOf } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { directions, moveKeys, transferStates } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/u);
const version = z.number().int().min(1);
const line = z.string().trim().min(1).max(120);
const reason = z.string().trim().min(2).max(500);
const kind = z.enum(['full', 'probationary']);
const standing = z.enum(['valid', 'near_end', 'expired']);
const path = '/api/transfers';

const place = z.object({ id: id.nullable(), name: z.string() });
const letter = z.object({
  letterNo: z.string(),
  issuedOn: day,
  validUntil: day,
  duesPaidTo: month,
  /** Read from the books of dues; else somebody stated it. */
  duesFromRecords: z.boolean(),
  issuer: z.string(),
  voidedOn: day.nullable(),
});

const summary = {
  id,
  direction: z.enum(directions),
  person: z.object({ id: id.nullable(), name: z.string() }),
  kind,
  from: place,
  to: place,
  state: z.enum(transferStates),
  stateSince: day,
  validUntil: day.nullable(),
  standing: standing.nullable(),
};

const moveView = moveViewOf(moveKeys).extend({ asksReason: z.boolean() });

export const transferView = z.object({
  ...summary,
  sameCity: z.boolean(),
  reason: z.string(),
  appliedOn: day,
  version,
  letters: z.array(letter),
  steps: z.array(
    z.object({
      move: z.enum(moveKeys),
      on: day,
      recordedOn: day,
      lateDays: z.number(),
      by: z.string(),
      why: z.string().nullable(),
    }),
  ),
  moves: z.array(moveView),
  /** What a new letter would usually say if issued today. */
  usualLetter: z.object({
    issuedOn: day,
    validUntil: day,
    longestUntil: day,
    /** Of the books of dues, to whoever may issue the letter; null where they say nothing. `open`: unpaid months before. */
    dues: z
      .object({ paidTo: month, paid: z.array(z.object({ month, on: day })), open: z.array(month) })
      .nullable(),
  }),
  today: day,
});

const move = { id, version };
const moved = { request: z.object({ ...move, why: reason }), reply: transferView };

export const transfersApi = {
  listTransfers: endpoint({
    method: 'GET',
    path,
    permission: 'transfers.read',
    summary: 'Transfers of both sides in scope, those under way first',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      page: z.coerce.number().int().min(1).optional(),
      direction: z.enum(directions).optional(),
      state: z.enum([...transferStates, 'under_way', 'expired']).optional(),
    }),
    reply: z.object({
      rows: z.array(z.object(summary)),
      total: z.number(),
      may: z.object({ apply: z.boolean(), announce: z.boolean() }),
    }),
  }),
  listChoices: endpoint({
    method: 'GET',
    path: `${path}/choices`,
    permission: 'transfers.read',
    summary: 'Branches of the town that can receive, own branches, and members transferred out before',
    request: z.object({ q: z.string().trim().max(60).optional() }),
    reply: z.object({
      branches: z.array(z.object({ id, name: z.string() })),
      own: z.array(z.object({ id, name: z.string() })),
      gone: z.array(z.object({ id, name: z.string(), kind })),
    }),
  }),
  listOwnTransfers: endpoint({
    method: 'GET',
    path: `${path}/own`,
    permission: 'signed_in',
    summary: 'The own transfers, with how long the letter holds',
    request: z.object({}),
    reply: z.object({ rows: z.array(z.object(summary)) }),
  }),
  getTransfer: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'transfers.read',
    summary: 'One transfer with its letters, steps and what can be done',
    request: z.object({ id }),
    reply: transferView,
  }),
  applyForTransfer: endpoint({
    method: 'POST',
    path,
    permission: 'transfers.apply',
    summary: 'Ask for the transfer of a member of the branch',
    request: z.object({
      personId: id,
      direction: z.enum(['within', 'out']),
      toOrgId: id.optional(),
      elsewhere: line.optional(),
      sameCity: z.boolean().default(false),
      reason,
      appliedOn: day,
    }),
    reply: z.object({ id }),
  }),
  announceArrival: endpoint({
    method: 'POST',
    path: `${path}/arrivals`,
    permission: 'transfers.receive',
    summary: 'Enter a letter that somebody from elsewhere has handed in',
    request: z.object({
      branchId: id,
      personId: id.optional(),
      personName: z.string().trim().min(2).max(40),
      kind,
      elsewhere: line,
      sameCity: z.boolean().default(false),
      reason,
      letterNo: line,
      issuedOn: day,
      validUntil: day,
      duesPaidTo: month,
    }),
    reply: z.object({ id }),
  }),
  issueLetter: endpoint({
    method: 'POST',
    path: `${path}/:id/letter`,
    permission: 'transfers.issue',
    summary: 'Issue the letter; its number is given',
    request: z.object({ ...move, issuedOn: day, validUntil: day, duesPaidTo: month.optional() }),
    reply: transferView,
  }),
  receiveMember: endpoint({
    method: 'POST',
    path: `${path}/:id/receipt`,
    permission: 'transfers.receive',
    summary: 'Receive the person into the branch; from that day on the roll says so',
    request: z.object({
      ...move,
      arrivedOn: day,
      /** Of somebody whom the roll does not know. */
      sex: z.enum(['male', 'female']).optional(),
      idNo: z.string().trim().max(30).optional(),
      joinedOn: day.optional(),
      convertedOn: day.optional(),
      mobile: z.string().trim().max(20).optional(),
    }),
    reply: transferView,
  }),
  confirmSlip: endpoint({
    method: 'POST',
    path: `${path}/:id/slip`,
    permission: 'transfers.issue',
    summary: 'Enter the return slip of the other place; the person is gone from the day of arrival',
    request: z.object({ ...move, arrivedOn: day }),
    reply: transferView,
  }),
  returnPapers: endpoint({
    method: 'POST',
    path: `${path}/:id/return`,
    permission: 'transfers.receive',
    summary: 'Return faulty papers, with what is wrong with them',
    ...moved,
  }),
  callInLetter: endpoint({
    method: 'POST',
    path: `${path}/:id/call-in`,
    permission: 'transfers.issue',
    summary: 'Call in a letter that has run out, so that a new one can be issued',
    request: z.object(move),
    reply: transferView,
  }),
  withdrawTransfer: endpoint({
    method: 'POST',
    path: `${path}/:id/withdrawal`,
    permission: 'transfers.apply',
    summary: 'Withdraw an application before its letter is issued',
    ...moved,
  }),
  sendBack: endpoint({
    method: 'POST',
    path: `${path}/:id/sending-back`,
    permission: 'transfers.receive',
    summary: 'Send a letter from elsewhere back, with what is wrong with it',
    ...moved,
  }),
} satisfies Api;
