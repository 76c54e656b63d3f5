/** The two long works of an import: reading with its dry run, and writing in one transaction. */
import { randomUUID } from 'node:crypto';
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { AnyJob, Job, JobRun } from '../../kernel/jobs/job.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { listBranchNames, nameOf } from '../organizations/facade.ts';
import { writeCorrection } from './actions.ts';
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
      let told = Promise.resolve();
      const roster = await openRoster(started.file, {
        branches: finder.resolve,
        today: started.today,
        onProgress: (done, estimated) => {
          told = told.then(() => run.act((ctx) => imports.showProgress(ctx, importId, done, estimated)));
        },
      });
      const lines: RosterRow[] = [];
      for await (const line of roster.lines) {
        run.signal.throwIfAborted();
        if ('row' in line) lines.push(line.row);
      }
      await told;
      const head = {
        headers: roster.headers,
        columns: roster.columns,
        unknown: roster.unknownColumns,
        otherSheets: roster.otherSheets,
      };
      const counts = await compareAll(run, started.row, {
        lines,
        head,
        nearest: (name) => finder.nearest(name),
      });
      await run.act((ctx) =>
        imports.setReady(ctx, importId, { sheet: roster.sheet, head, counts, total: lines.length }),
      );
    }),
};

type Read = { lines: RosterRow[]; head: imports.ImportHead; nearest: (name: string) => string[] };

async function compareAll(run: JobRun, row: imports.ImportRow, read: Read): Promise<imports.ImportCounts> {
  const counts: imports.ImportCounts = {};
  const count = (what: keyof imports.ImportCounts) => (counts[what] = (counts[what] ?? 0) + 1);
  const roll = await run.act((ctx) => loadRoll(ctx, row, read));
  const seen = new Map<string, number>();
  for (let from = 0; from < read.lines.length; from += batch) {
    run.signal.throwIfAborted();
    const part = read.lines.slice(from, from + batch);
    await run.act(async (ctx) => {
      const rows = part.map((line) => {
        const compared = compareRow(line, roll, seen);
        count(compared.verdict);
        if (compared.repaired) count('repaired');
        return { ...compared, content: sealLine(ctx, compared, line, read.head) };
      });
      await imports.insertRows(ctx, row.id, row.orgPath, rows);
      await imports.showProgress(ctx, row.id, from + part.length, read.lines.length);
    });
  }
  return counts;
}

/** Everything in the roll that the lines may meet: one load for the whole import. */
async function loadRoll(ctx: Ctx, row: imports.ImportRow, read: Read): Promise<Roll> {
  const { secrets } = ctx.services;
  const keyOf = (idNo: string) => fingerprintOf(secrets, idNo).toString('base64');
  const records = (await store.listBelow(ctx, [row.orgPath])).map((known): KnownRecord => ({
    id: known.id,
    version: known.version,
    key: known.idFingerprint?.toString('base64') ?? null,
    values: valuesOf(ctx, known),
    branchId: known.orgId,
    status: known.status,
    kind: known.kind,
  }));
  const near = new Set(records.flatMap((known) => known.key ?? []));
  const asked = read.lines.flatMap(({ values }) =>
    values.id_no ? fingerprintOf(secrets, values.id_no) : [],
  );
  const taken = await store.listTaken(ctx, asked);
  const names = await nameOf(
    ctx,
    [
      ...records.map((known) => known.branchId),
      ...read.lines.flatMap(({ values }) => values.branch_id ?? []),
    ],
    ctx.today,
  );
  return rollOf(records, {
    elsewhere: new Set(taken.map((one) => one.toString('base64')).filter((key) => !near.has(key))),
    keyOf,
    nearest: read.nearest,
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
    for (const { content, changes, personId } of rows) {
      const person = personId ? await store.lock(ctx, personId) : undefined;
      if (!person) throw new Refusal('members.roll_changed', { params: { count: 1 } });
      const { values } = openLine(ctx, content);
      const { branch, ...facts } = changes ?? {};
      await writeCorrection(
        ctx,
        person,
        { ...valuesOf(ctx, person), ...values },
        { changes: branch ? { ...facts, branch } : facts, onBehalfOf: row.createdBy },
      );
      const path = values.branch_id && paths.get(values.branch_id);
      if (branch && values.branch_id && path)
        await moveOn(ctx, person, { id: values.branch_id, path }, row.asAt);
    }
    done += rows.length;
    after = rows.at(-1)?.line ?? after;
    await tell(done);
  }
}

/** The sheet says the branch of its own day; who entered the present one only later stays from that day on. */
async function moveOn(
  ctx: Ctx,
  person: store.MemberRow,
  branch: { id: string; path: string },
  asAt: Temporal.PlainDate,
): Promise<void> {
  const since = await store.inBranchSince(ctx, person.id);
  const on = since && Temporal.PlainDate.compare(asAt, since) <= 0 ? since.add({ days: 1 }) : asAt;
  if (Temporal.PlainDate.compare(on, ctx.today) > 0)
    throw new Refusal('members.moved_today', { params: { name: person.name } });
  const event = { personId: person.id, orgId: branch.id, orgPath: person.orgPath, event: 'moved' };
  await store.insertEvents(ctx, [{ ...event, on: { date: on, precision: 'day' } }]);
  await store.moveToBranch(ctx, person.id, branch, on);
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
