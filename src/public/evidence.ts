/** Log and proofs as files: what a reader needs to check a notice without this server. */
import type { Db } from '../kernel/db/pool.ts';
import { proofPath, type LogExport, type NoticeProof } from '../kernel/disclosure/exporting.ts';
import { checkpointText, rootOf } from '../kernel/merkle.ts';
import { originName } from './notice-page.ts';
import type { Reader } from './page.ts';
import { findNotice, findSalt, readLeafHashes, readPublicLeaves } from './reading.ts';

const emptyRoot = Buffer.from(rootOf([])).toString('hex');

export async function exportLog(db: Db, reader: Reader): Promise<LogExport> {
  const leaves = await readPublicLeaves(db);
  return {
    origin: originName(reader),
    size: leaves.length,
    root: leaves.at(-1)?.root ?? emptyRoot,
    leaves,
  };
}

/** The checkpoint of the log as it stands now: three lines. */
export async function currentCheckpoint(db: Db, reader: Reader): Promise<string> {
  const [last] = await readPublicLeaves(db, { last: 1 });
  return checkpointText({
    origin: originName(reader),
    size: last ? last.index + 1 : 0,
    root: Buffer.from(last?.root ?? emptyRoot, 'hex'),
  });
}

/** Proof of every leaf of a notice; undefined when the log has none. The text comes along while it is public. */
export async function proveNotice(db: Db, reader: Reader, code: string): Promise<NoticeProof | undefined> {
  const leaves = await readPublicLeaves(db, { code });
  if (leaves.length === 0) return undefined;
  const hashes = await readLeafHashes(db);
  const notice = await findNotice(db, code, reader.today);
  const salt = notice && (await findSalt(db, code));
  return {
    origin: originName(reader),
    size: hashes.length,
    root: Buffer.from(rootOf(hashes)).toString('hex'),
    leaves: leaves.map(({ index, code: of, event, at, contentHash }) => ({
      index,
      code: of,
      event,
      at,
      contentHash,
      path: proofPath(hashes, index),
    })),
    ...(notice &&
      salt && {
        salt: salt.toString('hex'),
        content: {
          title: notice.title,
          content: notice.content,
          ...(notice.files.length > 0 && {
            files: notice.files.map(({ name, sha256 }) => ({ name, sha256 })),
          }),
        },
      }),
  };
}
