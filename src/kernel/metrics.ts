/** Figures of the running process for Prometheus; labels are routes and codes, never people. */
import type pg from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = {
  answered(route: string, method: string, status: number, seconds: number): void;
  jobDone(job: string, ok: boolean, seconds: number): void;
  /** Connections of a pool: open, idle, and acts that wait for one. */
  watchPool(name: string, pool: pg.Pool): void;
  /** The text that Prometheus reads. */
  text(): Promise<string>;
  contentType: string;
};

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'jishi_' });
  const registers = [registry];
  const requests = new Histogram({
    name: 'jishi_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const jobs = new Histogram({
    name: 'jishi_job_seconds',
    help: 'Time of a job run',
    labelNames: ['job', 'ok'],
    buckets: [0.01, 0.1, 1, 10, 60, 600],
    registers,
  });
  const bugs = new Counter({ name: 'jishi_bugs_total', help: 'Answers with status 500', registers });
  const pools = new Map<string, pg.Pool>();
  const connections = new Gauge({
    name: 'jishi_pool_connections',
    help: 'Database connections',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [pool, counts] of pools) {
        this.set({ pool, state: 'open' }, counts.totalCount);
        this.set({ pool, state: 'idle' }, counts.idleCount);
        this.set({ pool, state: 'awaited' }, counts.waitingCount);
      }
    },
  });
  registry.registerMetric(connections);
  return {
    answered(route, method, status, seconds) {
      requests.observe({ method, route, status: String(status) }, seconds);
      if (status === 500) bugs.inc();
    },
    jobDone: (job, ok, seconds) => jobs.observe({ job, ok: String(ok) }, seconds),
    watchPool: (name, pool) => void pools.set(name, pool),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
