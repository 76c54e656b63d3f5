/** Acts and views of roster imports; the long work itself is in `import-jobs.ts`. */
import { record } from '../../kernel/audit/record.ts';
import { accountOf, isInScope, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Download, type Exchange } from '../../kernel/http/bind.ts';
import { enqueue } from '../../kernel/jobs/job.ts';
import { openSheetFile } from '../../kernel/paper/sheet.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { nameOf, requireOpen } from '../organizations/facade.ts';
import { xlsxType } from './exports.ts';
import { readRosterJob } from './import-reading.ts';
import { writeRosterJob } from './import-writing.ts';
import { openLine } from './import-lines.ts';
import * as imports from './import-store.ts';
import { writeWrongRowsSheet } from './roster-sheets.ts';
import type { RosterProblem } from './roster-problems.ts';
import type { RosterRow } from './roster-reading.ts';

export const rowsOnPage = 50;
/** Stray formats can give a sheet thousands of headers; more than these tell nobody more. */
const mostUnknownColumns = 30;
const stalledAfter = Temporal.Duration.from({ minutes: 2 });

/** Takes the file, sealed, and lets it be read; a file that is no spreadsheet is refused at once. */
export async function startImport(
  ctx: Ctx,
  input: { org: string; asAt: string },
  exchange: Pick<Exchange, 'upload'>,
): Promise<{ id: string }> {
  const createdBy = accountOf(ctx);
  if (!exchange.upload || !createdBy) throw new Refusal('upload.missing', { status: 400, field: 'file' });
  const org = await requireOpen(ctx, input.org);
  requireInScope(ctx, org.path);
  const asAt = Temporal.PlainDate.from(input.asAt);
  if (Temporal.PlainDate.compare(asAt, ctx.today) > 0)
    throw new Refusal('members.event_to_come', { field: 'asAt', params: { today: ctx.today.toString() } });
  await openSheetFile(exchange.upload.bytes);
  const id = await imports.insert(ctx, {
    orgId: org.id,
    orgPath: org.path,
    fileName: exchange.upload.name.slice(0, 200),
    file: ctx.services.secrets.seal('members.roster_file', exchange.upload.bytes.toString('base64')),
    asAt,
    createdBy,
  });
  await enqueue(ctx, readRosterJob, { importId: id });
  await record(ctx, {
    event: 'members.import_started',
    org,
    subject: { type: 'roster_import', id },
    after: { asAt: input.asAt },
  });
  return { id };
}

type Step = { id: string; version: number };

/** Confirms the dry run; only who began it, only once. The writing is refused when the roll has changed since. */
export async function confirmImport(ctx: Ctx, input: Step): Promise<{ id: string; version: number }> {
  const row = await getOwn(ctx, input.id);
  requireMine(ctx, row);
  if ((row.counts.new ?? 0) + (row.counts.changed ?? 0) === 0 && row.state === 'ready')
    throw new Refusal('members.import_empty', { status: 409 });
  const version = await moved(ctx, input, ['ready'], 'writing');
  await enqueue(ctx, writeRosterJob, { importId: row.id });
  await recordStep(ctx, row, 'members.import_confirmed');
  return { id: row.id, version };
}

/** Reads the file again: after a change of the roll, a failure, or when nothing has moved for two minutes. */
export async function rerunImport(ctx: Ctx, input: Step): Promise<{ id: string; version: number }> {
  const row = await getOwn(ctx, input.id);
  requireMine(ctx, row);
  const from: imports.ImportState[] = ['ready', 'failed'];
  if (isStalled(ctx, row)) from.push('reading', 'writing');
  const version = await moved(ctx, input, from, 'reading');
  await enqueue(ctx, readRosterJob, { importId: row.id });
  await recordStep(ctx, row, 'members.import_started');
  return { id: row.id, version };
}

/** Throws it away, also while it is read or written: the work finds it gone and what it did so far is rolled back. */
export async function discardImport(ctx: Ctx, input: Step): Promise<{ id: string; version: number }> {
  const row = await getOwn(ctx, input.id);
  requireMine(ctx, row);
  const version = await moved(ctx, input, ['reading', 'ready', 'writing', 'written', 'failed'], 'discarded');
  await imports.clearRows(ctx, row.id);
  await imports.forgetContent(ctx, row.id);
  await recordStep(ctx, row, 'members.import_discarded');
  return { id: row.id, version };
}

async function moved(
  ctx: Ctx,
  input: Step,
  from: readonly imports.ImportState[],
  to: imports.ImportState,
): Promise<number> {
  const version = await imports.move(ctx, input.id, { from, to, version: input.version });
  if (version === undefined) throw new Refusal('members.import_moved_on', { status: 409 });
  return version;
}

