/**
 * `npm run bench`: what we take beside a floor of the same run, and how it grows. Requests run in the process, sixteen at
 * a time, in alternating rounds; medians of rounds. Nothing is asserted: these figures are read, not gated.
 * `--quick` stops at 10⁴ members and leaves out start-up.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { Pool } from 'pg';
import { createApp } from '../src/app.ts';
import { fillDemoTown } from '../src/demo/town.ts';
import { startSession } from '../src/kernel/auth/sessions.ts';
import { everywhere, runAct } from '../src/kernel/ctx.ts';
import { openDb, openPool } from '../src/kernel/db/pool.ts';
import { createTestDatabase } from '../tests/support/cluster.ts';

const isQuick = process.argv.includes('--quick');
const atOnce = 16;
const rounds = 5;
const roundMs = isQuick ? 400 : 1000;

type Ask = () => Promise<Response>;
type Row = { what: string; members: number; ours: number; floor: number };

const database = await createTestDatabase();
const pool = openPool(database.connection, 'jishi_app', { max: 8 });
const publicPool = openPool(database.connection, 'jishi_public', { max: 8 });
const barePool = new Pool({ ...database.connection, max: 8 });
barePool.on('error', () => undefined);
const db = openDb(pool);
const app = createApp({ db, publicDb: openDb(publicPool), masterKey: Buffer.alloc(32, 7) });
const now = Temporal.Now.instant();
const demo = await fillDemoTown(db, app.services, now);
const branch = demo.orgs.get('柳树村支部') ?? '';
const system = {
  now,
  actor: { kind: 'system', name: 'bench' },
  permission: 'system',
  scope: everywhere,
  locale: 'zh-CN',
  services: app.services,
} as const;
// The demo's one-time password would have to be changed first.
await runAct(db, { ...system, scope: [...everywhere] }, (ctx) =>
  ctx.tx.updateTable('accounts').set({ password_must_change: false }).where('username', '=', 'lin').execute(),
);
const token = await runAct(db, { ...system, scope: [...everywhere] }, (ctx) =>
  startSession(ctx, demo.accounts.get('lin') ?? '', 'signed_in', { address: 'bench', device: 'bench' }),
);
const headers = { cookie: `jishi_session=${token}` };
const page = await (await app.http.request('/')).text();

const bare = new Hono();
bare.get('/one', async (c) => {
  const { rows } = await barePool.query({
    name: 'one',
    text: 'select o.id, o.kind, o.code, n.name from organizations o join organization_names n on n.org_id = o.id where o.id = $1',
    values: [branch],
  });
  return c.json(rows[0] as object);
});
bare.get('/list', async (c) => {
  const { rows } = await barePool.query({
    name: 'list',
    text: `select m.id, m.name, m.sex, m.birth_date, m.id_masked, m.mobile_masked, m.kind, n.short_name
             from members m join organization_names n on n.org_id = m.org_id
            where m.status = $1 order by m.sort_key, m.id limit 20`,
    values: ['active'],
  });
  return c.json(rows);
});
bare.get('/page', (c) => c.html(page));

const ours =
  (address: string): Ask =>
  async () =>
    app.http.request(address, { headers });
const floor =
  (address: string): Ask =>
  async () =>
    bare.request(address);

const found: Row[] = [];
for (const members of isQuick ? [1_000, 10_000] : [1_000, 10_000, 100_000]) {
  await growTo(members);
  const pairs: [string, Ask, Ask][] = [
    ['one organization', ours(`/api/organizations/${branch}`), floor('/one')],
    ['list of members', ours('/api/members'), floor('/list')],
    ['the board', ours('/api/board'), floor('/one')],
    ['public page', ours('/'), floor('/page')],
  ];
  for (const [what, mine, other] of pairs) found.push({ what, members, ...(await compare(mine, other)) });
}
await Promise.all([pool.end(), publicPool.end(), barePool.end()]);
await database.drop();

const startUp = isQuick ? undefined : await secondStart();
const text = report();
console.log(text);
if (!isQuick) await writeFile(fileURLToPath(new URL('../docs/generated/bench.md', import.meta.url)), text);

/** Members of one branch, made up, up to `count` in all. */
async function growTo(count: number): Promise<void> {
  const owner = openPool(database.connection, 'owner', { max: 1 });
  await openDb(owner)
    .transaction()
    .execute(async (tx) => {
      await sql`
        with made as (
          insert into members (org_id, org_path, name, pinyin, initials, grams, sex, birth_date, status, kind, created_at, updated_at)
          select o.id, o.path, '试' || n, 'shi ' || n, 's', array['试'], case when n % 3 = 0 then 'female' else 'male' end,
                 date '1950-01-01' + (n % 18000)::int, 'active', 'full', now(), now()
            from organizations o, generate_series((select count(*) + 1 from members), ${count}::bigint) n
           where o.id = ${branch}::uuid
          returning id, org_id, org_path
        ), placed as (
          insert into branch_memberships (person_id, org_id, org_path, valid)
          select id, org_id, org_path, '[2020-01-01,)' from made
        )
        insert into membership_events (person_id, org_id, org_path, event, as_kind, happened_on, recorded_at)
        select id, org_id, org_path, 'registered', 'full', date '2020-01-01', now() from made`.execute(tx);
    });
  await owner.query('analyze');
  await owner.end();
}

