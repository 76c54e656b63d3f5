/** The two long works of an import: reading with its dry run, and writing in one transaction. */
import { randomUUID } from 'node:crypto';
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { AnyJob, Job, JobRun } from '../../kernel/jobs/job.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { listBranchNames, nameOf } from '../organizations/facade.ts';
import { writeCorrections, type Correction } from './actions.ts';
import { branchFinder } from './branch-names.ts';
import { sealLine, openLine } from './import-lines.ts';
import * as imports from './import-store.ts';
import { columnsOf, fingerprintOf } from './record-values.ts';
import { compareRow, kindOfValues, rollOf, type KnownRecord, type Roll } from './roster-comparing.ts';
import { openRoster, type RosterRow } from './roster-reading.ts';
import * as store from './store.ts';
import { valuesOf } from './values-of.ts';

type ImportData = { importId: string };

const batch = 1000;

/** Reads the file line by line and compares it with the roll. Begins afresh when it runs again. */
export const readRosterJob: Job<ImportData> = {
  name: 'members.read_roster',
  retries: 2,
  handle: (run, { importId }) =>
    orFail(run, importId, async () => {
      const started = await run.act(async (ctx) => {
        const row = await imports.find(ctx, importId);
        if (row?.state !== 'reading') return undefined;
        await imports.clearRows(ctx, importId);
        const sealed = await imports.fileOf(ctx, importId);
        if (!sealed) throw new Error(`import ${importId} has no file`);
        const file = Buffer.from(ctx.services.secrets.open('members.roster_file', sealed), 'base64');
        return { row, file, today: ctx.today, branches: await listBranchNames(ctx, [row.orgPath]) };
      });
      if (!started) return;
      const finder = branchFinder(started.branches);
      let estimated = 0;
      const roster = await openRoster(started.file, {
        branches: finder.resolve,
        today: started.today,
        onProgress: (_, lines) => (estimated = lines),
      });
      const head = {
        headers: roster.headers,
        columns: roster.columns,
        unknown: roster.unknownColumns,
        otherSheets: roster.otherSheets,
      };
      const dryRun: DryRun = {
        import: started.row,
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
        if (lines.length < batch) continue;
        await compareBatch(run, dryRun, lines, estimated);
        lines = [];
      }
      await compareBatch(run, dryRun, lines, estimated);
      const { counts, done } = dryRun;
      await run.act((ctx) =>
        imports.setReady(ctx, importId, { sheet: roster.sheet, head, counts, total: done }),
      );
    }),
};

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
      return { ...compared, content: sealLine(ctx, compared, line, dryRun.head) };
    });
    await imports.insertRows(ctx, row.id, row.orgPath, rows);
    dryRun.done += lines.length;
    await imports.showProgress(ctx, row.id, dryRun.done, Math.max(estimated, dryRun.done));
  });
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

/** Writes a confirmed import: everything or nothing. */
export const writeRosterJob: Job<ImportData> = {
  name: 'members.write_roster',
  retries: 1,
  handle: (run, { importId }) =>
    orFail(run, importId, () =>
      run.act(async (ctx) => {
        const row = await imports.find(ctx, importId);
        if (row?.state !== 'writing') return;
        const total = (row.counts.new ?? 0) + (row.counts.changed ?? 0);
        const tell = (done: number) => run.act((aside) => imports.showProgress(aside, importId, done, total));
        const moved = await imports.countMoved(ctx, importId);
        if (moved > 0) throw new Refusal('members.roll_changed', { params: { count: moved } });
        await writeNew(ctx, row, run, tell);
        await writeChanged(ctx, row, run, tell);
        await imports.forgetContent(ctx, importId);
        // Not the import's own row before the end: the progress is told from other transactions.
        const version = await imports.move(ctx, importId, { from: ['writing'], to: 'written' });
        if (version === undefined) throw new Error(`import ${importId} was taken up by another run`);
        await imports.showProgress(ctx, importId, total, total);
        await record(ctx, {
          event: 'members.imported',
          org: { id: row.orgId, path: row.orgPath },
          subject: { type: 'roster_import', id: importId },
          after: { ...row.counts, asAt: row.asAt.toString() },
          onBehalfOf: row.createdBy,
        });
      }),
    ),
};

export const memberJobs: readonly AnyJob[] = [readRosterJob, writeRosterJob];

type Tell = (done: number) => Promise<void>;

