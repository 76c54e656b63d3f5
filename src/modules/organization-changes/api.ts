/** Endpoints of the cases by which Party organizations begin, join and end. */
import { z } from 'zod';
import { moveViewOf, reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { changeStates, changeTypes, decidedKinds, mergedKinds, moveKeys } from './choices.ts';

const id = z.uuid();
const ids = z.array(id).max(200);
const day = z.iso.date();
const version = z.number().int().min(1);
const why = z.string().trim().min(2).max(500);
const need = z.string().trim().min(2).max(1000);
const reference = z.string().trim().min(2).max(200);
const name = z.string().trim().min(2).max(100);
const shortName = z.string().trim().min(1).max(40);
const path = '/api/organization-changes';

const named = z.object({ id, name: z.string() });

const summary = {
  id,
  type: z.enum(changeTypes),
  name: z.string(),
  kind: z.enum(decidedKinds).nullable(),
  at: named,
  state: z.enum(changeStates),
  stateSince: day,
  /** Until when the next step is usually done. */
  dueOn: day.nullable(),
  late: z.boolean(),
};

const moveView = moveViewOf(moveKeys);

export const changeView = z.object({
  ...summary,
  newName: z.string().nullable(),
  need: z.string(),
  appliedOn: day,
  endsOn: day.nullable(),
  /** Which came out of it. */
  result: named.nullable(),
  /** Those merged, or the units of a joint branch. */
  parts: z.array(named),
  founders: z.array(
    z.object({ id, name: z.string(), branch: z.string(), isFull: z.boolean(), isActive: z.boolean() }),
  ),
  secretary: named.nullable(),
  approval: z.object({ reference: z.string(), question: z.string(), heldOn: day }).nullable(),
  effectiveOn: day.nullable(),
  /** The decision on the notice board, where the reader sees the town's. */
  notice: z.object({ id, code: z.string(), state: z.string() }).nullable(),
  mayPutForward: z.boolean(),
  filing: z.object({ on: day, no: z.string() }).nullable(),
  /** Organizations that end with it: how many members move along, and what must be gone before. */
  ending: z.array(named.extend({ moving: z.number(), remains: z.array(reasonView) })),
  warnings: z.array(reasonView),
  steps: z.array(
    z.object({
      move: z.enum(['apply', ...moveKeys]),
      on: day,
      recordedOn: day,
      lateDays: z.number(),
      by: z.string(),
      why: z.string().nullable(),
    }),
  ),
  moves: z.array(moveView),
  version,
  today: day,
});

const move = { id, version };
const withReason = { request: z.object({ ...move, why }), reply: changeView };

export const organizationChangesApi = {
  listChanges: endpoint({
    method: 'GET',
    path,
    permission: 'organization_changes.read',
    summary: 'Cases in scope, those under way first',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      page: z.coerce.number().int().min(1).optional(),
      type: z.enum(changeTypes).optional(),
      state: z.enum([...changeStates, 'under_way', 'late']).optional(),
    }),
    reply: z.object({
      rows: z.array(z.object(summary)),
      total: z.number(),
      may: z.object({ apply: z.boolean() }),
    }),
  }),
  getChange: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'organization_changes.read',
    summary: 'One case with what was decided, what still hangs on it and what can be done',
    request: z.object({ id }),
    reply: changeView,
  }),
  listCommitteeVotes: endpoint({
    method: 'GET',
    path: `${path}/:id/votes`,
    permission: 'organization_changes.decide',
    summary: 'Votes of the town committee that may decide the case',
    request: z.object({ id }),
    reply: z.object({
      rows: z.array(
        z.object({
          decisionId: id,
          title: z.string(),
          question: z.string(),
          heldOn: day,
          passed: z.boolean(),
          yes: z.number(),
          eligible: z.number(),
        }),
      ),
    }),
  }),
  applyToSetUp: endpoint({
    method: 'POST',
    path: `${path}/set-up`,
    permission: 'organization_changes.apply',
    summary: 'Apply to set up a Party organization',
    request: z.object({
      kind: z.enum(decidedKinds),
      name,
      shortName,
      parentId: id,
      need,
      founderIds: ids.default([]),
      unitIds: ids.default([]),
      secretaryId: id.optional(),
      endsOn: day.optional(),
      appliedOn: day,
    }),
    reply: z.object({ id }),
  }),
  applyToMerge: endpoint({
    method: 'POST',
    path: `${path}/merger`,
    permission: 'organization_changes.apply',
    summary: 'Apply to merge branches into one that goes on or into a new one',
    request: z.object({
      sourceIds: ids.min(1),
      into: z.union([
        z.object({ orgId: id }),
        z.object({ kind: z.enum(mergedKinds), name, shortName, parentId: id }),
      ]),
      need,
      appliedOn: day,
    }),
    reply: z.object({ id }),
  }),
  applyToDissolve: endpoint({
    method: 'POST',
    path: `${path}/dissolution`,
    permission: 'organization_changes.apply',
    summary: 'Apply to dissolve a Party organization',
    request: z.object({ orgId: id, need, appliedOn: day }),
    reply: z.object({ id }),
  }),
  approveChange: endpoint({
    method: 'POST',
    path: `${path}/:id/approval`,
    permission: 'organization_changes.decide',
    summary: 'Take over the town committee’s vote, with the number of its answer',
    request: z.object({ ...move, decisionId: id, reference }),
    reply: changeView,
  }),
  sendBack: endpoint({
    method: 'POST',
    path: `${path}/:id/return`,
    permission: 'organization_changes.decide',
    summary: 'Send an application back with what is missing',
    ...withReason,
  }),
  applyAgain: endpoint({
    method: 'POST',
    path: `${path}/:id/application`,
    permission: 'organization_changes.apply',
    summary: 'Hand a returned application in again, with what was added or put right',
    request: z.object({
      ...move,
      why,
      need,
      /** Of what is set up. */
      setUp: z.object({ name, shortName, founderIds: ids }).optional(),
    }),
    reply: changeView,
  }),
  withdrawChange: endpoint({
    method: 'POST',
    path: `${path}/:id/withdrawal`,
    permission: 'organization_changes.apply',
    summary: 'Withdraw an application before it is decided',
    ...withReason,
  }),
  revokeApproval: endpoint({
    method: 'POST',
    path: `${path}/:id/revocation`,
    permission: 'organization_changes.decide',
    summary: 'Give up what was approved and cannot be carried out any more',
    ...withReason,
  }),
  takeEffect: endpoint({
    method: 'POST',
    path: `${path}/:id/effect`,
    permission: 'organization_changes.carry_out',
    summary: 'Let it take effect: the tree and the roll change from that day on',
    request: z.object({ ...move, on: day }),
    reply: changeView,
  }),
  enterElection: endpoint({
    method: 'POST',
    path: `${path}/:id/election`,
    permission: 'organization_changes.carry_out',
    summary: 'Enter the first election: the term begins',
    request: z.object({ ...move, on: day, secretaryId: id, reference }),
    reply: changeView,
  }),
  putForward: endpoint({
    method: 'POST',
    path: `${path}/:id/publication`,
    permission: 'organization_changes.decide',
    summary: 'Put the decision forward to be published',
    request: z.object({ id }),
    reply: changeView,
  }),
  fileChange: endpoint({
    method: 'POST',
    path: `${path}/:id/filing`,
    permission: 'organization_changes.carry_out',
    summary: 'Enter the filing with the county’s organization department',
    request: z.object({ ...move, on: day, filingNo: reference }),
    reply: changeView,
  }),
} satisfies Api;
