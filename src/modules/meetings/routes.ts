/** Binds the endpoints of meetings. */
import type { Ctx } from '../../kernel/ctx.ts';
import {
  attach,
  attachmentHandlers,
  listAttachments,
  openAttachment,
  removeAttachment,
  type Owner,
} from '../../kernel/files/attachments.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import * as actions from './actions.ts';
import { meetingsApi, type MeetingView } from './api.ts';
import { addGuest, countHeads, tapAttendance } from './attendance.ts';
import { addBodyMember, endBodyMember } from './bodies.ts';
import type { FollowUpRow } from './follow-up-store.ts';
import { followUpsApi } from './follow-ups-api.ts';
import {
  atFollowUp,
  dropFollowUp,
  giveFollowUp,
  listFollowUps,
  reportFollowUp,
  viewFollowUp,
} from './follow-ups.ts';
import { lifeApi } from './life-api.ts';
import { listLife } from './life.ts';
import { ownMeetingsApi } from './own-api.ts';
import { listOwnStudy, listOwnVotes } from './own-life.ts';
import { answerOwnCall, listOwnMeetings, openOwnPaper, viewOwnMeeting } from './own-meetings.ts';
import { ownerOf, showPaper } from './papers.ts';
import { listBodies, listMeetings, planOptions, viewCount, viewMeeting } from './queries.ts';
import { getMeeting } from './store.ts';
import { callNames, countHands, handInSheet, openVote, voidVote } from './votes.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);
const maybe = (iso: string | undefined): Temporal.PlainDate | undefined => (iso ? day(iso) : undefined);

/** An act on one meeting, answered with the meeting as it then stands. */
function thenView<I extends { id: string }>(act: (ctx: Ctx, input: I) => Promise<unknown>) {
  return async (ctx: Ctx, input: I): Promise<MeetingView> => {
    await act(ctx, input);
    return viewMeeting(ctx, input.id);
  };
}

/** Files of a report belong to the task. */
function reportOf(row: FollowUpRow): Owner {
  return { ownerType: 'meeting_follow_up', ownerId: row.id, org: { id: row.orgId, path: row.orgPath } };
}

const recordRoutes: Bound[] = bind(meetingsApi, {
  listMeetings,
  planOptions,
  planMeeting: (ctx, input) => actions.planMeeting(ctx, { ...input, plannedOn: day(input.plannedOn) }),
  getMeeting: (ctx, { id }) => viewMeeting(ctx, id),
  changePlan: thenView((ctx, input) =>
    actions.changePlan(ctx, { ...input, plannedOn: day(input.plannedOn) }),
  ),
  callMeeting: thenView(actions.callMeeting),
  postponeMeeting: thenView((ctx, input) =>
    actions.postponeMeeting(ctx, { ...input, plannedOn: day(input.plannedOn) }),
  ),
  beginMeeting: thenView((ctx, input) =>
    actions.beginMeeting(ctx, { ...input, heldOn: maybe(input.heldOn), toldOn: maybe(input.toldOn) }),
  ),
  cancelMeeting: thenView(actions.cancelMeeting),
  closeMeeting: thenView(actions.closeMeeting),
  annulMeeting: async (ctx, input) => {
    await actions.annulMeeting(ctx, input);
    return { id: input.id };
  },
  correctRecord: thenView(actions.correctRecord),
  addItem: thenView(actions.addItem),
  writeMinutes: actions.writeMinutes,
  tapAttendance: thenView(tapAttendance),
  countHeads: thenView(countHeads),
  addGuest: thenView(addGuest),
  openVote,
  countHands: thenView(countHands),
  callNames: thenView(callNames),
  voidVote: thenView(voidVote),
  getCount: (ctx, { voteId }) => viewCount(ctx, voteId),
  handInSheet,
  listBodies,
  addBodyMember: (ctx, input) => addBodyMember(ctx, { ...input, from: day(input.from) }),
  endBodyMember: async (ctx, input) => {
    await endBodyMember(ctx, { ...input, lastDay: day(input.lastDay) });
    return {};
  },
  showPaper: thenView(showPaper),
  ...attachmentHandlers(async (ctx, id) => ownerOf(await getMeeting(ctx, id))),
});

const ownRoutes: Bound[] = bind(ownMeetingsApi, {
  listOwnMeetings,
  getOwnMeeting: (ctx, { id }) => viewOwnMeeting(ctx, id),
  listOwnVotes,
  listOwnStudy,
  answerCall: answerOwnCall,
  getOwnPaper: openOwnPaper,
});

const followUpRoutes: Bound[] = bind(followUpsApi, {
  listFollowUps,
  getFollowUp: (ctx, { id }) => viewFollowUp(ctx, id),
  giveFollowUp,
  reportFollowUp,
  dropFollowUp,
  listAttachments: async (ctx, { id }) =>
    atFollowUp(ctx, id, 'read', async (inner, row) => ({
      files: await listAttachments(inner, reportOf(row)),
    })),
  addAttachment: (ctx, { id }, { upload }) =>
    atFollowUp(ctx, id, 'write', (inner, row) => attach(inner, reportOf(row), upload)),
  getAttachment: (ctx, { id, fileId, show }) =>
    atFollowUp(ctx, id, 'read', (inner, row) => openAttachment(inner, reportOf(row), fileId, { show })),
  removeAttachment: (ctx, { id, fileId, reason }) =>
    atFollowUp(ctx, id, 'write', async (inner, row) => {
      await removeAttachment(inner, reportOf(row), fileId, reason);
      return {};
    }),
});

/** Before the records, so that `life` is not taken for an id. */
const lifeRoutes: Bound[] = bind(lifeApi, { listLife });

export const meetingRoutes: Bound[] = [...lifeRoutes, ...recordRoutes, ...ownRoutes, ...followUpRoutes];
