/** What the clock does for publications. */
import type { AnyJob, Job } from '../jobs/job.ts';
import { endExpired } from './publications.ts';

/** Just after midnight in China: what had its last day yesterday comes down. The site hides it from the first second on. */
export const takeDownExpired: Job = {
  name: 'disclosure.take_down_expired',
  retries: 3,
  cron: '5 0 * * *',
  handle: async (run) => void (await run.act(endExpired)),
};

export const disclosureJobs: readonly AnyJob[] = [takeDownExpired];
