/** Endpoints of the numbers by which the town works. */
import { z } from 'zod';
import { reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { certainties, forms, kinds, proposalStates } from './choices.ts';

const day = z.iso.date();
const id = z.uuid();
const key = z.string().max(120);
const reason = z.string().trim().min(4).max(500);

/** Where a number stands in the town's own document. */
const numberView = z.object({
  id,
  wording: z.string(),
  articleId: id,
  article: z.number(),
  documentId: id,
  documentName: z.string(),
  dated: day,
});

const dated = z.object({
  value: z.unknown(),
  from: day,
  to: day.nullable(),
  source: z.string(),
  certainty: z.enum(certainties),
  number: numberView.nullable(),
});

const proposalView = z.object({
  id,
  value: z.unknown(),
  from: day,
  to: day.nullable(),
  source: z.string(),
  reason: z.string(),
  state: z.enum(proposalStates),
  by: z.string(),
  on: day,
  decidedBy: z.string().nullable(),
  decidedOn: day.nullable(),
  refusedBecause: z.string().nullable(),
  number: numberView.nullable(),
});

const parameterRow = z.object({
  key,
  kind: z.enum(kinds),
  form: z.enum(forms),
  institution: z.object({ id: z.string(), name: z.string() }),
  /** In force on the day; null before the first rule. */
  now: dated.nullable(),
  /** What the book says where the town has set its own. */
  book: dated.nullable(),
  isProposed: z.boolean(),
});

export type ParameterRow = z.infer<typeof parameterRow>;

const proposal = z.object({
  key,
  value: z.unknown(),
  from: day,
  to: day.nullable().default(null),
  source: z.string().trim().min(2).max(200),
  reason,
  /** The number of an article that it comes from; its day is then the document's, also a past one. */
  numberId: id.nullable().default(null),
});

export const parametersApi = {
  listParameters: endpoint({
    method: 'GET',
    path: '/api/parameters',
    permission: 'parameters.read',
    request: z.object({ asOf: day.optional() }),
    reply: z.object({ asOf: day, rows: z.array(parameterRow) }),
    summary: 'Every number with its kind, source and certainty as of a day.',
  }),
  getParameter: endpoint({
    method: 'GET',
    path: '/api/parameters/:key',
    permission: 'parameters.read',
    request: z.object({ key }),
    reply: parameterRow.extend({
      today: day,
      /** All values in time, the newest first; `own` are the town's. */
      history: z.array(dated.extend({ own: z.boolean() })),
      proposals: z.array(proposalView),
      mayPropose: z.boolean(),
      mayApprove: z.boolean(),
      /** Why nobody may change it here, or why not the reader. */
      because: z.array(reasonView),
    }),
    summary: 'One number with its history, and with what was proposed and decided.',
  }),
  listDocumentNumbers: endpoint({
    method: 'GET',
    path: '/api/parameters/numbers/:documentId',
    permission: 'parameters.read',
    request: z.object({ documentId: id }),
    reply: z.object({
      numbers: z.array(
        z.object({
          id,
          uses: z.array(z.object({ key, state: z.enum(['proposed', 'approved']) })),
        }),
      ),
      mayPropose: z.boolean(),
    }),
    summary: 'The confirmed numbers of a document in force, and the parameters that each has become.',
  }),
  getDocumentNumber: endpoint({
    method: 'GET',
    path: '/api/parameters/from-number/:id',
    permission: 'parameters.propose',
    request: z.object({ id }),
    reply: z.object({
      number: numberView,
      /** Parameters that this number can set, with the value that it gives; those of its institution first. */
      fits: z.array(z.object({ key, form: z.enum(forms), value: z.unknown(), now: z.unknown() })),
    }),
    summary: 'What a confirmed number of the town’s document can become.',
  }),
  proposeParameter: endpoint({
    method: 'POST',
    path: '/api/parameters/proposals',
    permission: 'parameters.propose',
    request: proposal,
    reply: z.object({ id }),
    summary:
      'Propose the town’s own value of a number, from today or a later day, or from its document’s day.',
  }),
  decideParameter: endpoint({
    method: 'POST',
    path: '/api/parameters/proposals/:id/decision',
    permission: 'parameters.approve',
    request: z.object({ id, approve: z.boolean(), why: z.string().trim().max(500).default('') }),
    reply: z.object({ id }),
    summary: 'Approve a proposed value, or refuse it with the reason.',
  }),
} satisfies Api;
