/** Binds the endpoints of joint building; each act on an alliance answers with it as it stands then. */
import { scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { attachmentHandlers } from '../../kernel/files/attachments.ts';
import { bind, type Bound, type Exchange } from '../../kernel/http/bind.ts';
import { atAlliance } from './access.ts';
import { draftAlliance, endAlliance, signAlliance, subjectOf, withdrawAlliance } from './agreement.ts';
import { jointBuildingApi } from './api.ts';
import { putForward } from './disclosures.ts';
import { listHeld, nameMeeting } from './joint-meetings.ts';
import { getVillages } from './overview.ts';
import { addMoney, addProject, settleProject } from './projects.ts';
import { listAlliances, listPartnerChoices, viewAlliance, type AllianceView } from './queries.ts';
import type { AllianceRow } from './store.ts';

type At = { id: string };

const acting =
  <Input>(work: (ctx: Ctx, row: AllianceRow, input: Input) => Promise<void>) =>
  (ctx: Ctx, input: Input & At): Promise<AllianceView> =>
    atAlliance(ctx, input.id, 'act', async (inner, row) => {
      await work(inner, row, input);
      return viewAlliance(inner, input.id);
    });

/** Files lie with the village that leads, open to every partner. */
const atFiles =
  <Input extends At, Reply>(
    purpose: 'read' | 'act',
    work: (
      handlers: ReturnType<typeof filesOf>,
    ) => (ctx: Ctx, input: Input, exchange: Exchange) => Promise<Reply>,
  ) =>
  (ctx: Ctx, input: Input, exchange: Exchange): Promise<Reply> =>
    atAlliance(ctx, input.id, purpose, (inner, row) => work(filesOf(row))(inner, input, exchange));

function filesOf(row: AllianceRow) {
  const { org } = subjectOf(row);
  return attachmentHandlers(() => Promise.resolve({ ownerType: 'alliance', ownerId: row.id, org }));
}

export const jointBuildingRoutes: Bound[] = bind(jointBuildingApi, {
  listAlliances,
  listPartnerChoices,
  getVillages,
  getAlliance: (ctx, { id }) => atAlliance(ctx, id, 'read', (inner) => viewAlliance(inner, id)),
  draftAlliance,
  signAlliance: acting(signAlliance),
  withdrawAlliance: acting(withdrawAlliance),
  endAlliance: acting(endAlliance),
  addProject: acting(addProject),
  addMoney: acting(addMoney),
  settleProject: acting(settleProject),
  listHeldMeetings: (ctx, { id }) =>
    atAlliance(ctx, id, 'read', (inner, row) =>
      listHeld(inner, row, scopeUnder(inner, 'joint_building.keep')),
    ),
  nameMeeting: acting((ctx, row, { meetingId }) =>
    nameMeeting(ctx, row, { meetingId, kept: scopeUnder(ctx, 'joint_building.keep') }),
  ),
  putForward: acting(putForward),
  listAttachments: atFiles('read', ({ listAttachments }) => listAttachments),
  addAttachment: atFiles('act', ({ addAttachment }) => addAttachment),
  getAttachment: atFiles('read', ({ getAttachment }) => getAttachment),
  removeAttachment: atFiles('act', ({ removeAttachment }) => removeAttachment),
});
