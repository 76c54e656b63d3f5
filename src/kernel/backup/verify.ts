/** Reads a whole backup and holds every entry against the manifest, before anything is touched. */
import { open } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import { entryNames, manifestSchema, promisedEntries, sha256Of, type Manifest } from './manifest.ts';
import { readTar, TarError } from './tar.ts';

/**
 * The manifest of a sound backup. Refuses `backup.unreadable`, `backup.not_a_backup`, `backup.cut_off`, and
 * `backup.damaged` or `backup.part_missing` with the name of the part.
 */
export async function verifyBackup(path: string): Promise<Manifest> {
  const sums = new Map<string, string>();
  let manifest: Buffer | undefined;
  let manifestSum = '';
  await eachEntry(path, async (name, bytes) => {
    if (name === entryNames.manifest) manifest = bytes;
    else if (name === entryNames.manifestSum) manifestSum = bytes.toString('utf8').slice(0, 64);
    else sums.set(name, sha256Of(bytes));
  });
  if (!manifest) throw new Refusal('backup.not_a_backup', { params: { file: path } });
  if (sha256Of(manifest) !== manifestSum) throw damaged(entryNames.manifest);
  const read = parseManifest(manifest, path);
  for (const [name, promised] of promisedEntries(read)) {
    const sum = sums.get(name);
    if (sum === undefined) throw new Refusal('backup.part_missing', { params: { part: name } });
    if (sum !== promised) throw damaged(name);
    sums.delete(name);
  }
  const [stranger] = sums.keys();
  if (stranger !== undefined) throw damaged(stranger);
  return read;
}

/** Entry after entry of a backup file; what is wrong with the container becomes a refusal. */
export async function eachEntry(
  path: string,
  work: (name: string, bytes: Buffer) => Promise<void>,
): Promise<void> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('backup.unreadable', { params: { file: path, error: error.code ?? error.message } });
  });
  try {
    for await (const { name, bytes } of readTar(file)) await work(name, bytes);
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    if (error.kind === 'foreign') throw new Refusal('backup.not_a_backup', { params: { file: path } });
    if (error.kind === 'cut') throw new Refusal('backup.cut_off', { params: { part: error.after } });
    throw new Refusal('backup.damaged_after', { params: { part: error.after } });
  } finally {
    await file.close();
  }
}

export function damaged(part: string): Refusal {
  return new Refusal('backup.damaged', { params: { part } });
}

function parseManifest(bytes: Buffer, path: string): Manifest {
  const read: unknown = JSON.parse(bytes.toString('utf8')); // its sum is right, so we wrote it
  if (typeof read === 'object' && read !== null && 'format' in read && read.format !== 1)
    throw new Refusal('backup.newer_format', { params: { format: Number(read.format) } });
  const parsed = manifestSchema.safeParse(read);
  if (!parsed.success) throw new Refusal('backup.not_a_backup', { params: { file: path } });
  return parsed.data;
}
