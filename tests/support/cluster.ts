/**
 * One throw-away database server for a test run, and in it a database of its own for each test file.
 * Nothing in it survives a power cut, which makes it fast. Every test process holds the server (see
 * `kernel/db/embedded.ts`), so a file run alone starts it, files run together share it, and the last one stops it.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Pool } from 'pg';
import { startEmbedded, type EmbeddedDatabase } from '../../src/kernel/db/embedded.ts';

export type TestConnection = { host: string; port: number; database: string; user: string };
export type TestDatabase = { name: string; connection: TestConnection; drop(): Promise<void> };

const checkout = fileURLToPath(new URL('../../', import.meta.url));
/** Serializes what several test files would otherwise do at once: making a template, sweeping. */
const lockKey = 7_214_603_310;
const fast = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '100' };

let cluster: Promise<EmbeddedDatabase> | undefined;
let made = 0;

/** The folder of the shared server: JISHI_TEST_CLUSTER, else one per user and checkout under the temporary folder. */
export function testClusterFolder(): string {
  const named = process.env['JISHI_TEST_CLUSTER'];
  const key = createHash('sha256').update(checkout).digest('hex').slice(0, 10);
  return named ?? path.join(os.tmpdir(), `jishi-test-${process.geteuid?.() ?? 0}-${key}`);
}

/**
 * From here on this process has a server of its own: for what looks at all of a server (transactions that hold a seal
 * back, who else is connected). Call it before the first database.
 */
export function useOwnCluster(name: string): void {
  process.env['JISHI_TEST_CLUSTER'] = `${testClusterFolder()}-${name}`;
}

/** Starts or joins the test server; this process lets go of it when it has nothing left to do. */
export function testCluster(): Promise<EmbeddedDatabase> {
  cluster ??= startTestCluster();
  return cluster;
}

async function startTestCluster(): Promise<EmbeddedDatabase> {
  const dataDir = testClusterFolder();
  const embedded = await startEmbedded({ dataDir, settings: fast }).catch(
    async (error: { code?: string }) => {
      if (error.code !== 'database.start_failed') throw error;
      await rm(dataDir, { recursive: true, force: true }); // damaged by a power cut, as it may be
      return startEmbedded({ dataDir, settings: fast });
    },
  );
  process.once('beforeExit', () => void embedded.stop());
  await asMaintainer(embedded, sweep);
  return embedded;
}

/**
 * A database of its own, copied from `template` (35–65 ms), by default one with all migrations.
 * Dropped by `drop()`, or by a later run when its process has ended.
 */
export async function createTestDatabase(template?: string): Promise<TestDatabase> {
  const embedded = await testCluster();
  const source = template ?? (await migratedTemplate());
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await asMaintainer(embedded, (client) => client.query(`create database ${name} template ${source}`));
  const { host, port, user } = embedded;
  const drop = async (): Promise<void> => {
    await asMaintainer(embedded, (client) => client.query(`drop database if exists ${name} with (force)`));
  };
  return { name, connection: { host, port, user, database: name }, drop };
}

/** An empty database, without migrations. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createTestDatabase('template0');
}

/**
 * The name of a template that `fill` has filled, made once for each `key` (say, a hash of what it is made from) and
 * kept between runs. `from` is the template it starts with.
 */
export async function templateDatabase(
  name: string,
  key: string,
  fill: (connection: TestConnection) => Promise<void>,
  from = 'template0',
): Promise<string> {
  const embedded = await testCluster();
  const full = `template_${name}_${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
  await asMaintainer(embedded, async (client) => {
    await client.query(`select pg_advisory_lock(${lockKey})`);
    const known = await client.query('select from pg_database where datname = $1', [full]);
    if (known.rowCount) return;
    const draft = `${full}_draft`; // renamed when whole, so that a run that was killed leaves no half template
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft} template ${from}`);
    await fill({ host: embedded.host, port: embedded.port, user: embedded.user, database: draft });
    await client.query(`alter database ${draft} rename to ${full}`);
  });
  return full;
}

/** The template with all migrations of this checkout. */
export async function migratedTemplate(): Promise<string> {
  const { migrate } = await import('../../src/kernel/db/migrate.ts');
  return templateDatabase(
    'migrated',
    await fingerprint(path.join(checkout, 'migrations')),
    async (connection) => {
      const pool = new Pool({ ...connection, max: 2 });
      await migrate(pool);
      await pool.end();
    },
  );
}

async function fingerprint(folder: string): Promise<string> {
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return JSON.stringify(texts);
}

/** Drops databases of processes that have ended, and templates untouched by anyone when there are many. */
async function sweep(client: Client): Promise<void> {
  await client.query(`select pg_advisory_lock(${lockKey})`);
  const { rows } = await client.query<{ name: string }>(
    "select datname as name from pg_database where datname ~ '^(test|template)_' order by oid",
  );
  const names = rows.map((row) => row.name);
  const left = names.filter((name) => name.startsWith('test_') && !isRunning(Number(name.split('_')[1])));
  const templates = names.filter((name) => name.startsWith('template_'));
  for (const name of [...left, ...templates.slice(0, -12)])
    await client.query(`drop database if exists ${name} with (force)`);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function asMaintainer<T>(embedded: EmbeddedDatabase, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...embedded, database: 'postgres' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
