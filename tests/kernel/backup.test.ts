import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type pg from 'pg';
import { readTar, writeTarEnd, writeTarEntry, type TarEntry } from '../../src/kernel/backup/tar.ts';
import { restoreBackup, type RestoreOptions } from '../../src/kernel/backup/restore.ts';
import { listTables, takeBackup } from '../../src/kernel/backup/take.ts';
import { sha256Of, type Manifest } from '../../src/kernel/backup/manifest.ts';
import { verifyAudit } from '../../src/kernel/audit/seal.ts';
import { applyWithin, listMigrations, migrationsTable } from '../../src/kernel/db/migrate.ts';
import { openDb, openPool } from '../../src/kernel/db/pool.ts';
import { memoryBlobs, type BlobStore } from '../../src/kernel/files/blob-store.ts';
import {
  createEmptyDatabase,
  createTestDatabase,
  useOwnCluster,
  type TestDatabase,
} from '../support/cluster.ts';
import { fillDemoTown } from '../../src/demo/town.ts';
import { createApp } from '../../src/app.ts';

const now = Temporal.Instant.from('2026-11-23T04:00:00Z');
let home: string;
let source: TestDatabase;
let sourcePool: pg.Pool;
let blobs: BlobStore;
let keyFile: string;
let backup: string;

/** A pool as the commands open it: the only one of the program on its database. */
function ownerOf(database: TestDatabase): pg.Pool {
  return openPool(database.connection, 'owner', { max: 1 });
}

/** What each table holds, whatever the order of its rows. */
async function sumsOf(pool: pg.Pool): Promise<Record<string, string>> {
  const client = await pool.connect();
  const sums: Record<string, string> = {};
  try {
    for (const { name } of await listTables(client)) {
      const { rows } = await client.query<{ sum: string }>(
        `select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from "${name}" t`,
      );
      sums[name] = rows[0]?.sum ?? '';
    }
  } finally {
    client.release();
  }
  return sums;
}

async function restoreInto(
  target: TestDatabase,
  given: Partial<RestoreOptions> = {},
): Promise<Awaited<ReturnType<typeof restoreBackup>>> {
  const pool = ownerOf(target);
  const fresh = path.join(home, `key-${randomBytes(4).toString('hex')}`, 'master.key');
  try {
    const options = { source: backup, blobs: memoryBlobs(), keyFile: fresh, replace: false, now };
    return await restoreBackup({ ...options, pool, ...given });
  } finally {
    await pool.end();
  }
}

async function withDatabase(work: (database: TestDatabase) => Promise<void>, empty = true): Promise<void> {
  const database = await (empty ? createEmptyDatabase() : createTestDatabase());
  try {
    await work(database);
  } finally {
    await database.drop();
  }
}

/** The backup with one of its entries changed, as a tool for tar files would do it. */
async function changed(change: (name: string, bytes: Buffer) => Buffer): Promise<string> {
  const copy = path.join(home, `changed-${randomBytes(4).toString('hex')}.jishi`);
  const [from, to] = [await open(backup, 'r'), await open(copy, 'wx')];
  for await (const entry of readTar(from))
    await writeTarEntry(to, { name: entry.name, bytes: change(entry.name, entry.bytes) });
  await writeTarEnd(to);
  await Promise.all([from.close(), to.close()]);
  return copy;
}

/** The backup with another manifest, whose sum is right. */
function withManifest(change: (manifest: Manifest) => void): Promise<string> {
  let text: Buffer;
  return changed((name, bytes) => {
    if (name === 'manifest.json') {
      const manifest = JSON.parse(bytes.toString()) as Manifest; // written by the program a moment ago
      change(manifest);
      text = Buffer.from(JSON.stringify(manifest));
      return text;
    }
    return name === 'manifest.json.sha256' ? Buffer.from(`${sha256Of(text)}  manifest.json\n`) : bytes;
  });
}

