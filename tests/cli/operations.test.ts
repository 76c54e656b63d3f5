import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../src/app.ts';
import { fillDemoTown } from '../../src/demo/town.ts';
import { openDb, openPool } from '../../src/kernel/db/pool.ts';
import {
  createEmptyDatabase,
  createTestDatabase,
  useOwnCluster,
  type TestDatabase,
} from '../support/cluster.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const key = Buffer.alloc(32, 7);
let home: string;
let demo: TestDatabase;

type Where = { data: string; database?: TestDatabase; language?: string; input?: string };

function jishi(args: string[], { data, database, language = 'en_US.UTF-8', input = '' }: Where) {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: language, JISHI_DATA: data };
  delete env['DATABASE_URL'];
  if (database) {
    const { host, port, user, database: name } = database.connection;
    env['DATABASE_URL'] = `postgresql://${user}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`;
  }
  return spawnSync('./jishi', args, { cwd: root, env, input, encoding: 'utf8' });
}

async function siteOf(name: string): Promise<string> {
  const data = path.join(home, name);
  await mkdir(path.join(data, 'keys'), { recursive: true });
  return data;
}

describe('the operators’ commands', () => {
  before(async () => {
    useOwnCluster('operations'); // a restore refuses while anybody else holds the server
    home = await mkdtemp(path.join(os.tmpdir(), 'jishi 命令-'));
    const data = await siteOf('镇');
    await writeFile(path.join(data, 'keys', 'master.key'), `${key.toString('base64')}\n`, { mode: 0o600 });
    demo = await createTestDatabase();
    const pool = openPool(demo.connection, 'jishi_app', { max: 2 });
    const db = openDb(pool);
    await fillDemoTown(db, createApp({ db, masterKey: key }).services, Temporal.Now.instant());
    await pool.end();
  });
  after(async () => {
    await demo.drop();
    await rm(home, { recursive: true, force: true });
  });

  it('are listed by --help, and each explains itself in the language of the terminal', () => {
    const { stdout, status } = jishi(['--help'], { data: home });
    assert.equal(status, 0);
    for (const command of ['policy', 'roster', 'user', 'verify', 'backup', 'restore', 'demo']) {
      assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
      const help = jishi([command, '--help'], { data: home });
      assert.deepEqual([help.status, help.stderr], [0, ''], command);
      assert.match(help.stdout, new RegExp(`(Usage: |用法：)(\\./)?jishi ${command} `));
    }
    for (const command of ['backup', 'restore', 'demo']) {
      assert.match(jishi([command, '--help'], { data: home, language: 'zh_CN.UTF-8' }).stdout, /^用法：/);
    }
  });

  it('answer wrong usage with the help on standard error and status 2', () => {
    for (const args of [
      ['backup', 'a', 'b'],
      ['backup', '--fast'],
      ['restore'],
      ['restore', 'a', '--force'],
      ['demo'],
      ['demo', 'drop'],
    ]) {
      const { status, stdout, stderr } = jishi(args, { data: home });
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, /^Usage/);
    }
  });

  it('back a town up, prove the file, and restore it on a machine that has nothing', async () => {
    const file = path.join(home, '备份.backup');
    const made = jishi(['backup', file], { data: path.join(home, '镇'), database: demo });
    assert.deepEqual([made.status, made.stderr], [0, '']);
    assert.match(made.stdout, /holds the key/);
    assert.equal((await stat(file)).mode & 0o777, 0o600);

    const check = jishi(['restore', file, '--check'], { data: home, language: 'zh_CN.UTF-8' });
    assert.equal(check.status, 0);
    assert.match(check.stdout, /备份文件完好.*含密钥/);

    // No DATABASE_URL: the embedded database, made for this.
    const fresh = path.join(home, '新机器');
    const restored = jishi(['restore', file], { data: fresh });
    assert.deepEqual([restored.status, restored.stderr], [0, '']);
    assert.equal(
      await readFile(path.join(fresh, 'keys', 'master.key'), 'utf8'),
      `${key.toString('base64')}\n`,
    );

    const again = jishi(['restore', file], { data: fresh });
    assert.equal(again.status, 1);
    assert.match(again.stderr, /--replace/);
    assert.equal(jishi(['restore', file, '--replace'], { data: fresh }).status, 0);
  });

  it('refuse with one sentence and status 1', async () => {
    const data = path.join(home, '镇');
    const none = await createEmptyDatabase();
    try {
      const cases: [string[], TestDatabase, RegExp][] = [
        [['backup', '/proc/none/x'], demo, /cannot be written/],
        [['backup', path.join(home, 'x')], none, /nothing to back up/],
        [['restore', path.join(home, 'none')], none, /cannot be read/],
        [['restore', path.join(root, 'package.json')], none, /not a backup/],
        [['demo', 'reset', '--yes'], none, /not the demo town/],
      ];
      for (const [args, database, sentence] of cases) {
        const { status, stdout, stderr } = jishi(args, { data, database });
        assert.deepEqual([status, stdout, stderr.trim().split('\n').length], [1, '', 1], args.join(' '));
        assert.match(stderr, sentence);
      }
    } finally {
      await none.drop();
    }
  });

  it('empty the demo town only when the word is typed, and never a town that is not the demo', async () => {
    const data = path.join(home, '镇');
    const pool = openPool(demo.connection, 'owner', { max: 1 });
    await pool.query('alter table audit_events disable trigger user');
    await pool.query("update audit_events set actor_name = 'operator'");
    await pool.end();
    assert.match(jishi(['demo', 'reset', '--yes'], { data, database: demo }).stderr, /not the demo/);

    const owner = openPool(demo.connection, 'owner', { max: 1 });
    await owner.query("update audit_events set actor_name = 'demo'");
    await owner.end();
    for (const input of ['', 'yes\n']) {
      const { status, stdout } = jishi(['demo', 'reset'], { data, database: demo, input });
      assert.equal(status, 1);
      assert.match(stdout, /Nothing was changed/);
    }
    assert.equal(jishi(['demo', 'reset'], { data, database: demo, input: 'empty\n' }).status, 0);
    const after = openPool(demo.connection, 'owner', { max: 1 });
    const { rows } = await after.query("select to_regclass('accounts') as found");
    assert.deepEqual(rows, [{ found: null }]);
    await after.end();
  });
});
