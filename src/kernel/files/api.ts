/** Endpoints of the files of a record: each module that has attachments spreads these rows into its own table. */
import { z } from 'zod';
import { endpoint } from '../http/contract.ts';

export const fileView = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  bytes: z.int(),
  uploadedBy: z.string(),
  at: z.iso.datetime(),
});

/** `base` is the record's address with `:id`, e.g. '/api/meetings/:id'; `read` and `write` are permissions. */
export function attachmentApi(of: { base: string; read: string; write: string }) {
  return {
    listAttachments: endpoint({
      method: 'GET',
      path: `${of.base}/files`,
      permission: of.read,
      summary: 'Files of the record',
      request: z.object({ id: z.uuid() }),
      reply: z.object({ files: z.array(fileView) }),
    }),
    addAttachment: endpoint({
      method: 'POST',
      path: `${of.base}/files`,
      permission: of.write,
      summary: 'Add a file to the record: picture, PDF, Word, Excel or text up to 20 MB',
      upload: true,
      request: z.object({ id: z.uuid() }),
      reply: fileView,
    }),
    getAttachment: endpoint({
      method: 'GET',
      path: `${of.base}/files/:fileId`,
      permission: of.read,
      summary: 'One file of the record; show=true shows pictures and PDF in the browser',
      file: true,
      request: z.object({ id: z.uuid(), fileId: z.uuid(), show: z.stringbool().default(false) }),
      reply: z.unknown(),
    }),
    removeAttachment: endpoint({
      method: 'DELETE',
      path: `${of.base}/files/:fileId`,
      permission: of.write,
      summary: 'Take a file off the record, with the reason',
      request: z.object({ id: z.uuid(), fileId: z.uuid(), reason: z.string().trim().min(2).max(200) }),
      reply: z.object({}),
    }),
  };
}
