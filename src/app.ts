/** Composition root: the one file that knows all modules. */
import type { Hono } from 'hono';
import { pino, type Logger } from 'pino';
import { addOidc, type OidcProvider } from './kernel/auth/oidc.ts';
import { authRoutes } from './kernel/auth/routes.ts';
import { secretsFrom } from './kernel/auth/secrets.ts';
import type { Db } from './kernel/db/pool.ts';
import { createHttp, type HttpOptions } from './kernel/http/server.ts';
import type { Bound } from './kernel/http/bind.ts';
import { translators } from './kernel/i18n/translate.ts';
import type { Services } from './kernel/services.ts';
import { membersRemaining } from './modules/members/facade.ts';
import { memberRoutes } from './modules/members/routes.ts';
import { messages } from './modules/messages.ts';
import { organizationRoutes } from './modules/organizations/routes.ts';
import { permissionTable } from './modules/permissions.ts';

export type AppOptions = {
  db: Db;
  /** 32 bytes; see `loadMasterKey`. */
  masterKey: Buffer;
  log?: Logger;
  now?: () => Temporal.Instant;
  secureCookies?: boolean;
  behindProxy?: boolean;
  /** Address under which people reach the town; outside providers send them back there. */
  publicUrl?: string;
  oidc?: OidcProvider | undefined;
};

export type App = { http: Hono; services: Services; routes: Bound[] };

/** Every endpoint of every module, in the order of the tables. */
const routes: Bound[] = [...organizationRoutes([membersRemaining]), ...memberRoutes];

/** The one outside provider that the configuration names, by its key in addresses. */
const oidcKey = 'sso';

export function createApp(options: AppOptions): App {
  const services: Services = { secrets: secretsFrom(options.masterKey), permissions: permissionTable };
  const { oidc } = options;
  const allRoutes = [...authRoutes(oidc ? [{ key: oidcKey, name: oidc.name }] : []), ...routes];
  const httpOptions: HttpOptions = {
    db: options.db,
    services,
    routes: allRoutes,
    translate: translators(messages),
    log: options.log ?? pino({ level: 'silent' }),
    now: options.now ?? (() => Temporal.Now.instant()),
    secureCookies: options.secureCookies ?? false,
    behindProxy: options.behindProxy ?? false,
    addRoutes: (app) => {
      if (!oidc) return;
      addOidc(app, {
        http: httpOptions,
        publicUrl: options.publicUrl ?? '',
        providers: { [oidcKey]: oidc },
        pages: { signIn: '/app/sign-in', home: '/app/', account: '/app/account' },
      });
    },
  };
  const http = createHttp(httpOptions);
  http.get('/healthz', (c) => c.json({ ok: true }));
  return { http, services, routes: allRoutes };
}
