/** What leaves the server so that anyone can check the log: the whole log, and the proof of one notice. Formats, no SQL. */
import { z } from 'zod';
import { inclusionProof, type Hash } from '../merkle.ts';
import { publicContent } from './content.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/u);

export const leafExport = z.object({
  index: z.int().min(0),
  code: z.string(),
  event: z.enum(['published', 'corrected', 'ended']),
  at: z.string(),
  contentHash: hex,
});

/** `root` of each leaf is the root over it and all before it: the checkpoint that was printed then. */
export const logExport = z.object({
  origin: z.string(),
  size: z.int().min(0),
  root: hex,
  leaves: z.array(leafExport.extend({ root: hex })),
});

/** `salt` and `content` only while the notice is public; `path` leads from its newest leaf to `root`. */
export const noticeProof = z.object({
  origin: z.string(),
  size: z.int().min(1),
  root: hex,
  leaves: z.array(leafExport.extend({ path: z.array(hex) })).min(1),
  salt: hex.optional(),
  content: z
    .object({
      title: z.string(),
      content: publicContent,
      /** Annexes by name and SHA-256; absent where there is none. */
      files: z.array(z.object({ name: z.string(), sha256: hex })).optional(),
    })
    .optional(),
});

export type LogExport = z.infer<typeof logExport>;
export type NoticeProof = z.infer<typeof noticeProof>;

/** Path of one leaf as hex. */
export function proofPath(hashes: readonly Hash[], index: number): string[] {
  return inclusionProof(hashes, index).map((hash) => Buffer.from(hash).toString('hex'));
}
