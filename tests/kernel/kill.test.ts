import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../src/app.ts';
import { openTownDatabase, type TownDatabase } from '../../src/database.ts';
import { verifyAudit } from '../../src/kernel/audit/seal.ts';
import { startSession } from '../../src/kernel/auth/sessions.ts';
import { everywhere, runAct } from '../../src/kernel/ctx.ts';
import { openDb, openPool } from '../../src/kernel/db/pool.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const town = randomUUID();
let dataDir: string;
let cookie: string;

type Server = { process: ChildProcess; url: string };

const started: ChildProcess[] = [];

/** The real server on its own data, as ./start runs it. */
async function startServer(port = 0): Promise<Server> {
  const child = spawn(process.execPath, [main, '--empty'], {
    env: { ...env(), PORT: String(port), LC_ALL: 'en_US.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /Jishi is up .*(http:\/\/\S+?)\/?\s/u.exec(said);
      if (found?.[1]) resolve(found[1]);
    });
    child.once('exit', (code) => reject(new Error(`the server ended (${code}): ${said.slice(-2000)}`)));
  });
  return { process: child, url };
}

function env(): NodeJS.ProcessEnv {
  const own = { ...process.env, JISHI_DATA: dataDir, HOST: '127.0.0.1', JISHI_LOG: 'error' };
  delete (own as NodeJS.ProcessEnv)['DATABASE_URL'];
  return own;
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', resolve));
}

