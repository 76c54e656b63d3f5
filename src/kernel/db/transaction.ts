/**
 * The transaction of one act. Its opening is not waited for: it travels in the same line as the first statement, and the
 * server takes them in order. Should the opening fail, whatever follows it is refused by the server.
 */
import type { Duplex } from 'node:stream';
import {
  DefaultQueryExecutor,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  Transaction,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import { poolOf, type Db, type Tx } from './pool.ts';
import type { DB } from './schema.ts';

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();
// Kysely asks for these, yet a transaction never uses them: it has its connection.
const dialect = new PostgresDialect({
  pool: () => Promise.reject(new Error('a transaction has its connection')),
});
const driver = dialect.createDriver();

/**
 * Runs `work` between `begin` and `commit` on one connection; whatever it throws rolls everything back. `settings`:
 * `set local` statements, in force from the first statement on. Statements may be sent without waiting for one another.
 */
export async function inTransaction<T>(db: Db, settings: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await poolOf(db).connect();
  let failure: unknown;
  const opened = open(client, settings).catch((error: unknown) => {
    failure = error;
  });
  try {
    const result = await work(transactionOn(client));
    await opened;
    if (failure !== undefined) throw failure;
    await commit(client);
    client.release();
    return result;
  } catch (error) {
    await undo(client);
    throw failure ?? error;
  }
}

/** Held back until the running turn is over, so that opening and first statement leave in one packet. */
async function open(client: pg.PoolClient, settings: string): Promise<void> {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection; // its types leave it out
  stream.cork();
  process.nextTick(() => stream.uncork());
  await client.query(`begin; ${settings}`);
}

/** PostgreSQL answers a commit after an error that somebody caught with a rollback: nothing was kept. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT') throw new Error('a failed statement was passed over');
}

async function undo(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch {
    client.release(true); // whatever state it is in, nobody else gets it
  }
}

function transactionOn(client: pg.PoolClient): Tx {
  const connection = connectionOf(client);
  const executor = new DefaultQueryExecutor(compiler, adapter, {
    provideConnection: (consume) => consume(connection),
  });
  return new Transaction<DB>({ config: { dialect }, dialect, driver, executor });
}

function connectionOf(client: pg.PoolClient): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { command, rowCount, rows } = await client.query(sql, [...parameters]);
      return {
        rows: rows as R[], // the statement's own type says so
        ...(writes.has(command) && { numAffectedRows: BigInt(rowCount ?? 0) }),
      };
    },
    streamQuery() {
      throw new Error('an act reads whole results');
    },
  };
}

const writes = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);
