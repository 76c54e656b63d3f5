/** Endpoints of the board, of institutions, responsibility and figures. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { articleView } from './api.ts';
import { boardStates, dutyStates, levels, natures } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const state = z.enum(boardStates);

/** Duties by state; each number opens to its rows. */
const counts = z.object({ late: z.number(), due: z.number(), on_course: z.number(), done: z.number() });

const responsible = z.object({
  level: z.enum(levels),
  /** Name of the person, or the post. */
  name: z.string(),
  accountId: id.nullable(),
  org: z.object({ id, name: z.string() }),
  /** True when it follows from the role held there; false when it was assigned. */
  byOffice: z.boolean(),
});

const boardInstitution = z.object({
  id: z.string(),
  name: z.string(),
  state,
  duties: counts,
  responsible: z.array(responsible),
});

const dutyRow = z.object({
  duty: z.string(),
  institution: z.object({ id: z.string(), name: z.string() }),
  org: z.object({ id, name: z.string() }),
  period: z.string(),
  dueOn: day,
  state: z.enum(dutyStates),
  have: z.number(),
  times: z.number(),
  /** Who answers for it there, or the holders of the role that can discharge it. */
  whose: z.array(z.string()),
  next: z.string(),
  cites: z.string(),
  startPath: z.string(),
  evidence: z.array(z.object({ label: z.string(), path: z.string(), on: day })),
  excuse: z.string().nullable(),
});

const village = z.object({ id, name: z.string() });
const figureValue = z.object({
  institution: z.string(),
  key: z.string(),
  unit: z.string(),
  value: z.number(),
});

const asked = { village: id.optional(), asOf: day.optional() };
const page = z.coerce.number().int().min(1).max(100_000).default(1);

const assignment = z.object({
  id,
  institution: z.object({ id: z.string(), name: z.string() }),
  level: z.enum(levels),
  name: z.string(),
  org: z.object({ id, name: z.string() }),
  from: day,
  /** The last day. */
  to: day.nullable(),
  reason: z.string(),
  endedBecause: z.string().nullable(),
  version: z.number(),
});

