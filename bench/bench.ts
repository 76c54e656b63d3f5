/**
 * `npm run bench`: what we take beside floors of the same run, and how it grows. Requests run in the process, sixteen at
 * a time, in alternating rounds; medians of rounds. Nothing is asserted: these figures are read, not gated.
 * `--quick` stops at 10⁴ members and leaves out start-up.
 *
 * Two floors. *Same statements*: what the request sends to the database (session, transaction, scope, reads), recorded
 * once and sent again through the bare driver by a handler that answers the same reply; the rest is ours. *Least*: one
 * named statement without session, transaction or scope; for a page, its bytes from memory.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { Client, Pool, type QueryConfig } from 'pg';
import { startSession } from '../src/kernel/auth/sessions.ts';
import { runAct } from '../src/kernel/ctx.ts';
import { openTown } from './town.ts';

const byPrimaryKey =
  'select o.id, o.kind, o.code, n.name from organizations o join organization_names n on n.org_id = o.id where o.id = $1';

const isQuick = process.argv.includes('--quick');
const atOnce = 16;
const rounds = 5;
const roundMs = isQuick ? 400 : 600;

type Ask = () => Promise<Response>;
type Rates = { ours: number; same: number; least: number };
type Row = Rates & { what: string; members: number };

const town = await openTown();
const { app, branch, database, now } = town;
const barePool = new Pool({
  ...database.connection,
  max: 8,
  pipeline: true,
  options: '-c role=jishi_app -c timezone=UTC',
});
const barePublicPool = new Pool({ ...database.connection, max: 8, options: '-c role=jishi_public' });
for (const bare of [barePool, barePublicPool]) bare.on('error', () => undefined);
// The demo's one-time password would have to be changed first.
await runAct(town.db, town.system(), (ctx) =>
  ctx.tx.updateTable('accounts').set({ password_must_change: false }).where('username', '=', 'lin').execute(),
);
const token = await runAct(town.db, town.system(), (ctx) =>
  startSession(ctx, town.accounts.get('lin') ?? '', 'signed_in', { address: 'bench', device: 'bench' }),
);
const headers = { cookie: `jishi_session=${token}` };
const { rows: notices } = await town.publicPool.query<{ code: string }>(
  'select code from public_notices limit 1',
);
const notice = notices[0]?.code ?? '';

const ours =
  (address: string): Ask =>
  async () =>
    app.http.request(address, address.startsWith('/api/') ? { headers } : {});

const found: Row[] = [];
for (const members of isQuick ? [1_000, 10_000] : [1_000, 10_000, 100_000]) {
  await town.growTo(members);
  for (const [what, address] of [
    ['one organization', `/api/organizations/${branch}`],
    ['list of members', '/api/members'],
    ['the board', '/api/board'],
    ["the board's figures", '/api/board/figures'],
    ['public page', '/'],
    ['public notice', `/notices/${notice}`],
  ] as const) {
    const mine = ours(address);
    const { same, least } = await floorsOf(mine, address);
    found.push({ what, members, ...(await compare({ ours: mine, same, least })) });
  }
}
await Promise.all([barePool.end(), barePublicPool.end()]);
await town.close();

const startUp = isQuick ? undefined : await secondStart();
const text = report();
console.log(text);
if (!isQuick) await writeFile(fileURLToPath(new URL('../docs/generated/bench.md', import.meta.url)), text);

/** Records what one request sends to the database, and gives handlers that do that and nothing else, or less. */
async function floorsOf(mine: Ask, address: string): Promise<{ same: Ask; least: Ask }> {
  await (await mine()).arrayBuffer(); // so that a kept page is kept
  const sent: QueryConfig[] = [];
  const query: unknown = Reflect.get(Client.prototype, 'query');
  if (typeof query !== 'function') throw new Error('the driver has no query');
  Reflect.set(Client.prototype, 'query', function (this: Client, ...args: unknown[]): unknown {
    const first = args[0] as string | QueryConfig; // as our own clients call it
    sent.push(typeof first === 'string' ? { text: first } : plain(first));
    return Reflect.apply(query, this, args);
  });
  const reply = await mine();
  Reflect.set(Client.prototype, 'query', query);
  if (reply.status !== 200) throw new Error(`the bench asked ${address} and got ${reply.status}`);
  const isPage = !address.startsWith('/api/');
  const body = await reply.text();
  const answer = {
    value: isPage ? body : (JSON.parse(body) as object),
    headers: Object.fromEntries(reply.headers),
  };
  const bare = new Hono();
  bare.get('/same', async (c) => {
    await replay(isPage ? barePublicPool : barePool, sent);
    return typeof answer.value === 'string'
      ? c.body(answer.value, 200, answer.headers)
      : c.json(answer.value);
  });
  bare.get('/page', (c) => c.html(body));
  bare.get('/one', async (c) => {
    const { rows } = await barePool.query<object>({ name: 'one', text: byPrimaryKey, values: [branch] });
    return c.json(rows[0] ?? {});
  });
  return {
    same: async () => bare.request('/same'),
    least: async () => bare.request(isPage ? '/page' : '/one'),
  };
}

/** Of a statement, what the bare driver needs: our parsers of values are ours. */
function plain({ name, text, values }: QueryConfig): QueryConfig {
  return { ...(name !== undefined && { name }), text, ...(values && { values }) };
}

/** As we send them: the opening of a transaction is not waited for. */
async function replay(from: Pool, statements: readonly QueryConfig[]): Promise<void> {
  const client = await from.connect();
  for (const statement of statements) {
    const answered = client.query({ ...statement });
    if (statement.text.startsWith('begin')) answered.catch(() => undefined);
    else await answered;
  }
  client.release();
}

/** Requests a second of each, in alternating rounds; the median round of each. */
async function compare(asks: Record<keyof Rates, Ask>): Promise<Rates> {
  for (const ask of Object.values(asks)) {
    const { status } = await ask();
    if (status !== 200) throw new Error(`the bench asked and got ${status}`);
  }
  const rates: Record<keyof Rates, number[]> = { ours: [], same: [], least: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const who of ['ours', 'same', 'least'] as const) {
      const reached = await rate(asks[who]);
      if (round > 0) rates[who].push(reached); // the first warms up
    }
  }
  return { ours: median(rates.ours), same: median(rates.same), least: median(rates.least) };
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
  const whole = (value: number): string => value.toFixed(0);
  const rows = found.map(({ what, members, ours: mine, same, least }) =>
    [
      what,
      members,
      whole(mine),
      whole(same),
      (mine / same).toFixed(2),
      whole(least),
      (mine / least).toFixed(2),
    ].join(' | '),
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
Requests a second in one process, ${atOnce} at a time, median of ${rounds} alternating rounds of ${roundMs} ms. Floors. *Same statements*: exactly
what the request sends to the database (session, transaction, scope, reads), sent again through the bare driver by a
handler that answers the same reply. *Least*: one named statement by primary key, without session, transaction or scope;
for a page, its bytes from memory.

| what | members | ours | same statements | ratio | least | ratio |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map((row) => `| ${row} |`).join('\n')}

How the time of one request grows with the members (0 is flat, 1 is in proportion):

| what | slope |
| --- | ---: |
${slopes.join('\n')}

${startUp ? `Second start to the printed address: ${startUp.map((value) => value.toFixed(1)).join(', ')} s.` : 'Start-up was left out.'}
Figure by figure: \`node bench/figures.ts\`. A roster of 50,000: \`node bench/roster.ts\` (check) and \`node bench/roster-import.ts\` (import), each with its own figures.
`;
}
