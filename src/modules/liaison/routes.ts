/** Binds the endpoints of liaison; each act on a pair answers with the pair as it stands then. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { atPair, type LiaisonPermission } from './access.ts';
import { liaisonApi } from './api.ts';
import { assignLeader, endPair, pairBranches, pairHousehold } from './pairing.ts';
import { listPairs, listToVisit, viewPair, type PairView } from './queries.ts';
import type { PairRow } from './store.ts';
import { recordVisit, settleNeed } from './visits.ts';

/** For acts of the person of the pair, or of whoever keeps it. */
const either =
  <Input>(
    work: (ctx: Ctx, row: PairRow, input: Input) => Promise<void>,
    permission: LiaisonPermission = 'liaison.keep',
  ) =>
  (ctx: Ctx, input: Input & { id: string }): Promise<PairView> =>
    atPair(ctx, input.id, permission, async (inner, row) => {
      await work(inner, row, input);
      return viewPair(inner, input.id);
    });

export const liaisonRoutes: Bound[] = bind(liaisonApi, {
  listPairs,
  listToVisit,
  getPair: either(() => Promise.resolve(), 'liaison.read'),
  assignLeader,
  pairBranches,
  pairHousehold,
  recordVisit: either(recordVisit),
  settleNeed: either(settleNeed),
  endPair: async (ctx, input) => {
    await endPair(ctx, input);
    return viewPair(ctx, input.id);
  },
});
