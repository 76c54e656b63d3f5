/** Binds the endpoints of pledges; each act answers with the pledge as it stands then. */
import type { Ctx } from '../../kernel/ctx.ts';
import { attachmentHandlers } from '../../kernel/files/attachments.ts';
import { bind, type Bound, type Exchange } from '../../kernel/http/bind.ts';
import { ownPledges, type PledgePermission } from './access.ts';
import { answerEvaluation, evaluateItem, proposePledge, reportItem, setConsent } from './actions.ts';
import { pledgesApi } from './api.ts';
import type { MoveKey } from './choices.ts';
import { putPledgesForward } from './disclosures.ts';
import { movePledge, resubmit } from './moves.ts';
import { getPledgeForm, listOwnPledges, listPledges, viewPledge, type PledgeView } from './queries.ts';
import type { PledgeRow } from './store.ts';

type At = { id: string };
type Work<Input> = (ctx: Ctx, row: PledgeRow, input: Input) => Promise<unknown>;
type Moving = { version: number; why?: string };

/** For acts of the branch. */
const branch =
  <Input>(work: Work<Input>) =>
  async (ctx: Ctx, input: Input & At): Promise<PledgeView> => {
    await work(ctx, await ownPledges.hold(ctx, input.id), input);
    return viewPledge(ctx, input.id);
  };

/** For acts of the member, or of whoever records for the branch. */
const either =
  <Input>(work: Work<Input>, permission: PledgePermission = 'pledges.record') =>
  (ctx: Ctx, input: Input & At): Promise<PledgeView> =>
    ownPledges.at(ctx, input.id, permission, async (inner, row) => {
      await work(inner, row, input);
      return viewPledge(inner, input.id);
    });

const move =
  (key: MoveKey): Work<Moving> =>
  (ctx, row, input) =>
    movePledge(ctx, row, key, input);

const files = attachmentHandlers(async (ctx, id) => {
  const row = await ownPledges.hold(ctx, id);
  return { ownerType: 'pledge', ownerId: row.id, org: { id: row.orgId, path: row.orgPath } };
});

/** Files follow the pledge: open to the member and to whoever may read it. */
const atFiles =
  <Input extends At, Reply>(
    work: (ctx: Ctx, input: Input, exchange: Exchange) => Promise<Reply>,
    permission: PledgePermission,
  ) =>
  (ctx: Ctx, input: Input, exchange: Exchange): Promise<Reply> =>
    ownPledges.at(ctx, input.id, permission, (inner) => work(inner, input, exchange));

export const pledgeRoutes: Bound[] = bind(pledgesApi, {
  listPledges,
  listOwnPledges,
  getPledgeForm,
  getPledge: either(() => Promise.resolve(), 'pledges.read'),
  proposePledge,
  resubmitPledge: either(resubmit),
  withdrawPledge: either(move('withdraw')),
  agreePledge: branch(move('agree')),
  sendPledgeBack: branch(move('send_back')),
  dropPledge: branch(move('drop')),
  setConsent: either(setConsent),
  reportItem: either(reportItem),
  evaluateItem: branch(evaluateItem),
  answerEvaluation: either(answerEvaluation),
  putPledgesForward,
  listAttachments: atFiles(files.listAttachments, 'pledges.read'),
  addAttachment: atFiles(files.addAttachment, 'pledges.record'),
  getAttachment: atFiles(files.getAttachment, 'pledges.read'),
  removeAttachment: atFiles(files.removeAttachment, 'pledges.record'),
});
