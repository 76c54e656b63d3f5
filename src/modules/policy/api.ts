/** Endpoints of policy documents: taking in, correcting, confirming. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { documentStates, natures } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const version = z.number().int();
const because = z.string().trim().min(2).max(500);
const words = z.array(z.string().trim().min(1).max(200)).max(60);

const changed = z.object({ id, version: z.number() });
/** Every correction names the document and the version that the person saw. */
const onDocument = z.object({ id, version });
const onArticle = onDocument.extend({ articleId: id });

const documentRow = z.object({
  id,
  fileName: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  issuer: z.string().nullable(),
  dated: day.nullable(),
  state: z.enum(documentStates),
  inForceFrom: day.nullable(),
  /** The last day in force. */
  inForceTo: day.nullable(),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
});

const mention = z.object({ id: z.string(), start: z.number(), end: z.number() });

const articleInstitution = z.object({
  id: z.string(),
  name: z.string(),
  origin: z.enum(['recognised', 'added', 'rejected']),
  /** False: no part of this installation runs it yet. */
  isSetUp: z.boolean(),
  isNarrative: z.boolean(),
});

const articleParameter = z.object({
  id,
  kind: z.string(),
  value: z.number(),
  unit: z.string(),
  bound: z.string().nullable(),
  wording: z.string(),
  state: z.enum(['proposed', 'confirmed', 'dropped']),
  institution: z.string().nullable(),
});

export const articleView = z.object({
  id,
  number: z.number(),
  title: z.string(),
  text: z.string(),
  /** Line of the source, from 1. */
  line: z.number(),
  nature: z.enum(natures),
  mentions: z.array(mention),
  institutions: z.array(articleInstitution),
  parameters: z.array(articleParameter),
});

