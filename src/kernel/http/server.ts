/** The endpoint tables on Hono: session, guard, parsing, idempotency, one transaction, one kind of answer. */
import { createHash, randomUUID } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import { permissionsOf, rolesWith } from '../auth/permissions.ts';
import {
  findSession,
  sessionIdOf,
  sessionLongest,
  touchSession,
  type OpenSession,
} from '../auth/sessions.ts';
import { canonicalJson } from '../canonical-json.ts';
import { dayOf, runAct, scopeOf, type Act, type Ctx } from '../ctx.ts';
import type { Db } from '../db/pool.ts';
import type { Locale } from '../i18n/catalogue.ts';
import type { Translate } from '../i18n/translate.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { Download, type Bound, type Exchange } from './bind.ts';
import type { Endpoint } from './contract.ts';
import { largestUpload, readInput, tooLarge, type Input } from './input.ts';
import { problemOf } from './problems.ts';
import type { RateLimit } from './rate-limit.ts';

export type HttpOptions = {
  db: Db;
  services: Services;
  routes: Bound[];
  translate: Record<Locale, Translate>;
  log: Logger;
  /** The moment; tests and the demo set it. */
  now: () => Temporal.Instant;
  /** Cookies only over TLS; off on loopback. */
  secureCookies: boolean;
  /** Take the caller's address from X-Forwarded-For, behind a proxy that sets it. */
  behindProxy: boolean;
  /** Undefined: nobody is held back, as in tests. */
  rateLimit?: RateLimit;
  /** Hears of each answered request: route, status, seconds. */
  onAnswered?: (route: string, method: string, status: number, seconds: number) => void;
  /** Adds what is no endpoint, before addresses below /api that nobody answers are refused. */
  addRoutes?: (app: Hono) => void;
};

/** Over TLS the prefix binds the cookie to this very host: no neighbouring site can plant one. */
function cookieName({ secureCookies }: HttpOptions): string {
  return secureCookies ? '__Host-jishi_session' : 'jishi_session';
}

/** A Hono app that answers every bound endpoint; pages and the public site are added by app.ts. */
export function createHttp(options: HttpOptions): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
      // A download sets a stricter policy of its own.
      overwrite: false,
    }),
  );
  // Counts what arrives, so that a body without a declared length cannot fill the memory either.
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: largestUpload + 10_000,
      onError: (c) => problem(c, tooLarge(largestUpload), options, localeOf(c)),
    }),
  );
  for (const bound of options.routes) {
    app.on(bound.endpoint.method, bound.endpoint.path, (c) => answer(c, bound, options));
  }
  options.addRoutes?.(app);
  app.all('/api/*', (c) =>
    problem(c, new Refusal('http.no_such_endpoint', { status: 404 }), options, localeOf(c)),
  );
  return app;
}

async function answer(c: Context, bound: Bound, options: HttpOptions): Promise<Response> {
  const started = performance.now();
  // Answers carry personal data: neither a browser nor a proxy keeps them.
  c.header('cache-control', 'no-store');
  let locale = localeOf(c);
  let response: Response;
  let session: OpenSession | undefined;
  try {
    const now = options.now();
    session = await sessionOf(c, options, now);
    if (session) locale = session.locale;
    response = await perform(c, bound, session, { options, now, locale });
  } catch (error) {
    response = problem(c, error, options, locale);
  }
  const seconds = (performance.now() - started) / 1000;
  options.onAnswered?.(bound.endpoint.path, bound.endpoint.method, response.status, seconds);
  options.log.info({
    method: bound.endpoint.method,
    route: bound.endpoint.path,
    status: response.status,
    ms: Math.round(seconds * 1000),
    // Who tried what is not theirs; an account is an id here, never a name.
    ...(response.status === 403 && session && { account: session.actor.accountId }),
  });
  return response;
}

type Moment = { options: HttpOptions; now: Temporal.Instant; locale: Locale };

