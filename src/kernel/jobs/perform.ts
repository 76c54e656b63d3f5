/** Runs one job as the system, whatever queue it came from. */
import { everywhere, runAct } from '../ctx.ts';
import type { Db } from '../db/pool.ts';
import type { Services } from '../services.ts';
import type { AnyJob, JobRun } from './job.ts';

export type Workshop = {
  db: Db;
  ownerDb: Db;
  services: Services;
  now: () => Temporal.Instant;
};

export async function perform(
  { db, ownerDb, services, now }: Workshop,
  job: AnyJob,
  data: object,
  run: Pick<JobRun, 'signal' | 'lastAttempt'>,
): Promise<void> {
  const act: JobRun['act'] = (work) =>
    runAct(
      db,
      {
        now: now(),
        actor: { kind: 'system', name: job.name },
        permission: 'system',
        scope: everywhere,
        locale: 'zh-CN',
        services,
      },
      work,
    );
  await job.handle({ act, db, ownerDb, services, now, ...run }, data as never); // enqueue() took the data of this very job
}
