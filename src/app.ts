/** Composition root: the one file that knows all modules. */
import type { Hono } from 'hono';
import { pino, type Logger } from 'pino';
import { secretsFrom } from './kernel/auth/secrets.ts';
import type { Db } from './kernel/db/pool.ts';
import { createHttp } from './kernel/http/server.ts';
import type { Bound } from './kernel/http/bind.ts';
import { translators } from './kernel/i18n/translate.ts';
import type { Services } from './kernel/services.ts';
import { messages } from './modules/messages.ts';
import { permissionTable } from './modules/permissions.ts';

export type AppOptions = {
  db: Db;
  /** 32 bytes; see `loadMasterKey`. */
  masterKey: Buffer;
  log?: Logger;
  now?: () => Temporal.Instant;
  secureCookies?: boolean;
  behindProxy?: boolean;
};

export type App = { http: Hono; services: Services; routes: Bound[] };

/** Every endpoint of every module, in the order of the tables. */
const routes: Bound[] = [];

export function createApp(options: AppOptions): App {
  const services: Services = { secrets: secretsFrom(options.masterKey), permissions: permissionTable };
  const http = createHttp({
    db: options.db,
    services,
    routes,
    translate: translators(messages),
    log: options.log ?? pino({ level: 'silent' }),
    now: options.now ?? (() => Temporal.Now.instant()),
    secureCookies: options.secureCookies ?? false,
    behindProxy: options.behindProxy ?? false,
  });
  http.get('/healthz', (c) => c.json({ ok: true }));
  return { http, services, routes };
}