async function perform(
  c: Context,
  bound: Bound,
  session: OpenSession | undefined,
  moment: Moment,
): Promise<Response> {
  const { options, now } = moment;
  const { endpoint } = bound;
  requireOwnPage(c, endpoint);
  requireModeration(c, endpoint, session, options);
  const act = actOf(endpoint, session, moment);
  const input = await readInput(c, endpoint);
  const exchange = exchangeOf(c, options, input);
  const repeat = repeatOf(c, bound, session, input);
  if (!repeat) {
    const reply = await runAct(options.db, act, (ctx) => bound.handle(ctx, input.fields, exchange));
    if (reply instanceof Refusal) throw reply;
    return sent(c, endpoint, reply);
  }
  const body = await runAct(options.db, act, async (ctx) => {
    const before = await firstAnswer(ctx, repeat);
    if (before !== undefined) return before;
    const reply = await bound.handle(ctx, input.fields, exchange);
    if (reply instanceof Download || reply instanceof Refusal) return reply;
    const parsed = endpoint.reply.parse(reply);
    await ctx.tx
      .insertInto('idempotent_replies')
      .values({ ...repeat, status: 200, reply: JSON.stringify(parsed), at: now })
      .execute();
    return parsed;
  });
  if (body instanceof Refusal) throw body;
  return body instanceof Download ? sent(c, endpoint, body) : c.json(body as object);
}

/** A page of another site cannot send this header, so a form of theirs cannot act in the reader's name. */
function requireOwnPage(c: Context, endpoint: Endpoint): void {
  if (endpoint.method !== 'GET' && !c.req.header('x-jishi'))
    throw new Refusal('http.foreign_page', { status: 403 });
}

/** A guesser of passwords is counted by address, a signed-in person by the session, whatever address the village shares. */
function requireModeration(
  c: Context,
  endpoint: Endpoint,
  session: OpenSession | undefined,
  options: HttpOptions,
): void {
  const guess = endpoint.method !== 'GET' && endpoint.method !== 'DELETE' && endpoint.permission === 'anyone';
  const address = (): string => addressOf(c, options);
  if (guess) options.rateLimit?.require('signIn', address(), performance.now());
  else if (session) options.rateLimit?.require('session', session.actor.sessionId, performance.now());
  else options.rateLimit?.require('address', address(), performance.now());
}

function actOf(endpoint: Endpoint, session: OpenSession | undefined, { options, now, locale }: Moment): Act {
  const base = { now, locale, services: options.services, permission: endpoint.permission };
  if (endpoint.permission === 'anyone') {
    return { ...base, actor: session?.actor ?? { kind: 'visitor', name: 'visitor' }, scope: [] };
  }
  if (!session) throw new Refusal('auth.not_signed_in', { status: 401 });
  const { actor } = session;
  // Only what finishes the sign-in is allowed before it is finished.
  if (session.step !== 'signed_in' && !finishing(endpoint, session))
    throw new Refusal(`auth.${session.step}`, { status: 401 });
  if (endpoint.stepUp && !(actor.provenUntil && Temporal.Instant.compare(actor.provenUntil, now) > 0)) {
    throw new Refusal('auth.step_up_required', { status: 401 });
  }
  if (endpoint.permission === 'signed_in') return { ...base, actor, scope: [] };
  const scope = scopeOf(actor.grants, rolesWith(options.services.permissions, endpoint.permission));
  if (scope.length === 0) {
    throw new Refusal('permission.missing', {
      status: 403,
      params: { permissionKey: `permission.${endpoint.permission}` },
      who: endpoint.permission,
    });
  }
  return { ...base, actor, scope };
}

/** Paths that an unfinished sign-in may use, by what is still to do. */
const finishingPaths: Record<string, string[]> = {
  password_change_required: ['/api/account/password'],
  second_factor_required: ['/api/account/totp', '/api/account/totp/confirmation'],
  code_required: ['/api/session/code'],
};

function finishing(endpoint: Endpoint, session: OpenSession): boolean {
  return finishingPaths[session.step]?.includes(endpoint.path) ?? false;
}

/** The open session behind the cookie; noted as in use. */
export async function sessionOf(
  c: Context,
  options: HttpOptions,
  now: Temporal.Instant,
): Promise<OpenSession | undefined> {
  const token = getCookie(c, cookieName(options));
  if (!token) return undefined;
  const { permissions } = options.services;
  const session = await findSession(options.db, sessionIdOf(token), { now, today: dayOf(now), permissions });
  if (session) await touchSession(options.db, session, now);
  return session;
}