describe('a backup', () => {
  before(async () => {
    useOwnCluster('backup'); // a restore refuses while anybody else holds the server
    home = await mkdtemp(path.join(os.tmpdir(), 'jishi-backup-'));
    source = await createTestDatabase();
    sourcePool = openPool(source.connection, 'owner', { max: 2 });
    const appPool = openPool(source.connection, 'jishi_app', { max: 2 });
    blobs = memoryBlobs();
    const db = openDb(appPool);
    const app = createApp({ db, masterKey: randomBytes(32), blobs });
    await fillDemoTown(db, app.services, now);
    await appPool.end();
    await blobs.put(Buffer.from('会议记录'));
    await blobs.put(randomBytes(100_000));
    keyFile = path.join(home, 'master.key');
    await writeFile(keyFile, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    backup = path.join(home, 'town.jishi');
    const report = await takeBackup({ pool: sourcePool, blobs, keyFile, target: backup, now });
    assert.ok(report.rows > 100);
    assert.deepEqual([report.files, report.holdsKey, report.missingFiles], [2, true, 0]);
  });
  after(async () => {
    await sourcePool.end();
    await source.drop();
    await rm(home, { recursive: true, force: true });
  });

  it('restored into an empty database gives every table, file and the key again', () =>
    withDatabase(async (target) => {
      const restored = memoryBlobs();
      const key = path.join(home, 'restored', 'master.key');
      const report = await restoreInto(target, { blobs: restored, keyFile: key });
      assert.deepEqual([report.files, report.key, report.migrated], [2, 'restored', []]);
      const pool = ownerOf(target);
      assert.deepEqual(await sumsOf(pool), await sumsOf(sourcePool));
      const { rows } = await pool.query("select count(*) as n from pg_constraint where contype = 'f'");
      const { rows: before } = await sourcePool.query(
        "select count(*) as n from pg_constraint where contype = 'f'",
      );
      assert.deepEqual(rows, before);
      await pool.end();
      assert.equal(await readFile(key, 'utf8'), await readFile(keyFile, 'utf8'));
      assert.equal((await stat(key)).mode & 0o777, 0o600);
      for await (const { sha256 } of blobs.list()) assert.ok(await restored.has(sha256));
    }));

  it('goes on counting where the town stopped, and its guards are awake', () =>
    withDatabase(async (target) => {
      await restoreInto(target);
      const next = "select nextval('organization_code_seq') as value";
      const { rows: inSource } = await sourcePool.query<{ value: number }>(next);
      const again = ownerOf(target);
      const { rows } = await again.query<{ value: number }>(next);
      assert.ok(rows[0] && rows[0].value > 10);
      assert.deepEqual(rows, inSource);
      const { rows: silent } = await again.query("select from pg_trigger where tgenabled = 'D'");
      assert.equal(silent.length, 0);
      await again.end();
    }));

  it('from a server with higher transaction numbers leaves no event that can never be sealed', () =>
    withDatabase(async (target) => {
      await restoreInto(target);
      const before = ownerOf(target);
      await before.query('alter table audit_events disable trigger user');
      await before.query("update audit_events set xid = '900000000'");
      const late = path.join(home, 'late.jishi');
      await takeBackup({ pool: before, blobs, keyFile, target: late, now });
      await before.end();
      await restoreInto(target, { source: late, replace: true });
      const after = ownerOf(target);
      const { rows } = await after.query('select from audit_events where xid >= pg_current_xact_id()');
      assert.equal(rows.length, 0);
      const verified = await verifyAudit(openDb(after));
      assert.ok(verified.broken === null && verified.events > 10);
      await after.end();
    }));

  it('is readable by its owner alone, and can be opened with tar', async () => {
    assert.equal((await stat(backup)).mode & 0o777, 0o600);
    const names: string[] = [];
    const file = await open(backup, 'r');
    for await (const entry of readTar(file)) names.push(entry.name);
    await file.close();
    assert.deepEqual(names.slice(-3), ['keys/master.key', 'manifest.json', 'manifest.json.sha256']);
  });

  it('leaves the key out when told, and then leaves the key of the target alone', () =>
    withDatabase(async (target) => {
      const keyless = path.join(home, 'keyless.jishi');
      await takeBackup({ pool: sourcePool, blobs, keyFile: undefined, target: keyless, now });
      assert.ok(!(await readFile(keyless)).includes(await readFile(keyFile)));
      const own = path.join(home, 'own.key');
      await writeFile(own, 'own');
      const report = await restoreInto(target, { source: keyless, keyFile: own });
      assert.deepEqual([report.key, await readFile(own, 'utf8')], ['absent', 'own']);
    }));

  it('is never written over another', async () => {
    const bytes = await readFile(backup);
    await assert.rejects(takeBackup({ pool: sourcePool, blobs, keyFile, target: backup, now }), {
      code: 'backup.target_exists',
    });
    assert.deepEqual(await readFile(backup), bytes);
  });

  it('is refused over a town that has data, which stays as it was', async () => {
    const sums = await sumsOf(sourcePool);
    const target = path.join(home, 'second.jishi');
    await copyFile(backup, target);
    await withDatabase(async (town) => {
      await restoreInto(town);
      await assert.rejects(restoreInto(town), { code: 'backup.target_full' });
      const pool = ownerOf(town);
      assert.deepEqual(await sumsOf(pool), sums);
      await pool.end();
    });
  });

  it('takes the place of another town when told, and keeps that town’s key aside', () =>
    withDatabase(async (town) => {
      await restoreInto(town);
      const pool = ownerOf(town);
      await pool.query("update accounts set display_name = '另一个人'");
      await pool.end();
      const other = path.join(home, 'other.key');
      await writeFile(other, 'the key of the other town');
      await assert.rejects(restoreInto(town, { keyFile: other }), { code: 'backup.other_key' });
      const report = await restoreInto(town, { keyFile: other, replace: true });
      assert.equal(await readFile(report.formerKey ?? '', 'utf8'), 'the key of the other town');
      const after = ownerOf(town);
      assert.deepEqual(await sumsOf(after), await sumsOf(sourcePool));
      await after.end();
    }));

  it('of an older version is restored at its level and brought to this one', () =>
    withDatabase(async (older) => {
      const migrations = await listMigrations();
      const pool = ownerOf(older);
      const client = await pool.connect();
      await client.query(migrationsTable);
      for (const migration of migrations.slice(0, 2)) await applyWithin(client, migration);
      await client.query(
        "insert into organizations (code, kind, path, founded_on) values ('T1', 'township_party_committee', 'a', '2001-07-01')",
      );
      client.release();
      const file = path.join(home, 'older.jishi');
      await takeBackup({ pool, blobs, keyFile, target: file, now });
      await pool.end();
      await withDatabase(async (target) => {
        // The target already stands at this version and is built anew.
        const { migrated } = await restoreInto(target, { source: file });
        assert.deepEqual(
          migrated,
          migrations.slice(2).map((migration) => migration.name),
        );
        const restored = ownerOf(target);
        const { rows } = await restored.query('select code from organizations');
        assert.deepEqual(rows, [{ code: 'T1' }]);
        await restored.end();
      }, false);
    }));

  it('of a newer version is refused by name', () =>
    withDatabase(async (target) => {
      const newer = await withManifest(
        (manifest) => void manifest.migrations.push({ name: '9999-later.sql', checksum: 'f'.repeat(64) }),
      );
      await assert.rejects(restoreInto(target, { source: newer }), {
        code: 'backup.newer_program',
        params: { name: '9999-later.sql' },
      });
    }));

  it('that somebody changed is refused with the name of the part, before anything is written', () =>
    withDatabase(async (target) => {
      const part = 'tables/accounts/00001.copy.zst';
      const tampered = await changed((name, bytes) => {
        if (name !== part) return bytes;
        const other = Buffer.from(bytes);
        other[20] = (other[20] ?? 0) ^ 1;
        return other;
      });
      await assert.rejects(restoreInto(target, { source: tampered }), {
        code: 'backup.damaged',
        params: { part },
      });
      const pool = ownerOf(target);
      const { rows } = await pool.query("select to_regclass('organizations') as found");
      assert.deepEqual(rows, [{ found: null }]);
      await pool.end();
    }));

  it('with a bit turned in any of its entries is refused', async () => {
    const bytes = await readFile(backup);
    const file = await open(backup, 'r');
    const entries: TarEntry[] = [];
    for await (const entry of readTar(file)) if (entry.bytes.length > 0) entries.push(entry);
    await file.close();
    await withDatabase(async (target) => {
      for (const entry of entries.filter((_, index) => index % 5 === 0 || index > entries.length - 4)) {
        const at = bytes.indexOf(entry.bytes) + Math.floor(entry.bytes.length / 2);
        const other = Buffer.from(bytes);
        other[at] = (other[at] ?? 0) ^ 4;
        const copy = path.join(home, 'bit.jishi');
        await writeFile(copy, other);
        await assert.rejects(restoreInto(target, { source: copy }), { code: 'backup.damaged' }, entry.name);
      }
    });
  });

  it('that was cut off is refused, wherever the cut lies', () =>
    withDatabase(async (target) => {
      const { size } = await stat(backup);
      for (const keep of [size - 1024, size - 5000, Math.floor(size / 2), 700]) {
        const cut = path.join(home, `cut-${keep}.jishi`);
        await copyFile(backup, cut);
        await truncate(cut, keep);
        await assert.rejects(restoreInto(target, { source: cut }), { code: 'backup.cut_off' });
      }
    }));

  it('is told from other files', () =>
    withDatabase(async (target) => {
      const other = path.join(home, 'photo.jpg');
      await writeFile(other, randomBytes(5000));
      await assert.rejects(restoreInto(target, { source: other }), { code: 'backup.not_a_backup' });
      await assert.rejects(restoreInto(target, { source: path.join(home, 'none') }), {
        code: 'backup.unreadable',
      });
    }));

  it('is not restored under a running server', () =>
    withDatabase(async (target) => {
      const server = openPool(target.connection, 'jishi_app', { max: 1 });
      await server.query('select 1').catch(() => undefined); // the role is enough
      await assert.rejects(restoreInto(target), { code: 'backup.in_use' });
      await server.end();
    }));
});