export const boardApi = {
  getBoard: endpoint({
    method: 'GET',
    path: '/api/board',
    permission: 'policy.read',
    summary: 'The articles of the document in force, how each stands, and what is late and whose it is',
    request: z.object({
      ...asked,
      chapter: z.coerce.number().int().optional(),
      state: state.optional(),
    }),
    reply: z.object({
      asOf: day,
      town: z.object({ id, name: z.string() }),
      document: z
        .object({ id, title: z.string(), number: z.string().nullable(), inForceFrom: day })
        .nullable(),
      /** For the filters, whatever is filtered. */
      chapters: z.array(z.object({ number: z.number(), title: z.string() })),
      villages: z.array(village.extend({ duties: counts })),
      totals: counts,
      /** Institutions for which nobody answers, at one of the levels or in a village. */
      gaps: z.number(),
      lateDuties: z.array(dutyRow),
      articles: z.array(
        z.object({
          id,
          number: z.number(),
          title: z.string(),
          /** Its first words, for an article without a title. */
          opening: z.string(),
          chapter: z.object({ number: z.number(), title: z.string() }),
          nature: z.enum(natures),
          state,
          duties: counts,
          institutions: z.array(boardInstitution),
        }),
      ),
    }),
  }),
  getBoardFigures: endpoint({
    method: 'GET',
    path: '/api/board/figures',
    permission: 'policy.read',
    summary: 'Values of the figures of the institutions that run here, as far as the reader may see them',
    request: z.object(asked),
    reply: z.object({ asOf: day, figures: z.array(figureValue) }),
  }),
  listDuties: endpoint({
    method: 'GET',
    path: '/api/board/duties',
    permission: 'policy.read',
    summary: 'The duties behind a number of the board, the earliest due first',
    request: z.object({
      ...asked,
      institution: z.string().max(80).optional(),
      article: id.optional(),
      state: z.enum(dutyStates).optional(),
      page,
    }),
    reply: z.object({ asOf: day, rows: z.array(dutyRow), total: z.number() }),
  }),
  getArticle: endpoint({
    method: 'GET',
    path: '/api/board/articles/:id',
    permission: 'policy.read',
    summary: 'One article in its own words, with the institutions that it names and how they stand',
    request: z.object({ id, ...asked }),
    reply: z.object({
      asOf: day,
      document: z.object({ id, title: z.string(), number: z.string().nullable() }),
      chapter: z.object({ number: z.number(), title: z.string() }),
      article: articleView,
      state,
      duties: counts,
      institutions: z.array(boardInstitution),
      before: z.object({ id, number: z.number() }).nullable(),
      after: z.object({ id, number: z.number() }).nullable(),
    }),
  }),
  getInstitution: endpoint({
    method: 'GET',
    path: '/api/institutions/:id',
    permission: 'policy.read',
    summary: 'What an institution is, who answers for it, its duties, figures and what it must publish',
    request: z.object({ id: z.string().max(80), ...asked }),
    reply: z.object({
      asOf: day,
      id: z.string(),
      name: z.string(),
      otherNames: z.array(z.string()),
      isNarrative: z.boolean(),
      isSetUp: z.boolean(),
      state,
      /** Where its work is done; null while no part of this installation runs it. */
      path: z.string().nullable(),
      articles: z.array(z.object({ id, number: z.number(), title: z.string() })),
      responsible: z.array(responsible),
      assignments: z.array(assignment),
      mayAssign: z.boolean(),
      duties: z.array(
        z.object({
          key: z.string(),
          every: z.string(),
          cites: z.string(),
          next: z.string(),
          counts,
        }),
      ),
      /** The most pressing period of each duty for each organization. */
      standings: z.array(dutyRow),
      figures: z.array(figureValue),
      catalogue: z.array(
        z.object({
          key: z.string(),
          catalogue: z.string(),
          every: z.string(),
          dueDays: z.number(),
          cites: z.string(),
        }),
      ),
      parameters: z.array(
        z.object({ wording: z.string(), value: z.number(), unit: z.string(), bound: z.string().nullable() }),
      ),
    }),
  }),
  getFigure: endpoint({
    method: 'GET',
    path: '/api/figures/:key',
    permission: 'signed_in',
    summary: 'One figure for a subtree on a day, under its own permission',
    request: z.object({ key: z.string().max(80), org: id.optional(), asOf: day.optional() }),
    reply: z.object({
      key: z.string(),
      unit: z.string(),
      value: z.number(),
      asOf: day,
      org: z.object({ id, name: z.string() }).nullable(),
    }),
  }),
  listFigureRows: endpoint({
    method: 'GET',
    path: '/api/figures/:key/rows',
    permission: 'signed_in',
    summary: 'The rows behind a figure, each opening its record',
    request: z.object({ key: z.string().max(80), org: id.optional(), asOf: day.optional(), page }),
    reply: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          orgName: z.string().nullable(),
          on: day.nullable(),
          path: z.string(),
        }),
      ),
      /** Whether another page follows. */
      more: z.boolean(),
    }),
  }),
  getResponsibilities: endpoint({
    method: 'GET',
    path: '/api/responsibilities',
    permission: 'policy.read',
    summary: 'What somebody answers for and how it stands; oneself unless told',
    request: z.object({ account: id.optional(), asOf: day.optional() }),
    reply: z.object({
      asOf: day,
      person: z.object({ id, name: z.string() }),
      offices: z.array(z.object({ role: z.string(), org: z.string() })),
      items: z.array(
        z.object({
          institution: z.object({ id: z.string(), name: z.string() }),
          level: z.enum(levels),
          org: z.object({ id, name: z.string() }),
          byOffice: z.boolean(),
          since: day.nullable(),
          state,
          duties: counts,
          nextDue: day.nullable(),
        }),
      ),
      history: z.array(assignment),
    }),
  }),
  listGaps: endpoint({
    method: 'GET',
    path: '/api/responsibilities/gaps',
    permission: 'policy.read',
    summary:
      'Institutions of the document in force for which nobody answers, with the levels and villages that lack one',
    request: z.object(asked),
    reply: z.object({
      asOf: day,
      rows: z.array(
        z.object({
          institution: z.object({ id: z.string(), name: z.string() }),
          isSetUp: z.boolean(),
          article: z.object({ id, number: z.number(), title: z.string() }),
          missing: z.array(z.enum(levels)),
          villages: z.array(z.string()),
        }),
      ),
    }),
  }),
  listPeople: endpoint({
    method: 'GET',
    path: '/api/responsibilities/people',
    permission: 'policy.read',
    summary: 'People who hold a role here today, with their roles',
    request: z.object({}),
    reply: z.object({
      people: z.array(
        z.object({ id, name: z.string(), roles: z.array(z.string()), orgs: z.array(z.string()) }),
      ),
    }),
  }),
  assignResponsible: endpoint({
    method: 'POST',
    path: '/api/responsibilities',
    permission: 'policy.manage',
    summary:
      'Name who answers for an institution at an organization from a day on; the former one ends the day before',
    request: z.object({
      institution: z.string().max(80),
      level: z.enum(levels),
      orgId: id,
      accountId: id.nullable(),
      post: z.string().trim().min(2).max(100).nullable(),
      from: day,
      reason: z.string().trim().min(2).max(500),
    }),
    reply: z.object({ id }),
  }),
  endResponsible: endpoint({
    method: 'POST',
    path: '/api/responsibilities/:id/end',
    permission: 'policy.manage',
    summary: 'End an assignment; what follows from the office holds again',
    request: z.object({ id, version: z.number().int(), on: day, reason: z.string().trim().min(2).max(500) }),
    reply: z.object({ id }),
  }),
} satisfies Api;
