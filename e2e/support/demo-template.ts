/** The demo town filled once for all journeys of a day and a checkout: a template that each journey copies. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../src/config.ts';
import { fillDemoTown } from '../../src/demo/town.ts';
import { hashPassword } from '../../src/kernel/auth/passwords.ts';
import type { Db } from '../../src/kernel/db/pool.ts';
import { serveTown } from '../../src/serve.ts';
import { migratedTemplate, templateDatabase, type TestConnection } from '../../tests/support/cluster.ts';

/** The password of everybody in the demo of the journeys. */
export const knownPassword = 'Qinghe-2026-xing';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
/** What a demo is made from. */
const sources = ['migrations', 'policy', 'src'];
/** What the template sealed is opened by the servers on its copies: they share the master key. */
const demoKey = Buffer.alloc(32, 'demo').toString('base64');

/** The name of the template; filled by a real server, so that what it left to its queue is there too. */
export async function demoTemplate(): Promise<string> {
  const today = Temporal.Now.plainDateISO('Asia/Shanghai').toString();
  const made = await Promise.all(sources.map((folder) => fingerprint(path.join(checkout, folder))));
  return templateDatabase('demo', [today, ...made].join(), fill, await migratedTemplate());
}

/** Puts the demo's master key where a server with this data folder looks for its own. */
export async function keepDemoKey(dataDir: string): Promise<void> {
  await mkdir(path.join(dataDir, 'keys'), { recursive: true });
  await writeFile(path.join(dataDir, 'keys', 'master.key'), `${demoKey}\n`, { mode: 0o600 });
}

export function urlOf({ host, port, user, database }: TestConnection): string {
  return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

async function fill(connection: TestConnection): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'jishi-demo-'));
  await keepDemoKey(dataDir);
  const config = readConfig({
    PORT: '0',
    JISHI_DATA: dataDir,
    DATABASE_URL: urlOf(connection),
    JISHI_LOG: 'error',
  });
  const running = await serveTown(config, async ({ db, app }) => {
    await fillDemoTown(db, app.services, Temporal.Now.instant());
    await giveKnownPassword(db);
  });
  await running.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function giveKnownPassword(db: Db): Promise<void> {
  await db
    .updateTable('accounts')
    .set({
      password_hash: await hashPassword(knownPassword),
      password_set_at: Temporal.Now.instant(),
      password_must_change: false,
    })
    .execute();
}

async function fingerprint(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort())
    hash.update(file.slice(folder.length)).update(await readFile(file));
  return hash.digest('hex');
}
