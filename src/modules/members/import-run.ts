/** What both long works of an import share: they end with a reason, stop when taken away, and tell who has gone on meanwhile. */
import type { Ctx } from '../../kernel/ctx.ts';
import type { JobRun } from '../../kernel/jobs/job.ts';
import { notify } from '../../kernel/notice/notify.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as imports from './import-store.ts';

export type ImportData = { importId: string };

/** Lines compared or written at a time: few, so that others are answered in between. */
export const linesAtOnce = 500;

/** After this long nobody still looks at the progress. */
const longWork = Temporal.Duration.from({ seconds: 10 });

/** Thrown when the import was discarded or begun anew while the work went on; what it did so far is rolled back. */
class TakenAway extends Error {}

/** Shows how far the work is; ends it when the import is no longer the one that it began with. */
export async function tellProgress(
  ctx: Ctx,
  row: imports.ImportRow,
  progress: { done: number; total: number },
): Promise<void> {
  if (!(await imports.showProgress(ctx, row, progress))) throw new TakenAway();
}

/** Moves the import to its next state, if it is still the one that the work began with. */
export async function finish(
  ctx: Ctx,
  run: JobRun,
  row: imports.ImportRow,
  to: 'ready' | 'written',
): Promise<void> {
  const version = await imports.move(ctx, row.id, { from: [row.state], to, version: row.version });
  if (version === undefined) throw new TakenAway();
  await tellOfLongWork(ctx, run, row, to);
}

/** What the sheet or the roll forbids ends the import with its reason; a fault of ours is tried again, then shown. */
export async function orFail(
  run: JobRun,
  importId: string,
  state: imports.ImportState,
  work: (row: imports.ImportRow) => Promise<void>,
): Promise<void> {
  const row = await run.act((ctx) => imports.find(ctx, importId));
  if (row?.state !== state) return;
  const fail = (failure: imports.ImportFailure) =>
    run.act(async (ctx) => {
      if (await imports.fail(ctx, row, failure)) await tellOfLongWork(ctx, run, row, 'failed');
    });
  try {
    await work(row);
  } catch (error) {
    if (error instanceof TakenAway) return;
    if (error instanceof Refusal) return fail({ code: error.code, params: error.params });
    if (run.lastAttempt) await fail({ code: 'members.import_broke', params: {} });
    throw error;
  }
}

/** `beatAt` of the row that the work began with is the moment when somebody began to wait. */
async function tellOfLongWork(
  ctx: Ctx,
  run: JobRun,
  row: imports.ImportRow,
  to: 'ready' | 'written' | 'failed',
): Promise<void> {
  if (Temporal.Instant.compare(run.now(), row.beatAt.add(longWork)) < 0) return;
  await notify(ctx, [row.createdBy], {
    key: `members.import_${to}`,
    openParams: { file: row.fileName },
    path: `/members/imports/${row.id}`,
    subject: { type: 'roster_import', id: row.id, orgPath: row.orgPath },
  });
}
