import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { startEmbedded, type EmbeddedDatabase } from '../../src/kernel/db/embedded.ts';
import { embeddedMessages } from '../../src/kernel/db/embedded-messages.ts';

const module = fileURLToPath(new URL('../../src/kernel/db/embedded.ts', import.meta.url));
let home: string;
let dataDir: string;

/** Another process that holds the database until it is told to end. */
async function holdElsewhere(): Promise<ChildProcess> {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(module)});
    const held = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
    process.once('SIGTERM', () => held.stop().then(() => process.exit(0)));
    setInterval(() => undefined, 1000);
    console.log('held');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', () => reject(new Error('the holder ended')));
  });
  return child;
}

function ended(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('exit', resolve));
}

async function ask<T>(database: EmbeddedDatabase, sql: string): Promise<T> {
  const client = new Client({ ...database });
  await client.connect();
  try {
    const { rows } = await client.query<{ value: T }>(sql);
    const [row] = rows;
    assert.ok(row);
    return row.value;
  } finally {
    await client.end();
  }
}

/** A statement that makes something answers no row. */
function onlyWithoutRows(error: Error): void {
  if (!(error instanceof assert.AssertionError)) throw error;
}

const pidFile = (): string => path.join(dataDir, 'postgres-18/postmaster.pid');
const postmasterPid = async (): Promise<number> => Number((await readFile(pidFile(), 'utf8')).split('\n')[0]);
const isRunning = (): Promise<boolean> =>
  stat(pidFile()).then(
    () => true,
    () => false,
  );

describe('the embedded database', () => {
  before(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'jishi 基石 '));
    dataDir = path.join(home, '数 据');
  });
  after(() => rm(home, { recursive: true, force: true }));

  it('starts in a folder with a space and Chinese in its name, whole for Chinese search, and ends when left', async () => {
    const database = await startEmbedded({ dataDir });
    try {
      assert.equal(await ask(database, 'select current_user::text as value'), 'jishi');
      assert.equal(await ask(database, "select current_setting('data_checksums') as value"), 'on');
      assert.notEqual(
        await ask(database, "select datctype as value from pg_database where datname = 'jishi'"),
        'C',
      );
      await ask(database, 'create extension pg_trgm').catch(onlyWithoutRows);
      await ask(database, 'create table kept (n int)').catch(onlyWithoutRows);
      assert.ok((await ask<string[]>(database, "select show_trgm('张三') as value")).length > 0);
    } finally {
      await database.stop();
    }
    assert.equal(await isRunning(), false);
  });

  it('listens on no network address and logs no statement', async () => {
    const database = await startEmbedded({ dataDir });
    try {
      assert.equal(await ask(database, "select current_setting('listen_addresses') as value"), '');
      assert.equal((await stat(database.host)).mode & 0o077, 0);
      await assert.rejects(ask(database, "select '999999199001011234'::date as value"));
      const log = await ask<string>(database, 'select pg_read_file(pg_current_logfile()) as value');
      assert.doesNotMatch(log, /999999/);
    } finally {
      await database.stop();
    }
  });

  it(
    'lets nobody in whom the operating system does not name',
    { skip: process.geteuid?.() !== 0 && 'needs root' },
    async () => {
      const database = await startEmbedded({ dataDir });
      try {
        const stranger = `
        const { Client } = await import(${JSON.stringify(import.meta.resolve('pg'))});
        await new Client(${JSON.stringify({ host: database.host, port: database.port, user: 'jishi', database: 'jishi' })}).connect();`;
        const nobody = { uid: 65534, gid: 65534, cwd: '/', encoding: 'utf8' } as const;
        const node = spawnSync(process.execPath, ['--input-type=module', '-e', stranger], nobody);
        assert.match(node.stderr, /EACCES|Peer authentication failed/);
      } finally {
        await database.stop();
      }
    },
  );

  it('made by several first starts at once is one database', async () => {
    const shared = path.join(home, 'at once');
    const all = await Promise.all([1, 2, 3].map(() => startEmbedded({ dataDir: shared })));
    const systems = await Promise.all(
      all.map((one) => ask(one, 'select system_identifier::text as value from pg_control_system()')),
    );
    assert.equal(new Set(systems).size, 1);
    await Promise.all(all.map((one) => one.stop()));
    await assert.rejects(stat(path.join(shared, 'postgres-18/postmaster.pid')));
  });

  it('stays up for the first start when a second one leaves', async () => {
    const first = await startEmbedded({ dataDir });
    const second = await startEmbedded({ dataDir });
    await second.stop();
    assert.equal(await ask(first, 'select 1 as value'), 1);
    await first.stop();
    assert.equal(await isRunning(), false);
  });

  it('orphaned by kill -9 is adopted with its data, and stopped by the adopter', async () => {
    const holder = await holdElsewhere();
    const pid = await postmasterPid();
    holder.kill('SIGKILL');
    await ended(holder);
    const database = await startEmbedded({ dataDir });
    assert.equal(await postmasterPid(), pid);
    assert.equal(await ask(database, "select to_regclass('kept')::text as value"), 'kept');
    await database.stop();
    assert.equal(await isRunning(), false);
  });

  it('comes back after kill -9 of both processes', async () => {
    const holder = await holdElsewhere();
    process.kill(await postmasterPid(), 'SIGKILL');
    holder.kill('SIGKILL');
    await ended(holder);
    const database = await startEmbedded({ dataDir });
    assert.equal(await ask(database, "select to_regclass('kept')::text as value"), 'kept');
    await database.stop();
  });

  it('killed under its holder is started again by the holder', async () => {
    const lines: string[] = [];
    const database = await startEmbedded({ dataDir, log: (line) => lines.push(line) });
    process.kill(await postmasterPid(), 'SIGKILL');
    for (let waited = 0; lines.filter((line) => line === 'database started').length < 2; waited += 50) {
      assert.ok(waited < 15_000, 'the database did not come back');
      await sleep(50);
    }
    assert.equal(await ask(database, 'select 1 as value'), 1);
    await database.stop();
  });

  it('stopped while it comes back leaves nothing running', async () => {
    const lines: string[] = [];
    const database = await startEmbedded({ dataDir, log: (line) => lines.push(line) });
    process.kill(await postmasterPid(), 'SIGKILL');
    while (!lines.includes('the database ended unexpectedly; starting it again')) await sleep(1);
    await database.stop();
    await sleep(500); // what was on its way up would be there by now
    const left = await readFile(pidFile(), 'utf8').catch(() => '');
    assert.equal(left, '');
  });

  it('starts over the lock of a process number that now belongs to another program', async () => {
    const folder = path.join(dataDir, 'postgres-18');
    const { uid, gid } = await stat(folder); // PostgreSQL itself sees through a stranger's process, not one of its own user
    const foreign = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
    const stale = [foreign.pid, folder, 1_700_000_000, 5432, '/nowhere', '', '5432 1', 'ready   ', ''];
    await writeFile(pidFile(), stale.join('\n'));
    const database = await startEmbedded({ dataDir });
    assert.equal(await ask(database, 'select 1 as value'), 1);
    await database.stop();
    foreign.kill();
  });

  for (const folder of ['/dev/null/x', '/proc/x']) {
    it(`says in one sentence that ${folder} cannot be written`, async () => {
      await assert.rejects(startEmbedded({ dataDir: folder }), {
        code: 'database.folder_unwritable',
        params: { folder, error: folder === '/proc/x' ? 'ENOENT' : 'ENOTDIR' },
      });
      assert.match(embeddedMessages.en['refusal.database.folder_unwritable'], /JISHI_DATA/);
    });
  }
});
