/**
 * Seals the audit log: each batch of rows is a Merkle tree (RFC 6962), and each seal's log root binds the batch to all
 * seals before it. Whoever keeps one printed root can tell later whether anything up to it was changed, added or removed.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/pool.ts';
import { hashLeaf, rootOf, type Hash } from '../merkle.ts';
import { canonicalJson } from '../canonical-json.ts';
import { hashOf, instantText } from './record.ts';

/** Any number that only this program uses. */
const lockKey = 7_214_603_302;
const batchSize = 10_000;

/** `no` is the seal's number; `root` is what a printed checkpoint carries. */
export type Seal = { no: number; root: Hash; events: number };

/** The first thing found wrong; `event` is the row's id where a row is to blame. */
export type Break = {
  problem:
    | 'changed'
    | 'batch_differs'
    | 'chain_broken'
    | 'seal_missing'
    | 'checkpoint_differs'
    | 'unknown_seal';
  sealNo: number | null;
  event: string | null;
};

export type Verification = {
  events: number;
  unsealed: number;
  seals: number;
  root: Hash | null;
  broken: Break | null;
};

/**
 * Seals every row that no running transaction can still precede; gives the seals made, none when nothing waits.
 * Needs the owner's connection; two processes at once take turns.
 */
export async function sealPending(db: Db, now = Temporal.Now.instant()): Promise<Seal[]> {
  const seals: Seal[] = [];
  for (;;) {
    const seal = await db.transaction().execute((tx) => sealBatch(tx, now));
    if (!seal) return seals;
    seals.push(seal);
  }
}

async function sealBatch(tx: Tx, now: Temporal.Instant): Promise<Seal | undefined> {
  await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);
  const rows = await tx
    .selectFrom('audit_events')
    .select(['id', 'row_hash'])
    .where('seal_no', 'is', null)
    .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
    .orderBy('xid')
    .orderBy('id')
    .limit(batchSize)
    .execute();
  if (rows.length === 0) return undefined;
  const last = await latestSeal(tx);
  const no = (last?.seal_no ?? 0) + 1;
  const leaves = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(leafOf);
  const batchRoot = rootOf(leaves);
  const root = chained(last?.log_root, { no, count: leaves.length, batchRoot });
  await tx
    .insertInto('audit_seals')
    .values({
      seal_no: no,
      sealed_at: now,
      leaf_count: leaves.length,
      batch_root: Buffer.from(batchRoot),
      log_root: Buffer.from(root),
    })
    .execute();
  await tx
    .updateTable('audit_events')
    .set({ seal_no: no })
    .where('id', '=', sql<string>`any(${rows.map((row) => row.id)}::uuid[])`)
    .execute();
  return { no, root, events: leaves.length };
}

/** The newest seal, whose root is what an operator prints or files. */
export async function latestSeal(
  db: Db,
): Promise<{ seal_no: number; sealed_at: Temporal.Instant; log_root: Buffer } | undefined> {
  return db
    .selectFrom('audit_seals')
    .select(['seal_no', 'sealed_at', 'log_root'])
    .orderBy('seal_no', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * Reads the whole log and recomputes every hash; names the first broken row or seal. With a checkpoint from paper it
 * also shows a log that was cut off and sealed anew. Needs the owner's connection: others do not see every row.
 */
export async function verifyAudit(db: Db, checkpoint?: { no: number; root: Hash }): Promise<Verification> {
  const seals = await db.selectFrom('audit_seals').selectAll().orderBy('seal_no').execute();
  let root: Hash | undefined;
  let events = 0;
  const done = (broken: Break | null, unsealed = 0): Verification => ({
    events,
    unsealed,
    seals: seals.length,
    root: root ?? null,
    broken,
  });
  for (const [index, seal] of seals.entries()) {
    if (seal.seal_no !== index + 1) return done({ problem: 'seal_missing', sealNo: index + 1, event: null });
    const { leaves, changed } = await leavesOf(db, seal.seal_no);
    if (changed) return done({ problem: 'changed', sealNo: seal.seal_no, event: changed });
    if (leaves.length !== seal.leaf_count || !isSame(rootOf(leaves), seal.batch_root))
      return done({ problem: 'batch_differs', sealNo: seal.seal_no, event: null });
    root = chained(root, { no: seal.seal_no, count: seal.leaf_count, batchRoot: seal.batch_root });
    if (!isSame(root, seal.log_root))
      return done({ problem: 'chain_broken', sealNo: seal.seal_no, event: null });
    if (checkpoint?.no === seal.seal_no && !isSame(root, checkpoint.root))
      return done({ problem: 'checkpoint_differs', sealNo: seal.seal_no, event: null });
    events += leaves.length;
  }
  if (checkpoint && checkpoint.no > seals.length)
    return done({ problem: 'unknown_seal', sealNo: checkpoint.no, event: null });
  const { leaves, changed } = await leavesOf(db, null);
  events += leaves.length;
  return done(changed ? { problem: 'changed', sealNo: null, event: changed } : null, leaves.length);
}

/** Leaves of one seal, or of what is not yet sealed, and the first row whose content does not match its hash. */
async function leavesOf(db: Db, sealNo: number | null): Promise<{ leaves: Hash[]; changed?: string }> {
  const leaves: Hash[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await pageOf(db, sealNo, after);
    for (const row of rows) {
      if (!isSame(contentHash(row), row.row_hash)) return { leaves, changed: row.id };
      leaves.push(leafOf(row));
      after = row.id;
    }
    if (rows.length < batchSize) return { leaves };
  }
}

async function pageOf(db: Db, sealNo: number | null, after: string) {
  return db
    .selectFrom('audit_events')
    .selectAll()
    .where('seal_no', sealNo === null ? 'is' : '=', sealNo)
    .where('id', '>', after)
    .orderBy('id')
    .limit(batchSize)
    .execute();
}

type Row = Awaited<ReturnType<typeof pageOf>>[number];

function contentHash({ id: _id, xid: _xid, seal_no: _sealNo, row_hash: _hash, ...content }: Row): Buffer {
  const { at, before, after, ...texts } = content;
  return hashOf({
    ...texts,
    at: instantText(at),
    before: before === null ? null : canonicalJson(before),
    after: after === null ? null : canonicalJson(after),
  });
}

function leafOf(row: { id: string; row_hash: Buffer }): Hash {
  return hashLeaf(Buffer.concat([Buffer.from(row.id), row.row_hash]));
}

function chained(before: Hash | undefined, seal: { no: number; count: number; batchRoot: Hash }): Hash {
  return createHash('sha256')
    .update(before ?? Buffer.alloc(32))
    .update(`${seal.no}:${seal.count}:`)
    .update(seal.batchRoot)
    .digest();
}

function isSame(a: Hash, b: Hash): boolean {
  return Buffer.compare(a, b) === 0;
}
