/** Endpoints of engagements: posts, households, pairs. */
import { z } from 'zod';
import { moveViewOf } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import {
  directions,
  engagementStates,
  entryKinds,
  kinds,
  moveKeys,
  pairOutcomes,
  reviewOutcomes,
} from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const version = z.int().min(1);
const path = '/api/engagements';
const title = z.string().trim().min(2).max(60);
const duties = z.string().trim().min(4).max(300);
const line = z.string().trim().min(2).max(300);
const why = z.string().trim().min(2).max(300);
const place = z.object({ id, name: z.string() });

const post = z.object({ kind: z.literal('post'), postId: id });
const household = z.object({
  kind: z.literal('household'),
  title,
  duties,
  households: z.int().min(1).max(200),
});
const pair = z.object({
  kind: z.literal('pair'),
  title,
  duties,
  partner: z.string().trim().min(2).max(40),
  direction: z.enum(directions),
});

const summary = {
  id,
  kind: z.enum(kinds),
  person: z.object({ id, name: z.string() }),
  branch: place,
  title: z.string(),
  households: z.int().nullable(),
  state: z.enum(engagementStates),
  fromOn: day.nullable(),
  untilOn: day.nullable(),
  /** The last day on which something was recorded as done. */
  lastRecordOn: day.nullable(),
  consent: z.boolean(),
  shown: z.boolean(),
};

export const engagementView = z.object({
  ...summary,
  duties: z.string(),
  partner: z.string().nullable(),
  direction: z.enum(directions).nullable(),
  outcome: z.enum(pairOutcomes).nullable(),
  proposedOn: day,
  endedOn: day.nullable(),
  ownRequest: z.boolean(),
  onPaper: z.boolean(),
  own: z.boolean(),
  version,
  consentOn: day.nullable(),
  moves: z.array(moveViewOf(moveKeys)),
  entries: z.array(
    z.object({
      kind: z.enum(entryKinds),
      on: day,
      outcome: z.enum(reviewOutcomes).nullable(),
      text: z.string(),
      by: z.string(),
      lateDays: z.number(),
    }),
  ),
  steps: z.array(
    z.object({
      move: z.enum(['offer', 'apply', ...moveKeys]),
      on: day,
      by: z.string(),
      why: z.string().nullable(),
    }),
  ),
  notices: z.array(z.object({ id, code: z.string(), state: z.string() })),
  may: z.object({
    record: z.boolean(),
    review: z.boolean(),
    answer: z.boolean(),
    giveConsent: z.boolean(),
    withdrawConsent: z.boolean(),
    read: z.boolean(),
  }),
  today: day,
});

const at = { id, version };
const branchPost = z.object({ id, branch: place, name: z.string(), duties: z.string(), holders: z.int() });

