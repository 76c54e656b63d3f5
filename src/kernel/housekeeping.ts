/** What the kernel itself does by the clock: sealing what happened, clearing away what has expired. */
import { sealPending } from './audit/seal.ts';
import type { AnyJob, Job } from './jobs/job.ts';
import { forgetOldChanges } from './kept-figures.ts';

/** Few minutes, so that little can be changed unseen before it is sealed. */
export const sealAudit: Job = {
  name: 'audit.seal',
  retries: 3,
  cron: '*/10 * * * *',
  handle: async (run) => void (await sealPending(run.ownerDb, run.now())),
};

/** Sessions that ended, failures long past, first answers that nobody repeats any more, changes that others followed. */
export const clearExpired: Job = {
  name: 'kernel.clear_expired',
  retries: 2,
  cron: '20 3 * * *',
  handle: (run) =>
    run.act(async (ctx) => {
      await ctx.tx.deleteFrom('sessions').where('expires_at', '<', ctx.now).execute();
      await ctx.tx
        .deleteFrom('sign_in_failures')
        .where('last_failure_at', '<', ctx.now.subtract({ hours: 24 }))
        .execute();
      // Somebody who did not come for half a year is a stranger at that address again.
      await ctx.tx
        .deleteFrom('sign_in_addresses')
        .where('last_at', '<', ctx.now.subtract({ hours: 24 * 180 }))
        .execute();
      await ctx.tx
        .deleteFrom('idempotent_replies')
        .where('at', '<', ctx.now.subtract({ hours: 48 }))
        .execute();
      await forgetOldChanges(ctx);
    }),
};

export const kernelJobs: readonly AnyJob[] = [sealAudit, clearExpired];
