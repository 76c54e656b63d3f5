/** A queue inside this process, for tests and the command line: work waits until someone asks for it. */
import { sql } from 'kysely';
import type { AnyJob, Queue } from './job.ts';
import { perform, type Workshop } from './perform.ts';

type Waiting = { name: string; data: object; xid: string; startAfter: Temporal.Instant; key?: string };

export type LocalQueue = Queue & {
  /** Does what is due and committed, and what that adds in turn; gives the names in order. Failures fall through. */
  runPending(workshop: Workshop, jobs: readonly AnyJob[]): Promise<string[]>;
};

export function localQueue(): LocalQueue {
  let waiting: Waiting[] = [];
  return {
    async add(ctx, name, data, { startAfter = ctx.now, key }) {
      if (key && waiting.some((other) => other.name === name && other.key === key)) return;
      const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(ctx.tx);
      const [row] = rows;
      if (!row) throw new Error('no transaction');
      waiting.push({ name, data, xid: row.xid, startAfter, ...(key && { key }) });
    },
    async runPending(workshop, jobs) {
      const done: string[] = [];
      for (;;) {
        const next = waiting.find((one) => Temporal.Instant.compare(one.startAfter, workshop.now()) <= 0);
        if (!next) return done;
        waiting = waiting.filter((one) => one !== next);
        const { rows } = await sql<{
          status: string;
        }>`select pg_xact_status(${next.xid}::xid8) as status`.execute(workshop.db);
        if (rows[0]?.status !== 'committed') continue;
        const job = jobs.find((one) => one.name === next.name);
        if (!job) throw new Error(`no such job: ${next.name}`);
        await perform(workshop, job, next.data, { signal: new AbortController().signal, lastAttempt: true });
        done.push(next.name);
      }
    },
  };
}
