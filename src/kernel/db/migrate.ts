/** Plain SQL migrations: forward only, checked sums, one process at a time, each file whole or not at all. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { Refusal } from '../refusal.ts';

const folder = fileURLToPath(new URL('../../../migrations/', import.meta.url));
/** Any number that only this program uses. */
export const migrationLock = 7_214_603_301;

/** The table that says which migrations a database has. */
export const migrationsTable =
  'create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())';

export type Migration = { name: string; sql: string; checksum: string };

/** The migrations of this version, in order. */
export async function listMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(folder + name, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the database to this version; gives the names applied now.
 * Refuses `migration.edited` when an applied file has changed and `migration.newer` when the database is ahead.
 */
export async function migrate(pool: pg.Pool): Promise<string[]> {
  const client = await pool.connect();
  try {
    return await migrateOn(client);
  } finally {
    client.release();
  }
}

/** As `migrate`, on a connection that the caller holds; outside any transaction. */
export async function migrateOn(client: pg.PoolClient): Promise<string[]> {
  const migrations = await listMigrations();
  await client.query(`select pg_advisory_lock(${migrationLock})`);
  try {
    await client.query(migrationsTable);
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from schema_migrations',
    );
    const applied = new Map(rows.map((row) => [row.name, row.checksum]));
    requireUnchanged(migrations, applied);
    const missing = migrations.filter((migration) => !applied.has(migration.name));
    for (const migration of missing) await apply(client, migration);
    return missing.map((migration) => migration.name);
  } finally {
    await client.query(`select pg_advisory_unlock(${migrationLock})`);
  }
}

function requireUnchanged(migrations: Migration[], applied: Map<string, string>): void {
  const known = new Set(migrations.map((migration) => migration.name));
  for (const name of applied.keys()) {
    if (!known.has(name)) throw new Refusal('migration.newer', { params: { name } });
  }
  for (const { name, checksum } of migrations) {
    const before = applied.get(name);
    if (before && before !== checksum) throw new Refusal('migration.edited', { params: { name } });
  }
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await applyWithin(client, migration);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${migration.name} failed`, { cause: error });
  }
}

/** Applies one migration in the caller's transaction. */
export async function applyWithin(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(sql);
  await client.query({
    text: 'insert into schema_migrations (name, checksum) values ($1, $2)',
    values: [name, checksum],
  });
}
