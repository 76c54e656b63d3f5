/** Binds the endpoints of transfers; each act answers with the case as it stands then. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import type { RequestOf } from '../../kernel/http/contract.ts';
import { announceArrival, applyForTransfer, moveTransfer, type Brought } from './actions.ts';
import { transfersApi } from './api.ts';
import type { MoveKey } from './choices.ts';
import { getTransfer, listChoices, listOwnTransfers, listTransfers, type TransferView } from './queries.ts';

type Moving = { id: string; version: number; why?: string };

const move =
  <Input extends Moving>(key: MoveKey, brought?: (input: Input) => Brought) =>
  async (ctx: Ctx, input: Input): Promise<TransferView> => {
    const { id, version, why } = input;
    await moveTransfer(ctx, key, { id, version, why, ...(brought && { brought: brought(input) }) });
    return getTransfer(ctx, { id });
  };

function receipt(input: RequestOf<typeof transfersApi.receiveMember>): Brought {
  const { arrivedOn, sex, idNo, joinedOn, convertedOn, mobile } = input;
  return {
    arrivedOn,
    ...(sex && idNo && joinedOn && { enrolment: { sex, idNo, joinedOn, convertedOn, mobile } }),
  };
}

export const transferRoutes: Bound[] = bind(transfersApi, {
  listTransfers,
  listChoices,
  listOwnTransfers,
  getTransfer,
  applyForTransfer,
  announceArrival,
  issueLetter: move('issue', (input: RequestOf<typeof transfersApi.issueLetter>) => input),
  receiveMember: move('receive', receipt),
  confirmSlip: move('confirm', ({ arrivedOn }: RequestOf<typeof transfersApi.confirmSlip>) => ({
    arrivedOn,
  })),
  returnPapers: move('return'),
  callInLetter: move('call_in'),
  withdrawTransfer: move('withdraw'),
  sendBack: move('send_back'),
});
