/** Binds the endpoints of dispositions; each act answers with the case as it stands then. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { addRecord, noteTask, openDisposition } from './actions.ts';
import { dispositionsApi } from './api.ts';
import { answerAppeal, lodgeAppeal } from './appeals.ts';
import type { MoveKey } from './choices.ts';
import { listContacts, noteInquiry } from './contacts.ts';
import { listMeetingVotes, takeVote } from './from-meeting.ts';
import { moveDisposition, type MoveInput } from './moves.ts';
import { appealForOneself, listOwnDispositions, stateOwnViews } from './own.ts';
import { checkPerson, getDisposition, listDispositions, viewAfterAct, type CaseView } from './queries.ts';

const then =
  <Input extends { id: string }>(act: (ctx: Ctx, input: Input) => Promise<void>) =>
  async (ctx: Ctx, input: Input): Promise<CaseView> => {
    await act(ctx, input);
    return viewAfterAct(ctx, input.id);
  };

const silently =
  <Input>(act: (ctx: Ctx, input: Input) => Promise<void>) =>
  async (ctx: Ctx, input: Input): Promise<Record<string, never>> => {
    await act(ctx, input);
    return {};
  };

const move = then((ctx: Ctx, { move: key, ...input }: MoveInput & { move: MoveKey }) =>
  moveDisposition(ctx, key, input),
);

export const dispositionRoutes: Bound[] = bind(dispositionsApi, {
  listDispositions,
  listContacts,
  noteInquiry: silently(noteInquiry),
  checkPerson,
  openDisposition,
  getDisposition,
  addRecord: then(addRecord),
  noteTask: then(noteTask),
  listMeetingVotes,
  takeBranchDecision: then((ctx, { way, deadlineOn, tasks, ...input }) =>
    takeVote(ctx, 'resolve', { ...input, terms: { way, deadlineOn, tasks } }),
  ),
  takeTownDecision: then((ctx, input) => takeVote(ctx, 'approve', input)),
  takeReviewDecision: then((ctx, input) => takeVote(ctx, 'confirm_correction', input)),
  moveAtBranch: move,
  moveAtTown: move,
  carryOut: move,
  lodgeAppeal: then(lodgeAppeal),
  answerAppeal: then(answerAppeal),
  listOwnDispositions,
  stateOwnViews: silently(stateOwnViews),
  appealForOneself: silently(appealForOneself),
});
