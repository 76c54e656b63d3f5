/** Endpoints of dues. Months are `YYYY-MM`, money is fen. */
import { z } from 'zod';
import { reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import {
  duesClasses,
  entryKinds,
  monthStates,
  paymentMethods,
  prompts,
  requestKinds,
  requestStates,
} from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/u);
const fen = z.int().min(0).max(100_000_000);
const someFen = z.int().min(1).max(10_000_000_000);
const anyFen = z.int();
const year = z.coerce.number().int().min(2008).max(2100).optional();
const reason = z.string().trim().min(4).max(300);
const note = z.string().trim().max(200).default('');
const version = z.int().min(1);

const may = z.object({
  collect: z.boolean(),
  declare: z.boolean(),
  study: z.boolean(),
  grant: z.boolean(),
  receive: z.boolean(),
  export: z.boolean(),
  publish: z.boolean(),
});

const step = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  cites: z.string(),
  certainty: z.enum(['certain', 'likely', 'check']),
});

const monthLine = z.object({ month, dueFen: fen, state: z.enum(monthStates), paymentId: id.nullable() });

const paymentView = z.object({
  id,
  receipt: z.string(),
  orgName: z.string(),
  paidOn: day,
  recordedOn: day,
  months: z.array(month),
  duesFen: fen,
  extraFen: fen,
  method: z.enum(paymentMethods),
  payer: z.string().nullable(),
  by: z.string().nullable(),
  reversedOn: day.nullable(),
  reversalReason: z.string().nullable(),
});

const receiptView = paymentView.extend({ personId: id, personName: z.string() });

const requestView = z.object({
  id,
  version,
  kind: z.enum(requestKinds),
  state: z.enum(requestStates),
  personId: id,
  personName: z.string(),
  fromMonth: month.nullable(),
  toMonth: month.nullable(),
  reducedFen: fen.nullable(),
  /** The member's words; null for those who neither study nor decide. */
  reason: z.string().nullable(),
  askedOn: day,
  answerDueOn: day.nullable(),
  studiedOn: day.nullable(),
  opinion: z.string().nullable(),
  decidedOn: day.nullable(),
  answer: z.string().nullable(),
});

const accountView = z.object({
  personId: id,
  name: z.string(),
  branch: z.object({ id, name: z.string() }),
  year: z.int(),
  today: day,
  /** What the member pays a month now, and why; null where the class has not been said. */
  standard: z.object({ class: z.enum(duesClasses), fen, steps: z.array(step) }).nullable(),
  months: z.array(
    z.object({
      month,
      orgName: z.string(),
      class: z.enum(duesClasses),
      standardFen: fen,
      dueFen: fen,
      reduced: z.boolean(),
      elsewhere: z.string().nullable(),
      state: z.enum(monthStates),
      paymentId: id.nullable(),
      paidOn: day.nullable(),
    }),
  ),
  arrears: z.object({ months: z.int(), fen, inARow: z.int(), prompt: z.enum(prompts) }),
  openMonths: z.array(z.object({ month, dueFen: fen })),
  bases: z.array(
    z.object({
      id,
      class: z.enum(duesClasses),
      fromMonth: month,
      baseFen: fen.nullable(),
      standardFen: fen,
      evidence: z.string(),
      recordedOn: day,
      by: z.string().nullable(),
    }),
  ),
  payments: z.array(paymentView),
  elsewhere: z.array(
    z.object({ place: z.string(), fromMonth: month, toMonth: month.nullable(), reason: z.string() }),
  ),
  /** A single voluntary payment from here on goes to the centre as a whole. */
  toCentreFromFen: fen,
});

const arrearsLine = z.object({
  personId: id,
  name: z.string(),
  months: z.array(month),
  fen,
  inARow: z.int(),
  prompt: z.enum(prompts),
  remindedOn: day.nullable(),
});

const collectionView = z.object({
  org: z.object({ id, name: z.string() }),
  today: day,
  month,
  months: z.array(month),
  people: z.array(
    z.object({
      personId: id,
      name: z.string(),
      class: z.enum(duesClasses),
      probationary: z.boolean(),
      months: z.array(monthLine),
    }),
  ),
  /** Members whose class has not been said. */
  undeclared: z.array(z.object({ id, name: z.string() })),
  arrears: z.array(arrearsLine),
  cashFen: anyFen,
  may,
});