function exchangeOf(c: Context, options: HttpOptions, input: Input): Exchange {
  return {
    get address() {
      return addressOf(c, options);
    },
    device: c.req.header('user-agent') ?? '',
    upload: input.upload,
    setSession(token) {
      if (token === null)
        return void deleteCookie(c, cookieName(options), { path: '/', secure: options.secureCookies });
      setSessionCookie(c, options, token);
    },
  };
}

export function setSessionCookie(c: Context, options: HttpOptions, token: string): void {
  setCookie(c, cookieName(options), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: options.secureCookies,
    maxAge: sessionLongest.total('seconds'),
  });
}

/** The caller's network address. */
export function addressOf(c: Context, options: HttpOptions): string {
  const forwarded = options.behindProxy
    ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined;
  if (forwarded) return forwarded;
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    // Requests made in the process itself (tests) have no connection.
    return 'local';
  }
}

type Repeat = { account_id: string; key: string; endpoint: string; request_hash: Buffer };

function repeatOf(
  c: Context,
  bound: Bound,
  session: OpenSession | undefined,
  input: Input,
): Repeat | undefined {
  const key = c.req.header('idempotency-key');
  if (bound.endpoint.secret) return undefined;
  if (!key || !session || bound.endpoint.method === 'GET' || bound.endpoint.permission === 'anyone')
    return undefined;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(key))
    throw new Refusal('http.bad_idempotency_key', { status: 400 });
  const hash = createHash('sha256').update(canonicalJson(input.fields));
  if (input.upload) hash.update(input.upload.bytes);
  return {
    account_id: session.actor.accountId,
    key,
    endpoint: `${bound.endpoint.method} ${bound.endpoint.path}`,
    request_hash: hash.digest(),
  };
}

async function firstAnswer(ctx: Ctx, repeat: Repeat): Promise<unknown> {
  const row = await ctx.tx
    .selectFrom('idempotent_replies')
    .select(['endpoint', 'request_hash', 'reply'])
    .where('account_id', '=', repeat.account_id)
    .where('key', '=', repeat.key)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.endpoint !== repeat.endpoint || !row.request_hash.equals(repeat.request_hash)) {
    throw new Refusal('http.key_used_for_another_request', { status: 409 });
  }
  return row.reply;
}

function sent(c: Context, endpoint: Endpoint, reply: unknown): Response {
  if (!(reply instanceof Download)) return c.json(endpoint.reply.parse(reply) as object);
  c.header('content-type', reply.type);
  c.header(
    'content-disposition',
    `${reply.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(reply.name)}`,
  );
  // Should a browser show it after all, it does so as a stranger: no script, no cookie of ours.
  // (The sandbox would also keep browsers from showing a PDF, whose viewer is their own.)
  const sandbox = reply.type === 'application/pdf' ? '' : 'sandbox; ';
  c.header(
    'content-security-policy',
    `${sandbox}default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'`,
  );
  // Buffers of Node lie on an ArrayBuffer, which the type does not say.
  return c.body(reply.body as Uint8Array<ArrayBuffer> | ReadableStream);
}

function problem(c: Context, error: unknown, options: HttpOptions, locale: Locale): Response {
  const t = options.translate[locale];
  if (error instanceof Refusal) {
    if (error.status === 429) c.header('retry-after', String(error.params['seconds'] ?? 1));
    return c.json(problemOf(error, t), error.status);
  }
  const taken = conflictOf(error);
  if (taken) return c.json(problemOf(taken, t), taken.status);
  const problemId = randomUUID();
  options.log.error({ problemId, err: error instanceof Error ? error : new Error(String(error)) });
  return c.json({ code: 'bug', message: t('refusal.bug', { problemId }), reasons: [], problemId }, 500);
}

/** Two submits of one key at the same time: the second waits for the first and then meets its row. */
function conflictOf(error: unknown): Refusal | undefined {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined;
  return constraint === 'idempotent_replies_pkey'
    ? new Refusal('http.already_being_done', { status: 409 })
    : undefined;
}

function localeOf(c: Context): Locale {
  return c.req.header('accept-language')?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

/** The permissions of a session, for the screen. */
export function permissionsOfActor(options: { services: Services }, session: OpenSession): string[] {
  return permissionsOf(
    options.services.permissions,
    session.actor.grants.map((grant) => grant.role),
  );
}