/** Requests a second of both, in alternating rounds; the median round of each. */
async function compare(mine: Ask, other: Ask): Promise<{ ours: number; floor: number }> {
  for (const ask of [mine, other]) {
    const { status } = await ask();
    if (status !== 200) throw new Error(`the bench asked and got ${status}`);
  }
  const rates: { mine: number[]; other: number[] } = { mine: [], other: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const [a, b] = [await rate(mine), await rate(other)];
    if (round === 0) continue; // warming up
    rates.mine.push(a);
    rates.other.push(b);
  }
  return { ours: median(rates.mine), floor: median(rates.other) };
}

async function rate(ask: Ask): Promise<number> {
  const began = performance.now();
  let answered = 0;
  const one = async (): Promise<void> => {
    while (performance.now() - began < roundMs) {
      await (await ask()).arrayBuffer();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return answered / ((performance.now() - began) / 1000);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Exponent with which the time of one request grows in the number of members; 0 is flat. */
function slopeOf(what: string): number {
  const rows = found.filter((row) => row.what === what);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || first === last) return 0;
  return Math.log(first.ours / last.ours) / Math.log(last.members / first.members);
}

async function secondStart(): Promise<number[]> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'jishi-bench-'));
  const seconds: number[] = [];
  for (let start = 0; start < 4; start += 1) {
    const began = performance.now();
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('../src/main.ts', import.meta.url)), '--empty'],
      {
        env: { ...process.env, JISHI_DATA: data, PORT: '0', LC_ALL: 'C', DATABASE_URL: '' },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the server ended (${code})`)));
      child.stdout.on('data', (said: Buffer) => said.includes('http://') && resolve());
    });
    if (start > 0) seconds.push((performance.now() - began) / 1000);
    child.removeAllListeners('exit');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  await rm(data, { recursive: true, force: true });
  return seconds;
}

function report(): string {
  const rows = found.map(
    (row) =>
      `| ${row.what} | ${row.members} | ${row.ours.toFixed(0)} | ${row.floor.toFixed(0)} | ${(row.ours / row.floor).toFixed(2)} |`,
  );
  const slopes = [...new Set(found.map((row) => row.what))].map(
    (what) => `| ${what} | ${slopeOf(what).toFixed(2)} |`,
  );
  const load = os
    .loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
  return `# Bench

Written by \`npm run bench\` on ${now.toString({ smallestUnit: 'minute' })}: ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? '?'}, Node ${process.versions.node}, load ${load}.
Requests a second in one process, ${atOnce} at a time, median of ${rounds} alternating rounds of ${roundMs} ms. Floors: one named
statement through the bare driver in a minimal handler (for the board too, which has no floor of its own), the same bytes as a static page.

| what | members | ours | floor | ratio |
| --- | ---: | ---: | ---: | ---: |
${rows.join('\n')}

How the time of one request grows with the members (0 is flat, 1 is in proportion):

| what | slope |
| --- | ---: |
${slopes.join('\n')}

${startUp ? `Second start to the printed address: ${startUp.map((value) => value.toFixed(1)).join(', ')} s.` : 'Start-up was left out.'}
A roster of 50,000: \`node bench/roster.ts\` (check) and \`node bench/roster-import.ts\` (import), each with its own figures.
`;
}
