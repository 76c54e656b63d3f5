/** Binds the endpoints of the village's decisions; each act answers with the case as it stands then. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import { actFirst } from './acting-first.ts';
import {
  callMeeting,
  consult,
  handInSheet,
  recordMeeting,
  signMinutes,
  startCase,
  supervise,
  writeText,
  writeWork,
} from './actions.ts';
import { villageDecisionsApi } from './api.ts';
import { getCase, type CaseView } from './case-view.ts';
import { addEvidence, openEvidence, removeEvidence } from './evidence.ts';
import { proposeDisclosure } from './disclosures.ts';
import { listMeetingDecisions, takeFromMeeting } from './from-meeting.ts';
import { moveCase, type MoveInput } from './moves.ts';
import { listCases, listMatters } from './queries.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

const then =
  <Input extends { id: string }>(act: (ctx: Ctx, input: Input) => Promise<unknown>) =>
  async (ctx: Ctx, input: Input): Promise<CaseView> => {
    await act(ctx, input);
    return getCase(ctx, input);
  };

const move = <Input extends { id: string; version: number }>(
  key: string,
  brought: (input: Input) => Omit<MoveInput, 'id' | 'version'> = () => ({}),
) =>
  then((ctx, input: Input) =>
    moveCase(ctx, key, { id: input.id, version: input.version, ...brought(input) }),
  );

const because = ({ why }: { id: string; version: number; why: string }) => ({ why });
const posting = ({
  postedOn,
  places,
}: {
  id: string;
  version: number;
  postedOn: string;
  places: string[];
}) => ({
  brought: { posting: { postedOn: day(postedOn), places } },
});

export const villageDecisionRoutes: Bound[] = bind(villageDecisionsApi, {
  listCases,
  listMatters,
  getCase,
  startCase,
  writeText: then(writeText),
  consult: then(consult),
  actFirst: then(actFirst),
  callMeeting: then(callMeeting),
  recordMeeting: then(recordMeeting),
  listMeetingDecisions,
  takeFromMeeting: then(takeFromMeeting),
  signMinutes: then(signMinutes),
  handInSheet: then(handInSheet),
  writeWork: then(writeWork),
  supervise: then(supervise),
  addEvidence: async (ctx, input, exchange) => {
    await addEvidence(ctx, input, exchange);
    return getCase(ctx, input);
  },
  getEvidence: openEvidence,
  removeEvidence: then(removeEvidence),
  proposeDisclosure: then(proposeDisclosure),
  propose: move('propose'),
  proposeAndDeliberate: move('propose_and_deliberate'),
  deliberate: move('deliberate'),
  review: move('review'),
  resolve: move('resolve'),
  publishResolution: move('publish_resolution', posting),
  beginImplementation: move(
    'begin_implementation',
    (input: { id: string; version: number; on?: string | undefined }) => ({
      brought: input.on ? { on: day(input.on) } : {},
    }),
  ),
  completeImplementation: move(
    'complete_implementation',
    (input: { id: string; version: number; finishedOn: string }) => ({
      brought: { finishedOn: day(input.finishedOn) },
    }),
  ),
  publishResult: move('publish_result', posting),
  archive: move('archive', (input: { id: string; version: number; archiveNo: string }) => ({
    brought: { archiveNo: input.archiveNo },
  })),
  returnToMotion: move('return_to_motion', because),
  returnToProposal: move('return_to_proposal', because),
  returnToReview: move('return_to_review', because),
  withdraw: move('withdraw', because),
});
