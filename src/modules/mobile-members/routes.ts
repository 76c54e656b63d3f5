/** Binds the endpoints of the register; each act on a stay answers with the stay as it stands then. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { endStay, recordContact, registerDeparture, registerGuest } from './actions.ts';
import { mobileMembersApi } from './api.ts';
import { getStay, listStays, type StayView } from './queries.ts';

const then =
  <Input extends { id: string }>(act: (ctx: Ctx, input: Input) => Promise<void>) =>
  async (ctx: Ctx, input: Input): Promise<StayView> => {
    await act(ctx, input);
    return getStay(ctx, input);
  };

export const mobileMemberRoutes: Bound[] = bind(mobileMembersApi, {
  listStays,
  getStay,
  registerDeparture,
  registerGuest,
  recordContact: then(recordContact),
  endStay: then(endStay),
});
