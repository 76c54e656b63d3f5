/** Binds the endpoints of coverage; each act on a unit answers with the unit as it stands then. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import {
  changeUnit,
  closeUnit,
  confirmUnchanged,
  coverUnit,
  listUnit,
  surveyUnit,
  uncoverUnit,
} from './actions.ts';
import { coverageApi } from './api.ts';
import { listToSurvey, listUnits, viewUnit, type UnitView } from './queries.ts';
import { endTie, tieMember } from './ties.ts';

const thenView =
  <Input extends { id: string }>(work: (ctx: Ctx, input: Input) => Promise<void>) =>
  async (ctx: Ctx, input: Input): Promise<UnitView> => {
    await work(ctx, input);
    return viewUnit(ctx, input.id);
  };

export const coverageRoutes: Bound[] = bind(coverageApi, {
  listUnits,
  listToSurvey,
  getUnit: (ctx, input) => viewUnit(ctx, input.id),
  listUnit,
  changeUnit: thenView(changeUnit),
  surveyUnit: thenView(surveyUnit),
  confirmUnchanged: thenView(confirmUnchanged),
  coverUnit: thenView(coverUnit),
  uncoverUnit: thenView(uncoverUnit),
  closeUnit: thenView(closeUnit),
  tieMember: thenView(tieMember),
  endTie: thenView(endTie),
});
