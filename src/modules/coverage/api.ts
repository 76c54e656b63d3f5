/** Endpoints of coverage: the register of units, the survey, forms, and the members who work there. */
import { z } from 'zod';
import { reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { forms, gaps, tieKinds, uncoveredReasons, unitKinds } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const line = z.string().trim().min(2).max(120);
const name = z.string().trim().min(2).max(60);
const version = z.int();
const count = z.coerce.number().int().min(0);
const place = z.object({ id, name: z.string() });
const path = '/api/coverage';

const found = {
  staff: count.max(100_000),
  fullMembers: count.max(10_000),
  instructor: z.string().trim().max(40).optional(),
  hasVenue: z.boolean(),
  uncoveredBecause: z.enum(uncoveredReasons).optional(),
};

const summary = {
  id,
  kind: z.enum(unitKinds),
  name: z.string(),
  org: place,
  form: z.enum(forms).nullable(),
  by: place.nullable(),
  staff: z.int().nullable(),
  fullMembers: z.int().nullable(),
  tied: z.int(),
  surveyedOn: day.nullable(),
  closedOn: day.nullable(),
  gaps: z.array(z.enum(gaps)),
};

export const unitView = z.object({
  ...summary,
  place: z.string(),
  contact: z.string(),
  instructor: z.string().nullable(),
  hasVenue: z.boolean().nullable(),
  uncoveredBecause: z.enum(uncoveredReasons).nullable(),
  /** In the tree of organizations, where its name is kept. */
  unitOrgId: id.nullable(),
  listedOn: day,
  closing: z.string().nullable(),
  /** Forms that fit the members found, and why another is warned of. */
  fitting: z.array(z.enum(forms)),
  warnings: z.array(reasonView),
  history: z.array(
    z.object({
      form: z.enum(forms),
      by: place,
      since: day,
      until: day.nullable(),
      basis: z.string(),
      ending: z.string().nullable(),
    }),
  ),
  surveys: z.array(
    z.object({
      on: day,
      staff: z.int(),
      fullMembers: z.int(),
      unchanged: z.boolean(),
      by: z.string(),
      lateDays: z.number(),
    }),
  ),
  /** Of branches in the reader's scope; `tied` counts all. */
  ties: z.array(
    z.object({
      id,
      person: place,
      branch: place,
      kind: z.enum(tieKinds),
      since: day,
      endedOn: day.nullable(),
      ending: z.string().nullable(),
      may: z.boolean(),
    }),
  ),
  version,
  may: z.object({ keep: z.boolean(), decide: z.boolean() }),
  today: day,
});

export const coverageApi = {
  listUnits: endpoint({
    method: 'GET',
    path,
    permission: 'coverage.read',
    summary: 'Units that lie in scope or are covered from it, as they stood on a day',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      page: z.coerce.number().int().min(1).optional(),
      kind: z.enum(unitKinds).optional(),
      state: z.enum([...forms, 'covered', 'uncovered', 'gaps', 'closed']).optional(),
      org: id.optional(),
      asOf: day.optional(),
    }),
    reply: z.object({
      rows: z.array(z.object(summary)),
      total: z.number(),
      /** Of all open units under the other filters: how many there are, and how many in each form. */
      counts: z.object({
        units: z.int(),
        single: z.int(),
        joint: z.int(),
        attached: z.int(),
        area: z.int(),
        uncovered: z.int(),
      }),
      may: z.object({ keep: z.boolean() }),
    }),
  }),
  listToSurvey: endpoint({
    method: 'GET',
    path: `${path}/survey`,
    permission: 'coverage.keep',
    summary: 'Open units to be surveyed this year, with what the last survey found',
    request: z.object({}),
    reply: z.object({
      rows: z.array(
        z.object({
          ...summary,
          instructor: z.string().nullable(),
          hasVenue: z.boolean().nullable(),
          uncoveredBecause: z.enum(uncoveredReasons).nullable(),
          done: z.boolean(),
        }),
      ),
      year: z.int(),
      today: day,
    }),
  }),
  getUnit: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'coverage.read',
    summary: 'One unit: how it is covered, what is missing, its surveys, the members who work there',
    request: z.object({ id }),
    reply: unitView,
  }),
  listUnit: endpoint({
    method: 'POST',
    path,
    permission: 'coverage.keep',
    summary: 'List a unit with what was found there',
    request: z.object({
      kind: z.enum(unitKinds),
      /** The unit in the tree of organizations, which has its name and place there; else both are said. */
      unitOrgId: id.optional(),
      orgId: id.optional(),
      name: name.optional(),
      place: line,
      contact: line,
      on: day,
      ...found,
    }),
    reply: z.object({ id }),
  }),
  changeUnit: endpoint({
    method: 'POST',
    path: `${path}/:id/facts`,
    permission: 'coverage.keep',
    summary: 'Correct name, place or contact',
    request: z.object({ id, version, name: name.optional(), place: line, contact: line }),
    reply: unitView,
  }),
  surveyUnit: endpoint({
    method: 'POST',
    path: `${path}/:id/survey`,
    permission: 'coverage.keep',
    summary: 'Enter what the survey of the year found',
    request: z.object({ id, on: day, ...found }),
    reply: unitView,
  }),
  confirmUnchanged: endpoint({
    method: 'POST',
    path: `${path}/:id/unchanged`,
    permission: 'coverage.keep',
    summary: 'Surveyed: as the last time',
    request: z.object({ id, on: day }),
    reply: unitView,
  }),
  coverUnit: endpoint({
    method: 'POST',
    path: `${path}/:id/form`,
    permission: 'coverage.decide',
    summary: 'Cover a unit by an organization in one of the four forms, in place of the present one',
    request: z.object({ id, version, form: z.enum(forms), byOrgId: id, since: day, basis: line }),
    reply: unitView,
  }),
  uncoverUnit: endpoint({
    method: 'POST',
    path: `${path}/:id/form/end`,
    permission: 'coverage.decide',
    summary: 'End the form with the reason',
    request: z.object({ id, version, on: day, why: line }),
    reply: unitView,
  }),
  closeUnit: endpoint({
    method: 'POST',
    path: `${path}/:id/closing`,
    permission: 'coverage.keep',
    summary: 'The unit has closed; its form ends, and the branches of its members are asked to follow up',
    request: z.object({ id, version, on: day, why: line }),
    reply: unitView,
  }),
  tieMember: endpoint({
    method: 'POST',
    path: `${path}/:id/ties`,
    permission: 'coverage.keep',
    summary: 'Say that a member works there',
    request: z.object({ id, personId: id, kind: z.enum(tieKinds), since: day }),
    reply: unitView,
  }),
  endTie: endpoint({
    method: 'POST',
    path: `${path}/:id/ties/:tieId/end`,
    permission: 'coverage.keep',
    summary: 'A member no longer works there; what was arranged for the member’s organization life',
    request: z.object({ id, tieId: id, on: day, why: line }),
    reply: unitView,
  }),
} satisfies Api;
