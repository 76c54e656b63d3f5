/** Endpoints of publications, objections and the catalogue of openness. */
import { z } from 'zod';
import { attachmentApi } from '../../kernel/files/api.ts';
import { publicContent } from '../../kernel/disclosure/content.ts';
import { reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { audiences, catalogueNames, catalogueStateKeys, channels, publicationStates } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const page = z.coerce.number().int().min(1).max(10_000).default(1);
const why = z.string().trim().min(2).max(500);
const title = z.string().trim().min(4).max(120);
/** Paragraphs of plain text; structured content comes from the modules. */
const text = z.string().trim().min(4).max(4000);

export const publicationRow = z.object({
  id,
  code: z.string(),
  title: z.string(),
  orgName: z.string(),
  catalogueKey: z.string(),
  state: z.enum(publicationStates),
  dueOn: day.nullable(),
  shownFrom: day.nullable(),
  shownUntil: day.nullable(),
  objectionsOpen: z.number(),
});

export const objectionRow = z.object({
  id,
  publicationId: id,
  publicationCode: z.string(),
  publicationTitle: z.string(),
  channel: z.enum(channels),
  receivedOn: day,
  answerDueOn: day,
  answeredOn: day.nullable(),
  upheld: z.boolean().nullable(),
  answer: z.string().nullable(),
  late: z.boolean(),
  version: z.number(),
});

const moveView = z.object({
  move: z.string(),
  asksReason: z.boolean(),
  available: z.boolean(),
  because: z.array(reasonView),
});

export const publicationView = publicationRow.extend({
  /** The record that it makes public; the screen knows where that stands. */
  subject: z.object({ type: z.string(), id }),
  /** As it leaves or left: names hidden. */
  shownTitle: z.string(),
  content: publicContent,
  /** House numbers that were taken out, each with the words around it. */
  masked: z.array(z.string()),
  /** Annexes that no machine has screened: the reviewer looks through them. */
  unscreened: z.array(z.string()),
  audience: z.enum(audiences),
  profile: z.string(),
  returnedReason: z.string().nullable(),
  corrects: z.object({ id, code: z.string(), reason: z.string() }).nullable(),
  moves: z.array(moveView),
  history: z.array(
    z.object({ at: z.string(), who: z.string(), event: z.string(), reason: z.string().nullable() }),
  ),
  leaves: z.array(z.object({ index: z.number(), event: z.string(), at: z.string(), root: z.string() })),
  objections: z.array(objectionRow),
  /** Path on the public site, and a QR code of its whole address; null unless it is public there. */
  publicPath: z.string().nullable(),
  qr: z.string().nullable(),
});

export const standingRow = z.object({
  catalogueKey: z.string(),
  catalogue: z.enum(catalogueNames),
  orgId: id,
  orgName: z.string(),
  period: z.string().nullable(),
  dueOn: day,
  publishedOn: day.nullable(),
  state: z.enum(catalogueStateKeys),
  cites: z.string(),
  certainty: z.enum(['certain', 'likely', 'check']),
});

/** Annexes go out with the text; pictures of the display are evidence and stay inside. */
const annexes = attachmentApi({
  base: '/api/publications/:id',
  read: 'disclosure.read',
  write: 'disclosure.propose',
});
const display = attachmentApi({
  base: '/api/publications/:id/display',
  read: 'disclosure.read',
  write: 'disclosure.publish',
});

const moved = z.object({ id, state: z.enum(publicationStates) });

export const opennessApi = {
  listPublications: endpoint({
    method: 'GET',
    path: '/api/publications',
    permission: 'disclosure.read',
    summary: 'Publications in scope, newest first',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      state: z.enum(publicationStates).optional(),
      page,
    }),
    reply: z.object({ rows: z.array(publicationRow), total: z.number() }),
  }),
  getPublication: endpoint({
    method: 'GET',
    path: '/api/publications/:id',
    permission: 'disclosure.read',
    summary: 'One publication: text, steps, history, place in the log, objections',
    request: z.object({ id }),
    reply: publicationView,
  }),
  proposePublication: endpoint({
    method: 'POST',
    path: '/api/publications',
    permission: 'disclosure.propose',
    summary: 'Put a text forward under a row of the catalogue',
    request: z.object({
      catalogueKey: z.string().max(100),
      orgId: id,
      title,
      text,
      audience: z.enum(audiences),
      shownDays: z.coerce.number().int().min(1).max(365).optional(),
      /** The day on which it came about; its due day follows from the catalogue. */
      cameAboutOn: day.optional(),
    }),
    reply: z.object({ id, code: z.string() }),
  }),
  proposeCorrection: endpoint({
    method: 'POST',
    path: '/api/publications/:id/correction',
    permission: 'disclosure.propose',
    summary: 'Put a corrected text forward; it walks the same steps and then replaces the other',
    request: z.object({ id, title, text, reason: why }),
    reply: z.object({ id, code: z.string() }),
  }),
  reviewPublication: endpoint({
    method: 'POST',
    path: '/api/publications/:id/review',
    permission: 'disclosure.review',
    summary: 'Reviewed: no secret in it, and it is needed',
    request: z.object({
      id,
      note: z.string().trim().max(500).default(''),
      /** That pictures and PDF among the annexes, which no machine reads, were looked through. */
      lookedThrough: z.boolean().default(false),
    }),
    reply: moved,
  }),
  approvePublication: endpoint({
    method: 'POST',
    path: '/api/publications/:id/approval',
    permission: 'disclosure.approve',
    summary: 'Approve',
    request: z.object({ id }),
    reply: moved,
  }),
  publishPublication: endpoint({
    method: 'POST',
    path: '/api/publications/:id/publishing',
    permission: 'disclosure.publish',
    summary: 'Publish: masked, frozen, and written into the log',
    request: z.object({ id }),
    reply: moved,
  }),
  endPublication: endpoint({
    method: 'POST',
    path: '/api/publications/:id/end',
    permission: 'disclosure.publish',
    summary: 'Take down before its period is over',
    request: z.object({ id, reason: why }),
    reply: moved,
  }),
  returnPublication: endpoint({
    method: 'POST',
    path: '/api/publications/:id/return',
    permission: 'disclosure.review',
    summary: 'Send a proposal back with the reason',
    request: z.object({ id, reason: why }),
    reply: moved,
  }),
  receiveObjection: endpoint({
    method: 'POST',
    path: '/api/publications/:id/objections',
    permission: 'disclosure.answer',
    summary: 'Enter an objection that came on paper or by word of mouth',
    request: z.object({
      id,
      channel: z.enum(['paper', 'spoken']),
      text: z.string().trim().min(4).max(2000),
      contact: z.string().trim().max(100).optional(),
      receivedOn: day,
    }),
    reply: z.object({ id, code: z.string(), answerDueOn: day }),
  }),
  openObjection: endpoint({
    method: 'GET',
    path: '/api/objections/:id',
    permission: 'disclosure.answer',
    summary: 'Words and contact of an objection; opening them is recorded',
    request: z.object({ id }),
    reply: objectionRow.extend({ text: z.string(), contact: z.string().nullable() }),
  }),
  answerObjection: endpoint({
    method: 'POST',
    path: '/api/objections/:id/answer',
    permission: 'disclosure.answer',
    summary: 'Answer an objection; its writer reads the answer with the code',
    request: z.object({
      id,
      answer: z.string().trim().min(2).max(2000),
      upheld: z.boolean(),
      version: z.number().int(),
    }),
    reply: objectionRow,
  }),
  listCatalogue: endpoint({
    method: 'GET',
    path: '/api/openness/catalogue',
    permission: 'disclosure.read',
    summary: 'What was due for each body and period, and whether it was public in time',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      catalogue: z.enum(catalogueNames).optional(),
      state: z.enum(catalogueStateKeys).optional(),
      orgId: id.optional(),
      page,
    }),
    reply: z.object({
      rows: z.array(standingRow),
      total: z.number(),
      counts: z.record(z.enum(catalogueStateKeys), z.number()),
    }),
  }),
  listCatalogueRows: endpoint({
    method: 'GET',
    path: '/api/openness/rows',
    permission: 'disclosure.propose',
    summary: 'Rows of the catalogue with the bodies for which the actor may propose',
    request: z.object({}),
    reply: z.object({
      rows: z.array(z.object({ key: z.string(), every: z.string(), cites: z.string(), orgIds: z.array(id) })),
      orgs: z.array(z.object({ id, name: z.string() })),
    }),
  }),
  listAnnexes: annexes.listAttachments,
  addAnnex: annexes.addAttachment,
  getAnnex: annexes.getAttachment,
  removeAnnex: annexes.removeAttachment,
  listDisplayPictures: display.listAttachments,
  addDisplayPicture: display.addAttachment,
  getDisplayPicture: display.getAttachment,
  removeDisplayPicture: display.removeAttachment,
} satisfies Api;
