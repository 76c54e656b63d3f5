/** Files of requests and corrections: the member's to add and take off while it is open, the desk's to read. Kept at the town, like its steps. */
import type { Ctx } from '../../kernel/ctx.ts';
import { attachmentHandlers, type Owner } from '../../kernel/files/attachments.ts';
import type { Exchange } from '../../kernel/http/bind.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { atRequest } from './case-file.ts';
import { atOwnCorrection, findInScope } from './corrections.ts';
import * as store from './store.ts';

const { listAttachments, addAttachment, getAttachment, removeAttachment } = attachmentHandlers(
  async (ctx, id): Promise<Owner> => {
    const row = await store.find(ctx, id);
    if (!row) throw new Refusal('not_found', { status: 404 });
    return { ownerType: 'member_request', ownerId: id, org: { id: row.townId, path: row.townPath } };
  },
);

const on =
  <Input extends { id: string }, Reply>(
    side: 'own' | 'desk',
    act: (ctx: Ctx, input: Input, exchange: Exchange) => Promise<Reply>,
    changes = false,
  ) =>
  (ctx: Ctx, input: Input, exchange: Exchange): Promise<Reply> =>
    atRequest(ctx, { id: input.id, side }, async (wide, row) => {
      if (changes && (row.state === 'closed' || row.state === 'withdrawn'))
        throw new Refusal('member_rights.finished', { status: 409 });
      return act(wide, input, exchange);
    });

export const requestFiles = {
  listOwnRequestFiles: on('own', listAttachments),
  addOwnRequestFile: on('own', addAttachment, true),
  getOwnRequestFile: on('own', getAttachment),
  removeOwnRequestFile: on('own', removeAttachment, true),
  listRequestFiles: on('desk', listAttachments),
  getRequestFile: on('desk', getAttachment),
};

const corrections = attachmentHandlers(async (ctx, id): Promise<Owner> => {
  const row = await findInScope(ctx, id);
  return { ownerType: 'record_correction', ownerId: id, org: { id: row.orgId, path: row.orgPath } };
});

const onOwn =
  <Input extends { id: string }, Reply>(
    act: (ctx: Ctx, input: Input, exchange: Exchange) => Promise<Reply>,
    changes = false,
  ) =>
  (ctx: Ctx, input: Input, exchange: Exchange): Promise<Reply> =>
    atOwnCorrection(ctx, input.id, async (wide, row) => {
      if (changes && row.state !== 'open')
        throw new Refusal('member_rights.correction_decided', { status: 409 });
      return act(wide, input, exchange);
    });

export const filesOfCorrections = {
  listOwnCorrectionFiles: onOwn(corrections.listAttachments),
  addOwnCorrectionFile: onOwn(corrections.addAttachment, true),
  getOwnCorrectionFile: onOwn(corrections.getAttachment),
  removeOwnCorrectionFile: onOwn(corrections.removeAttachment, true),
  listCorrectionFiles: corrections.listAttachments,
  getCorrectionFile: corrections.getAttachment,
};
