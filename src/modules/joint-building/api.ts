/** Endpoints of joint building. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { attachmentApi } from '../../kernel/files/api.ts';
import { allianceKinds, allianceStates, directions, projectStates, sides } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const line = z.string().trim().min(2).max(120);
const text = z.string().trim().min(4).max(600);
const name = z.string().trim().min(2).max(60);
const fen = z.int().min(1).max(100_000_000_00);
const path = '/api/joint-building';

const summary = {
  id,
  kind: z.enum(allianceKinds),
  title: z.string(),
  state: z.enum(allianceStates),
  partners: z.array(z.string()),
  /** How many partners have not signed. */
  unsigned: z.int(),
  since: day,
  untilOn: day,
  termOver: z.boolean(),
};

const project = z.object({
  id,
  title: z.string(),
  beganOn: day,
  state: z.enum(projectStates),
  settledOn: day.nullable(),
  outcome: z.string().nullable(),
  sourceFen: z.int(),
  useFen: z.int(),
  money: z.array(
    z.object({
      id,
      direction: z.enum(directions),
      what: z.string(),
      amountFen: z.int(),
      on: day,
      by: z.string(),
    }),
  ),
});

export const allianceView = z.object({
  ...summary,
  tasks: z.string(),
  fundFen: z.int().nullable(),
  fundSource: z.string().nullable(),
  runsFrom: day.nullable(),
  endedOn: day.nullable(),
  review: z.string().nullable(),
  renews: id.nullable(),
  renewedBy: id.nullable(),
  draftedBy: z.string(),
  version: z.int(),
  parties: z.array(
    z.object({
      id,
      name: z.string(),
      side: z.enum(sides),
      outside: z.boolean(),
      contact: z.string().nullable(),
      signed: z.object({ signer: z.string(), on: day, by: z.string() }).nullable(),
      maySign: z.boolean(),
      /** Permission of those who sign for it, for the screen to name them. */
      who: z.enum(['joint_building.sign', 'joint_building.sign_for']),
    }),
  ),
  projects: z.array(project),
  /** `path` is null for who may not open it: it belongs to another partner. */
  meetings: z.array(
    z.object({ id, title: z.string(), org: z.string(), on: day, path: z.string().nullable() }),
  ),
  disclosures: z.array(z.object({ title: z.string(), state: z.string(), path: z.string().nullable() })),
  may: z.object({ draft: z.boolean(), keep: z.boolean() }),
  today: day,
});

