/** Endpoints of the tree of organizations. */
import { z } from 'zod';
import { reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { kindKeys, termStates } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const name = z.string().trim().min(2).max(100);
const shortName = z.string().trim().min(1).max(40);
const reason = z.string().trim().min(2).max(500);
const reference = z.string().trim().max(200).optional();

/** One place in the tree as of a day; `parentId` is null where the parent lies outside the reader's scope. */
export const treeNode = z.object({
  id,
  parentId: id.nullable(),
  kind: z.string(),
  name: z.string(),
  shortName: z.string(),
});

export const organizationView = z.object({
  id,
  code: z.string(),
  kind: z.string(),
  name: z.string(),
  shortName: z.string(),
  parent: z.object({ id, name: z.string() }).nullable(),
  /** From the root down, without the organization itself. */
  above: z.array(z.object({ id, name: z.string() })),
  children: z.array(treeNode.omit({ parentId: true })),
  foundedOn: day,
  foundingReference: z.string().nullable(),
  dissolvedOn: day.nullable(),
  dissolutionReference: z.string().nullable(),
  /** First days from which a new name and a new parent may hold. */
  nameSince: day,
  parentSince: day.nullable(),
  version: z.number(),
  mayManage: z.boolean(),
});

/** One dated fact of an organization. */
export const historyEntry = z.object({
  what: z.enum(['founded', 'named', 'placed', 'dissolved']),
  on: day,
  value: z.string().nullable(),
  reason: z.string().nullable(),
  reference: z.string().nullable(),
});

export const termView = z.object({
  /** False for organizations that elect nobody. */
  hasTerms: z.boolean(),
  /** Null while nobody has entered when it began. */
  term: z
    .object({
      beganOn: day,
      years: z.number(),
      source: z.string(),
      dueOn: day,
      latestOn: day,
      state: z.enum(termStates),
    })
    .nullable(),
  entries: z.array(
    z.object({
      what: z.enum(['began', 'postponed']),
      on: day,
      reference: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  mayManage: z.boolean(),
  today: day,
});

const approval = z.string().trim().min(2).max(200);

export const unitsView = z.object({
  isJoint: z.boolean(),
  /** Those covered now first; `until` is the first day on which one was covered no more. */
  units: z.array(z.object({ id, name: z.string(), since: day, until: day.nullable() })),
  warnings: z.array(reasonView),
  mayManage: z.boolean(),
  today: day,
});

const unitChange = z.object({ id, unitId: id, on: day, reference: approval });

const changed = z.object({ id, version: z.number() });

export const organizationsApi = {
  listTree: endpoint({
    method: 'GET',
    path: '/api/organizations',
    permission: 'organizations.read',
    summary: 'The tree as it stood on a day',
    request: z.object({ asOf: day.optional() }),
    reply: z.object({ asOf: day, nodes: z.array(treeNode) }),
  }),
  searchOrganizations: endpoint({
    method: 'GET',
    path: '/api/organizations/search',
    permission: 'organizations.read',
    summary: 'Organizations by a part of their name; `kinds` is a list with commas',
    request: z.object({ q: z.string().trim().max(60).optional(), kinds: z.string().max(400).optional() }),
    reply: z.object({ found: z.array(treeNode.omit({ parentId: true })) }),
  }),
  getOrganization: endpoint({
    method: 'GET',
    path: '/api/organizations/:id',
    permission: 'organizations.read',
    summary: 'One organization as of a day',
    request: z.object({ id, asOf: day.optional() }),
    reply: organizationView,
  }),
  listHistory: endpoint({
    method: 'GET',
    path: '/api/organizations/:id/history',
    permission: 'organizations.read',
    summary: 'Founding, names, places and dissolution, newest first',
    request: z.object({ id }),
    reply: z.object({ entries: z.array(historyEntry) }),
  }),
  foundOrganization: endpoint({
    method: 'POST',
    path: '/api/organizations',
    permission: 'organizations.manage',
    summary: 'Found an organization under another',
    request: z.object({
      kind: z.enum(kindKeys),
      parentId: id,
      name,
      shortName,
      on: day,
      reason,
      reference,
      code: z.string().trim().min(1).max(40).optional(),
    }),
    reply: changed,
  }),
  renameOrganization: endpoint({
    method: 'POST',
    path: '/api/organizations/:id/name',
    permission: 'organizations.manage',
    summary: 'Give an organization another name from a day on',
    request: z.object({ id, name, shortName, on: day, reason, reference, version: z.number().int() }),
    reply: changed,
  }),
  moveOrganization: endpoint({
    method: 'POST',
    path: '/api/organizations/:id/parent',
    permission: 'organizations.manage',
    summary: 'Place an organization and all below it under another, from a day on',
    request: z.object({ id, parentId: id, on: day, reason, reference, version: z.number().int() }),
    reply: changed,
  }),
  dissolveOrganization: endpoint({
    method: 'POST',
    path: '/api/organizations/:id/dissolution',
    permission: 'organizations.manage',
    summary: 'Dissolve an organization in which nobody and nothing is left',
    request: z.object({ id, on: day, reason, reference, version: z.number().int() }),
    reply: changed,
  }),
  getTerm: endpoint({
    method: 'GET',
    path: '/api/organizations/:id/term',
    permission: 'organizations.read',
    summary: 'The term of an organization: since when, until when, what was postponed',
    request: z.object({ id }),
    reply: termView,
  }),
  beginTerm: endpoint({
    method: 'POST',
    path: '/api/organizations/:id/term',
    permission: 'organizations.manage',
    summary: 'Enter an election with its approval: a new term begins',
    request: z.object({ id, on: day, reference: approval }),
    reply: termView,
  }),
  postponeTerm: endpoint({
    method: 'POST',
    path: '/api/organizations/:id/term/postponement',
    permission: 'organizations.manage',
    summary: 'Postpone the re-election with approval, within the limit',
    request: z.object({ id, until: day, reason, reference: approval }),
    reply: termView,
  }),
  getUnits: endpoint({
    method: 'GET',
    path: '/api/organizations/:id/units',
    permission: 'organizations.read',
    summary: 'The villages and units that a joint branch covers, and covered',
    request: z.object({ id }),
    reply: unitsView,
  }),
  joinUnit: endpoint({
    method: 'POST',
    path: '/api/organizations/:id/units',
    permission: 'organizations.manage',
    summary: 'A village or unit joins a joint branch from a day on',
    request: unitChange,
    reply: unitsView,
  }),
  leaveUnit: endpoint({
    method: 'POST',
    path: '/api/organizations/:id/units/leaving',
    permission: 'organizations.manage',
    summary: 'A village or unit leaves a joint branch on a day',
    request: unitChange,
    reply: unitsView,
  }),
} satisfies Api;
