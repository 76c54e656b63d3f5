/** Reading a roster with its dry run: line by line, compared with the roll, nothing of it written there. */
import type { Ctx } from '../../kernel/ctx.ts';
import type { Job, JobRun } from '../../kernel/jobs/job.ts';
import { listBranchNames, nameOf } from '../organizations/facade.ts';
import { branchFinder } from './branch-names.ts';
import { sealLine } from './import-lines.ts';
import { finish, linesAtOnce, orFail, tellProgress, type ImportData } from './import-run.ts';
import * as imports from './import-store.ts';
import { fingerprintOf } from './record-values.ts';
import { compareRow, rollOf, type ComparedRow, type KnownRecord, type Roll } from './roster-comparing.ts';
import { openRoster, type RosterRow } from './roster-reading.ts';
import * as store from './store.ts';
import { valuesOf } from './values-of.ts';

/** Reads the file line by line and compares it with the roll. Begins afresh when it runs again. */
export const readRosterJob: Job<ImportData> = {
  name: 'members.read_roster',
  retries: 2,
  handle: (run, { importId }) =>
    orFail(run, importId, 'reading', async (row) => {
      const { file, today, branches } = await run.act((ctx) => openFile(ctx, row));
      const finder = branchFinder(branches);
      let estimated = 0;
      const roster = await openRoster(file, {
        branches: finder.resolve,
        today,
        onProgress: (_, lines) => (estimated = lines),
      });
      const head = {
        headers: roster.headers,
        columns: roster.columns,
        unknown: roster.unknownColumns,
        otherSheets: roster.otherSheets,
      };
      const dryRun: DryRun = {
        import: row,
        head,
        nearest: (name) => finder.nearest(name),
        counts: {},
        seen: new Map(),
        done: 0,
      };
      let lines: RosterRow[] = [];
      for await (const line of roster.lines) {
        if (!('row' in line)) continue;
        lines.push(line.row);
        if (lines.length < linesAtOnce) continue;
        await compareBatch(run, dryRun, lines, estimated);
        lines = [];
      }
      await compareBatch(run, dryRun, lines, estimated);
      const { counts, done } = dryRun;
      await run.act(async (ctx) => {
        await finish(ctx, run, row, 'ready');
        await imports.setResult(ctx, importId, { sheet: roster.sheet, head, counts, total: done });
      });
    }),
};

async function openFile(ctx: Ctx, row: imports.ImportRow) {
  await imports.clearRows(ctx, row.id);
  const sealed = await imports.fileOf(ctx, row.id);
  if (!sealed) throw new Error(`import ${row.id} has no file`);
  return {
    file: Buffer.from(ctx.services.secrets.open('members.roster_file', sealed), 'base64'),
    today: ctx.today,
    branches: await listBranchNames(ctx, [row.orgPath]),
  };
}

type DryRun = {
  import: imports.ImportRow;
  head: imports.ImportHead;
  nearest: (name: string) => string[];
  counts: imports.ImportCounts;
  /** Records that an earlier line has claimed. */
  seen: Map<string, number>;
  done: number;
};

/** Compares some lines with what the roll has of them; the rest of roll and file is never in memory. */
async function compareBatch(
  run: JobRun,
  dryRun: DryRun,
  lines: RosterRow[],
  estimated: number,
): Promise<void> {
  if (lines.length === 0) return;
  run.signal.throwIfAborted();
  const { import: row, counts } = dryRun;
  const count = (what: keyof imports.ImportCounts) => (counts[what] = (counts[what] ?? 0) + 1);
  await run.act(async (ctx) => {
    const roll = await loadRoll(ctx, dryRun, lines);
    const rows = lines.map((line) => {
      const compared = compareRow(line, roll, dryRun.seen);
      count(compared.verdict);
      if (compared.repaired) count('repaired');
      if (isDoubtful(compared)) count('warning');
      return { ...compared, content: sealLine(ctx, compared, line, dryRun.head) };
    });
    await imports.insertRows(ctx, row.id, row.orgPath, rows);
    dryRun.done += lines.length;
    await tellProgress(ctx, row, { done: dryRun.done, total: Math.max(estimated, dryRun.done) });
  });
}

/** Taken, but somebody should look at it. */
function isDoubtful({ verdict, problems }: ComparedRow): boolean {
  if (verdict === 'wrong' || verdict === 'duplicate') return false;
  return problems.some((problem) => problem.severity === 'warning');
}

/** What the roll has that these lines may meet: by number, or by name and day of birth. */
async function loadRoll(ctx: Ctx, dryRun: DryRun, lines: RosterRow[]): Promise<Roll> {
  const { secrets } = ctx.services;
  const keyOf = (idNo: string) => fingerprintOf(secrets, idNo).toString('base64');
  const asked = lines.flatMap(({ values }) => (values.id_no ? fingerprintOf(secrets, values.id_no) : []));
  const known = await store.listAlike(ctx, [dryRun.import.orgPath], {
    fingerprints: asked,
    people: lines.flatMap(({ values: { name, birth_date: birth } }) =>
      name && birth ? { name, birthDate: birth.date } : [],
    ),
  });
  const records = known.map((record): KnownRecord => ({
    id: record.id,
    version: record.version,
    key: record.idFingerprint?.toString('base64') ?? null,
    values: valuesOf(ctx, record),
    branchId: record.orgId,
    status: record.status,
    kind: record.kind,
  }));
  const near = new Set(records.flatMap((record) => record.key ?? []));
  const taken = await store.listTaken(ctx, asked);
  const branchIds = new Set([
    ...records.map((record) => record.branchId),
    ...lines.flatMap(({ values }) => values.branch_id ?? []),
  ]);
  const names = await nameOf(ctx, [...branchIds], ctx.today);
  return rollOf(records, {
    elsewhere: new Set(taken.map((one) => one.toString('base64')).filter((key) => !near.has(key))),
    keyOf,
    nearest: dryRun.nearest,
    branchName: (id) => names.get(id)?.shortName ?? id,
  });
}