export const documentView = documentRow.extend({
  format: z.string(),
  encoding: z.string().nullable(),
  rawText: z.string(),
  recipients: z.array(z.string()),
  copiesTo: z.array(z.string()),
  subjectWords: z.array(z.string()),
  printLine: z.string().nullable(),
  copies: z.number().nullable(),
  preamble: z.string(),
  /** Further stretches of the source, in the order of a document: which they are, and their words. */
  remainder: z.array(z.object({ what: z.string(), text: z.string() })),
  faults: z.array(
    z.object({
      code: z.string(),
      line: z.number().nullable(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  chapters: z.array(
    z.object({ id, number: z.number(), title: z.string(), text: z.string(), articles: z.array(articleView) }),
  ),
  unplaced: z.array(
    z.object({
      line: z.number(),
      text: z.string(),
      reason: z.string(),
      settled: z.enum(['moved', 'set_aside']).nullable(),
      settledBecause: z.string().nullable(),
    }),
  ),
  confirmedBy: z.string().nullable(),
  discardedBecause: z.string().nullable(),
  version: z.number(),
  mayCorrect: z.boolean(),
  mayConfirm: z.boolean(),
});

export const policyApi = {
  listDocuments: endpoint({
    method: 'GET',
    path: '/api/policy/documents',
    permission: 'policy.read',
    summary: 'Documents taken in, newest first',
    request: z.object({}),
    reply: z.object({ documents: z.array(documentRow), mayManage: z.boolean() }),
  }),
  readDocument: endpoint({
    method: 'POST',
    path: '/api/policy/documents',
    permission: 'policy.manage',
    summary: 'Take in a .txt or .docx and read it into chapters, articles and institutions',
    upload: true,
    request: z.object({}),
    reply: changed,
  }),
  getDocument: endpoint({
    method: 'GET',
    path: '/api/policy/documents/:id',
    permission: 'policy.read',
    summary: 'What was read of one document, beside its own words',
    request: z.object({ id }),
    reply: documentView,
  }),
  downloadDocument: endpoint({
    method: 'GET',
    path: '/api/policy/documents/:id/file',
    permission: 'policy.read',
    summary: 'The file as it was handed in',
    file: true,
    request: z.object({ id }),
    reply: z.unknown(),
  }),
  correctHead: endpoint({
    method: 'POST',
    path: '/api/policy/documents/:id/head',
    permission: 'policy.manage',
    summary: 'Correct title, number, issuer, date and the other fields around the text',
    request: onDocument.extend({
      title: z.string().trim().min(2).max(300),
      number: z.string().trim().max(60).nullable(),
      issuer: z.string().trim().max(200).nullable(),
      dated: day.nullable(),
      recipients: words,
      copiesTo: words,
      subjectWords: words,
    }),
    reply: changed,
  }),
  correctArticle: endpoint({
    method: 'POST',
    path: '/api/policy/documents/:id/articles/:articleId',
    permission: 'policy.manage',
    summary: 'Correct number and title of an article and say what it is: measurable, narrative, out of scope',
    request: onArticle.extend({
      number: z.number().int().min(0).max(999),
      title: z.string().trim().max(120),
      nature: z.enum(natures),
    }),
    reply: changed,
  }),
  mergeArticle: endpoint({
    method: 'POST',
    path: '/api/policy/documents/:id/articles/:articleId/merge',
    permission: 'policy.manage',
    summary: 'Join an article to the one before it; its number stays in the text',
    request: onArticle,
    reply: changed,
  }),
  splitArticle: endpoint({
    method: 'POST',
    path: '/api/policy/documents/:id/articles/:articleId/split',
    permission: 'policy.manage',
    summary: 'Begin another article at a place of the text',
    request: onArticle.extend({
      at: z.number().int().min(1),
      number: z.number().int().min(0).max(999),
      title: z.string().trim().max(120),
    }),
    reply: changed,
  }),
  decideInstitution: endpoint({
    method: 'POST',
    path: '/api/policy/documents/:id/articles/:articleId/institutions',
    permission: 'policy.manage',
    summary: 'Add an institution to an article, reject one that was recognised, or take the rejection back',
    request: onArticle.extend({ institution: z.string().max(80), decision: z.enum(['keep', 'reject']) }),
    reply: changed,
  }),
  decideParameter: endpoint({
    method: 'POST',
    path: '/api/policy/documents/:id/articles/:articleId/parameters/:parameterId',
    permission: 'policy.manage',
    summary: 'Confirm, correct or drop a number, and say to which institution it belongs',
    request: onArticle.extend({
      parameterId: id,
      state: z.enum(['proposed', 'confirmed', 'dropped']),
      value: z.number().min(0).max(1e15).optional(),
      institution: z.string().max(80).nullable(),
    }),
    reply: changed,
  }),
  settleLines: endpoint({
    method: 'POST',
    path: '/api/policy/documents/:id/lines',
    permission: 'policy.manage',
    summary: 'Move lines without a place into an article, or set them aside with a reason',
    request: onDocument.extend({
      lines: z.array(z.number().int().min(1)).min(1).max(5000),
      articleId: id.nullable(),
      because: because.nullable(),
    }),
    reply: changed,
  }),
  confirmDocument: endpoint({
    method: 'POST',
    path: '/api/policy/documents/:id/confirmation',
    permission: 'policy.confirm',
    summary: "Make the document the town's own from a day on; the former one stays as history",
    request: onDocument.extend({ from: day }),
    reply: changed,
  }),
  discardDocument: endpoint({
    method: 'POST',
    path: '/api/policy/documents/:id/discard',
    permission: 'policy.manage',
    summary: 'Put a document aside that was not confirmed',
    request: onDocument.extend({ because }),
    reply: changed,
  }),
  searchCatalogue: endpoint({
    method: 'GET',
    path: '/api/policy/catalogue',
    permission: 'policy.read',
    summary: 'Institutions by a part of their name or of another name',
    request: z.object({ q: z.string().trim().max(60).optional() }),
    reply: z.object({
      found: z.array(z.object({ id: z.string(), name: z.string(), isSetUp: z.boolean() })),
    }),
  }),
} satisfies Api;
