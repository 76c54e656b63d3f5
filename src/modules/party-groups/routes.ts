/** Binds the endpoints of Party groups; each act on a group answers with the group as it stands then. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { changeLeader, dissolveGroup, placeMember, releaseMember, setUpGroup } from './actions.ts';
import { partyGroupsApi } from './api.ts';
import { listGroups, viewGroup, type GroupView } from './queries.ts';

const thenView =
  <Input extends { id: string }>(work: (ctx: Ctx, input: Input) => Promise<void>) =>
  async (ctx: Ctx, input: Input): Promise<GroupView> => {
    await work(ctx, input);
    return viewGroup(ctx, input.id);
  };

export const partyGroupRoutes: Bound[] = bind(partyGroupsApi, {
  listGroups,
  getGroup: (ctx, input) => viewGroup(ctx, input.id),
  setUpGroup,
  placeMember: thenView(placeMember),
  releaseMember: thenView(releaseMember),
  changeLeader: thenView(changeLeader),
  dissolveGroup: thenView(dissolveGroup),
});
