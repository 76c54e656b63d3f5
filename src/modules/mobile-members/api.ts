/** Endpoints of the register of mobile members. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { contactWays, endings, occupations, prompts, stayDirections } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const line = z.string().trim().min(2).max(120);
const occupation = z.enum(occupations);
const path = '/api/mobile-members';

const summary = {
  id,
  direction: z.enum(stayDirections),
  person: z.object({ id: id.nullable(), name: z.string() }),
  branch: z.object({ id, name: z.string() }),
  since: day,
  place: z.string(),
  occupation,
  counterpart: z.string().nullable(),
  endedOn: day.nullable(),
  lastContactOn: day.nullable(),
  contactDueOn: day.nullable(),
  prompts: z.array(z.enum(prompts)),
};

export const stayView = z.object({
  ...summary,
  contactPerson: z.string().nullable(),
  ending: z.enum(endings).nullable(),
  version: z.int(),
  contacts: z.array(
    z.object({
      id,
      on: day,
      way: z.enum(contactWays),
      note: z.string(),
      by: z.string(),
      lateDays: z.number(),
    }),
  ),
  may: z.object({ keep: z.boolean(), transfer: z.boolean() }),
  today: day,
});

export const mobileMembersApi = {
  listStays: endpoint({
    method: 'GET',
    path,
    permission: 'mobile_members.read',
    summary: 'Members away and guests in scope; those that ask for something first',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      page: z.coerce.number().int().min(1).optional(),
      direction: z.enum(stayDirections).optional(),
      state: z.enum(['present', 'asking', 'ended']).optional(),
      org: id.optional(),
    }),
    reply: z.object({
      rows: z.array(z.object(summary)),
      total: z.number(),
      branches: z.array(z.object({ id, name: z.string() })),
      mayKeep: z.boolean(),
    }),
  }),
  getStay: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'mobile_members.read',
    summary: 'One stay with its contacts',
    request: z.object({ id }),
    reply: stayView,
  }),
  registerDeparture: endpoint({
    method: 'POST',
    path: `${path}/departures`,
    permission: 'mobile_members.keep',
    summary: 'Register a member who lives elsewhere while the membership stays',
    request: z.object({
      personId: id,
      since: day,
      place: line,
      occupation,
      counterpart: line.optional(),
      contactPersonId: id,
    }),
    reply: z.object({ id }),
  }),
  registerGuest: endpoint({
    method: 'POST',
    path: `${path}/guests`,
    permission: 'mobile_members.keep',
    summary: 'Register a member of another place who takes part here',
    request: z.object({
      branchId: id,
      personName: z.string().trim().min(2).max(40),
      since: day,
      place: line,
      occupation,
      counterpart: line,
    }),
    reply: z.object({ id }),
  }),
  recordContact: endpoint({
    method: 'POST',
    path: `${path}/:id/contacts`,
    permission: 'mobile_members.keep',
    summary: 'Record one contact; it discharges the duty of its quarter',
    request: z.object({ id, on: day, way: z.enum(contactWays), note: line }),
    reply: stayView,
  }),
  endStay: endpoint({
    method: 'POST',
    path: `${path}/:id/end`,
    permission: 'mobile_members.keep',
    summary: 'End a stay: back, transferred, or gone from the place',
    request: z.object({ id, version: z.int(), on: day, ending: z.enum(endings) }),
    reply: stayView,
  }),
} satisfies Api;
