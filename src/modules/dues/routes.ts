/** Binds the endpoints of dues. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { nameOf } from '../organizations/facade.ts';
import { requireBranch } from './accounts.ts';
import { duesApi } from './api.ts';
import { getLedger } from './book.ts';
import { collect, pay, reversePayment, type Tap } from './collecting.ts';
import { getCollection } from './collection.ts';
import { arrangeElsewhere, declareBase, declareRest, previewStandard } from './declaring.ts';
import { exportLedger } from './exports.ts';
import { getAccount, getOwnAccount, listOpenRequests } from './member-account.ts';
import { confirmReceived, countCash, handUp, moveTownMoney } from './money.ts';
import { getOverview } from './overview.ts';
import { halfYear, publishHalfYear, summarize } from './publication.ts';
import { getOwnReceipt, getReceipt } from './receipts.ts';
import { remind } from './reminders.ts';
import {
  answerCorrection,
  askCorrection,
  askReduction,
  decideReduction,
  enterReductionFor,
  studyReduction,
} from './requests.ts';

/** An act whose answer is that it is done. */
function done<Input>(act: (ctx: Ctx, input: Input) => Promise<unknown>) {
  return async (ctx: Ctx, input: Input) => {
    await act(ctx, input);
    return {};
  };
}

export const duesRoutes: Bound[] = bind(duesApi, {
  getOverview,
  getCollection,
  collectDues: collectAndShow,
  payDues: pay,
  reversePayment: done(reversePayment),
  getReceipt,
  getAccount,
  previewStandard,
  declareBase: done(declareBase),
  declareRest,
  arrangeElsewhere: done(arrangeElsewhere),
  listDuesRequests: listOpenRequests,
  enterReduction: done(enterReductionFor),
  studyReduction: done(studyReduction),
  decideReduction: done(decideReduction),
  answerCorrection: done(answerCorrection),
  remindOfDues: remind,
  getLedger,
  exportLedger,
  handUpDues: done(handUp),
  confirmReceived: done(confirmReceived),
  moveTownMoney: done(moveTownMoney),
  countCash,
  getDuesSummary: showSummary,
  publishDues: publishHalfYear,
  getOwnAccount,
  getOwnReceipt,
  askReduction: done(askReduction),
  askCorrection: done(askCorrection),
});

async function collectAndShow(
  ctx: Ctx,
  input: { orgId: string; month?: string | undefined; span: 'month' | 'quarter'; taps: Tap[] },
) {
  const answers = await collect(ctx, input);
  const t = ctx.services.translate[ctx.locale];
  return {
    answers: answers.map((one) => ({
      ...one,
      because: one.because.map((reason) => reasonViewOf(reason, t)),
    })),
    view: await getCollection(ctx, { org: input.orgId, month: input.month, span: input.span }),
  };
}

async function showSummary(ctx: Ctx, input: { org: string; half: string }) {
  const org = await requireBranch(ctx, input.org);
  const names = await nameOf(ctx, [org.id], ctx.today);
  return {
    org: { id: org.id, name: names.get(org.id)?.shortName ?? '' },
    half: input.half,
    ...(await summarize(ctx, org, halfYear(input.half))),
  };
}
