/** The cluster on disk: found or made whole, under a name by which its owner can reach it. */
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chown, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../refusal.ts';
import { findPrograms, type Programs } from './embedded-programs.ts';
import { asOwner, chooseOwner, type ClusterOwner } from './embedded-user.ts';

/** `pathForOwner` is how the owner names `folder`, which it may be unable to reach by its path. */
export type Cluster = {
  folder: string;
  pathForOwner: string;
  startupLog: string;
  owner: ClusterOwner;
  programs: Programs;
};

/** One cluster folder for each major version; a newer one is filled from the older, never opened by it. */
const folderName = 'postgres-18';
const systemFolder = '/var/lib/jishi';
/** An unfinished initdb older than this belongs to a process that was killed. */
const abandonedAfterMs = 10 * 60_000;
/** pg_trgm finds nothing in Chinese under LC_CTYPE=C; macOS and old systems know UTF-8 only by other names. */
const characterLocales = ['C.UTF-8', 'en_US.UTF-8', 'zh_CN.UTF-8'];

/** Makes `dataDir` and in it a cluster, unless there is one. Refuses with a `database.*` code that says what to change. */
export async function prepareCluster(dataDir: string): Promise<Cluster> {
  const base = path.resolve(dataDir);
  const folder = path.join(base, folderName);
  await makeDataFolder(base);
  const owner = chooseOwner(folder);
  const programs = await findPrograms(owner, owner.switched ? systemFolder : base);
  const cluster = { folder, startupLog: path.join(base, `${folderName}.startup.log`), owner, programs };
  if (!(await exists(path.join(folder, 'PG_VERSION')))) await createCluster(folder, owner, programs);
  return { ...cluster, pathForOwner: nameForOwner(folder, owner) };
}

async function makeDataFolder(base: string): Promise<void> {
  try {
    // Root's folder is passable because the database's user lives below it; what else lies there closes itself.
    await makeFolder(base, process.geteuid?.() === 0 ? 0o711 : 0o700);
    await access(base, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unwritable(base, error);
  }
}

/** Step by step, because a recursive `mkdir` turns for ever where the kernel answers ENOENT below an existing folder. */
async function makeFolder(folder: string, mode: number): Promise<void> {
  if (await exists(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolder(parent, mode);
  await mkdir(folder, { mode }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error; // another start made it at the same moment
  });
}

/** initdb into a sibling and one rename: a cluster is whole or absent, and of several first starts one wins. */
async function createCluster(folder: string, owner: ClusterOwner, programs: Programs): Promise<void> {
  await removeAbandoned(folder);
  let fresh: string;
  try {
    fresh = await mkdtemp(`${folder}.new-`);
    if (owner.switched) await chown(fresh, owner.uid, owner.gid);
  } catch (error) {
    throw unwritable(path.dirname(folder), error);
  }
  try {
    await initialize(fresh, owner, programs);
    await rename(fresh, folder);
  } catch (error) {
    const lost = ['EEXIST', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? ''); // from rename
    if (!lost) throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function initialize(fresh: string, owner: ClusterOwner, programs: Programs): Promise<void> {
  let failure = '';
  for (const locale of characterLocales) {
    const { code, output } = await runInitdb(fresh, locale, owner, programs);
    if (code === 0) return;
    failure = output;
    if (!/invalid locale (name|settings)/.test(output)) {
      const error = /^(?:initdb: error|.*FATAL): *(.*)$/m.exec(output)?.[1] ?? output.trim();
      throw new Refusal('database.create_failed', {
        params: { folder: path.dirname(fresh), error },
        status: 503,
      });
    }
  }
  throw new Refusal('database.no_locale', { params: { error: failure.trim() }, status: 503 });
}

function runInitdb(
  fresh: string,
  characterLocale: string,
  owner: ClusterOwner,
  programs: Programs,
): Promise<{ code: number | null; output: string }> {
  const options = [
    `--pgdata=${nameForOwner(fresh, owner)}`,
    '--username=jishi',
    '--auth=peer',
    '--encoding=UTF8',
    '--data-checksums',
    '--no-instructions',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${characterLocale}`,
  ];
  const child = spawn(programs.initdb, options, {
    ...asOwner(owner),
    cwd: fresh,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/**
 * Linux lets a process name its working directory whatever the rights of the folders above it, and PostgreSQL works
 * in its cluster's folder all its life. So root may keep a cluster where the database's user could never walk to.
 */
function nameForOwner(folder: string, owner: ClusterOwner): string {
  if (!owner.switched) return folder;
  const reached = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...asOwner(owner), cwd: '/' });
  if (reached.status === 0) return folder;
  if (process.platform === 'linux') return '/proc/self/cwd';
  throw new Refusal('database.folder_closed', { params: { owner: owner.name, folder }, status: 503 });
}

async function removeAbandoned(folder: string): Promise<void> {
  const base = path.dirname(folder);
  for (const name of await readdir(base)) {
    if (!name.startsWith(`${folderName}.new-`)) continue;
    const abandoned = path.join(base, name);
    const made = await stat(abandoned).catch(() => undefined); // another start may be removing it as well
    if (made && Date.now() - made.mtimeMs > abandonedAfterMs)
      await rm(abandoned, { recursive: true, force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

function unwritable(folder: string, error: unknown): Refusal {
  const { code, message } = error as NodeJS.ErrnoException; // from node:fs
  return new Refusal('database.folder_unwritable', {
    params: { folder, error: code ?? message },
    status: 503,
  });
}
