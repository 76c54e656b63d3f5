import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { authApi } from '../../src/kernel/auth/api.ts';
import { sealPending } from '../../src/kernel/audit/seal.ts';
import { openBrowser } from '../support/browser-session.ts';
import { openTown, type Town } from '../support/town.ts';

const cli = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
let town: Town;
let dataDir: string;
before(async () => {
  town = await openTown();
  town.setNow(Temporal.Now.instant().toString()); // the command line has the machine's own clock
  dataDir = await mkdtemp(join(tmpdir(), 'jishi-cli-'));
});
after(async () => {
  await town.close();
  await rm(dataDir, { recursive: true });
});

type Ended = { status: number; out: string; err: string };

function jishi(...args: string[]): Promise<Ended> {
  const env = { ...process.env, DATABASE_URL: town.url, JISHI_DATA: dataDir, LC_ALL: 'en_US.UTF-8' };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, out, err) =>
      resolve({ status: error ? Number(error.code) : 0, out, err }),
    );
  });
}

test('user add prints a one-time password that signs in, with the role asked for', async () => {
  const { status, out, err } = await jishi(
    'user',
    'add',
    'heqing',
    '--name',
    '何清',
    '--role',
    'finance_officer',
  );
  assert.equal(status, 0, err);
  const password = /password\s+(\S+)/u.exec(out)?.[1] ?? '';
  const browser = openBrowser(town);
  const { body } = await browser.call(authApi.signIn, { username: 'heqing', password });
  assert.equal(body.step, 'password_change_required');
  const { session } = (await browser.call(authApi.getSession, {})).body;
  assert.deepEqual(
    session?.roles.map((held) => [held.role, held.orgName]),
    [['finance_officer', '清河镇']],
  );
});

test('user add refuses a name that is taken and a role that does not exist, and writes nothing', async () => {
  const taken = await jishi('user', 'add', '周书记');
  assert.deepEqual([taken.status, taken.out], [1, '']);
  assert.match(taken.err, /has this user name already/u);
  const unknown = await jishi('user', 'add', 'nobody', '--role', 'emperor');
  assert.equal(unknown.status, 1);
  const rows = await town.owner
    .selectFrom('accounts')
    .select('id')
    .where('username', '=', 'nobody')
    .execute();
  assert.deepEqual(rows, []);
});

test('user without its words, or with an unknown option, shows how it is used', async () => {
  for (const args of [
    ['user'],
    ['user', 'add'],
    ['user', 'add', 'x', '--rolle', 'y'],
    ['verify', 'everything'],
  ]) {
    const { status, err } = await jishi(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(err, /^Usage: /u);
  }
  assert.match((await jishi('user', '--help')).out, /^Usage: /u);
});

test('verify answers 0 for a whole log, and names the row that was changed', async () => {
  await sealPending(town.owner);
  const whole = await jishi('verify');
  assert.equal(whole.status, 0, whole.err);
  const line = /Keep this line: (\S+)/u.exec(whole.out)?.[1] ?? '';
  assert.equal((await jishi('verify', 'audit', '--checkpoint', line)).status, 0);

  const other = `1:${Buffer.alloc(32).toString('base64')}`;
  const cut = await jishi('verify', '--checkpoint', other, '--json');
  assert.equal(cut.status, 1);
  assert.equal((JSON.parse(cut.out) as { broken: { problem: string } }).broken.problem, 'checkpoint_differs');

  const { rows } = await sql<{ id: string }>`
    update audit_events set actor_name = 'x' where id = (select id from audit_events order by id limit 1) returning id
  `.execute(town.owner);
  const changed = await jishi('verify');
  assert.equal(changed.status, 1);
  assert.ok(changed.out.includes(rows[0]?.id ?? 'no row'));
});
