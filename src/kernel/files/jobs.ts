/** Sweeps away bytes that no record holds any more: uploads whose act failed, and files taken off. */
import { sql } from 'kysely';
import type { Ctx } from '../ctx.ts';
import type { AnyJob, Job, JobRun } from '../jobs/job.ts';
import { lockBlobs } from './lock.ts';

/** An act that keeps bytes has ended long before; younger bytes may still get their row. */
const settledAfter = Temporal.Duration.from({ hours: 24 });
const atOnce = 500;

export const sweepBlobs: Job = {
  name: 'files.sweep',
  retries: 2,
  cron: '40 3 * * *',
  longestSeconds: 3600,
  async handle(run) {
    const before = run.now().subtract(settledAfter);
    let old: string[] = [];
    const sweep = async (names: string[]): Promise<void> => {
      for (const sha256 of await run.act((ctx) => listUnheld(ctx, names))) await deleteUnheld(run, sha256);
    };
    for await (const { sha256, putAt } of run.services.blobs.list()) {
      if (run.signal.aborted) return;
      if (Temporal.Instant.compare(putAt, before) > 0) continue;
      old.push(sha256);
      if (old.length < atOnce) continue;
      await sweep(old);
      old = [];
    }
    await sweep(old);
  },
};

export const fileJobs: readonly AnyJob[] = [sweepBlobs];

async function listUnheld(ctx: Ctx, names: string[]): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('files')
    .select('sha256')
    .where(sql<boolean>`sha256 = any(${names}::text[])`)
    .where('removed_at', 'is', null)
    .execute();
  const held = new Set(rows.map((row) => row.sha256));
  return names.filter((name) => !held.has(name));
}

/** Asks again under the lock: the same bytes may just be arriving anew. */
async function deleteUnheld(run: JobRun, sha256: string): Promise<void> {
  await run.act(async (ctx) => {
    await lockBlobs(ctx, 'to sweep');
    const unheld = await listUnheld(ctx, [sha256]);
    if (unheld.length > 0) await ctx.services.blobs.delete(sha256);
  });
}
