/** Takes a backup beside a running server: one snapshot of the database, the files and the key, in one file. */
import { createHash } from 'node:crypto';
import { open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { arrayBuffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import type pg from 'pg';
import type { BlobStore } from '../files/blob-store.ts';
import { Refusal } from '../refusal.ts';
import { copyOut } from './copy.ts';
import { backupFormat, entryNames, sha256Of, type Manifest, type TableEntry } from './manifest.ts';
import { writeTarEnd, writeTarEntry } from './tar.ts';

export type BackupOptions = {
  /** Connects as the owner of the tables. */
  pool: pg.Pool;
  blobs: BlobStore;
  /** The master key file; undefined leaves the key out. */
  keyFile: string | undefined;
  /** Where the backup goes; must not exist. */
  target: string;
  now: Temporal.Instant;
  onProgress?: (done: { tables: number; ofTables: number; files: number }) => void;
};

export type BackupReport = {
  tables: number;
  rows: number;
  files: number;
  bytes: number;
  /** True when the backup opens the sealed columns by itself. */
  holdsKey: boolean;
  /** Files that records name and the store does not have. */
  missingFiles: number;
};

const compress = promisify(zstdCompress);

/**
 * Writes the backup under a passing name (mode 0600), syncs it and gives it its name, so that a name never stands for
 * half a backup. Refuses `backup.target_exists`, `backup.target_unwritable`, `backup.no_town`, `backup.no_key`.
 */
export async function takeBackup(options: BackupOptions): Promise<BackupReport> {
  const { target } = options;
  if (await stat(target).catch(() => undefined)) {
    throw new Refusal('backup.target_exists', { status: 409, params: { file: target } });
  }
  const passing = `${target}.part`;
  let file: FileHandle;
  try {
    await rm(passing, { force: true });
    file = await open(passing, 'wx', 0o600);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException; // node's own error shape
    throw new Refusal('backup.target_unwritable', { params: { file: target, error: code } });
  }
  try {
    const report = await writeBackup(file, options);
    await file.sync();
    await file.close();
    await rename(passing, target);
    return report;
  } catch (error) {
    await file.close().catch(() => undefined); // it may be closed already
    await rm(passing, { force: true });
    throw error;
  }
}

async function writeBackup(file: FileHandle, options: BackupOptions): Promise<BackupReport> {
  const { pool, blobs, keyFile, now, onProgress } = options;
  const client = await pool.connect();
  let whole = false;
  try {
    // One snapshot for all tables, while the server goes on writing.
    await client.query('begin isolation level repeatable read read only');
    await client.query(
      "set local row_security = off; set local timezone = 'UTC'; set local datestyle = 'iso, ymd'",
    );
    await client.query("set local intervalstyle = 'postgres'; set local bytea_output = 'hex'");
    await client.query('set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0');
    const migrations = await listApplied(client);
    const found = await listTables(client);
    const tables: TableEntry[] = [];
    let files: Manifest['files'] = [];
    for (const table of found) {
      tables.push(await writeTable(file, client, table));
      onProgress?.({ tables: tables.length, ofTables: found.length, files: 0 });
    }
    const sequences = await listSequences(client);
    const named = found.some((table) => table.name === 'files') ? await listNamedFiles(client) : [];
    await client.query('commit');
    whole = true;
    files = await writeFiles(file, blobs, (done) =>
      onProgress?.({ tables: tables.length, ofTables: found.length, files: done }),
    );
    const masterKey = keyFile === undefined ? null : await writeKey(file, keyFile);
    const manifest: Manifest = {
      format: backupFormat,
      program: 'jishi',
      createdAt: now.toString(),
      migrations,
      tables,
      sequences,
      files,
      masterKey,
    };
    const text = Buffer.from(`${JSON.stringify(manifest, undefined, 1)}\n`);
    await writeTarEntry(file, { name: entryNames.manifest, bytes: text });
    const sum = Buffer.from(`${sha256Of(text)}  ${entryNames.manifest}\n`);
    await writeTarEntry(file, { name: entryNames.manifestSum, bytes: sum });
    await writeTarEnd(file);
    const kept = new Set(files.map((one) => one.sha256));
    return {
      tables: tables.length,
      rows: tables.reduce((sum, table) => sum + table.rows, 0),
      files: files.length,
      bytes: (await file.stat()).size,
      holdsKey: masterKey !== null,
      missingFiles: named.filter((sha256) => !kept.has(sha256)).length,
    };
  } finally {
    client.release(!whole); // a connection in the middle of a COPY is of no more use
  }
}

async function listApplied(client: pg.PoolClient): Promise<Manifest['migrations']> {
  const { rows: known } = await client.query(
    "select from pg_tables where schemaname = current_schema() and tablename = 'schema_migrations'",
  );
  if (known.length === 0) throw new Refusal('backup.no_town', { status: 409 });
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migrations order by name',
  );
  return rows;
}

type Table = { name: string; columns: string[] };

/** The town's tables; the queue has a schema of its own and is left out: what waits in it is made anew. */
export async function listTables(client: pg.PoolClient): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name,
           coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = ''), '{}') as columns
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> 'schema_migrations'
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     group by c.relname
     order by c.relname`);
  return rows;
}

async function listNamedFiles(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ sha256: string }>('select distinct sha256 from files');
  return rows.map((row) => row.sha256);
}

async function listSequences(client: pg.PoolClient): Promise<Manifest['sequences']> {
  const { rows } = await client.query<Manifest['sequences'][number]>(`
    select sequencename as name, last_value::text as "lastValue"
      from pg_sequences where schemaname = current_schema() order by sequencename`);
  return rows;
}

async function writeTable(
  file: FileHandle,
  client: pg.PoolClient,
  { name, columns }: Table,
): Promise<TableEntry> {
  const parts: TableEntry['parts'] = [];
  const hash = createHash('sha256');
  const rows = await copyOut(client, `copy "${name}" (${quoted(columns)}) to stdout`, async (text) => {
    hash.update(text);
    const bytes = await compress(text);
    const entry = { name: entryNames.part(name, parts.length + 1), bytes };
    await writeTarEntry(file, entry);
    parts.push({ name: entry.name, bytes: bytes.length, textBytes: text.length, sha256: sha256Of(bytes) });
  });
  return { name, columns, rows, sha256: hash.digest('hex'), parts };
}

export function quoted(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

/** After the snapshot, so that a file is there for each record of it; files that came since do no harm. */
async function writeFiles(
  file: FileHandle,
  blobs: BlobStore,
  onFile: (done: number) => void,
): Promise<Manifest['files']> {
  const written: Manifest['files'] = [];
  for await (const { sha256 } of blobs.list()) {
    const bytes = Buffer.from(await arrayBuffer(await blobs.open(sha256)));
    if (sha256Of(bytes) !== sha256) throw new Refusal('backup.file_damaged', { params: { sha256 } });
    await writeTarEntry(file, { name: entryNames.blob(sha256), bytes });
    written.push({ sha256, bytes: bytes.length });
    onFile(written.length);
  }
  return written;
}

async function writeKey(file: FileHandle, keyFile: string): Promise<string> {
  const bytes = await readFile(keyFile).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('backup.no_key', { params: { file: keyFile, error: error.code ?? error.message } });
  });
  await writeTarEntry(file, { name: entryNames.key, bytes });
  return sha256Of(bytes);
}
