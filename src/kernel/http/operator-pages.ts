/** What operators' programs ask: health, metrics, the API's description. */
import { timingSafeEqual, createHash } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';
import type { Metrics } from '../metrics.ts';
import type { Bound } from './bind.ts';
import type { Health } from './health.ts';
import { openApiOf, type OpenApi } from './openapi.ts';

export type OperatorOptions = {
  health: () => Promise<Health>;
  routes: readonly Bound[];
  version: string;
  metrics: Metrics | undefined;
  /** With it metrics are given to whoever shows it; without it to this machine alone. */
  metricsToken: string | undefined;
};

export function addOperatorPages(http: Hono, options: OperatorOptions): void {
  let description: OpenApi | undefined;
  http.get('/healthz', async (c) => {
    const health = await options.health();
    c.header('cache-control', 'no-store');
    return c.json(health, health.ok ? 200 : 503);
  });
  http.get('/api/openapi.json', (c) => c.json((description ??= openApiOf(options.routes, options.version))));
  http.get('/metrics', async (c) => {
    const { metrics, metricsToken } = options;
    if (!metrics || !mayReadMetrics(c, metricsToken)) return c.text('Not found\n', 404);
    c.header('content-type', metrics.contentType);
    c.header('cache-control', 'no-store');
    return c.body(await metrics.text());
  });
}

function mayReadMetrics(c: Context, token: string | undefined): boolean {
  if (token) return isSame(c.req.header('authorization') ?? '', `Bearer ${token}`);
  // A proxy on this machine calls from loopback too, but says for whom.
  if (c.req.header('x-forwarded-for') || c.req.header('forwarded')) return false;
  try {
    return /^(?:127\.|::1$|::ffff:127\.)/u.test(getConnInfo(c).remote.address ?? '');
  } catch {
    return false;
  }
}

function isSame(given: string, wanted: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
