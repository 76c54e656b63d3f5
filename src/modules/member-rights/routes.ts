/** Binds the endpoints of members' requests; each act answers with the request as it stands then. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { moveRequest, type MoveInput } from './actions.ts';
import { memberRightsApi } from './api.ts';
import type { RequestMove } from './choices.ts';
import { correctionsApi } from './corrections-api.ts';
import {
  acceptCorrection,
  askForCorrection,
  getCorrection,
  listCorrections,
  listOwnCorrections,
  refuseCorrection,
  withdrawCorrection,
} from './corrections.ts';
import { filesOfCorrections, requestFiles } from './files.ts';
import {
  getOwnRequest,
  getRequest,
  listOwnRequests,
  listRequests,
  viewAfter,
  type RequestView,
} from './queries.ts';
import { listChoices, submitNeed, submitOwn } from './submitting.ts';

const move =
  (key: RequestMove, side: 'own' | 'desk') =>
  async (ctx: Ctx, input: MoveInput): Promise<RequestView> => {
    await moveRequest(ctx, key, input);
    return viewAfter(ctx, input.id, side);
  };

const requests: Bound[] = bind(memberRightsApi, {
  listOwnRequests,
  listRequestChoices: listChoices,
  submitRequest: submitOwn,
  getOwnRequest,
  acceptAnswer: move('content', 'own'),
  appealAnswer: move('appeal', 'own'),
  withdrawRequest: move('withdraw', 'own'),
  listRequests,
  getRequest,
  acceptRequest: move('accept', 'desk'),
  // It lies at another desk then and is not this reader's any more.
  handOver: async (ctx, input) => {
    await moveRequest(ctx, 'hand_over', input);
    return {};
  },
  answerRequest: move('answer', 'desk'),
  writeDownNeed: submitNeed,
  ...requestFiles,
});

const corrections: Bound[] = bind(correctionsApi, {
  listOwnCorrections,
  askForCorrection,
  withdrawCorrection,
  listCorrections,
  getCorrection,
  acceptCorrection,
  refuseCorrection,
  ...filesOfCorrections,
});

export const memberRightsRoutes: Bound[] = [...requests, ...corrections];