export const engagementsApi = {
  listEngagements: endpoint({
    method: 'GET',
    path,
    permission: 'engagements.read',
    summary: 'Engagements in scope by branch and title; those that are over only on request',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      page: z.coerce.number().int().min(1).default(1),
      kind: z.enum(kinds).optional(),
      org: id.optional(),
      state: z.enum([...engagementStates, 'unshown', 'unreviewed']).optional(),
    }),
    reply: z.object({
      rows: z.array(z.object(summary)),
      total: z.int(),
      branches: z.array(z.object({ ...place.shape, posts: z.int(), households: z.int() })),
      may: z.object({ record: z.boolean(), putForward: z.boolean() }),
    }),
  }),
  listOwnEngagements: endpoint({
    method: 'GET',
    path: `${path}/own`,
    permission: 'signed_in',
    summary: 'The own engagements, and the posts of the own branch that one may ask for',
    request: z.object({}),
    reply: z.object({
      rows: z.array(z.object(summary)),
      posts: z.array(branchPost.omit({ branch: true })),
      mayApply: z.boolean(),
    }),
  }),
  listPosts: endpoint({
    method: 'GET',
    path: `${path}/posts`,
    permission: 'engagements.read',
    summary: 'The catalogue of posts of the branches in scope',
    request: z.object({}),
    reply: z.object({ rows: z.array(branchPost) }),
  }),
  addPost: endpoint({
    method: 'POST',
    path: `${path}/posts`,
    permission: 'engagements.record',
    summary: 'Add a post to the catalogue of a branch',
    request: z.object({ orgId: id, name: title, duties }),
    reply: z.object({ id }),
  }),
  closePost: endpoint({
    method: 'POST',
    path: `${path}/posts/:id/close`,
    permission: 'engagements.record',
    summary: 'Take a post that nobody holds out of the catalogue',
    request: z.object({ id }),
    reply: z.object({ id }),
  }),
  getEngagement: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'signed_in',
    summary: 'One engagement, for its member and for whoever may read it',
    request: z.object({ id }),
    reply: engagementView,
  }),
  applyForEngagement: endpoint({
    method: 'POST',
    path: `${path}/applications`,
    permission: 'signed_in',
    summary: 'Ask for a post of the own branch, or offer the own house',
    request: z.object({ wanted: z.discriminatedUnion('kind', [post, household]), consent: z.boolean() }),
    reply: z.object({ id }),
  }),
  offerEngagement: endpoint({
    method: 'POST',
    path: `${path}/offers`,
    permission: 'engagements.record',
    summary: 'Offer an engagement to a member; a paper that the member signed stands for the own word',
    request: z.object({
      personId: id,
      wanted: z.discriminatedUnion('kind', [post, household, pair]),
      onPaper: z.boolean(),
      consent: z.boolean(),
    }),
    reply: z.object({ id }),
  }),
  acceptOffer: endpoint({
    method: 'POST',
    path: `${path}/:id/accept`,
    permission: 'signed_in',
    summary: 'The member accepts; the consent to be named is asked apart',
    request: z.object({ ...at, consent: z.boolean() }),
    reply: engagementView,
  }),
  declineOffer: endpoint({
    method: 'POST',
    path: `${path}/:id/decline`,
    permission: 'signed_in',
    summary: 'The member declines, without having to say why',
    request: z.object(at),
    reply: engagementView,
  }),
  withdrawApplication: endpoint({
    method: 'POST',
    path: `${path}/:id/withdraw`,
    permission: 'signed_in',
    summary: 'Take back what the branch has not fixed',
    request: z.object(at),
    reply: engagementView,
  }),
  resign: endpoint({
    method: 'POST',
    path: `${path}/:id/resign`,
    permission: 'signed_in',
    summary: 'The member gives it up, with the reason',
    request: z.object({ ...at, why }),
    reply: engagementView,
  }),
  fixEngagement: endpoint({
    method: 'POST',
    path: `${path}/:id/fix`,
    permission: 'engagements.decide',
    summary: 'The branch fixes it, a post for a term',
    request: z.object({ ...at, from: day, until: day.optional() }),
    reply: engagementView,
  }),
  extendEngagement: endpoint({
    method: 'POST',
    path: `${path}/:id/extend`,
    permission: 'engagements.decide',
    summary: 'Give it a new last day',
    request: z.object({ ...at, until: day }),
    reply: engagementView,
  }),
  refuseEngagement: endpoint({
    method: 'POST',
    path: `${path}/:id/refuse`,
    permission: 'engagements.decide',
    summary: 'The branch does not fix it, with the reason',
    request: z.object({ ...at, why }),
    reply: engagementView,
  }),
  endEngagement: endpoint({
    method: 'POST',
    path: `${path}/:id/end`,
    permission: 'engagements.decide',
    summary: 'The branch ends it with the reason, a pair with its outcome; a notice that shows it comes down',
    request: z.object({ ...at, why, outcome: z.enum(pairOutcomes).optional() }),
    reply: engagementView,
  }),
  recordWork: endpoint({
    method: 'POST',
    path: `${path}/:id/records`,
    permission: 'signed_in',
    summary: 'Say in a line what was done',
    request: z.object({ ...at, on: day, text: line }),
    reply: engagementView,
  }),
  reviewEngagement: endpoint({
    method: 'POST',
    path: `${path}/:id/reviews`,
    permission: 'engagements.decide',
    summary: 'How the branch sees the half-year, with its reasons',
    request: z.object({
      ...at,
      outcome: z.enum(reviewOutcomes),
      text: z.string().trim().max(300).default(''),
    }),
    reply: engagementView,
  }),
  answerReview: endpoint({
    method: 'POST',
    path: `${path}/:id/answers`,
    permission: 'signed_in',
    summary: 'The member answers the last review; the answer stands beside it for good',
    request: z.object({ ...at, text: line }),
    reply: engagementView,
  }),
  setNaming: endpoint({
    method: 'POST',
    path: `${path}/:id/consent`,
    permission: 'signed_in',
    summary: 'Give or withdraw the consent to be named; withdrawn, the notice comes down at once',
    request: z.object({ ...at, granted: z.boolean() }),
    reply: engagementView,
  }),
  putEngagementsForward: endpoint({
    method: 'POST',
    path: `${path}/publications`,
    permission: 'disclosure.propose',
    summary: 'Put forward who holds the posts, or which households serve, of those who consent to be named',
    request: z.object({ orgId: id, kind: z.enum(['post', 'household']) }),
    reply: z.object({ publicationId: id, people: z.int() }),
  }),
} satisfies Api;
