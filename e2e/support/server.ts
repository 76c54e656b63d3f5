/** The real server of a journey: an own database on the test server, an own data folder, a free port of this machine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/config.ts';
import { fillDemoTown, type DemoAccount } from '../../src/demo/town.ts';
import { hashPassword } from '../../src/kernel/auth/passwords.ts';
import { issueSetUpCode } from '../../src/kernel/auth/set-up.ts';
import { sealPending } from '../../src/kernel/audit/seal.ts';
import { openDb, openPool, type Db } from '../../src/kernel/db/pool.ts';
import { serveTown } from '../../src/serve.ts';
import { createTestDatabase, type TestConnection } from '../../tests/support/cluster.ts';
import { buildWebApp } from './web-app.ts';

export type JourneyServer = {
  url: string;
  db: Db;
  /** The printed one-time passwords of the demo, by username; empty for an empty town. */
  oneTime: Map<string, DemoAccount>;
  /** The code on the console of an empty town. */
  setUpCode: string | null;
  /** Seals the audit log, as the job does every ten minutes. */
  seal(): Promise<void>;
  stop(): Promise<void>;
};

/** The password of everybody in the demo who has no printed one-time password left to change. */
export const knownPassword = 'Qinghe-2026-xing';

/**
 * Starts the demo town, or an empty one. `newcomers` keep their printed one-time password; everybody else has
 * `knownPassword` and need not change it.
 */
export async function startServer(
  options: { empty?: boolean; newcomers?: readonly string[] } = {},
): Promise<JourneyServer> {
  buildWebApp();
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'jishi-journey-'));
  const config = readConfig({
    PORT: String(await freePort()),
    JISHI_DATA: dataDir,
    DATABASE_URL: urlOf(database.connection),
    JISHI_LOG: 'error',
  });
  const oneTime = new Map<string, DemoAccount>();
  let setUpCode: string | null = null;
  const running = await serveTown(config, async ({ db, app }) => {
    if (options.empty) {
      setUpCode = (await issueSetUpCode(db)) ?? null;
      return;
    }
    const { signIns } = await fillDemoTown(db, app.services, Temporal.Now.instant());
    for (const one of signIns) oneTime.set(one.username, one);
    await giveKnownPasswords(db, options.newcomers ?? []);
  });
  return {
    url: running.url,
    db: running.db,
    oneTime,
    setUpCode,
    async seal() {
      const pool = openPool(database.connection, 'owner', { max: 1 });
      await sealPending(openDb(pool), Temporal.Now.instant());
      await pool.end();
    },
    async stop() {
      await running.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function giveKnownPasswords(db: Db, newcomers: readonly string[]): Promise<void> {
  const now = Temporal.Now.instant();
  await db
    .updateTable('accounts')
    .set({
      password_hash: await hashPassword(knownPassword),
      password_set_at: now,
      password_must_change: false,
    })
    .$if(newcomers.length > 0, (query) => query.where('username', 'not in', [...newcomers]))
    .execute();
}

/** Asked before the server starts, because addresses in its pages carry the port. */
function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // it listens on a port, not on a path
      server.close(() => resolve(port));
    });
  });
}

function urlOf({ host, port, user, database }: TestConnection): string {
  return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
