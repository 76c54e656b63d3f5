/** Bytes under the SHA-256 of their content. What they mean, and who may see them, is in the table `files`. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

export type BlobStore = {
  /** Keeps the bytes and gives their SHA-256 in hex; the same bytes twice are kept once. */
  put(bytes: Buffer): Promise<string>;
  /** Throws when nothing is kept under that name. */
  open(sha256: string): Promise<ReadableStream<Uint8Array>>;
  has(sha256: string): Promise<boolean>;
  /** True when there was something. */
  delete(sha256: string): Promise<boolean>;
  /** Everything that is kept, with the moment of its last `put`. */
  list(): AsyncIterable<{ sha256: string; putAt: Temporal.Instant }>;
};

const namePattern = /^[0-9a-f]{64}$/u;

/**
 * On disk below `folder`: ab/cd/abcd…. Written beside, synced, then renamed, so that a name never stands for half a file.
 * Never follows a link: a planted one could make the server give out, or overwrite, any file that it can reach.
 */
export function diskBlobs(folder: string): BlobStore {
  const folderOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256.slice(2, 4));
  const pathOf = (sha256: string): string => {
    if (!namePattern.test(sha256)) throw new Error('not the name of a blob');
    return join(folderOf(sha256), sha256);
  };
  const isKept = async (sha256: string): Promise<boolean> => {
    try {
      const found = await lstat(pathOf(sha256));
      if (!found.isFile()) throw new Error(`not a plain file: blob ${sha256}`);
      return true;
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
  };
  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes);
      const path = pathOf(sha256);
      if (await isKept(sha256)) {
        const now = new Date();
        await utimes(path, now, now);
        return sha256;
      }
      await mkdir(folderOf(sha256), { recursive: true, mode: 0o700 });
      const beside = `${path}.${randomUUID()}.part`;
      const file = await open(beside, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, path);
      await syncFolder(folderOf(sha256));
      return sha256;
    },
    async open(sha256) {
      if (!(await isKept(sha256))) throw new Error(`no such blob: ${sha256}`);
      return Readable.toWeb(createReadStream(pathOf(sha256))) as ReadableStream<Uint8Array>; // node's own twin of the type
    },
    has: isKept,
    async delete(sha256) {
      try {
        await unlink(pathOf(sha256));
        return true;
      } catch (error) {
        if (isAbsent(error)) return false;
        throw error;
      }
    },
    async *list() {
      for (const sha256 of await namesBelow(folder)) {
        const found = await lstat(pathOf(sha256)).catch(() => undefined);
        if (found?.isFile())
          yield { sha256, putAt: Temporal.Instant.fromEpochMilliseconds(Math.floor(found.mtimeMs)) };
      }
    },
  };
}

/** In memory, for tests and trials: the contract suite runs over both stores. */
export function memoryBlobs(): BlobStore {
  const kept = new Map<string, { bytes: Buffer; putAt: Temporal.Instant }>();
  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes);
      kept.set(sha256, { bytes: Buffer.from(bytes), putAt: Temporal.Now.instant() });
      return sha256;
    },
    async open(sha256) {
      const found = kept.get(sha256);
      if (!found) throw new Error(`no such blob: ${sha256}`);
      return new Blob([new Uint8Array(found.bytes)]).stream();
    },
    async has(sha256) {
      return kept.has(sha256);
    },
    async delete(sha256) {
      return kept.delete(sha256);
    },
    async *list() {
      for (const [sha256, { putAt }] of kept) yield { sha256, putAt };
    },
  };
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function namesBelow(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder, { recursive: true });
    return names.map((name) => name.split(/[\\/]/u).at(-1) ?? '').filter((name) => namePattern.test(name));
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
