/** Binds the endpoints of engagements; each act answers with the engagement as it stands then. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { ownEngagements, type EngagementPermission } from './access.ts';
import {
  answerReview,
  moveEngagement,
  recordWork,
  reviewEngagement,
  setConsent,
  type Moving,
} from './actions.ts';
import { engagementsApi } from './api.ts';
import type { MoveKey } from './choices.ts';
import { putForward } from './disclosures.ts';
import { addPost, closePost, listPosts } from './posts.ts';
import { applyForEngagement, offerEngagement } from './proposals.ts';
import { listEngagements, listOwnEngagements, viewEngagement, type EngagementView } from './queries.ts';
import type { EngagementRow } from './store.ts';

type At = { id: string };
type Work<Input> = (ctx: Ctx, row: EngagementRow, input: Input) => Promise<unknown>;

/** For acts of the branch. */
const branch =
  <Input>(work: Work<Input>) =>
  async (ctx: Ctx, input: Input & At): Promise<EngagementView> => {
    await work(ctx, await ownEngagements.hold(ctx, input.id), input);
    return viewEngagement(ctx, input.id);
  };

/** For acts of the member, or of whoever records for the branch. */
const either =
  <Input>(work: Work<Input>, permission: EngagementPermission = 'engagements.record') =>
  (ctx: Ctx, input: Input & At): Promise<EngagementView> =>
    ownEngagements.at(ctx, input.id, permission, async (inner, row) => {
      await work(inner, row, input);
      return viewEngagement(inner, input.id);
    });

const move =
  (key: MoveKey): Work<Moving> =>
  (ctx, row, input) =>
    moveEngagement(ctx, row, key, input);

/** Accepting is one word, being named another; both are asked on one form. */
const accept: Work<{ version: number; consent: boolean }> = async (ctx, row, { version, consent }) => {
  await moveEngagement(ctx, row, 'accept', { version });
  if (consent)
    await setConsent(ctx, { ...row, version: version + 1 }, { version: version + 1, granted: true });
};

export const engagementRoutes: Bound[] = bind(engagementsApi, {
  listEngagements,
  listOwnEngagements,
  listPosts,
  addPost,
  closePost,
  getEngagement: either(() => Promise.resolve(), 'engagements.read'),
  applyForEngagement,
  offerEngagement,
  acceptOffer: either(accept),
  declineOffer: either(move('decline')),
  withdrawApplication: either(move('withdraw')),
  resign: either(move('resign')),
  fixEngagement: branch(move('fix')),
  extendEngagement: branch(move('extend')),
  refuseEngagement: branch(move('refuse')),
  endEngagement: branch(move('end')),
  recordWork: either(recordWork),
  reviewEngagement: branch(reviewEngagement),
  answerReview: either(answerReview),
  setNaming: either(setConsent),
  putEngagementsForward: putForward,
});
