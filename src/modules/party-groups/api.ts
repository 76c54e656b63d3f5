/** Endpoints of Party groups. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { leaderWays, workplaceKinds } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const line = z.string().trim().min(2).max(120);
const version = z.int();
const named = z.object({ id, name: z.string() });
const path = '/api/party-groups';

const summary = {
  id,
  name: z.string(),
  branch: named,
  workplaceKind: z.enum(workplaceKinds),
  workplace: z.string(),
  leader: named.nullable(),
  members: z.int(),
  lastMeetingOn: day.nullable(),
  dissolvedOn: day.nullable(),
};

export const groupView = z.object({
  ...summary,
  basis: z.string(),
  foundedOn: day,
  leaders: z.array(
    z.object({
      name: z.string(),
      how: z.enum(leaderWays),
      since: day,
      until: day.nullable(),
      ending: z.string().nullable(),
    }),
  ),
  seats: z.array(z.object({ id, person: z.object({ id: id.nullable(), name: z.string() }), since: day })),
  meetings: z.array(z.object({ id, title: z.string(), on: day })),
  /** Members of the branch who stand in no group. */
  free: z.array(named),
  version,
  may: z.object({ keep: z.boolean() }),
  today: day,
});

export const partyGroupsApi = {
  listGroups: endpoint({
    method: 'GET',
    path,
    permission: 'party_groups.read',
    summary: 'Groups in scope with workplace, leader and members',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      page: z.coerce.number().int().min(1).optional(),
      kind: z.enum(workplaceKinds).optional(),
      state: z.enum(['no_leader', 'dissolved']).optional(),
      org: id.optional(),
    }),
    reply: z.object({
      rows: z.array(z.object(summary)),
      total: z.number(),
      may: z.object({ keep: z.boolean() }),
    }),
  }),
  getGroup: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'party_groups.read',
    summary: 'One group: leaders, members, meetings',
    request: z.object({ id }),
    reply: groupView,
  }),
  setUpGroup: endpoint({
    method: 'POST',
    path,
    permission: 'party_groups.keep',
    summary: 'A branch sets up a group with its leader and first members',
    request: z.object({
      branchId: id,
      name: z.string().trim().min(2).max(40),
      workplaceKind: z.enum(workplaceKinds),
      workplace: line,
      leaderId: id,
      how: z.enum(leaderWays),
      memberIds: z.array(id).max(60).default([]),
      on: day,
      basis: line,
    }),
    reply: z.object({ id }),
  }),
  placeMember: endpoint({
    method: 'POST',
    path: `${path}/:id/members`,
    permission: 'party_groups.keep',
    summary: 'Place a member of the branch in the group',
    request: z.object({ id, personId: id, on: day }),
    reply: groupView,
  }),
  releaseMember: endpoint({
    method: 'POST',
    path: `${path}/:id/members/:seatId/end`,
    permission: 'party_groups.keep',
    summary: 'A member leaves the group after a day',
    request: z.object({ id, seatId: id, lastDay: day, why: line }),
    reply: groupView,
  }),
  changeLeader: endpoint({
    method: 'POST',
    path: `${path}/:id/leader`,
    permission: 'party_groups.keep',
    summary: 'Another leads the group from a day on',
    request: z.object({ id, version, personId: id, how: z.enum(leaderWays), on: day, why: line }),
    reply: groupView,
  }),
  dissolveGroup: endpoint({
    method: 'POST',
    path: `${path}/:id/end`,
    permission: 'party_groups.keep',
    summary: 'Dissolve the group; its members stay in the branch',
    request: z.object({ id, version, on: day, why: line }),
    reply: groupView,
  }),
} satisfies Api;