async function postmasterPid(): Promise<number> {
  const text = await readFile(path.join(dataDir, 'postgres-18', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

type Write = { key: string; name: string };

/** One act of five rows: an organization, its name, its place, the event, the answer to a repeated submit. */
async function found(url: string, { key, name }: Write): Promise<boolean> {
  const response = await fetch(`${url}/api/organizations`, {
    method: 'POST',
    headers: { cookie, 'x-jishi': '1', 'idempotency-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'village',
      parentId: town,
      name,
      shortName: name,
      on: '2020-01-01',
      reason: '区划调整',
    }),
    signal: AbortSignal.timeout(10_000),
  });
  const answer = await response.text();
  if (response.status === 429) await sleep(200);
  // Whose reason is that it was killed is allowed to fail; a refusal of the act would be a fault of this test.
  assert.ok(response.status !== 400 && response.status !== 422 && response.status !== 403, answer);
  return response.ok;
}

/** Three clerks write without pause; gives what was acknowledged, and what was under way when the server went. */
async function writeUntilStopped(
  url: string,
  round: number,
  stopped: { yes: boolean },
  acknowledged: Write[],
) {
  const unknown: Write[] = [];
  const clerk = async (no: number): Promise<void> => {
    for (let i = 0; !stopped.yes; i += 1) {
      const write = { key: randomUUID(), name: `清河镇试验${round}之${no}之${i}村` };
      const ok = await found(url, write).catch((error: unknown) => {
        if (error instanceof assert.AssertionError) throw error;
        return undefined; // the connection broke: nobody knows yet
      });
      if (ok) acknowledged.push(write);
      else if (ok === undefined) {
        unknown.push(write);
        if (!stopped.yes) await sleep(20);
      }
    }
  };
  await Promise.all([1, 2, 3].map(clerk));
  return unknown;
}

async function withDatabase<T>(work: (database: TownDatabase) => Promise<T>): Promise<T> {
  const database = await openTownDatabase({ databaseUrl: undefined, dataDir });
  try {
    return await work(database);
  } finally {
    await database.stop();
  }
}

describe('a town whose machine fails', () => {
  before(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'jishi-kill-'));
    await withDatabase(async ({ connection }) => {
      const pool = openPool(connection, 'jishi_app', { max: 1 });
      const db = openDb(pool);
      const { services } = createApp({ db, masterKey: Buffer.alloc(32) });
      const act = {
        actor: { kind: 'system', name: 'test' },
        permission: 'system',
        scope: everywhere,
      } as const;
      const now = Temporal.Now.instant();
      const token = await runAct(
        db,
        { ...act, scope: [...everywhere], now, locale: 'zh-CN', services },
        async (ctx) => {
          const path_ = town.replaceAll('-', '');
          const founded_on = Temporal.PlainDate.from('2001-07-01');
          await ctx.tx
            .insertInto('organizations')
            .values({
              id: town,
              code: 'T1',
              kind: 'township_party_committee',
              path: path_,
              founded_on,
              order_no: 1,
            })
            .execute();
          await ctx.tx
            .insertInto('organization_names')
            .values({ org_id: town, name: '中共清河镇委员会', short_name: '清河镇', valid: '[2001-07-01,)' })
            .execute();
          const { id } = await ctx.tx
            .insertInto('accounts')
            .values({ username: 'lin', display_name: '林委员', home_org_id: town, totp_confirmed_at: now })
            .returning('id')
            .executeTakeFirstOrThrow();
          await ctx.tx
            .insertInto('role_grants')
            .values({ account_id: id, role: 'organization_officer', org_id: town, valid: '[2001-07-01,)' })
            .execute();
          return startSession(ctx, id, 'signed_in', { address: 'test', device: 'test' });
        },
      );
      cookie = `jishi_session=${token}`;
      await pool.end();
    });
  });
  after(async () => {
    for (const child of started) child.kill('SIGKILL'); // those that a failed test left
    const left = await postmasterPid().catch(() => undefined);
    if (left) process.kill(left, 'SIGINT');
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
  });

  it('keeps every acknowledged write once and no half act, through five kills of the server and its database', async () => {
    const acknowledged: Write[] = [];
    const victims = ['both', 'server', 'both', 'server', 'both'] as const;
    let server = await startServer();
    for (const [round, victim] of victims.entries()) {
      const stopped = { yes: false };
      const kept: Write[] = [];
      const writing = writeUntilStopped(server.url, round, stopped, kept);
      const enough = 5 + Math.random() * 20; // by count, not by time: a busy machine writes slowly
      const patience = performance.now() + 60_000;
      while (kept.length < enough) {
        assert.ok(performance.now() < patience, `only ${kept.length} writes in a minute`);
        await sleep(Math.random() * 10);
      }
      if (victim === 'both') process.kill(await postmasterPid(), 'SIGKILL');
      server.process.kill('SIGKILL');
      stopped.yes = true;
      const unknown = await writing;
      await ended(server.process);
      server = await startServer();
      // A clerk whose connection broke presses the button again; nothing is done twice.
      for (const write of unknown) assert.equal(await found(server.url, write), true);
      acknowledged.push(...kept, ...unknown);
    }
    server.process.kill('SIGTERM');
    assert.equal(await ended(server.process), 0);

    await withDatabase(async ({ connection }) => {
      const pool = openPool(connection, 'owner', { max: 1 });
      const { rows } = await pool.query<{ name: string; places: number; events: number; answers: number }>(`
        select n.name, (select count(*) from organization_parents p where p.org_id = n.org_id) as places,
               (select count(*) from audit_events e where e.subject_id = n.org_id) as events,
               (select count(*) from idempotent_replies r where r.reply ->> 'id' = n.org_id::text) as answers
          from organization_names n where n.org_id <> '${town}'`);
      const { rows: bare } = await pool.query(
        'select from organizations o where not exists (select from organization_names n where n.org_id = o.id)',
      );
      const broken = await verifyAudit(openDb(pool));
      await pool.end();
      const counted = Map.groupBy(rows, (row) => row.name);
      for (const { name } of acknowledged)
        assert.equal(counted.get(name)?.length, 1, `${name} is there once`);
      for (const row of rows)
        assert.deepEqual([row.places, row.events, row.answers], [1, 1, 1], `${row.name} is whole`);
      assert.deepEqual([bare.length, broken.broken], [0, null]);
    });
  });

  it('starts after a stale lock, refuses a second start on the same port, and stops cleanly', async () => {
    // As after a power cut: the lock names a process that is someone else's by now.
    const lock = path.join(dataDir, 'postgres-18', 'postmaster.pid');
    await writeFile(lock, `${process.pid}\n${dataDir}\n1\n5432\n/tmp\n\n\nready   \n`);
    const server = await startServer();
    const port = Number(new URL(server.url).port);
    await assert.rejects(startServer(port), /\(1\).*in use/su);
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
    // Beside the first, on another port, two processes share the town.
    const second = await startServer();
    assert.equal((await fetch(`${second.url}/healthz`)).status, 200);
    second.process.kill('SIGINT');
    assert.equal(await ended(second.process), 0);
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
    server.process.kill('SIGTERM');
    assert.equal(await ended(server.process), 0);
    await assert.rejects(postmasterPid(), { code: 'ENOENT' });
  });
});
