/** One running server: port, database, app, jobs; and the way back. */
import { mkdir, rename, stat, writeFile, unlink } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { pino, type Logger } from 'pino';
import { createApp, type App } from './app.ts';
import type { Config } from './config.ts';
import { openTownDatabase, type TownDatabase } from './database.ts';
import { loadMasterKey } from './kernel/auth/secrets.ts';
import { openDb, openPool, type Db } from './kernel/db/pool.ts';
import { diskBlobs } from './kernel/files/blob-store.ts';
import { createRateLimit } from './kernel/http/rate-limit.ts';
import { serveWebApp } from './kernel/http/web-app.ts';
import { openBossQueue } from './kernel/jobs/boss-queue.ts';
import { openLog } from './kernel/log.ts';
import { createMetrics } from './kernel/metrics.ts';
import { smtpMailer } from './kernel/notice/mail.ts';
import { Refusal } from './kernel/refusal.ts';

const webDist = fileURLToPath(new URL('../web/dist', import.meta.url));

export type Running = {
  url: string;
  app: App;
  db: Db;
  database: TownDatabase;
  logPath: string;
  /** Answers what is under way, lets jobs finish for a while, closes the database. Safe to call twice. */
  stop(): Promise<void>;
};

type Fetch = (request: Request, env: object) => Response | Promise<Response>;

/**
 * Starts the server. Refuses `config.*`, `database.*`, `migration.*` before anything answers; what was opened is closed.
 * `prepare` runs on the migrated database before the first answer, for what a first run fills in.
 */
export async function serveTown(
  config: Config,
  prepare: (running: Omit<Running, 'stop'>) => Promise<void> = async () => undefined,
): Promise<Running> {
  const closing: (() => Promise<void> | void)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= closeAll(closing));
  try {
    // The port first: a second start beside the first must not touch the database.
    let fetch: Fetch = () => new Response('starting\n', { status: 503, headers: { 'retry-after': '2' } });
    const server = await listen(config, (request, env) => fetch(request, env));
    closing.push(() => closeServer(server));
    await requireFolder(config.dataDir);
    const { log, logPath } = await openServerLog(config);
    const onLost = (error: Error): void => log.warn({ err: error }, 'connection lost');

    const database = await openTownDatabase(config, (line) => log.info(line));
    closing.push(() => database.stop());
    const pool = openPool(database.connection, 'jishi_app', { max: 12, onLost });
    closing.push(() => pool.end());
    const db = openDb(pool);
    const publicPool = openPool(database.connection, 'jishi_public', { max: 6, onLost });
    closing.push(() => publicPool.end());

    const ownerPool = openPool(database.connection, 'owner', { max: 2, onLost });
    closing.push(() => ownerPool.end());
    const ownerDb = openDb(ownerPool);

    const metrics = createMetrics();
    metrics.watchPool('app', pool);
    const queue = await openBossQueue({
      connection: database.connection,
      log,
      onDone: (...seen) => metrics.jobDone(...seen),
    });
    closing.push(() => queue.stop());
    const mailer = config.smtpUrl ? smtpMailer(config.smtpUrl, config.mailFrom) : undefined;
    closing.push(() => mailer?.close());

    const app = createApp({
      db,
      publicDb: openDb(publicPool),
      masterKey: await loadMasterKey(join(config.dataDir, 'keys', 'master.key')),
      log,
      secureCookies: config.publicUrl.startsWith('https:'),
      behindProxy: config.behindProxy,
      publicUrl: config.publicUrl,
      oidc: config.oidc,
      queue,
      blobs: diskBlobs(join(config.dataDir, 'files')),
      mail: mailer && { mailer, publicUrl: config.publicUrl, quiet: config.quietHours },
      rateLimit: createRateLimit(),
      metrics,
      metricsToken: config.metricsToken,
      jobsTrouble: () => queue.trouble(),
    });
    await serveWebApp(app.http, webDist);

    const url = addressOf(config, server);
    await prepare({ url, app, db, database, logPath });
    await queue.work({ db, ownerDb, services: app.services, now: () => Temporal.Now.instant() }, app.jobs);
    fetch = (request, env) => app.http.fetch(request, env);
    log.info({ url }, 'ready');
    return { url, app, db, database, logPath, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** In the reverse order of opening; one that fails does not keep the others open. */
async function closeAll(closing: (() => Promise<void> | void)[]): Promise<void> {
  let failure: unknown;
  for (const close of closing.toReversed()) {
    try {
      await close();
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
}

async function listen(config: Config, fetch: Fetch): Promise<Server> {
  const { host, port } = config;
  const server = createAdaptorServer({
    fetch,
    serverOptions: {
      // A photo over a village's telephone line takes minutes; a header does not.
      requestTimeout: 300_000,
      headersTimeout: 15_000,
      keepAliveTimeout: 65_000,
      maxHeaderSize: 16 * 1024,
    },
  }) as Server; // plain HTTP, since no other kind is asked for
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenRefusal(error, host, port)));
    server.listen(port, host, () => resolve(server));
  });
}

function listenRefusal(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Refusal('config.port_busy', { params: { port, other: port < 65_535 ? port + 1 : 8080 } });
    case 'EACCES':
      return new Refusal('config.port_closed', { params: { port } });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Refusal('config.host', { params: { host } });
    default:
      return error;
  }
}

function addressOf(config: Config, server: Server): string {
  if (config.port !== 0) return config.publicUrl;
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a path
  return config.publicUrl.replace(/:0$/u, `:${port}`);
}

/** Open pages keep connections; what is under way gets ten seconds. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), 10_000);
    server.close(() => {
      clearTimeout(patience);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function requireFolder(folder: string): Promise<void> {
  const trial = join(folder, `.trial-${process.pid}`);
  try {
    // Others may pass through: the embedded database runs as another user when the server is started by root.
    await makeFolder(folder);
    await writeFile(trial, '');
    await unlink(trial);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException; // node's own error shape
    throw new Refusal('config.folder', { params: { folder, error: code } });
  }
}

/** Step by step: `recursive` never comes back where a parent exists and yet takes no folder, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  const make = (): Promise<void> => mkdir(folder, { mode: 0o755 });
  try {
    await make();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // node's own error shape
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await make();
  }
}

const longestLog = 20 * 1024 * 1024;

/** On a terminal the log goes to a file, so that what the console says stays readable; else to standard error. */
async function openServerLog(config: Config): Promise<{ log: Logger; logPath: string }> {
  if (!process.stdout.isTTY) return { log: openLog(config.logLevel, pino.destination(2)), logPath: 'stderr' };
  const folder = join(config.dataDir, 'log');
  const logPath = join(folder, 'server.log');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const bytes = await stat(logPath).then(
    (found) => found.size,
    () => 0,
  );
  if (bytes > longestLog) await rename(logPath, `${logPath}.1`);
  return { log: openLog(config.logLevel, pino.destination({ dest: logPath, mode: 0o600 })), logPath };
}
