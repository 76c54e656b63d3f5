/** What a whole roster costs on its way into the roll: dry run, writing, and the same once more with every line changed. */
import { readdirSync, readFileSync } from 'node:fs';
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
  peakMebibytes: number;
};

const branches = ['柳树村支部', '石桥村支部', '东沟村支部'];

/** Imports a made-up roster twice through the endpoints; throws unless every line is new, then changed. */
export async function benchRosterImport(members = 50_000): Promise<ImportCost[]> {
  const town = await openTown();
  try {
    const backend = await postmasterOf(town);
    const costs: ImportCost[] = [];
    const measured = async (step: string, work: () => Promise<unknown>) => {
      const [before, cpu, database] = [performance.now(), process.cpuUsage(), cpuOfTree(backend)];
      await work();
      const own = process.cpuUsage(cpu);
      costs.push({
        step,
        lines: members,
        wallSeconds: (performance.now() - before) / 1000,
        nodeSeconds: (own.user + own.system) / 1e6,
        databaseSeconds: cpuOfTree(backend) - database,
        peakMebibytes: process.resourceUsage().maxRSS / 1024,
      });
    };
    for (const round of ['new', 'changed'] as const) {
      const bytes = await writeRosterSheet(rosterOf(members, round), {
        sheetName: '花名册',
        fields: benchFields,
      });
      const file = new File([new Uint8Array(bytes)], 'roster.xlsx');
      const started = await town.call(
        '林委员',
        api.startImport,
        { org: town.orgs['清河镇'].id, asAt: '2026-11-01' },
        { file },
      );
      if (started.status !== 200) throw new Error(JSON.stringify(started.problem));
      const { id } = started.body;
      await measured(`${round}: dry run`, () => town.runJobs());
      const read = await town.call('林委员', api.getImport, { id });
      if (read.body.counts[round] !== members) throw new Error(JSON.stringify(read.body.counts));
      await town.call('林委员', api.confirmImport, { id, version: read.body.version });
      await measured(`${round}: writing`, () => town.runJobs());
      const written = await town.call('林委员', api.getImport, { id });
      if (written.body.state !== 'written') throw new Error(JSON.stringify(written.body.failure));
    }
    return costs;
  } finally {
    await town.close();
  }
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

if (import.meta.main) console.table(await benchRosterImport(Number(process.argv[2] ?? 50_000)));
