/** Files of a request: the member's to add and take off while it is open, the desk's to read. Kept at the town, like its steps. */
import type { Ctx } from '../../kernel/ctx.ts';
import { attachmentHandlers, type Owner } from '../../kernel/files/attachments.ts';
import type { Exchange } from '../../kernel/http/bind.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { atRequest } from './case-file.ts';
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
