/**
 * PostgreSQL brought by npm, for this program alone: a socket in a closed folder, the operating system says who calls,
 * no password and no network.
 *
 * The server outlives whoever started it and belongs to all who hold it. Holding is a shared advisory lock on a
 * connection of its own, so that the kernel lets go for a process that was killed. Who leaves last (who gets the lock
 * alone) shuts the server down; a start that comes while it does waits for the lock, loses its connection and begins
 * anew. A server orphaned by kill -9 is adopted by the next start. A server that dies under its holders is restarted by
 * them. We do not tie it to its starter's life (PR_SET_PDEATHSIG): it would die under those who adopted it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Refusal } from '../refusal.ts';
import type { Settings } from './embedded-config.ts';
import { prepareCluster, type Cluster } from './embedded-files.ts';
import { findPostmaster, launch, shutDown, type Postmaster } from './embedded-process.ts';

export type EmbeddedDatabase = {
  /** Folder of the socket, as `pg` takes it for a host. */
  host: string;
  port: number;
  database: 'jishi';
  /** Owner and superuser; sign in from this process needs no password. */
  user: 'jishi';
  /** Lets go of the server and waits for its end if nobody else holds it. Close pools first. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  dataDir: string;
  /** Progress in English, for the console or a log. */
  log?: (line: string) => void;
  /** Values of postgresql.conf beside our own; they count when this call is the one that starts the server. */
  settings?: Settings;
  /** Hears when the server died and could not be brought back; unhandled, it ends the process. */
  onLost?: (error: Error) => void;
};

const startTimeoutMs = 60_000;
const restartTries = 3;
/** Any number that only this program uses, in the database `postgres`. */
const holdKey = 7_214_603_300;

/**
 * Starts the database in `dataDir`, or joins it if it runs; makes it on the first call.
 * Throws a Refusal `database.*` whose message says in one sentence what to change.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { log = () => undefined, settings = {} } = options;
  const onLost = options.onLost ?? rethrow;
  const cluster = await prepareCluster(options.dataDir);
  let hold = await takeHold(cluster, settings, log);
  let stopping: Promise<void> | undefined;
  /** A stop waits for it: a database that comes back after the stop would have nobody. */
  let back: Promise<void> = Promise.resolve();
  await createDatabase(hold.client);
  watch();
  const { socketFolder: host, port } = hold.postmaster;
  return { host, port, database: 'jishi', user: 'jishi', stop: () => (stopping ??= stop()) };

  async function stop(): Promise<void> {
    await back.catch(() => undefined); // told by onLost
    await letGo(cluster, hold);
  }

  /** The hold alone keeps no process alive. */
  function watch(): void {
    (hold.client as Client & Reference).unref();
    hold.client.once('end', () => {
      if (stopping) return;
      back = bringBack();
      void back.catch(onLost);
    });
  }

  async function bringBack(): Promise<void> {
    log('the database ended unexpectedly; starting it again');
    for (let attempt = 1; ; attempt += 1) {
      if (stopping) return;
      try {
        hold = await takeHold(cluster, settings, log);
        return watch();
      } catch (error) {
        if (attempt === restartTries) throw error;
        await sleep(attempt * 1000);
      }
    }
  }
}

/** The driver's types forget that a connection may be left out of what keeps the process alive. */
type Reference = { ref(): void; unref(): void };

type Hold = { client: Client; postmaster: Postmaster };

async function takeHold(cluster: Cluster, settings: Settings, log: (line: string) => void): Promise<Hold> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    const postmaster = await findPostmaster(cluster);
    if (postmaster?.ready) {
      const client = await hold(postmaster);
      if (client) return { client, postmaster };
    } else if (!postmaster) {
      const launched = await launch(cluster, settings, deadline);
      if (launched.kind === 'ready') log('database started');
      if (launched.kind === 'failed') {
        const params = { error: launched.error, log: cluster.startupLog };
        throw new Refusal('database.start_failed', { params, status: 503 });
      }
      if (launched.kind === 'ready') continue;
    }
    await sleep(25);
  }
  const params = { seconds: startTimeoutMs / 1000, log: cluster.startupLog };
  throw new Refusal('database.start_timeout', { params, status: 503 });
}

/** A connection that holds the server up, or nothing when the server is on its way out or not yet in. */
async function hold(postmaster: Postmaster): Promise<Client | undefined> {
  const client = new Client({
    host: postmaster.socketFolder,
    port: postmaster.port,
    database: 'postgres',
    user: 'jishi',
    application_name: 'jishi:hold',
  });
  client.on('error', () => undefined); // 'end' follows and is listened to
  try {
    await client.connect();
    await client.query(`select pg_advisory_lock_shared(${holdKey})`);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (isPassing(error)) return undefined;
    throw error;
  }
}

/** The server is starting, stopping or gone: look again. */
function isPassing(error: unknown): boolean {
  const { code, message } = error as Error & { code?: string }; // from pg or from the socket
  const passing = ['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'];
  return passing.includes(code ?? '') || message.includes('Connection terminated');
}

async function createDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = 'jishi'");
  if (rowCount) return;
  await client.query('create database jishi template template0').catch((error: { code?: string }) => {
    // duplicate_database or its unique index: another start made it at the same moment
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}

/** Two who leave at once both unlock before either asks for the lock alone, so exactly one of them shuts down. */
async function letGo(cluster: Cluster, { client, postmaster }: Hold): Promise<void> {
  (client as Client & Reference).ref();
  try {
    await client.query(`select pg_advisory_unlock_shared(${holdKey})`);
    const { rows } = await client.query<{ last: boolean }>(`select pg_try_advisory_lock(${holdKey}) as last`);
    if (rows[0]?.last) await shutDown(cluster, postmaster.pid);
  } catch (error) {
    if (!isPassing(error) && !/not queryable/.test((error as Error).message)) throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function rethrow(error: Error): never {
  throw error;
}
