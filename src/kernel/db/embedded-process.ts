/** The PostgreSQL process of a cluster: found, started, stopped. */
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { configure, makeSocketFolder, type Settings } from './embedded-config.ts';
import type { Cluster } from './embedded-files.ts';
import { asOwner } from './embedded-user.ts';

export type Postmaster = { pid: number; socketFolder: string; port: number; ready: boolean };

/** How a launch ended: serving, overtaken by another start (look again), or failed for a reason. */
export type Launch = { kind: 'ready' } | { kind: 'overtaken' } | { kind: 'failed'; error: string };

const fastShutdownMs = 30_000;
const immediateShutdownMs = 10_000;

/**
 * The server that runs on the cluster, if any. A postmaster.pid whose number now belongs to another program
 * (containers hand numbers out again) is put away, for PostgreSQL itself would wait for that program for ever.
 */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  const file = path.join(cluster.folder, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (!isAlive(pid)) return undefined;
  if (!(await servesCluster(pid, cluster))) {
    await putAwayPidFile(file, text);
    return undefined;
  }
  const ready = lines[7]?.trim() === 'ready';
  return { pid, port: Number(lines[3]), socketFolder: lines[4] ?? '', ready: ready && Boolean(lines[4]) };
}

/** Starts the server in a session of its own (Ctrl-C is for us, not for it) and waits until it serves or ends. */
export async function launch(cluster: Cluster, settings: Settings, deadline: number): Promise<Launch> {
  await configure(cluster, await makeSocketFolder(cluster), settings);
  const ownLog = `${cluster.startupLog}.${randomUUID()}`; // starts at the same moment must not read each other's
  const launched = await spawnServer(cluster, ownLog, deadline);
  if (launched.kind === 'overtaken') await rm(ownLog);
  else await rename(ownLog, cluster.startupLog);
  return launched;
}

async function spawnServer(cluster: Cluster, log: string, deadline: number): Promise<Launch> {
  const output = await open(log, 'wx', 0o600);
  try {
    const child = spawn(cluster.programs.postgres, ['-D', cluster.pathForOwner], {
      ...asOwner(cluster.owner),
      cwd: cluster.folder,
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      stdio: ['ignore', output.fd, output.fd],
      detached: true,
    });
    const failure = new Promise<Error>((resolve) => child.once('error', resolve));
    child.unref();
    while (Date.now() < deadline) {
      const running = await findPostmaster(cluster);
      if (running?.ready && running.pid === child.pid) return { kind: 'ready' };
      const error = await Promise.race([failure, sleep(10)]);
      if (error) return { kind: 'failed', error: error.message };
      if (child.exitCode !== null || child.signalCode !== null) return await reasonOfEnd(cluster, log);
    }
  } finally {
    await output.close();
  }
  return { kind: 'overtaken' };
}

/** Ends the server: clients are disconnected, work is rolled back; by force if it does not end within 30 s. */
export async function shutDown(cluster: Cluster, pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', fastShutdownMs],
    ['SIGQUIT', immediateShutdownMs],
  ] as const) {
    const deadline = Date.now() + patienceMs;
    if (!send(pid, signal)) return;
    while (Date.now() < deadline) {
      if (!isAlive(pid) || !(await servesCluster(pid, cluster))) return;
      await sleep(10);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // exists, but is not ours
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false; // it ended meanwhile
  }
}

/** A postmaster's working directory is its cluster's folder; a finished or foreign process has another or none. */
async function servesCluster(pid: number, cluster: Cluster): Promise<boolean> {
  if (process.platform !== 'linux') {
    const command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
    return command.includes('postgres') && command.includes(cluster.pathForOwner);
  }
  try {
    const program = path.basename(await readlink(`/proc/${pid}/exe`)); // ends in " (deleted)" after an upgrade
    const folder = await readlink(`/proc/${pid}/cwd`);
    return program.startsWith('postgres') && folder === (await realpath(cluster.folder));
  } catch {
    return false;
  }
}

/**
 * Two starts may judge the same stale file, and the slower must not take away the faster one's new file: the file is
 * moved first, looked at, and put back if it is not the one that was judged.
 */
async function putAwayPidFile(file: string, judged: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return; // the other start was faster
  }
  if ((await readFile(aside, 'utf8')) === judged) await rm(aside);
  else await rename(aside, file);
}

async function reasonOfEnd(cluster: Cluster, startupLog: string): Promise<Launch> {
  const startup = await readFile(startupLog, 'utf8');
  // The second of two starts finds the first one's lock; a killed server's children keep its memory for a moment, and
  // their farewell may be the last line of the log.
  const passing =
    /lock file ".*" already exists|pre-existing shared memory block|due to unexpected postmaster exit/;
  const fatal = lastFatal(startup) ?? lastFatal(await newestLog(path.join(cluster.folder, 'log')));
  if (passing.test(fatal ?? '')) return { kind: 'overtaken' };
  return { kind: 'failed', error: fatal ?? (startup.trim().split('\n').at(-1) || 'no reason given') };
}

function lastFatal(log: string): string | undefined {
  return [...log.matchAll(/(?:FATAL|PANIC): +(.*)/g)].at(-1)?.[1];
}

async function newestLog(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(path.join(folder, name))).mtimeMs })),
  );
  const newest = dated.sort((a, b) => b.at - a.at)[0];
  return newest ? readFile(path.join(folder, newest.name), 'utf8') : '';
}
