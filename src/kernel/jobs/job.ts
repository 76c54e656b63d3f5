/** Work that is done after the answer: what a module declares of it. */
import type { Ctx } from '../ctx.ts';
import type { Db } from '../db/pool.ts';
import type { Services } from '../services.ts';

/** What a running job may use. Each `act` is one transaction of its own, so that long work can show progress. */
export type JobRun = {
  act<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** The everyday connections, for work that opens its own transactions. */
  db: Db;
  /** The owner's, for what the everyday role may not do: sealing the audit log. */
  ownerDb: Db;
  services: Services;
  now: () => Temporal.Instant;
  /** Aborted when the process stops or the job runs too long. */
  signal: AbortSignal;
  /** True when no retry follows a failure of this run. */
  lastAttempt: boolean;
};

/**
 * `retries`: further attempts after a failure, each waiting longer. `cron`: five fields in China time; such a job runs
 * once over all processes. `longestSeconds`: after it the run counts as failed (900 unless told).
 * Data hold ids, never personal data: they lie in the queue in clear. A job may run twice: it must bear that.
 */
export type Job<Data extends object = object> = {
  name: string;
  retries: number;
  cron?: string;
  longestSeconds?: number;
  handle(run: JobRun, data: Data): Promise<void>;
};

/** Any job, whatever its data; the queue gives back the data that were enqueued under its name. */
export type AnyJob = Omit<Job, 'handle'> & { handle(run: JobRun, data: never): Promise<void> };

/** `startAfter`: not before that moment. `key`: while one with the same key waits, another is not added. */
export type EnqueueOptions = { startAfter?: Temporal.Instant; key?: string };

/** Where enqueued work waits. */
export type Queue = {
  add(ctx: Ctx, name: string, data: object, options: EnqueueOptions): Promise<void>;
};

/** Adds work in the transaction of the act: it happens if, and only if, the act is committed. */
export async function enqueue<Data extends object>(
  ctx: Ctx,
  job: Job<Data>,
  data: Data,
  options: EnqueueOptions = {},
): Promise<void> {
  await ctx.services.queue.add(ctx, job.name, data, options);
}