export const jointBuildingApi = {
  listAlliances: endpoint({
    method: 'GET',
    path,
    permission: 'joint_building.read',
    summary: 'Alliances of which a partner lies in scope; those that wait for a signature first',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      page: z.coerce.number().int().min(1).optional(),
      kind: z.enum(allianceKinds).optional(),
      state: z.enum(allianceStates).optional(),
      org: id.optional(),
    }),
    reply: z.object({
      rows: z.array(z.object(summary)),
      total: z.number(),
      may: z.object({ draft: z.boolean() }),
    }),
  }),
  listPartnerChoices: endpoint({
    method: 'GET',
    path: `${path}/partners`,
    permission: 'joint_building.draft',
    summary: 'Organizations of the town that can be partners',
    request: z.object({ q: z.string().trim().max(60).optional() }),
    reply: z.object({ found: z.array(z.object({ id, name: z.string(), side: z.enum(sides) })) }),
  }),
  getVillages: endpoint({
    method: 'GET',
    path: `${path}/villages`,
    permission: 'joint_building.read',
    summary: 'Village by village: its leader, its paired branch, its alliances; blanks are null or empty',
    request: z.object({}),
    reply: z.object({
      villages: z.array(
        z.object({
          id,
          name: z.string(),
          leaders: z.array(z.object({ id, name: z.string() })),
          branches: z.array(z.object({ id, name: z.string() })),
          alliances: z.array(z.object({ id, name: z.string(), kind: z.enum(allianceKinds) })),
        }),
      ),
      may: z.object({ assign: z.boolean(), draft: z.boolean() }),
    }),
  }),
  getAlliance: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'joint_building.read',
    summary: 'One alliance: its agreement, who has signed, its projects and joint meetings',
    request: z.object({ id }),
    reply: allianceView,
  }),
  draftAlliance: endpoint({
    method: 'POST',
    path,
    permission: 'joint_building.draft',
    summary: 'Draft an agreement; each partner signs it for itself',
    request: z.object({
      kind: z.enum(allianceKinds),
      title: line,
      leadId: id,
      partnerIds: z.array(id).max(12),
      outside: z.object({ name, side: z.enum(sides), contact: name }).optional(),
      since: day,
      until: day,
      tasks: text,
      fundFen: fen.optional(),
      fundSource: name.optional(),
    }),
    reply: z.object({ id }),
  }),
  signAlliance: endpoint({
    method: 'POST',
    path: `${path}/:id/sign`,
    permission: 'joint_building.read',
    summary: 'Confirm the agreement for one partner, naming who signed; with the last one it runs',
    request: z.object({ id, partnerId: id, signer: z.string().trim().min(2).max(40), on: day }),
    reply: allianceView,
  }),
  withdrawAlliance: endpoint({
    method: 'POST',
    path: `${path}/:id/withdraw`,
    permission: 'joint_building.draft',
    summary: 'Withdraw a draft, with the reason',
    request: z.object({ id, version: z.int(), why: line }),
    reply: allianceView,
  }),
  endAlliance: endpoint({
    method: 'POST',
    path: `${path}/:id/end`,
    permission: 'joint_building.draft',
    summary: 'End an alliance with its review; or renew it, which drafts the agreement anew',
    request: z.object({ id, version: z.int(), on: day, review: text, renewUntil: day.optional() }),
    reply: allianceView,
  }),
  addProject: endpoint({
    method: 'POST',
    path: `${path}/:id/projects`,
    permission: 'joint_building.keep',
    summary: 'Begin a project of the alliance',
    request: z.object({ id, title: line, on: day }),
    reply: allianceView,
  }),
  addMoney: endpoint({
    method: 'POST',
    path: `${path}/:id/projects/:projectId/money`,
    permission: 'joint_building.keep',
    summary: 'State money of a project: where it comes from, or what it went for',
    request: z.object({
      id,
      projectId: id,
      direction: z.enum(directions),
      what: name,
      amountFen: fen,
      on: day,
    }),
    reply: allianceView,
  }),
  settleProject: endpoint({
    method: 'POST',
    path: `${path}/:id/projects/:projectId/outcome`,
    permission: 'joint_building.keep',
    summary: 'Say what came of a project; once',
    request: z.object({ id, projectId: id, state: z.enum(['done', 'not_done']), on: day, outcome: line }),
    reply: allianceView,
  }),
  listHeldMeetings: endpoint({
    method: 'GET',
    path: `${path}/:id/held-meetings`,
    permission: 'joint_building.keep',
    summary: 'Held meetings of my branches among the partners that can be named as joint ones',
    request: z.object({ id }),
    reply: z.object({ found: z.array(z.object({ id, title: z.string(), on: day })) }),
  }),
  nameMeeting: endpoint({
    method: 'POST',
    path: `${path}/:id/meetings`,
    permission: 'joint_building.keep',
    summary: 'Name a held meeting as one of the alliance',
    request: z.object({ id, meetingId: id }),
    reply: allianceView,
  }),
  putForward: endpoint({
    method: 'POST',
    path: `${path}/:id/disclosure`,
    permission: 'joint_building.draft',
    summary: 'Put the agreement and what came of it forward for the notice board, without any person',
    request: z.object({ id }),
    reply: allianceView,
  }),
  ...attachmentApi({ base: `${path}/:id`, read: 'joint_building.read', write: 'joint_building.keep' }),
} satisfies Api;
