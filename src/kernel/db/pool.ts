/** Connections: named statements, Temporal in and out, one role for each kind of work. */
import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './schema.ts';

export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;

/** Where the database is: a URL of the operator's server, or the socket folder of the embedded one. */
export type Connection =
  | { connectionString: string }
  | { host: string; port: number; database: string; user: string };

/** Database roles: the owner migrates and runs jobs, the app is bound by row-level security, the public one reads published rows. */
export type DatabaseRole = 'owner' | 'jishi_app' | 'jishi_public';

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text) => Temporal.PlainDate.from(text));
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text));
types.setTypeParser(pg.types.builtins.INT8, (text) => safeInteger(text));

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`integer out of range: ${text}`);
  return value;
}

/** Above this many distinct statements a text stays unnamed, so that a list in a statement cannot fill the server. */
const mostNamedStatements = 2000;
const statementNames = new Map<string, string>();

function statementName(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known || statementNames.size >= mostNamedStatements) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  statementNames.set(text, name);
  return name;
}

function toParameter(value: unknown): unknown {
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.Instant) return value.toString();
  return value;
}

/** Kysely sends `query(text, values)`; naming the statement lets PostgreSQL keep its plan. */
class NamingClient extends pg.Client {
  // The driver's own overloads are looser than any one signature; Kysely uses only this one.
  override query(...args: unknown[]): never {
    const [text, values] = args;
    const parent = super.query.bind(this) as (...rest: unknown[]) => never; // see above
    if (typeof text !== 'string' || !Array.isArray(values)) return parent(...args);
    const name = values.length > 0 ? statementName(text) : undefined;
    return parent({ ...(name && { name }), text, values: values.map(toParameter), types }, ...args.slice(2));
  }
}

/** Opens a pool in one database role. `onLost` hears of connections that broke, idle or between two statements of an act. */
export function openPool(
  connection: Connection,
  role: DatabaseRole,
  options: { max?: number; onLost?: (error: Error) => void } = {},
): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    Client: NamingClient,
    types,
    max: options.max ?? 10,
    // Statements of one act travel together; the owner's connections also copy, which cannot share the line.
    pipeline: role !== 'owner',
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: `jishi:${role}`,
    ...(role !== 'owner' && { options: `-c role=${role} -c timezone=UTC` }),
  });
  const onLost = options.onLost ?? (() => undefined);
  pool.on('error', onLost);
  // The pool listens only to idle connections; one lost between the statements of an act would end the process.
  pool.on('connect', (client) => client.on('error', onLost));
  return pool;
}

const pools = new WeakMap<Db, pg.Pool>();

/** Kysely over a pool. */
export function openDb(pool: pg.Pool): Db {
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  pools.set(db, pool);
  return db;
}

/** The pool under a `Db` that `openDb` gave. */
export function poolOf(db: Db): pg.Pool {
  const pool = pools.get(db);
  if (!pool) throw new Error('not opened by openDb');
  return pool;
}
