/** The public log: every publishing, correction and end is a leaf of a Merkle tree; leaves are only appended. */
import { randomBytes } from 'node:crypto';
import type { Ctx } from '../ctx.ts';
import { instantText } from '../audit/record.ts';
import { grownPeaks, leafHash, rootOfPeaks } from '../merkle.ts';
import { hashOfLeaf, type Leaf, type LogEvent } from './leaf.ts';

export { hashOfLeaf, type Leaf, type LogEvent } from './leaf.ts';

/** Appends one leaf; the head row is locked to the end of the transaction, so that leaves have one order and no gaps. */
export async function appendLeaf(
  ctx: Ctx,
  entry: { code: string; event: LogEvent; content: unknown },
): Promise<{ index: number; root: Buffer }> {
  const head = await ctx.tx
    .selectFrom('disclosure_head')
    .select(['size', 'peaks'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  const index = head.size;
  const salt = randomBytes(32);
  const contentHash = Buffer.from(leafHash(salt, entry.content));
  const leaf: Leaf = {
    index,
    code: entry.code,
    event: entry.event,
    at: instantText(ctx.now),
    contentHash: contentHash.toString('hex'),
  };
  const hash = Buffer.from(hashOfLeaf(leaf));
  const peaks = grownPeaks(head.peaks, index, hash);
  const root = Buffer.from(rootOfPeaks(peaks));
  await ctx.tx
    .insertInto('disclosure_leaves')
    .values({
      index,
      publication_code: entry.code,
      event: entry.event,
      at: ctx.now,
      content_hash: contentHash,
      leaf_hash: hash,
      root,
    })
    .execute();
  await ctx.tx.insertInto('disclosure_salts').values({ index, salt }).execute();
  await ctx.tx
    .updateTable('disclosure_head')
    .set({ size: index + 1, peaks: peaks.map((peak) => Buffer.from(peak)) })
    .execute();
  return { index, root };
}

/** All leaves in order, as they are exported and verified. */
export async function readLeaves(ctx: Pick<Ctx, 'tx'>): Promise<(Leaf & { root: string })[]> {
  const rows = await ctx.tx
    .selectFrom('disclosure_leaves')
    .select(['index', 'publication_code', 'event', 'at', 'content_hash', 'root'])
    .orderBy('index')
    .execute();
  return rows.map((row) => ({
    index: row.index,
    code: row.publication_code,
    event: row.event as LogEvent, // held by a check constraint
    at: instantText(row.at),
    contentHash: row.content_hash.toString('hex'),
    root: row.root.toString('hex'),
  }));
}
