/** The real server of a journey: an own database on the test server, an own data folder, a free port of this machine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/config.ts';
import { issueSetUpCode } from '../../src/kernel/auth/set-up.ts';
import { sealPending } from '../../src/kernel/audit/seal.ts';
import { openDb, openPool, type Db } from '../../src/kernel/db/pool.ts';
import { serveTown } from '../../src/serve.ts';
import { createTestDatabase } from '../../tests/support/cluster.ts';
import { demoTemplate, keepDemoKey, urlOf } from './demo-template.ts';
import { buildWebApp } from './web-app.ts';

export type JourneyServer = {
  url: string;
  db: Db;
  /** The code on the console of an empty town. */
  setUpCode: string | null;
  /** Seals the audit log, as the job does every ten minutes. */
  seal(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts the demo town, in which everybody has `knownPassword` and need not change it, or an empty one. */
export async function startServer(options: { empty?: boolean } = {}): Promise<JourneyServer> {
  buildWebApp();
  const database = await createTestDatabase(options.empty ? undefined : await demoTemplate());
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'jishi-journey-'));
  if (!options.empty) await keepDemoKey(dataDir);
  const config = readConfig({
    PORT: String(await freePort()),
    JISHI_DATA: dataDir,
    DATABASE_URL: urlOf(database.connection),
    JISHI_LOG: 'error',
  });
  let setUpCode: string | null = null;
  const running = await serveTown(config, async ({ db }) => {
    if (options.empty) setUpCode = (await issueSetUpCode(db)) ?? null;
  });
  return {
    url: running.url,
    db: running.db,
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
