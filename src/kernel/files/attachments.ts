/** Files of records: who may see the record may see its files, by permission and by row-level security. */
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import { accountOf, requireInScope, type Ctx } from '../ctx.ts';
import { Download, type Exchange } from '../http/bind.ts';
import { Refusal } from '../refusal.ts';
import { admitFile } from './admit.ts';
import type { fileView } from './api.ts';
import { lockBlobs } from './lock.ts';

export type FileView = z.infer<typeof fileView>;

/** The record that files belong to, with its organization. */
export type Owner = { ownerType: string; ownerId: string; org: { id: string; path: string } };

/** Keeps an upload as a file of the record. Refuses as `admitFile`, and `permission.elsewhere`. */
export async function attach(ctx: Ctx, owner: Owner, upload: Exchange['upload']): Promise<FileView> {
  requireInScope(ctx, owner.org.path);
  if (!upload) throw new Refusal('upload.missing', { status: 400, field: 'file' });
  const { name, type, bytes } = await admitFile(upload);
  await lockBlobs(ctx, 'to keep');
  // Kept before the row: bytes without a row are swept away later, a row without bytes would be a loss.
  const sha256 = await ctx.services.blobs.put(bytes);
  const row = await ctx.tx
    .insertInto('files')
    .values({
      sha256,
      name,
      type,
      bytes: bytes.length,
      owner_type: owner.ownerType,
      owner_id: owner.ownerId,
      org_id: owner.org.id,
      org_path: owner.org.path,
      uploaded_by: accountOf(ctx),
      uploaded_by_name: ctx.actor.name,
      at: ctx.now,
    })
    .returning(shown)
    .executeTakeFirstOrThrow();
  await record(ctx, {
    event: 'files.attached',
    org: owner.org,
    subject: { type: owner.ownerType, id: owner.ownerId },
    after: { file: row.id, name, type, bytes: bytes.length, sha256 },
  });
  return viewOf(row);
}

const shown = ['id', 'sha256', 'name', 'type', 'bytes', 'uploaded_by_name', 'at'] as const;

type Row = {
  id: string;
  name: string;
  type: string;
  bytes: number;
  uploaded_by_name: string;
  at: Temporal.Instant;
};

export async function listAttachments(ctx: Ctx, owner: Owner): Promise<FileView[]> {
  requireInScope(ctx, owner.org.path);
  const rows = await filesOf(ctx, owner).select(shown).orderBy('at').orderBy('id').execute();
  return rows.map(viewOf);
}

/** The file as a download; only pictures and PDF are ever shown, everything else is saved. Refuses `not_found`. */
export async function openAttachment(
  ctx: Ctx,
  owner: Owner,
  fileId: string,
  options: { show?: boolean } = {},
): Promise<Download> {
  const file = await requireFile(ctx, owner, fileId);
  const inline = Boolean(options.show) && (file.type.startsWith('image/') || file.type === 'application/pdf');
  return new Download({
    name: file.name,
    type: file.type,
    body: await ctx.services.blobs.open(file.sha256),
    inline,
  });
}

/** Takes a file off the record; the row stays, with the reason, and its bytes are swept away with the last row. */
export async function removeAttachment(
  ctx: Ctx,
  owner: Owner,
  fileId: string,
  reason: string,
): Promise<void> {
  const file = await requireFile(ctx, owner, fileId);
  await ctx.tx
    .updateTable('files')
    .set({ removed_at: ctx.now, removed_because: reason })
    .where('id', '=', file.id)
    .where('removed_at', 'is', null)
    .execute();
  await record(ctx, {
    event: 'files.removed',
    org: owner.org,
    subject: { type: owner.ownerType, id: owner.ownerId },
    before: { file: file.id, name: file.name, sha256: file.sha256 },
    reason,
  });
}

/** A file of this very record; a file of another record is not found, whoever asks. */
export async function requireFile(ctx: Ctx, owner: Owner, fileId: string): Promise<Row & { sha256: string }> {
  requireInScope(ctx, owner.org.path);
  const row = await filesOf(ctx, owner).select(shown).where('id', '=', fileId).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { status: 404 });
  return row;
}

function filesOf(ctx: Ctx, owner: Owner) {
  return ctx.tx
    .selectFrom('files')
    .where('owner_type', '=', owner.ownerType)
    .where('owner_id', '=', owner.ownerId)
    .where('org_id', '=', owner.org.id)
    .where('removed_at', 'is', null);
}

function viewOf(row: Row): FileView {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    bytes: row.bytes,
    uploadedBy: row.uploaded_by_name,
    at: row.at.toString(),
  };
}

/** Handlers for the rows of `attachmentApi`; `ownerOf` loads the record within the act's scope or refuses. */
export function attachmentHandlers(ownerOf: (ctx: Ctx, id: string) => Promise<Owner>) {
  return {
    listAttachments: async (ctx: Ctx, { id }: { id: string }) => ({
      files: await listAttachments(ctx, await ownerOf(ctx, id)),
    }),
    addAttachment: async (ctx: Ctx, { id }: { id: string }, exchange: Exchange) =>
      attach(ctx, await ownerOf(ctx, id), exchange.upload),
    getAttachment: async (ctx: Ctx, { id, fileId, show }: { id: string; fileId: string; show: boolean }) =>
      openAttachment(ctx, await ownerOf(ctx, id), fileId, { show }),
    removeAttachment: async (
      ctx: Ctx,
      { id, fileId, reason }: { id: string; fileId: string; reason: string },
    ) => {
      await removeAttachment(ctx, await ownerOf(ctx, id), fileId, reason);
      return {};
    },
  };
}