async function getOwn(ctx: Ctx, id: string): Promise<imports.ImportRow> {
  const row = await imports.find(ctx, id);
  if (!row || !isInScope(ctx.scope, row.orgPath)) throw new Refusal('not_found', { status: 404 });
  return row;
}

function requireMine(ctx: Ctx, row: imports.ImportRow): void {
  if (row.createdBy !== accountOf(ctx)) throw new Refusal('members.import_of_another', { status: 403 });
}

function isStalled(ctx: Ctx, row: imports.ImportRow): boolean {
  const works = row.state === 'reading' || row.state === 'writing';
  return works && Temporal.Instant.compare(row.beatAt.add(stalledAfter), ctx.now) < 0;
}

async function recordStep(ctx: Ctx, row: imports.ImportRow, event: string): Promise<void> {
  const org = { id: row.orgId, path: row.orgPath };
  await record(ctx, { event, org, subject: { type: 'roster_import', id: row.id }, after: row.counts });
}

export async function listImports(ctx: Ctx) {
  const rows = await imports.listRecent(ctx);
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  return { imports: rows.map((row) => viewOf(ctx, row, names.get(row.orgId)?.shortName ?? '')) };
}

export async function getImport(ctx: Ctx, input: { id: string }) {
  const row = await getOwn(ctx, input.id);
  const names = await nameOf(ctx, [row.orgId], ctx.today);
  return viewOf(ctx, row, names.get(row.orgId)?.shortName ?? '');
}

function viewOf(ctx: Ctx, row: imports.ImportRow, orgName: string) {
  const {
    new: added = 0,
    changed = 0,
    same = 0,
    wrong = 0,
    duplicate = 0,
    repaired = 0,
    warning = 0,
  } = row.counts;
  return {
    id: row.id,
    orgName,
    fileName: row.fileName,
    sheetName: row.sheetName,
    asAt: row.asAt.toString(),
    state: row.state,
    done: row.done,
    total: row.total,
    counts: { new: added, changed, same, wrong, duplicate, repaired, warning },
    columns: row.columns.columns ?? {},
    unknownColumns: (row.columns.unknown ?? []).slice(0, mostUnknownColumns),
    otherSheets: row.columns.otherSheets ?? [],
    failure: row.failure,
    stalled: isStalled(ctx, row),
    mine: row.createdBy === accountOf(ctx),
    startedAt: row.startedAt.toString(),
    finishedAt: row.finishedAt?.toString() ?? null,
    version: row.version,
  };
}

export async function listImportRows(
  ctx: Ctx,
  input: { id: string; show?: string | undefined; page?: number | undefined },
) {
  const row = await getOwn(ctx, input.id);
  const skip = ((input.page ?? 1) - 1) * rowsOnPage;
  const { rows, total } = await imports.listRows(ctx, row.id, { show: input.show, skip, take: rowsOnPage });
  return {
    total,
    rows: rows.map(({ changes, ...line }) => ({
      ...line,
      changes: Object.entries(changes ?? {}).map(([field, [before, after]]) => ({ field, before, after })),
    })),
  };
}

/** The wrong and duplicate lines with their own columns and what is wrong in words; recorded, for it holds whole numbers. */
export async function downloadWrongRows(ctx: Ctx, input: { id: string }): Promise<Download> {
  const row = await getOwn(ctx, input.id);
  requireMine(ctx, row);
  const t = ctx.services.translate[ctx.locale];
  const kept = await imports.rowsWithContent(ctx, row.id, ['wrong', 'duplicate'], 0, 200_000);
  const rows = kept.map(({ line, content }): RosterRow => {
    const { source = [], problems = [] } = openLine(ctx, content);
    // Our own codes beside the reader's: only their sentences are used.
    return {
      line,
      serial: null,
      verdict: 'wrong',
      values: {},
      problems: problems as unknown as RosterProblem[],
      source,
    };
  });
  await record(ctx, {
    event: 'members.wrong_rows_downloaded',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'roster_import', id: row.id },
    after: { lines: rows.length },
  });
  const body = await writeWrongRowsSheet(
    {
      sheet: row.sheetName ?? '',
      otherSheets: [],
      headerLine: 1,
      headers: row.columns.headers ?? [],
      columns: {},
      unknownColumns: [],
      rows,
      skipped: [],
      counts: { sound: 0, repaired: 0, wrong: rows.length, duplicate: 0 },
    },
    {
      sheetName: t('members.import.wrong_sheet'),
      sentence: (problem) =>
        `${t(`roster.field.${problem.field}`)}：${t(`roster.problem.${problem.code}`, problem.params)}`,
    },
  );
  const name = `${t('members.import.wrong_sheet')}-${row.fileName.replace(/\.[^.]*$/u, '')}.xlsx`;
  return new Download({ name, type: xlsxType, body: Buffer.from(body) });
}
