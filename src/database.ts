/** The town's database, embedded or the operator's own, brought to this version; for the server and the command line. */
import pg from 'pg';
import type { Config } from './config.ts';
import { startEmbedded } from './kernel/db/embedded.ts';
import { migrate } from './kernel/db/migrate.ts';
import { openPool, type Connection } from './kernel/db/pool.ts';
import { Refusal } from './kernel/refusal.ts';

export type TownDatabase = {
  connection: Connection;
  /** Migrations applied now. */
  applied: string[];
  /** Lets go of the embedded database; close pools first. */
  stop(): Promise<void>;
};

/** `log`: progress in English. Refuses `database.*`, `migration.*` and `config.database_*`. */
export async function openTownDatabase(
  config: Where,
  log: (line: string) => void = () => undefined,
): Promise<TownDatabase> {
  const { connection, stop } = await reachDatabase(config, log);
  try {
    return { connection, applied: await migrated(connection), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Where = Pick<Config, 'databaseUrl' | 'dataDir'>;

/** The database as it stands, without bringing it to this version; for backup and restore. */
export async function reachDatabase(
  { databaseUrl, dataDir }: Where,
  log: (line: string) => void = () => undefined,
): Promise<Omit<TownDatabase, 'applied'>> {
  if (databaseUrl) {
    await requireUsable(databaseUrl);
    return { connection: { connectionString: databaseUrl }, stop: async () => undefined };
  }
  const embedded = await startEmbedded({ dataDir, log });
  const { host, port, database, user } = embedded;
  return { connection: { host, port, database, user }, stop: () => embedded.stop() };
}

async function migrated(connection: Connection): Promise<string[]> {
  const pool = openPool(connection, 'owner', { max: 1 });
  try {
    return await migrate(pool);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : undefined;
    if (cause?.code !== '42501') throw error;
    throw new Refusal('config.database_rights', { params: { error: cause.message } });
  } finally {
    await pool.end();
  }
}

/** Asks the operator's server who it is before anything is done to it. */
async function requireUsable(url: string): Promise<void> {
  if (!URL.canParse(url)) throw new Refusal('config.database_url');
  // Its options would displace ours, and with them the role that row-level security binds.
  if (new URL(url).searchParams.has('options')) throw new Refusal('config.database_url_options');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: number; encoding: string }>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
              current_setting('server_encoding') as encoding`,
    );
    const [server] = rows;
    if (!server) throw new Error('the server did not say who it is');
    if (server.number < 180_000)
      throw new Refusal('config.database_too_old', { params: { version: server.version } });
    if (server.encoding !== 'UTF8')
      throw new Refusal('config.database_encoding', { params: { encoding: server.encoding } });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const params = { where: withoutPassword(url), error: messageOf(error) };
    throw new Refusal('config.database_unreachable', { params, status: 503 });
  } finally {
    await client.end().catch(() => undefined); // it may never have been connected
  }
}

function withoutPassword(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port && `:${port}`}${pathname}`;
}

/** Node tries several addresses of one name and then speaks only of “AggregateError”. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error
    ? error.message || ('code' in error ? String(error.code) : error.name)
    : String(error);
}