export type CollectionView = z.infer<typeof collectionView>;
export type AccountView = z.infer<typeof accountView>;
export type ReceiptView = z.infer<typeof receiptView>;
export type DuesRequestView = z.infer<typeof requestView>;

const tap = z.object({
  tapId: id,
  personId: id,
  months: z.array(month).max(24),
  amountFen: fen.optional(),
  method: z.enum(paymentMethods).default('cash'),
  payer: z.string().trim().max(60).optional(),
  paidAt: z.iso.datetime(),
});

const declaration = z.object({
  class: z.enum(duesClasses),
  baseFen: fen.optional(),
  fromMonth: month,
  evidence: z.string().trim().min(2).max(200),
});

const reduction = z.object({ fromMonth: month, toMonth: month, reducedFen: fen, reason });
const person = z.object({ personId: id });
const nothing = z.object({});
const decision = z.object({ id, version, granted: z.boolean(), answer: reason });
const half = z.string().regex(/^20\d{2}-H[12]$/u);

export const duesApi = {
  getOverview: endpoint({
    method: 'GET',
    path: '/api/dues',
    permission: 'dues.read',
    summary: 'Branches of the scope: due and collected in a year, months open, what went up and came back',
    request: z.object({ year }),
    reply: z.object({
      year: z.int(),
      today: day,
      branches: z.array(
        z.object({
          id,
          name: z.string(),
          members: z.int(),
          undeclared: z.int(),
          dueFen: fen,
          openMonths: z.int(),
          collectedFen: anyFen,
          handedUpFen: fen,
          returnedFen: fen,
          cashFen: anyFen,
          onTheWayFen: anyFen,
        }),
      ),
      town: z.object({ id, name: z.string(), cashFen: anyFen }).nullable(),
      toConfirm: z.array(z.object({ id, orgName: z.string(), fen, on: day })),
      may,
    }),
  }),
  getCollection: endpoint({
    method: 'GET',
    path: '/api/dues/collection',
    permission: 'dues.read',
    summary: 'Who pays for a month or a quarter in a branch, and months left open; for the branch alone',
    request: z.object({
      org: id,
      month: month.optional(),
      span: z.enum(['month', 'quarter']).default('month'),
    }),
    reply: collectionView,
  }),
  collectDues: endpoint({
    method: 'POST',
    path: '/api/dues/collection',
    permission: 'dues.collect',
    summary: 'Taps of a phone in their order; a tap sent twice is one payment, a refused one writes nothing',
    request: z.object({
      orgId: id,
      month: month.optional(),
      span: z.enum(['month', 'quarter']).default('month'),
      taps: z.array(tap).min(1).max(300),
    }),
    reply: z.object({
      answers: z.array(z.object({ tapId: id, paymentId: id.nullable(), because: z.array(reasonView) })),
      view: collectionView,
    }),
  }),
  payDues: endpoint({
    method: 'POST',
    path: '/api/dues/payments',
    permission: 'dues.collect',
    summary: 'One payment of several months, also with more than is due or brought by somebody else',
    request: tap.extend({ orgId: id }),
    reply: z.object({ id }),
  }),
  reversePayment: endpoint({
    method: 'POST',
    path: '/api/dues/payments/:paymentId/reversal',
    permission: 'dues.collect',
    summary: 'Undo a payment with its reason; its months are open again and its receipt keeps its number',
    request: z.object({ paymentId: id, reason }),
    reply: nothing,
  }),
  getReceipt: endpoint({
    method: 'GET',
    path: '/api/dues/payments/:id',
    permission: 'dues.read',
    summary: 'One receipt',
    request: z.object({ id }),
    reply: receiptView,
  }),
  getAccount: endpoint({
    method: 'GET',
    path: '/api/dues/members/:id',
    permission: 'dues.read',
    summary: 'One member’s dues of a year; the opening is recorded and shown to the member',
    request: z.object({ id, year }),
    reply: accountView.extend({
      requests: z.array(requestView),
      may: z.object({ declare: z.boolean(), collect: z.boolean(), study: z.boolean() }),
    }),
  }),
  previewStandard: endpoint({
    method: 'GET',
    path: '/api/dues/members/:personId/standard',
    permission: 'dues.declare',
    summary: 'What a class and base would cost a month, step by step; writes nothing',
    request: person.extend({
      class: z.enum(duesClasses),
      baseFen: z.coerce.number().int().min(0).max(100_000_000).optional(),
      fromMonth: month,
    }),
    reply: z.object({ standard: z.object({ fen, steps: z.array(step) }).nullable() }),
  }),
  declareBase: endpoint({
    method: 'POST',
    path: '/api/dues/members/:personId/bases',
    permission: 'dues.declare',
    summary: 'Say class and base of a member from a month on',
    request: declaration.extend({ personId: id }),
    reply: nothing,
  }),
  declareRest: endpoint({
    method: 'POST',
    path: '/api/dues/bases',
    permission: 'dues.declare',
    summary: 'Say one flat class for every member of a branch whose class has not been said',
    request: declaration.omit({ baseFen: true }).extend({ orgId: id }),
    reply: z.object({ declared: z.int() }),
  }),
  arrangeElsewhere: endpoint({
    method: 'POST',
    path: '/api/dues/members/:personId/elsewhere',
    permission: 'dues.declare',
    summary: 'The member pays outside the town for some months; one place a month',
    request: person.extend({
      place: z.string().trim().min(2).max(100),
      fromMonth: month,
      toMonth: month.optional(),
      reason,
    }),
    reply: nothing,
  }),
  listDuesRequests: endpoint({
    method: 'GET',
    path: '/api/dues/requests',
    permission: 'dues.read',
    summary: 'Requests that wait for the branch or the town; the openings are recorded',
    request: nothing,
    reply: z.object({
      today: day,
      rows: z.array(
        requestView.extend({
          orgName: z.string(),
          may: z.object({ study: z.boolean(), decide: z.boolean() }),
        }),
      ),
    }),
  }),
  enterReduction: endpoint({
    method: 'POST',
    path: '/api/dues/members/:personId/reductions',
    permission: 'dues.study',
    summary: 'Enter what a member asked by word of mouth: to pay less or nothing for some months',
    request: reduction.extend({ personId: id }),
    reply: nothing,
  }),
  studyReduction: endpoint({
    method: 'POST',
    path: '/api/dues/requests/:id/study',
    permission: 'dues.study',
    summary: 'What the branch thinks of a reduction',
    request: z.object({ id, version, on: day, opinion: reason }),
    reply: nothing,
  }),
  decideReduction: endpoint({
    method: 'POST',
    path: '/api/dues/requests/:id/decision',
    permission: 'dues.grant',
    summary: 'Grant or refuse a reduction that the branch has studied',
    request: decision,
    reply: nothing,
  }),
  answerCorrection: endpoint({
    method: 'POST',
    path: '/api/dues/requests/:id/answer',
    permission: 'dues.study',
    summary: 'Answer a member who says that something in the account is wrong',
    request: decision,
    reply: nothing,
  }),
  remindOfDues: endpoint({
    method: 'POST',
    path: '/api/dues/reminders',
    permission: 'dues.collect',
    summary: 'Tell members, each alone, which months are open',
    request: z.object({ orgId: id, personIds: z.array(id).min(1).max(300) }),
    reply: z.object({ told: z.int(), onPaper: z.int() }),
  }),
  getLedger: endpoint({
    method: 'GET',
    path: '/api/dues/books/:org',
    permission: 'dues.read',
    summary: 'The book of a branch or of the town, the newest first, with the cash after each entry',
    request: z.object({ org: id, year, page: z.coerce.number().int().min(1).max(1000).default(1) }),
    reply: z.object({
      org: z.object({ id, name: z.string() }),
      isTown: z.boolean(),
      year: z.int(),
      today: day,
      total: z.int(),
      cashFen: anyFen,
      onTheWayFen: anyFen,
      rows: z.array(
        z.object({
          id,
          kind: z.enum(entryKinds),
          on: day,
          recordedOn: day,
          note: z.string(),
          paymentId: id.nullable(),
          receipt: z.string().nullable(),
          personName: z.string().nullable(),
          by: z.string().nullable(),
          inFen: fen,
          outFen: fen,
          confirmedFen: fen,
          balanceFen: anyFen,
        }),
      ),
      counts: z.array(
        z.object({ id, on: day, countedFen: fen, bookFen: anyFen, note: z.string(), by: z.string() }),
      ),
      may,
    }),
  }),
  exportLedger: endpoint({
    method: 'POST',
    path: '/api/dues/books/:org/export',
    permission: 'dues.export',
    summary: 'The book of a year exactly as shown, as a spreadsheet; recorded',
    request: z.object({ org: id, year }),
    reply: nothing,
    file: true,
    stepUp: true,
  }),
  handUpDues: endpoint({
    method: 'POST',
    path: '/api/dues/handings-up',
    permission: 'dues.collect',
    summary: 'Hand dues up to the town; on the way until the town confirms',
    request: z.object({ orgId: id, amountFen: someFen, on: day, note }),
    reply: nothing,
  }),
  confirmReceived: endpoint({
    method: 'POST',
    path: '/api/dues/handings-up/:entryId/receipt',
    permission: 'dues.receive',
    summary: 'Confirm that the town has what a branch handed up',
    request: z.object({ entryId: id, on: day }),
    reply: nothing,
  }),
  moveTownMoney: endpoint({
    method: 'POST',
    path: '/api/dues/town-moves',
    permission: 'dues.receive',
    summary: 'Pass dues on to the county, receive what comes back, return money to a branch',
    request: z
      .object({
        move: z.enum(['to_county', 'from_county', 'returned']),
        orgId: id.optional(),
        amountFen: someFen,
        on: day,
        note: z.string().trim().min(2).max(200),
      })
      .refine((one) => one.move !== 'returned' || one.orgId !== undefined, {
        path: ['orgId'],
        params: { code: 'dues.branch_missing' },
      }),
    reply: nothing,
  }),
  countCash: endpoint({
    method: 'POST',
    path: '/api/dues/cash-counts',
    permission: 'dues.collect',
    summary: 'Count the box beside the book; a difference needs its reason',
    request: z.object({ orgId: id, countedFen: fen, on: day, note }),
    reply: z.object({ differenceFen: anyFen }),
  }),
  getDuesSummary: endpoint({
    method: 'GET',
    path: '/api/dues/publication',
    permission: 'dues.publish',
    summary: 'The figures of a half-year as they would be published: sums and counts, no names',
    request: z.object({ org: id, half }),
    reply: z.object({
      org: z.object({ id, name: z.string() }),
      half,
      members: z.int(),
      dueFen: fen,
      duesFen: anyFen,
      extraFen: anyFen,
      receipts: z.int(),
      openMonths: z.int(),
      handedUpFen: fen,
      returnedFen: fen,
      cashFen: anyFen,
    }),
  }),
  publishDues: endpoint({
    method: 'POST',
    path: '/api/dues/publication',
    permission: 'dues.publish',
    summary: 'Propose these figures for publication within the Party',
    request: z.object({ orgId: id, half }),
    reply: z.object({ id, code: z.string() }),
  }),
  getOwnAccount: endpoint({
    method: 'GET',
    path: '/api/own/dues',
    permission: 'signed_in',
    summary: 'What I owe and why, what I paid, my receipts and requests, and who opened my account',
    request: nothing,
    reply: z.object({
      account: accountView.nullable(),
      requests: z.array(requestView),
      readings: z.array(z.object({ at: z.iso.datetime(), by: z.string() })),
    }),
  }),
  getOwnReceipt: endpoint({
    method: 'GET',
    path: '/api/own/dues/payments/:id',
    permission: 'signed_in',
    summary: 'One own receipt',
    request: z.object({ id }),
    reply: receiptView,
  }),
  askReduction: endpoint({
    method: 'POST',
    path: '/api/own/dues/reductions',
    permission: 'signed_in',
    summary: 'Ask to pay less or nothing for some months; seen by those who study and decide alone',
    request: reduction,
    reply: nothing,
  }),
  askCorrection: endpoint({
    method: 'POST',
    path: '/api/own/dues/corrections',
    permission: 'signed_in',
    summary: 'Say that something in the own account is wrong; answered within three weeks',
    request: z.object({ text: z.string().trim().min(4).max(500) }),
    reply: nothing,
  }),
} satisfies Api;
