/** Binds the endpoints of the appraisal; each act answers with the round as it then stands. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { enterPaper, excuseMember, moveRound, openRound, readSelf, recordTalk } from './actions.ts';
import { appraisalsApi } from './api.ts';
import type { Brought } from './case-file.ts';
import type { MoveKey } from './choices.ts';
import { handInSheet, listCounts, viewCount } from './counting.ts';
import { answerObjection, enterObjection } from './objections.ts';
import { listOwnAppraisals, objectToOwnGrade, writeOwnSelf } from './own.ts';
import { ownAppraisalsApi } from './own-api.ts';
import { publishResults } from './publication.ts';
import { starsApi } from './star-api.ts';
import { getOwnStars, getStars, objectToOwnStar } from './star-queries.ts';
import {
  answerStarObjection,
  confirmStars,
  draftStars,
  enterStarObjection,
  sayDimension,
  viewStar,
} from './stars.ts';
import { getRound, listRounds, type RoundView } from './queries.ts';

type Starring = { id: string };

const thenStars =
  <Input extends Starring>(act: (ctx: Ctx, input: Input) => Promise<void>) =>
  async (ctx: Ctx, input: Input) => {
    await act(ctx, input);
    return getStars(ctx, { id: input.id });
  };

type Moving = { id: string; version: number; why?: string } & Brought;

const then =
  <Input extends { id: string }>(act: (ctx: Ctx, input: Input) => Promise<unknown>) =>
  async (ctx: Ctx, input: Input): Promise<RoundView> => {
    await act(ctx, input);
    return getRound(ctx, { id: input.id });
  };

const move = (key: MoveKey) =>
  then((ctx: Ctx, { id, version, why, ...brought }: Moving) =>
    moveRound(ctx, key, { id, version, why, brought }),
  );

export const appraisalRoutes: Bound[] = [
  ...bind(appraisalsApi, {
    listRounds,
    openRound,
    listCounts,
    getRound,
    enterPaper: then(enterPaper),
    readSelf,
    excuseMember: then(excuseMember),
    meet: move('meet'),
    getCount: viewCount,
    handInSheet: async (ctx, input) => {
      await handInSheet(ctx, input);
      return { id: input.id };
    },
    countAgain: move('recount'),
    proposeGrades: move('propose'),
    returnGrades: move('return'),
    approveGrades: move('approve'),
    tellResults: move('tell'),
    recordTalk: then(recordTalk),
    enterObjection: then(enterObjection),
    answerObjection: then(answerObjection),
    publishResults,
    closeRound: move('close'),
    withdrawRound: move('withdraw'),
  }),
  ...bind(starsApi, {
    getStars,
    draftStars: thenStars(draftStars),
    sayDimension: thenStars(sayDimension),
    viewStar: thenStars(viewStar),
    confirmStars: thenStars(confirmStars),
    enterStarObjection: thenStars(enterStarObjection),
    answerStarObjection: thenStars(answerStarObjection),
    getOwnStars,
    objectToOwnStar,
  }),
  ...bind(ownAppraisalsApi, { listOwnAppraisals, writeOwnSelf, objectToOwnGrade }),
];
