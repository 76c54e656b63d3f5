/** Endpoints of pledges. */
import { z } from 'zod';
import { attachmentApi } from '../../kernel/files/api.ts';
import { moveViewOf, reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { entryKinds, itemStandings, moveKeys, outcomes, pledgeStates } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const version = z.int().min(1);
const year = z.coerce.number().int().min(2000).max(2200);
const path = '/api/pledges';
const why = z.string().trim().min(2).max(300);

const item = z.object({
  text: z
    .string()
    .trim()
    .max(200)
    .refine((text) => text.length >= 6, { params: { code: 'pledges.item_vague' } }),
  beneficiaries: z.string().trim().max(60).optional(),
  dueOn: day,
});
const items = z.array(item).min(1).max(9);

const summary = {
  id,
  person: z.object({ id, name: z.string() }),
  branch: z.object({ id, name: z.string() }),
  year: z.int(),
  state: z.enum(pledgeStates),
  stateSince: day,
  items: z.int(),
  evaluated: z.int(),
  /** The first day on which one of its items is due and not evaluated. */
  nextDueOn: day.nullable(),
  consent: z.boolean(),
  shown: z.boolean(),
};

export const pledgeView = z.object({
  ...summary,
  proposedOn: day,
  onPaper: z.boolean(),
  version,
  own: z.boolean(),
  consentOn: day.nullable(),
  items: z.array(
    z.object({
      no: z.int(),
      text: z.string(),
      beneficiaries: z.string().nullable(),
      dueOn: day,
      standing: z.enum(itemStandings),
      outcome: z.enum(outcomes).nullable(),
      entries: z.array(
        z.object({
          kind: z.enum(entryKinds),
          on: day,
          outcome: z.enum(outcomes).nullable(),
          text: z.string(),
          by: z.string(),
        }),
      ),
      may: z.object({ report: z.boolean(), evaluate: z.boolean(), answer: z.boolean() }),
      /** Why the branch cannot evaluate it yet. */
      because: z.array(reasonView),
    }),
  ),
  moves: z.array(moveViewOf(moveKeys)),
  steps: z.array(
    z.object({
      move: z.enum(['propose', ...moveKeys]),
      on: day,
      by: z.string(),
      why: z.string().nullable(),
      lateDays: z.number(),
    }),
  ),
  /** How many items it may name. */
  mostItems: z.int(),
  notices: z.array(z.object({ id, code: z.string(), state: z.string() })),
  /** `consent`: may give it; whoever may record may enter that it was withdrawn. */
  may: z.object({ consent: z.boolean(), record: z.boolean(), read: z.boolean() }),
  today: day,
});

const at = { id, version };

export const pledgesApi = {
  listPledges: endpoint({
    method: 'GET',
    path,
    permission: 'pledges.read',
    summary: 'Pledges of a year in scope, by branch and name; never by outcome',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      page: z.coerce.number().int().min(1).default(1),
      year: year.optional(),
      org: id.optional(),
      state: z.enum([...pledgeStates, 'unshown', 'to_evaluate']).optional(),
    }),
    reply: z.object({
      rows: z.array(z.object(summary)),
      total: z.int(),
      year: z.int(),
      branches: z.array(z.object({ id, name: z.string(), waiting: z.int() })),
      may: z.object({ record: z.boolean(), putForward: z.boolean() }),
    }),
  }),
  listOwnPledges: endpoint({
    method: 'GET',
    path: `${path}/own`,
    permission: 'signed_in',
    summary: 'The own pledges, newest year first',
    request: z.object({}),
    reply: z.object({ rows: z.array(z.object(summary)), isMember: z.boolean() }),
  }),
  getPledgeForm: endpoint({
    method: 'GET',
    path: `${path}/form`,
    permission: 'signed_in',
    summary: 'What a new pledge may say: how many items, and for whom the reader may enter one',
    request: z.object({}),
    reply: z.object({ most: z.int(), own: z.boolean(), forOthers: z.boolean() }),
  }),
  getPledge: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'signed_in',
    summary: 'One pledge, for its member and for whoever may read it',
    request: z.object({ id }),
    reply: pledgeView,
  }),
  proposePledge: endpoint({
    method: 'POST',
    path,
    permission: 'signed_in',
    summary: 'Propose one to three concrete items with a day each, for oneself or from paper for a member',
    request: z.object({
      /** Of the member for whom it is entered from paper; absent for oneself. */
      personId: id.optional(),
      year: z.int().min(2000).max(2200),
      items,
      /** The member agrees to be shown in public by name. */
      consent: z.boolean(),
      /** The day on the paper. */
      on: day.optional(),
    }),
    reply: z.object({ id }),
  }),
  resubmitPledge: endpoint({
    method: 'POST',
    path: `${path}/:id/resubmit`,
    permission: 'signed_in',
    summary: 'Propose anew what the branch sent back',
    request: z.object({ ...at, items }),
    reply: pledgeView,
  }),
  withdrawPledge: endpoint({
    method: 'POST',
    path: `${path}/:id/withdraw`,
    permission: 'signed_in',
    summary: 'Take back a pledge that the branch has not agreed to',
    request: z.object({ ...at, why }),
    reply: pledgeView,
  }),
  agreePledge: endpoint({
    method: 'POST',
    path: `${path}/:id/agree`,
    permission: 'pledges.review',
    summary: 'The branch has reviewed it and agrees',
    request: z.object(at),
    reply: pledgeView,
  }),
  sendPledgeBack: endpoint({
    method: 'POST',
    path: `${path}/:id/send-back`,
    permission: 'pledges.review',
    summary: 'Send it back with the reason: not concrete, no day, not possible',
    request: z.object({ ...at, why }),
    reply: pledgeView,
  }),
  dropPledge: endpoint({
    method: 'POST',
    path: `${path}/:id/drop`,
    permission: 'pledges.review',
    summary: 'End it before its time, with the reason; a notice that shows it comes down',
    request: z.object({ ...at, why }),
    reply: pledgeView,
  }),
  setConsent: endpoint({
    method: 'POST',
    path: `${path}/:id/consent`,
    permission: 'signed_in',
    summary: 'Give or withdraw the consent to be shown by name; withdrawn, the notice comes down at once',
    request: z.object({ ...at, granted: z.boolean() }),
    reply: pledgeView,
  }),
  reportItem: endpoint({
    method: 'POST',
    path: `${path}/:id/reports`,
    permission: 'signed_in',
    summary: 'Say in a line what was done about an item',
    request: z.object({ ...at, itemNo: z.int().min(1), on: day, text: z.string().trim().min(2).max(300) }),
    reply: pledgeView,
  }),
  evaluateItem: endpoint({
    method: 'POST',
    path: `${path}/:id/evaluations`,
    permission: 'pledges.review',
    summary:
      'The branch evaluates an item: done, partly, not done, with its reasons; the last one closes the pledge',
    request: z.object({
      ...at,
      itemNo: z.int().min(1),
      outcome: z.enum(outcomes),
      text: z.string().trim().max(300).default(''),
    }),
    reply: pledgeView,
  }),
  answerEvaluation: endpoint({
    method: 'POST',
    path: `${path}/:id/answers`,
    permission: 'signed_in',
    summary: 'The member answers an evaluation; the answer stands beside it for good',
    request: z.object({ ...at, itemNo: z.int().min(1), text: z.string().trim().min(2).max(300) }),
    reply: pledgeView,
  }),
  putPledgesForward: endpoint({
    method: 'POST',
    path: `${path}/publications`,
    permission: 'disclosure.propose',
    summary: 'Put all agreed pledges of a branch forward whose members consent and which no notice shows',
    request: z.object({ orgId: id, year: z.int().min(2000).max(2200) }),
    reply: z.object({ publicationId: id, pledges: z.int() }),
  }),
  ...attachmentApi({ base: `${path}/:id`, read: 'signed_in', write: 'signed_in' }),
} satisfies Api;
