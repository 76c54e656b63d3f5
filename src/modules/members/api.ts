/** Endpoints of the roll of members. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { enteredEvents, memberKinds, statuses } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
/** A day, or a month where only the month is known. */
const dayOrMonth = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/u);
const reason = z.string().trim().min(4).max(300);
const text = (max: number) => z.string().trim().max(max).optional();

/** One line of the list; numbers masked. */
export const memberLine = z.object({
  id,
  name: z.string(),
  sex: z.enum(['male', 'female']),
  age: z.number().nullable(),
  branch: z.object({ id, name: z.string() }),
  kind: z.enum(memberKinds),
  status: z.enum(statuses),
  idMasked: z.string().nullable(),
  mobileMasked: z.string().nullable(),
});

export const listRequest = z.object({
  q: z.string().max(60).optional(),
  /** Any organization: the branches at or below it. */
  org: id.optional(),
  /** 'active' unless told; 'all' for everyone. */
  status: z.enum([...statuses, 'all']).optional(),
  kind: z.enum(memberKinds).optional(),
  asOf: day.optional(),
  page: z.coerce.number().int().min(1).max(1000).optional(),
});

const eventView = z.object({
  id,
  event: z.string(),
  on: dayOrMonth,
  asKind: z.string().nullable(),
  branch: z.string(),
  reason: z.string().nullable(),
  reference: z.string().nullable(),
  recordedOn: day,
  mayWithdraw: z.boolean(),
});

const changeView = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  event: z.string(),
  reason: z.string().nullable(),
  /** Field → before and after, as recorded. */
  fields: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});

/** The record; fields by the roster's names, dates as YYYY-MM-DD or YYYY-MM, numbers masked. */
export const memberView = z.object({
  id,
  version: z.number(),
  name: z.string(),
  branch: z.object({ id, name: z.string() }),
  kind: z.enum(memberKinds),
  status: z.enum(statuses),
  idMasked: z.string().nullable(),
  mobileMasked: z.string().nullable(),
  age: z.number().nullable(),
  /** Whole years since conversion. */
  partyYears: z.number().nullable(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  events: z.array(eventView),
  possibleEvents: z.array(z.enum(enteredEvents)),
  may: z.object({ edit: z.boolean(), unmask: z.boolean(), changeStanding: z.boolean() }),
});

const readingView = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  how: z.string(),
  reason: z.string().nullable(),
});

/** What a form may say of a person; what is left out stays as it is. */
export const memberForm = z.object({
  name: z.string().trim().min(2).max(40),
  sex: z.enum(['male', 'female']),
  idNo: z
    .string()
    .trim()
    .regex(/^\d{17}[\dXx]$/u)
    .optional(),
  birthDate: dayOrMonth.optional(),
  ethnicity: text(20),
  education: text(40),
  degree: text(40),
  occupation: text(60),
  mobile: z
    .string()
    .trim()
    .regex(/^\d{7,12}$/u)
    .optional(),
  joinedOn: dayOrMonth.optional(),
  convertedOn: dayOrMonth.optional(),
  nativePlace: text(60),
  workUnit: text(100),
  partyPost: text(60),
  residence: text(120),
  school: text(60),
  phone: z
    .string()
    .trim()
    .regex(/^[\d\- ]{7,20}$/u)
    .optional(),
  address: text(120),
  note: text(500),
});

const changed = z.object({ id, version: z.number() });

export const membersApi = {
  listMembers: endpoint({
    method: 'GET',
    path: '/api/members',
    permission: 'members.read',
    summary: 'The roll: search by name, pinyin, initials, last four of a number; 20 on a page',
    request: listRequest,
    reply: z.object({
      rows: z.array(memberLine),
      /** Counted up to 5,000. */
      total: z.number(),
      /** More than `total`: narrow the search. */
      more: z.boolean(),
      asOf: day,
      may: z.object({ register: z.boolean(), import: z.boolean(), export: z.boolean() }),
    }),
  }),
  exportMembers: endpoint({
    method: 'POST',
    path: '/api/members/export',
    permission: 'members.export',
    summary: 'Exactly the people that the list shows, as a roster with whole numbers; recorded',
    request: listRequest.omit({ page: true }),
    reply: z.object({}),
    file: true,
    stepUp: true,
  }),
  getStrength: endpoint({
    method: 'GET',
    path: '/api/members/strength',
    permission: 'members.count',
    summary: 'Full and probationary members at or below an organization on a day, and what the size suggests',
    request: z.object({ org: id, asOf: day.optional() }),
    reply: z.object({
      full: z.number(),
      probationary: z.number(),
      /** Texts `refusal.<code>` and `remedy.<code>`: notes, not refusals. */
      warnings: z.array(
        z.object({
          code: z.string(),
          params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
          cites: z.string().nullable(),
        }),
      ),
    }),
  }),
  registerMember: endpoint({
    method: 'POST',
    path: '/api/members',
    permission: 'members.edit',
    summary: 'Take one person into the roll of a branch',
    request: memberForm.extend({ branchId: id, kind: z.enum(memberKinds), asAt: day }),
    reply: changed,
  }),
  getMember: endpoint({
    method: 'GET',
    path: '/api/members/:id',
    permission: 'members.read',
    summary: 'One record; the opening is recorded and shown to the person',
    request: z.object({ id }),
    reply: memberView,
  }),
  listChanges: endpoint({
    method: 'GET',
    path: '/api/members/:id/changes',
    permission: 'members.read',
    summary: 'What was entered and corrected in one record, newest first',
    request: z.object({ id }),
    reply: z.object({ changes: z.array(changeView) }),
  }),
  correctMember: endpoint({
    method: 'PUT',
    path: '/api/members/:id',
    permission: 'members.edit',
    summary: 'Correct facts of a record',
    request: memberForm.partial().extend({ id, version: z.number().int(), reason: reason.optional() }),
    reply: changed,
  }),
  enterEvent: endpoint({
    method: 'POST',
    path: '/api/members/:id/events',
    permission: 'members.change_standing',
    summary: 'Enter a dated event, from which status, kind and branch follow',
    request: z.object({
      id,
      version: z.number().int(),
      event: z.enum(enteredEvents),
      on: day,
      branchId: id.optional(),
      reason: text(300),
      reference: text(200),
    }),
    reply: changed,
  }),
  withdrawEvent: endpoint({
    method: 'POST',
    path: '/api/members/:id/events/:eventId/withdrawal',
    permission: 'members.change_standing',
    summary: 'Take back the latest event, entered by mistake',
    request: z.object({ id, eventId: id, version: z.number().int(), reason }),
    reply: changed,
  }),
  unmaskMember: endpoint({
    method: 'POST',
    path: '/api/members/:id/unmasking',
    permission: 'members.unmask',
    summary: 'See the whole numbers against a reason; recorded and shown to the person',
    request: z.object({ id, reason }),
    reply: z.object({ idNo: z.string().nullable(), mobile: z.string().nullable() }),
    stepUp: true,
  }),
  getOwnRecord: endpoint({
    method: 'GET',
    path: '/api/own/member',
    permission: 'signed_in',
    summary: 'The own record and who opened it; null for accounts without one',
    request: z.object({}),
    reply: z.object({
      member: memberView.omit({ possibleEvents: true, may: true, version: true }).nullable(),
      readings: z.array(readingView),
    }),
  }),
} satisfies Api;
