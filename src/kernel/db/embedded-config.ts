/** How a cluster is run: its three configuration files and the folder of its socket. */
import { createHash, randomUUID } from 'node:crypto';
import { chmod, chown, lstat, mkdir, mkdtemp, open, rename } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Refusal } from '../refusal.ts';
import type { Cluster } from './embedded-files.ts';
import { processUser, type ClusterOwner } from './embedded-user.ts';

/** Values of postgresql.conf beside our own. */
export type Settings = Record<string, string>;

/** sun_path holds 104 bytes on macOS, and `/.s.PGSQL.5432` takes 14 of them. */
const longestSocketFolder = 88;
/** Writes the configuration for the next start; an operator's own settings live in `alter system`, which wins. */
export async function configure(cluster: Cluster, socketFolder: string, settings: Settings): Promise<void> {
  const all: Settings = { ...ownSettings, unix_socket_directories: socketFolder, ...settings };
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  await writeOwned(cluster, 'postgresql.conf', [
    '# Written at each start. Change settings with: alter system set … = …',
    ...lines,
  ]);
  await writeOwned(cluster, 'pg_hba.conf', [
    'local all all peer map=jishi',
    'local replication all peer map=jishi',
  ]);
  await writeOwned(cluster, 'pg_ident.conf', [...identLines(cluster)]);
}

/** Who may sign in as `jishi`: whoever starts this, the cluster's owner, and root, who could become either anyway. */
function identLines(cluster: Cluster): Set<string> {
  const names = [processUser(), cluster.owner.name, 'root'];
  return new Set(names.map((name) => `jishi "${name.replaceAll('"', '""')}" jishi`));
}

const ownSettings: Settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  cluster_name: 'jishi',
  max_connections: '60',
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  io_method: 'worker',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'iso, ymd',
  idle_in_transaction_session_timeout: '5min',
  // A week of files. Errors of statements are the application's to log: their text may name people.
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgres-%a.log',
  log_file_mode: '0600',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_parameter_max_length_on_error: '0',
  log_line_prefix: '%m [%p] ',
};

/** By a new file and a rename, so that a link planted in the owner's folder never leads root's pen elsewhere. */
async function writeOwned(cluster: Cluster, name: string, lines: string[]): Promise<void> {
  const target = path.join(cluster.folder, name);
  const fresh = `${target}.${randomUUID()}`;
  const file = await open(fresh, 'wx', 0o600);
  try {
    await file.writeFile(`${lines.join('\n')}\n`);
    if (cluster.owner.switched) await file.chown(cluster.owner.uid, cluster.owner.gid);
  } finally {
    await file.close();
  }
  await rename(fresh, target);
}

/**
 * A short folder that only the owner enters, for the socket: paths of sockets are cut at about 100 bytes, so it never
 * lies in the data folder. Whoever comes later reads its place from postmaster.pid. Refuses `database.no_socket_folder`.
 */
export async function makeSocketFolder(cluster: Cluster): Promise<string> {
  const name = `jishi-${createHash('sha256').update(cluster.folder).digest('hex').slice(0, 12)}`;
  const bases = cluster.owner.switched
    ? ['/run', '/tmp']
    : [process.env['XDG_RUNTIME_DIR'], '/tmp', os.tmpdir()];
  for (const base of bases) {
    if (!base || Buffer.byteLength(base) + name.length + 8 > longestSocketFolder) continue;
    const folder = path.join(base, name);
    if (await takeFolder(folder, cluster.owner)) return folder;
    const other = await mkdtemp(`${folder}-`).catch(() => undefined); // someone else made the name theirs
    if (other && (await takeFolder(other, cluster.owner))) return other;
  }
  throw new Refusal('database.no_socket_folder', { status: 503 });
}

async function takeFolder(folder: string, owner: ClusterOwner): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    const found = await lstat(folder);
    if (!found.isDirectory() || ![owner.uid, process.geteuid?.()].includes(found.uid)) return false;
    if (found.uid !== owner.uid) await chown(folder, owner.uid, owner.gid);
    await chmod(folder, 0o700);
    return true;
  } catch {
    return false;
  }
}
