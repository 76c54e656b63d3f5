/** Sign-in through an outside provider: authorization code with PKCE, state and nonce, kept sealed in one cookie. */
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as client from 'openid-client';
import type { Logger } from 'pino';
import { runAct, type Actor, type Ctx } from '../ctx.ts';
import { addressOf, sessionOf, setSessionCookie, type HttpOptions } from '../http/server.ts';
import { Refusal } from '../refusal.ts';
import { linkIdentity, signInByIdentity, type Identity } from './oidc-link.ts';

export type OidcProvider = { issuer: string; clientId: string; clientSecret: string; name: string };

export type OidcOptions = {
  http: HttpOptions;
  /** Where the provider sends people back to: the town's own address. */
  publicUrl: string;
  /** By the key in the address. */
  providers: Record<string, OidcProvider>;
  /** Paths of the staff app. */
  pages: { signIn: string; home: string; account: string };
};

type Attempt = {
  key: string;
  state: string;
  nonce: string;
  verifier: string;
  link: string | null;
  until: string;
};

const cookieName = 'jishi_oidc';
const purpose = 'oidc.attempt';
const attemptSeconds = 600;

/** Adds `/api/oidc/:key/start` and `/callback`; `start?link=1` links the signed-in account instead of signing in. */
export function addOidc(app: Hono, options: OidcOptions): void {
  const discover = discoverer(options.http.log);
  app.get('/api/oidc/:key/start', (c) => answering(c, options, () => start(c, options, discover)));
  app.get('/api/oidc/:key/callback', (c) => answering(c, options, () => callback(c, options, discover)));
}

type Discover = (provider: OidcProvider) => Promise<client.Configuration>;

/** Asks each provider once; one that cannot be reached is asked again at the next try, so it may be down at our start. */
function discoverer(log: Logger): Discover {
  const known = new Map<string, client.Configuration>();
  return async (provider) => {
    const before = known.get(provider.issuer);
    if (before) return before;
    const issuer = new URL(provider.issuer);
    const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
    try {
      const found = await client.discovery(issuer, provider.clientId, provider.clientSecret, undefined, {
        timeout: 5,
        ...(isLoopback && { execute: [client.allowInsecureRequests] }),
      });
      known.set(provider.issuer, found);
      return found;
    } catch (error) {
      log.warn({ issuer: provider.issuer, err: error }, 'OIDC provider not reachable');
      throw new Refusal('auth.oidc_unreachable', { status: 503 });
    }
  };
}

async function start(c: Context, options: OidcOptions, discover: Discover): Promise<Response> {
  const { key, provider } = providerOf(c, options);
  const link = c.req.query('link') === '1' ? await accountToLink(c, options) : null;
  const configuration = await discover(provider);
  const attempt: Attempt = {
    key,
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    link,
    until: options.http.now().add({ seconds: attemptSeconds }).toString(),
  };
  const target = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri(options, key),
    scope: 'openid',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  });
  const sealed = options.http.services.secrets.seal(purpose, JSON.stringify(attempt));
  setCookie(c, cookieName, sealed.toString('base64url'), {
    path: '/api/oidc/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: options.http.secureCookies,
    maxAge: attemptSeconds,
  });
  return c.redirect(target.href);
}

async function callback(c: Context, options: OidcOptions, discover: Discover): Promise<Response> {
  const { key, provider } = providerOf(c, options);
  const attempt = attemptOf(c, options, key);
  deleteCookie(c, cookieName, { path: '/api/oidc/' });
  const identity = await identityOf(c, options, { key, attempt, configuration: await discover(provider) });
  if (attempt.link) {
    if ((await accountToLink(c, options)) !== attempt.link)
      throw new Refusal('auth.oidc_failed', { status: 401 });
    await act(c, options, (ctx) => linkIdentity(ctx, identity));
    return c.redirect(options.pages.account);
  }
  const origin = { address: addressOf(c, options.http), device: c.req.header('user-agent') ?? '' };
  const { token, step } = await act(c, options, (ctx) => signInByIdentity(ctx, identity, origin));
  setSessionCookie(c, options.http, token);
  return c.redirect(step === 'signed_in' ? options.pages.home : options.pages.signIn);
}

type Asked = { key: string; attempt: Attempt; configuration: client.Configuration };

async function identityOf(c: Context, options: OidcOptions, asked: Asked): Promise<Identity> {
  const { key, attempt, configuration } = asked;
  // Behind a proxy the request's own address is not the one that was registered.
  const current = new URL(redirectUri(options, key));
  current.search = new URL(c.req.url).search;
  try {
    const tokens = await client.authorizationCodeGrant(configuration, current, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('no ID token');
    return { issuer: claims.iss, subject: claims.sub };
  } catch (error) {
    options.http.log.warn({ err: error }, 'OIDC answer refused');
    throw new Refusal('auth.oidc_failed', { status: 401 });
  }
}

function attemptOf(c: Context, options: OidcOptions, key: string): Attempt {
  const cookie = getCookie(c, cookieName);
  if (!cookie) throw new Refusal('auth.oidc_failed', { status: 401 });
  let attempt: Attempt;
  try {
    attempt = JSON.parse(
      options.http.services.secrets.open(purpose, Buffer.from(cookie, 'base64url')),
    ) as Attempt; // sealed by us
  } catch {
    // Sealed by another key or altered: no answer to any question of ours.
    throw new Refusal('auth.oidc_failed', { status: 401 });
  }
  const late = Temporal.Instant.compare(Temporal.Instant.from(attempt.until), options.http.now()) < 0;
  if (late || attempt.key !== key) throw new Refusal('auth.oidc_failed', { status: 401 });
  return attempt;
}

/** The signed-in account, its password proved lately: a link opens the account for good. */
async function accountToLink(c: Context, options: OidcOptions): Promise<string> {
  const now = options.http.now();
  const session = await sessionOf(c, options.http, now);
  if (session?.step !== 'signed_in') throw new Refusal('auth.not_signed_in', { status: 401 });
  const { provenUntil, accountId } = session.actor;
  if (!provenUntil || Temporal.Instant.compare(provenUntil, now) <= 0)
    throw new Refusal('auth.step_up_required', { status: 401 });
  return accountId;
}

async function act<T>(c: Context, options: OidcOptions, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { db, services, now } = options.http;
  const moment = now();
  const session = await sessionOf(c, options.http, moment);
  const actor: Actor = session?.actor ?? { kind: 'visitor', name: 'visitor' };
  const locale = session?.locale ?? 'zh-CN';
  return runAct(db, { now: moment, actor, permission: 'anyone', scope: [], locale, services }, work);
}

/** A person is looking: refusals go to a page that shows them, the account's for somebody signed in. */
async function answering(c: Context, options: OidcOptions, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const session = await sessionOf(c, options.http, options.http.now());
    const page = session?.step === 'signed_in' ? options.pages.account : options.pages.signIn;
    return c.redirect(`${page}?problem=${encodeURIComponent(error.code)}`);
  }
}

function providerOf(c: Context, options: OidcOptions): { key: string; provider: OidcProvider } {
  const key = c.req.param('key') ?? '';
  const provider = Object.hasOwn(options.providers, key) ? options.providers[key] : undefined;
  if (!provider) throw new Refusal('not_found', { status: 404 });
  return { key, provider };
}

function redirectUri(options: OidcOptions, key: string): string {
  return `${options.publicUrl}/api/oidc/${encodeURIComponent(key)}/callback`;
}
