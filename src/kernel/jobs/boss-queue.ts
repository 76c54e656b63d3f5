/** The queue in the database (pg-boss): survives restarts, shared by all processes, schedules by China time. */
import { randomUUID } from 'node:crypto';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { timeZone } from '../ctx.ts';
import type { Connection } from '../db/pool.ts';
import type { AnyJob, Queue } from './job.ts';
import { perform, type Workshop } from './perform.ts';

/** Kept apart from the town's tables, which are bound to one schema for each county. */
const schema = 'jishi_jobs';

export type BossQueue = Queue & {
  /** Prepares the queues, begins to work, and drops schedules that no job asks for any more. */
  work(workshop: Workshop, jobs: readonly AnyJob[]): Promise<void>;
  /** Why work stands still, as a code; undefined while it goes on. */
  trouble(): 'jobs.not_started' | 'jobs.stopped' | 'jobs.failing' | undefined;
  /** Lets running work finish for a while, then aborts it; it is taken up again at the next start. */
  stop(): Promise<void>;
};

export type BossOptions = {
  connection: Connection;
  log: Logger;
  /** Hears of each finished run. */
  onDone?: (job: string, ok: boolean, seconds: number) => void;
  /** Seconds between looks into the queue; 2 unless told. */
  pollSeconds?: number;
};

/** Opens the queue as the owner of the database and lets the everyday role add to it. */
export async function openBossQueue(options: BossOptions): Promise<BossQueue> {
  const { connection, log, onDone, pollSeconds = 2 } = options;
  const boss = new PgBoss({
    ...connection,
    schema,
    max: 4,
    application_name: 'jishi:jobs',
    superviseIntervalSeconds: 60,
  });
  let lastError: number | undefined;
  let state: 'opened' | 'working' | 'stopped' = 'opened';
  const stopping = new AbortController();
  boss.on('error', (error) => {
    lastError = Date.now();
    log.warn({ err: error }, 'queue');
  });
  await boss.start();
  await letAppAdd(boss);

  return {
    async add(ctx, name, data, { startAfter, key }) {
      await boss.send(name, data, {
        db: fromKysely(ctx.tx),
        ...(startAfter && { startAfter: new Date(startAfter.epochMilliseconds) }),
        // The queue's policy keeps one waiting job for each key; work without a key is one of its kind.
        singletonKey: key ?? randomUUID(),
      });
    },
    async work(workshop, jobs) {
      for (const job of jobs) await prepare(boss, job);
      await dropOldSchedules(boss, jobs);
      const pace = { pollingIntervalSeconds: pollSeconds, batchSize: 1, burstWhenBatchFull: true } as const;
      for (const job of jobs) {
        await boss.work<object>(job.name, { ...pace, includeMetadata: true }, async ([one]) => {
          if (!one) return;
          const started = performance.now();
          const signal = AbortSignal.any([one.signal, stopping.signal]);
          const lastAttempt = one.retryCount >= job.retries;
          try {
            await perform(workshop, job, one.data ?? {}, { signal, lastAttempt });
            onDone?.(job.name, true, (performance.now() - started) / 1000);
          } catch (error) {
            onDone?.(job.name, false, (performance.now() - started) / 1000);
            log.error({ job: job.name, id: one.id, lastAttempt, err: error }, 'job failed');
            throw error;
          }
        });
      }
      state = 'working';
    },
    trouble() {
      if (state === 'opened') return 'jobs.not_started';
      if (state === 'stopped') return 'jobs.stopped';
      return lastError !== undefined && Date.now() - lastError < 60_000 ? 'jobs.failing' : undefined;
    },
    async stop() {
      state = 'stopped';
      const patience = setTimeout(() => stopping.abort(), 5_000);
      await boss.stop({ graceful: true, timeout: 10_000 });
      clearTimeout(patience);
    },
  };
}

/** The everyday role adds jobs within its own transaction; it can neither change nor delete any. */
async function letAppAdd(boss: PgBoss): Promise<void> {
  const db = boss.getDb();
  await db.executeSql(`grant usage on schema ${schema} to jishi_app`);
  await db.executeSql(`grant select, insert on all tables in schema ${schema} to jishi_app`);
}

async function prepare(boss: PgBoss, job: AnyJob): Promise<void> {
  const rules = {
    retryLimit: job.retries,
    retryDelay: 30,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: job.longestSeconds ?? 900,
  };
  await boss.createQueue(job.name, { ...rules, policy: job.cron ? 'exclusive' : 'short' });
  await boss.updateQueue(job.name, rules);
  if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: timeZone });
}

async function dropOldSchedules(boss: PgBoss, jobs: readonly AnyJob[]): Promise<void> {
  const wanted = new Set(jobs.filter((job) => job.cron).map((job) => job.name));
  for (const { name } of await boss.getSchedules()) {
    if (!wanted.has(name)) await boss.unschedule(name);
  }
}
