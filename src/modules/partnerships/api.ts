/** Endpoints of the plans and the help of partnerships; each act answers with all of it as it stands then. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { itemStates, planPrompts, subjectTypes, supportKinds } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const line = z.string().trim().min(2).max(120);
const text = z.string().trim().min(4).max(600);
const year = z.coerce.number().int().min(2000).max(2100);
const subject = { type: z.enum(subjectTypes), id };
const path = '/api/partnerships/:type/:id';

const item = { task: line, who: z.string().trim().min(2).max(40), dueOn: day };

export const partnershipView = z.object({
  plans: z.array(
    z.object({
      year: z.int(),
      purposes: z.string(),
      meetingsMeant: z.int().nullable(),
      madeBy: z.string(),
      madeOn: day,
      items: z.array(
        z.object({
          id,
          task: z.string(),
          who: z.string(),
          dueOn: day,
          late: z.boolean(),
          state: z.enum(itemStates),
          settledOn: day.nullable(),
          outcome: z.string().nullable(),
          settledBy: z.string().nullable(),
        }),
      ),
      reviewed: z.object({ on: day, text: z.string(), by: z.string() }).nullable(),
    }),
  ),
  supports: z.array(
    z.object({
      id,
      kind: z.enum(supportKinds),
      given: z.string(),
      giver: z.string(),
      amountFen: z.int().nullable(),
      on: day,
      proof: z.string(),
      by: z.string(),
    }),
  ),
  prompts: z.array(z.object({ key: z.enum(planPrompts), year: z.int(), dueOn: day })),
  /** Years for which a plan may be made now. */
  plannable: z.array(z.int()),
  may: z.object({ keep: z.boolean(), giveSupport: z.boolean() }),
  today: day,
});

export const partnershipsApi = {
  getPartnership: endpoint({
    method: 'GET',
    path,
    permission: 'signed_in',
    summary: 'Plans, reviews and help of one pair or alliance, for whoever may see it',
    request: z.object(subject),
    reply: partnershipView,
  }),
  makePlan: endpoint({
    method: 'POST',
    path: `${path}/plans`,
    permission: 'signed_in',
    summary: 'Make the plan of a year with its first item',
    request: z.object({
      ...subject,
      year,
      purposes: text,
      meetingsMeant: z.int().min(1).max(99).optional(),
      first: z.object(item),
    }),
    reply: partnershipView,
  }),
  addItem: endpoint({
    method: 'POST',
    path: `${path}/plans/:year/items`,
    permission: 'signed_in',
    summary: 'Add an item to the plan of a year: task, who, by when',
    request: z.object({ ...subject, year, ...item }),
    reply: partnershipView,
  }),
  settleItem: endpoint({
    method: 'POST',
    path: `${path}/items/:itemId`,
    permission: 'signed_in',
    summary: 'Say of an item that it is done, or not and why; once',
    request: z.object({
      ...subject,
      itemId: id,
      state: z.enum(['done', 'not_done']),
      on: day,
      outcome: line,
    }),
    reply: partnershipView,
  }),
  reviewPlan: endpoint({
    method: 'POST',
    path: `${path}/plans/:year/review`,
    permission: 'signed_in',
    summary: 'Review the year: what came of the plan; once, when no item is open',
    request: z.object({ ...subject, year, on: day, review: text }),
    reply: partnershipView,
  }),
  giveSupport: endpoint({
    method: 'POST',
    path: `${path}/supports`,
    permission: 'signed_in',
    summary: 'Record help given, of one of the four kinds, with its proof',
    request: z.object({
      ...subject,
      kind: z.enum(supportKinds),
      given: line,
      giver: z.string().trim().min(2).max(60),
      amountFen: z.int().min(1).max(100_000_000_00).optional(),
      on: day,
      proof: line,
    }),
    reply: partnershipView,
  }),
} satisfies Api;
