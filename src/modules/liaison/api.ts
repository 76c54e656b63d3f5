/** Endpoints of liaison points and pairs. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { needKinds, needStates, pairKinds, prompts } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const line = z.string().trim().min(2).max(120);
const path = '/api/liaison';
const term = { since: day, until: day.optional() };

const summary = {
  id,
  kind: z.enum(pairKinds),
  person: z.object({ id, name: z.string() }),
  org: z.object({ id, name: z.string() }),
  /** Who is visited: the organization, or the household under its family name. */
  visited: z.string(),
  since: day,
  untilOn: day.nullable(),
  endedOn: day.nullable(),
  lastVisitOn: day.nullable(),
  visitDueOn: day.nullable(),
  prompts: z.array(z.enum(prompts)),
  openNeeds: z.number(),
};

export const pairView = z.object({
  ...summary,
  /** The householder's whole name, for those who visit and keep the pair. */
  household: z.string().nullable(),
  ending: z.string().nullable(),
  version: z.int(),
  visits: z.array(z.object({ id, on: day, note: z.string(), by: z.string(), lateDays: z.number() })),
  needs: z.array(
    z.object({
      id,
      kind: z.enum(needKinds),
      wanted: z.string(),
      handler: z.string(),
      notedOn: day,
      dueOn: day,
      late: z.boolean(),
      state: z.enum(needStates),
      settledOn: day.nullable(),
      result: z.string().nullable(),
      settledBy: z.string().nullable(),
    }),
  ),
  may: z.object({ record: z.boolean(), end: z.boolean() }),
  today: day,
});

export const liaisonApi = {
  listPairs: endpoint({
    method: 'GET',
    path,
    permission: 'liaison.read',
    summary: 'Pairs of which one side lies in scope; those that ask for something first',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      page: z.coerce.number().int().min(1).optional(),
      kind: z.enum(pairKinds).optional(),
      state: z.enum(['running', 'asking', 'needs', 'ended']).optional(),
      org: id.optional(),
    }),
    reply: z.object({
      rows: z.array(z.object(summary)),
      total: z.number(),
      may: z.object({ assign: z.boolean(), keep: z.boolean() }),
    }),
  }),
  listToVisit: endpoint({
    method: 'GET',
    path: `${path}/to-visit`,
    permission: 'signed_in',
    summary: 'Running pairs for which I may record a visit; the most pressing first, the own before others',
    request: z.object({}),
    reply: z.object({ rows: z.array(z.object({ ...summary, own: z.boolean() })), today: day }),
  }),
  getPair: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'signed_in',
    summary: 'One pair with its visits and needs: the own one, or one in scope',
    request: z.object({ id }),
    reply: pairView,
  }),
  assignLeader: endpoint({
    method: 'POST',
    path: `${path}/leaders`,
    permission: 'liaison.assign',
    summary: 'A leader of the town takes a village',
    request: z.object({ personId: id, villageId: id, ...term }),
    reply: z.object({ id }),
  }),
  pairBranches: endpoint({
    method: 'POST',
    path: `${path}/branches`,
    permission: 'liaison.assign',
    summary: 'Two branches build together',
    request: z.object({ orgId: id, toOrgId: id, personId: id, ...term }),
    reply: z.object({ id }),
  }),
  pairHousehold: endpoint({
    method: 'POST',
    path: `${path}/households`,
    permission: 'liaison.keep',
    summary: 'A member keeps in touch with a household',
    request: z.object({ personId: id, household: z.string().trim().min(2).max(20), ...term }),
    reply: z.object({ id }),
  }),
  recordVisit: endpoint({
    method: 'POST',
    path: `${path}/:id/visits`,
    permission: 'signed_in',
    summary: 'Record a visit in one sentence, with the need that it brought',
    request: z.object({
      id,
      on: day,
      note: line,
      need: z
        .object({
          kind: z.enum(needKinds),
          wanted: line,
          handler: z.string().trim().min(2).max(40),
          dueOn: day,
        })
        .optional(),
    }),
    reply: pairView,
  }),
  settleNeed: endpoint({
    method: 'POST',
    path: `${path}/:id/needs/:needId`,
    permission: 'signed_in',
    summary: 'Say what came of a need: done, or not and why',
    request: z.object({ id, needId: id, state: z.enum(['done', 'not_done']), on: day, result: line }),
    reply: pairView,
  }),
  endPair: endpoint({
    method: 'POST',
    path: `${path}/:id/end`,
    permission: 'liaison.keep',
    summary: 'End a pair with the reason; of a household the family name remains',
    request: z.object({ id, version: z.int(), on: day, why: line }),
    reply: pairView,
  }),
} satisfies Api;
