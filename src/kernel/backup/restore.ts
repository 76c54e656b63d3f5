/**
 * Restores a backup: the database as its manifest says, in one transaction; then the migrations that came since.
 * Needs no superuser: foreign keys are dropped and made again, which also proves them, and triggers of ours are silent.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import type pg from 'pg';
import {
  applyWithin,
  listMigrations,
  migrateOn,
  migrationLock,
  migrationsTable,
  type Migration,
} from '../db/migrate.ts';
import type { BlobStore } from '../files/blob-store.ts';
import { Refusal } from '../refusal.ts';
import { copyIn } from './copy.ts';
import { emptySchema, queueSchema, requireAlone } from './emptying.ts';
import { entryNames, sha256Of, type Manifest, type TableEntry } from './manifest.ts';
import { listTables, quoted } from './take.ts';
import { damaged, eachEntry, verifyBackup } from './verify.ts';

export type RestoreOptions = {
  source: string;
  /** Connects as the owner; nothing else of ours may be connected. */
  pool: pg.Pool;
  blobs: BlobStore;
  keyFile: string;
  /** What is in the database and the key file gives way; without it only an empty database is filled. */
  replace: boolean;
  now: Temporal.Instant;
  onProgress?: (done: { step: 'verified' | 'restoring'; parts: number; ofParts: number }) => void;
};

export type RestoreReport = {
  createdAt: string;
  tables: number;
  rows: number;
  files: number;
  /** What became of the key: restored, the same as before, or not in the backup. */
  key: 'restored' | 'same' | 'absent';
  /** Where the key that was there before is kept. */
  formerKey: string | undefined;
  /** Migrations that came after the backup and were applied now. */
  migrated: string[];
};

const decompress = promisify(zstdDecompress);

/**
 * Refuses what `verifyBackup` refuses, `backup.newer_program` (the backup has a migration that this program lacks or has
 * otherwise), `backup.in_use`, `backup.target_full` and `backup.other_key`, each before anything is written.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const { source, pool, onProgress } = options;
  const manifest = await verifyBackup(source);
  const level = await levelOf(manifest);
  const ofParts = manifest.tables.reduce((sum, table) => sum + table.parts.length, 0);
  onProgress?.({ step: 'verified', parts: 0, ofParts });
  const key = await planKey(options, manifest);

  const client = await pool.connect();
  let whole = false;
  try {
    // A server that starts meanwhile waits here, before it reads anything.
    await client.query(`select pg_advisory_lock(${migrationLock})`);
    await requireAlone(client);
    if (!options.replace) await requireEmpty(client);
    await client.query('begin');
    await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    await client.query(`drop schema if exists ${queueSchema} cascade`); // what waits in it speaks of other rows
    await bringTo(client, level);
    await fill(client, manifest, options);
    // Files and key before the commit: a record must not come back without its file.
    const formerKey = await key.put();
    await client.query('commit');
    await client.query(`select pg_advisory_unlock(${migrationLock})`);
    whole = true;
    const migrated = await migrateOn(client);
    return {
      createdAt: manifest.createdAt,
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      files: manifest.files.length,
      key: key.kind,
      formerKey,
      migrated,
    };
  } finally {
    client.release(!whole); // ends the transaction and the lock with the connection
  }
}

/** The migrations of the backup, as this program has them. */
async function levelOf(manifest: Manifest): Promise<Migration[]> {
  const known = new Map((await listMigrations()).map((migration) => [migration.name, migration]));
  return manifest.migrations.map(({ name, checksum }) => {
    const migration = known.get(name);
    if (migration?.checksum !== checksum) throw new Refusal('backup.newer_program', { params: { name } });
    return migration;
  });
}

async function requireEmpty(client: pg.PoolClient): Promise<void> {
  for (const { name } of await listTables(client)) {
    // Migrations fill some tables themselves; a town has organizations, accounts and a log.
    if (!['organizations', 'accounts', 'audit_events'].includes(name)) continue;
    const { rowCount } = await client.query(`select from "${name}" limit 1`);
    if (rowCount) throw new Refusal('backup.target_full', { status: 409 });
  }
}

/** Leaves the schema alone when it already stands where the backup stood; else builds it anew to that point. */
async function bringTo(client: pg.PoolClient, level: Migration[]): Promise<void> {
  const { rows: known } = await client.query<{ there: boolean }>(
    "select to_regclass('schema_migrations') is not null as there",
  );
  const { rows: applied } = known[0]?.there
    ? await client.query<{ name: string; checksum: string }>('select name, checksum from schema_migrations')
    : { rows: [] };
  const sums = new Map(applied.map((row) => [row.name, row.checksum]));
  const same = sums.size === level.length && level.every(({ name, checksum }) => sums.get(name) === checksum);
  if (same) return;
  if (applied.length > 0) await emptySchema(client);
  await client.query(migrationsTable);
  for (const migration of level) await applyWithin(client, migration);
}

