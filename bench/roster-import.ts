/**
 * What a whole roster costs on its way into the roll: dry run, writing, the same once more with every line changed; beside
 * it, as the floor, a bare `COPY` of the same rows into the same tables, and how long others waited meanwhile.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { importsApi as api } from '../src/modules/members/imports-api.ts';
import { writeRosterSheet } from '../src/modules/members/roster-sheets.ts';
import { openTown, type Town } from '../tests/support/town.ts';
import { benchFields, madeUpMembers } from './roster.ts';

export type ImportCost = {
  step: string;
  lines: number;
  wallSeconds: number;
  /** User and system time of this process and of the database's processes: what a busy machine does not blur. */
  nodeSeconds: number;
  databaseSeconds: number;
  /** Over what the process held before the first import. */
  peakMebibytesMore: number;
  /** The longest that anybody asking for the progress waited. */
  longestPollMs: number;
};

const branches = ['柳树村支部', '石桥村支部', '东沟村支部'];

/** Imports a made-up roster twice through the endpoints; throws unless every line is new, then changed. */
export async function benchRosterImport(
  members = 50_000,
): Promise<{ costs: ImportCost[]; copySeconds: number }> {
  const town = await openTown();
  try {
    const backend = await postmasterOf(town);
    const costs: ImportCost[] = [];
    const before = process.memoryUsage.rss();
    const measured = async (step: string, id: string, work: () => Promise<unknown>) => {
      const [began, cpu, database] = [performance.now(), process.cpuUsage(), cpuOfTree(backend)];
      const polls = pollUntil(town, id, work());
      const { longestPollMs, peak } = await polls;
      const own = process.cpuUsage(cpu);
      costs.push({
        step,
        lines: members,
        wallSeconds: (performance.now() - began) / 1000,
        nodeSeconds: (own.user + own.system) / 1e6,
        databaseSeconds: cpuOfTree(backend) - database,
        peakMebibytesMore: (peak - before) / 2 ** 20,
        longestPollMs,
      });
    };
    for (const round of ['new', 'changed'] as const) {
      const file = new File([sheetFromAnotherProcess(members, round)], 'roster.xlsx');
      const started = await town.call(
        '林委员',
        api.startImport,
        { org: town.orgs['清河镇'].id, asAt: '2026-11-01' },
        { file },
      );
      if (started.status !== 200) throw new Error(JSON.stringify(started.problem));
      const { id } = started.body;
      await measured(`${round}: dry run`, id, () => town.runJobs());
      const read = await town.call('林委员', api.getImport, { id });
      if (read.body.counts[round] !== members) throw new Error(JSON.stringify(read.body.counts));
      await town.call('林委员', api.confirmImport, { id, version: read.body.version });
      await measured(`${round}: writing`, id, () => town.runJobs());
      const written = await town.call('林委员', api.getImport, { id });
      if (written.body.state !== 'written') throw new Error(JSON.stringify(written.body.failure));
    }
    return { costs, copySeconds: await copyFloor(town) };
  } finally {
    await town.close();
  }
}

/** Asks for the progress every 300 ms, as the screen does each second, until the work ends. */
async function pollUntil(town: Town, id: string, work: Promise<unknown>) {
  let [longestPollMs, peak] = [0, 0];
  const end = work.then(() => true);
  for (let ended = false; !ended;) {
    const asked = performance.now();
    await town.call('林委员', api.getImport, { id });
    longestPollMs = Math.max(longestPollMs, performance.now() - asked);
    peak = Math.max(peak, process.memoryUsage.rss());
    ended = await Promise.race([end, delay(300, false)]);
  }
  return { longestPollMs, peak };
}

/** Empties the roll and copies the same rows back: three tables with their indexes and keys, as the owner. */
async function copyFloor(town: Town): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jishi-copy-'));
  chmodSync(folder, 0o777);
  try {
    const tables = ['members', 'branch_memberships', 'membership_events'] as const;
    const { rows } = await sql<{ table: string; columns: string }>`
      select table_name as table, string_agg(quote_ident(column_name), ', ') as columns
      from information_schema.columns
      where table_schema = current_schema() and table_name = any(${[...tables]}) and is_generated = 'NEVER'
      group by table_name
    `.execute(town.owner);
    const columns = new Map(rows.map((row) => [row.table, row.columns]));
    const copy = (table: string, direction: 'to' | 'from') =>
      sql
        .raw(`copy ${table} (${columns.get(table) ?? ''}) ${direction} '${path.join(folder, table)}'`)
        .execute(town.owner);
    for (const table of tables) await copy(table, 'to');
    await sql`truncate members, branch_memberships, membership_events cascade`.execute(town.owner);
    const began = performance.now();
    for (const table of tables) await copy(table, 'from');
    return (performance.now() - began) / 1000;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The sheet is made elsewhere, so that this process shows the memory of the import alone. */
function sheetFromAnotherProcess(members: number, round: string): Uint8Array<ArrayBuffer> {
  const args = [fileURLToPath(import.meta.url), 'sheet', String(members), round];
  return new Uint8Array(execFileSync(process.execPath, args, { maxBuffer: 2 ** 28 }));
}

function* rosterOf(members: number, round: 'new' | 'changed') {
  let i = 0;
  for (const member of madeUpMembers(members)) {
    const branch = branches[i++ % branches.length] ?? '';
    yield { ...member, branch, ...(round === 'changed' && { education: '大学' }) };
  }
}

async function postmasterOf(town: Town): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(town.owner);
  return parentOf(rows[0]?.pid ?? 0);
}

function statOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /u, '')
    .split(' ');
}

function parentOf(pid: number): number {
  return Number(statOf(pid)[1]);
}

/** Seconds of a process, of its ended children, and of its living ones. */
function cpuOfTree(root: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!pid) continue;
    try {
      const stat = statOf(pid);
      if (pid !== root && Number(stat[1]) !== root) continue;
      ticks += Number(stat[11]) + Number(stat[12]);
      if (pid === root) ticks += Number(stat[13]) + Number(stat[14]);
    } catch {
      // It has ended meanwhile.
    }
  }
  return ticks / 100;
}

async function printSheet(members: number, round: 'new' | 'changed'): Promise<void> {
  const bytes = await writeRosterSheet(rosterOf(members, round), {
    sheetName: '花名册',
    fields: benchFields,
  });
  process.stdout.write(bytes);
}

async function printCosts(members: number): Promise<void> {
  const { costs, copySeconds } = await benchRosterImport(members);
  console.table(costs);
  const secondsOf = (round: string) =>
    costs.filter((one) => one.step.startsWith(round)).reduce((sum, one) => sum + one.wallSeconds, 0);
  const load = os.loadavg()[0]?.toFixed(1);
  console.log(`COPY of the same rows: ${copySeconds.toFixed(1)} s (load ${load})`);
  for (const round of ['new', 'changed'])
    console.log(
      `${round}: ${secondsOf(round).toFixed(1)} s in all, ${(secondsOf(round) / copySeconds).toFixed(1)} × COPY`,
    );
}

if (import.meta.main) {
  const [what, members, round] = process.argv.slice(2);
  if (what === 'sheet') await printSheet(Number(members), round === 'changed' ? 'changed' : 'new');
  else await printCosts(Number(what ?? 50_000));
}
