/** Endpoints of the stars. Marks stand by dimension; no number counts somebody's stars. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { dimensionKeys, recordWords, sharedDimensions } from './choices.ts';
import { objectionText } from './own-api.ts';

const id = z.uuid();
const day = z.iso.date();
const path = '/api/appraisals/:id/stars';

export const markView = z.object({
  id,
  dimension: z.enum(dimensionKeys),
  earned: z.boolean().nullable(),
  /** Null where the branch says it without records. */
  counted: z.object({ have: z.int(), base: z.int() }).nullable(),
  records: z.array(
    z.object({
      label: z.string(),
      path: z.string(),
      ownPath: z.string(),
      on: day,
      word: z.enum(recordWords),
      met: z.boolean().nullable(),
    }),
  ),
  /** Of a star without records why it is so; of one with records what the branch thinks of it. */
  reason: z.string().nullable(),
});

export const starObjectionView = z.object({
  id,
  markId: id,
  text: z.string(),
  madeOn: day,
  onPaper: z.boolean(),
  recorder: z.string().nullable(),
  recordedOn: day.nullable(),
  before: z.boolean(),
  answer: z.string().nullable(),
  answeredOn: day.nullable(),
  after: z.boolean().nullable(),
});

/** What share of the records makes the star of a dimension, with its source. */
const starRule = z.object({
  dimension: z.enum(sharedDimensions),
  num: z.int(),
  den: z.int(),
  source: z.string(),
});

export const starsView = z.object({
  id,
  orgName: z.string(),
  year: z.int(),
  toldOn: day.nullable(),
  draftedOn: day.nullable(),
  confirmedOn: day.nullable(),
  objectionsUntil: day.nullable(),
  today: day,
  rules: z.array(starRule),
  /** `toSay`: members without records in it. `open`: the branch has not said it of all of them. */
  dimensions: z.array(z.object({ key: z.enum(dimensionKeys), toSay: z.array(id), open: z.boolean() })),
  /** In the order of the roster. Empty for whoever only reads, until confirmed. */
  members: z.array(z.object({ id, name: z.string(), marks: z.array(markView) })),
  objections: z.array(starObjectionView.extend({ name: z.string(), dimension: z.enum(dimensionKeys) })),
  decisions: z.array(z.object({ id, question: z.string(), on: day })),
  may: z.object({ manage: z.boolean() }),
});

const one = z.object({ id });

export const starsApi = {
  getStars: endpoint({
    method: 'GET',
    path,
    permission: 'appraisals.read',
    summary: "The stars of a branch's members by dimension, each with its records",
    request: one,
    reply: starsView,
  }),
  draftStars: endpoint({
    method: 'POST',
    path,
    permission: 'appraisals.manage',
    summary: 'Fill the stars from the records',
    request: one,
    reply: starsView,
  }),
  sayDimension: endpoint({
    method: 'POST',
    path: `${path}/dimensions`,
    permission: 'appraisals.manage',
    summary: 'Say who has the star of a dimension without records, and why',
    request: one.extend({
      dimension: z.enum(dimensionKeys),
      earnedBy: z.array(id).max(500),
      reason: z.string().trim().min(4).max(300),
    }),
    reply: starsView,
  }),
  viewStar: endpoint({
    method: 'POST',
    path: `${path}/views`,
    permission: 'appraisals.manage',
    summary: "Set the branch's view beside a star that comes from records",
    request: one.extend({
      memberId: id,
      dimension: z.enum(dimensionKeys),
      text: z.string().trim().min(4).max(300),
    }),
    reply: starsView,
  }),
  confirmStars: endpoint({
    method: 'POST',
    path: `${path}/confirmation`,
    permission: 'appraisals.manage',
    summary: "Confirm the stars by the branch's decision",
    request: one.extend({ decisionId: id }),
    reply: starsView,
  }),
  enterStarObjection: endpoint({
    method: 'POST',
    path: `${path}/objections`,
    permission: 'appraisals.manage',
    summary: 'Enter an objection to a star that was handed in on paper',
    request: one.extend({ markId: id, text: objectionText, madeOn: day }),
    reply: starsView,
  }),
  answerStarObjection: endpoint({
    method: 'POST',
    path: `${path}/objections/:objectionId`,
    permission: 'appraisals.manage',
    summary: 'Answer an objection to a star; before and after are both kept',
    request: one.extend({ objectionId: id, answer: objectionText, earned: z.boolean() }),
    reply: starsView,
  }),
  getOwnStars: endpoint({
    method: 'GET',
    path: '/api/own/stars',
    permission: 'signed_in',
    summary: 'The own confirmed stars, each with its records, and objections',
    request: z.object({}),
    reply: z.object({
      rows: z.array(
        z.object({
          id,
          year: z.int(),
          objectionsUntil: day,
          rules: z.array(starRule),
          mayObject: z.boolean(),
          marks: z.array(markView),
          objections: z.array(starObjectionView),
        }),
      ),
    }),
  }),
  objectToOwnStar: endpoint({
    method: 'POST',
    path: '/api/own/stars/:id/objections',
    permission: 'signed_in',
    summary: 'Object to one of the own stars within the window',
    request: one.extend({ markId: id, text: objectionText }),
    reply: z.object({ id }),
  }),
} satisfies Api;