async function fill(client: pg.PoolClient, manifest: Manifest, options: RestoreOptions): Promise<void> {
  const present = new Map((await listTables(client)).map((table) => [table.name, table.columns.join()]));
  for (const { name, columns } of manifest.tables) {
    if (present.get(name) !== columns.join()) throw new Error(`table ${name} is not as the backup has it`);
  }
  const names = [...present.keys()].map((name) => `"${name}"`).join(', ');
  const foreignKeys = await dropForeignKeys(client);
  for (const name of present.keys()) await client.query(`alter table "${name}" disable trigger user`);
  // All in one statement: one by one, a cascade would empty tables that are already filled.
  await client.query(`truncate ${names}`);
  await fillTables(client, manifest, options);
  await forgetTransactionNumbers(client);
  for (const { name, lastValue } of manifest.sequences) {
    if (lastValue === null) await client.query(`alter sequence "${name}" restart`);
    else await client.query('select setval(quote_ident($1)::regclass, $2::bigint)', [name, lastValue]);
  }
  for (const { table, name, definition } of foreignKeys)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  for (const name of present.keys()) await client.query(`alter table "${name}" enable trigger user`);
}

type ForeignKey = { table: string; name: string; definition: string };

async function dropForeignKeys(client: pg.PoolClient): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
      from pg_constraint
     where contype = 'f' and connamespace = current_schema()::regnamespace and conparentid = 0
     order by conrelid, conname`);
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`);
  return rows;
}

/** Another server's transaction numbers may lie in this one's future: what waits for them (the sealer) would wait for years. */
async function forgetTransactionNumbers(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(`
    select c.relname as table, a.attname as column
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.atttypid = 'xid8'::regtype`);
  for (const { table, column } of rows) {
    await client.query(
      `update "${table}" set "${column}" = pg_current_xact_id() where "${column}" >= pg_current_xact_id()`,
    );
  }
}

async function fillTables(client: pg.PoolClient, manifest: Manifest, options: RestoreOptions): Promise<void> {
  const tableOf = new Map(manifest.tables.flatMap((table) => table.parts.map((part) => [part.name, table])));
  const filled = new Map<TableEntry, number>();
  let parts = 0;
  await eachEntry(options.source, async (name, bytes) => {
    const table = tableOf.get(name);
    const part = table?.parts.find((one) => one.name === name);
    if (table && part) {
      // Once more, because the file is read a second time.
      if (sha256Of(bytes) !== part.sha256) throw damaged(name);
      const text = await decompress(bytes, { maxOutputLength: part.textBytes });
      const rows = await copyIn(client, `copy "${table.name}" (${quoted(table.columns)}) from stdin`, text);
      filled.set(table, (filled.get(table) ?? 0) + rows);
      parts += 1;
      options.onProgress?.({ step: 'restoring', parts, ofParts: tableOf.size });
    } else if (name.startsWith('files/')) {
      const kept = await options.blobs.put(bytes);
      if (entryNames.blob(kept) !== name) throw damaged(name);
    }
  });
  const short = manifest.tables.find((table) => (filled.get(table) ?? 0) !== table.rows);
  if (short) throw new Error(`table ${short.name} has ${filled.get(short) ?? 0} of ${short.rows} rows`);
}

type KeyPlan = { kind: RestoreReport['key']; put: () => Promise<string | undefined> };

/** A key that opens what is sealed is never thrown away: the former one is kept beside the restored one. */
async function planKey(
  { source, keyFile, replace, now }: RestoreOptions,
  manifest: Manifest,
): Promise<KeyPlan> {
  if (manifest.masterKey === null) return { kind: 'absent', put: async () => undefined };
  const present = await readFile(keyFile).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (present && sha256Of(present) === manifest.masterKey)
    return { kind: 'same', put: async () => undefined };
  if (present && !replace) throw new Refusal('backup.other_key', { status: 409, params: { file: keyFile } });
  return {
    kind: 'restored',
    async put() {
      const former = present && `${keyFile}.before-${now.toString().replaceAll(/[:.]/gu, '-')}`;
      if (former) await rename(keyFile, former);
      await mkdir(dirname(keyFile), { recursive: true, mode: 0o700 });
      await eachEntry(source, async (name, bytes) => {
        if (name === entryNames.key) await writeFile(keyFile, bytes, { mode: 0o600, flag: 'wx' });
      });
      return former;
    },
  };
}