async function writeNew(ctx: Ctx, row: imports.ImportRow, run: JobRun, tell: Tell): Promise<void> {
  const paths = new Map(
    (await listBranchNames(ctx, [row.orgPath])).map((branch) => [branch.id, branch.path]),
  );
  let after = 0;
  for (let done = 0; ;) {
    run.signal.throwIfAborted();
    const rows = await imports.rowsWithContent(ctx, row.id, ['new'], after, batch);
    if (rows.length === 0) return;
    const people = rows.map(({ content }): store.NewMember => {
      const { values } = openLine(ctx, content);
      const orgPath = paths.get(values.branch_id ?? '');
      // The branch was dissolved since the dry run.
      if (!values.branch_id || !orgPath) throw new Refusal('members.roll_changed', { params: { count: 1 } });
      return {
        id: randomUUID(),
        orgId: values.branch_id,
        orgPath,
        columns: columnsOf(values, ctx.services.secrets),
        kind: kindOfValues(values) ?? 'probationary',
        joinedOn: values.joined_on,
        convertedOn: values.converted_on,
      };
    });
    const taken = await store.listTaken(
      ctx,
      people.flatMap((person) => person.columns.id_fingerprint ?? []),
    );
    if (taken.length > 0) throw new Refusal('members.roll_changed', { params: { count: taken.length } });
    await store.insertMany(ctx, people, row.asAt);
    // The rest stands as the roll says; here the events say more than the sheet's word.
    const converted = people.filter((person) => person.kind === 'probationary' && person.convertedOn);
    if (converted.length > 0)
      await store.restate(
        ctx,
        converted.map((person) => person.id),
      );
    done += rows.length;
    after = rows.at(-1)?.line ?? after;
    await tell(done);
  }
}

async function writeChanged(ctx: Ctx, row: imports.ImportRow, run: JobRun, tell: Tell): Promise<void> {
  const paths = new Map(
    (await listBranchNames(ctx, [row.orgPath])).map((branch) => [branch.id, branch.path]),
  );
  let after = 0;
  for (let done = row.counts.new ?? 0; ;) {
    run.signal.throwIfAborted();
    const rows = await imports.rowsWithContent(ctx, row.id, ['changed'], after, batch);
    if (rows.length === 0) return;
    const people = new Map(
      (
        await store.lockMany(
          ctx,
          rows.flatMap((line) => line.personId ?? []),
        )
      ).map((person) => [person.id, person]),
    );
    const corrections: Correction[] = [];
    const moves: store.Move[] = [];
    for (const { content, changes, personId } of rows) {
      const person = people.get(personId ?? '');
      if (!person) throw new Refusal('members.roll_changed', { params: { count: 1 } });
      const { values } = openLine(ctx, content);
      const path = values.branch_id && paths.get(values.branch_id);
      corrections.push({
        person,
        after: { ...valuesOf(ctx, person), ...values },
        changes: changes ?? {},
        onBehalfOf: row.createdBy,
      });
      if (changes?.['branch'] && values.branch_id && path)
        moves.push({ person, branch: { id: values.branch_id, path } });
    }
    await writeCorrections(ctx, corrections);
    await moveOn(ctx, moves, row.asAt);
    done += rows.length;
    after = rows.at(-1)?.line ?? after;
    await tell(done);
  }
}

/** The sheet says the branch of its own day; who entered the present one only later stays from that day on. */
async function moveOn(ctx: Ctx, moves: store.Move[], asAt: Temporal.PlainDate): Promise<void> {
  if (moves.length === 0) return;
  const since = await store.inBranchesSince(
    ctx,
    moves.map(({ person }) => person.id),
  );
  const dated = moves.map((move) => {
    const entered = since.get(move.person.id);
    const on = entered && Temporal.PlainDate.compare(asAt, entered) <= 0 ? entered.add({ days: 1 }) : asAt;
    if (Temporal.PlainDate.compare(on, ctx.today) > 0)
      throw new Refusal('members.moved_today', { params: { name: move.person.name } });
    return { ...move, on };
  });
  await store.insertEvents(
    ctx,
    dated.map(({ person, branch, on }) => ({
      personId: person.id,
      orgId: branch.id,
      orgPath: person.orgPath,
      event: 'moved',
      on: { date: on, precision: 'day' },
    })),
  );
  await store.moveToBranches(ctx, dated);
}

/** What the sheet or the roll forbids ends the import with its reason; a fault of ours is tried again, then shown. */
async function orFail(run: JobRun, importId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) {
      await run.act((ctx) => imports.fail(ctx, importId, { code: error.code, params: error.params }));
      return;
    }
    if (run.lastAttempt)
      await run.act((ctx) => imports.fail(ctx, importId, { code: 'members.import_broke', params: {} }));
    throw error;
  }
}
