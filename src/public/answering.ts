/** How every public page is answered: its headers, its reader, its words when it fails. */
import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import { dayOf } from '../kernel/ctx.ts';
import type { Db } from '../kernel/db/pool.ts';
import type { RateLimit } from '../kernel/http/rate-limit.ts';
import type { Locale } from '../kernel/i18n/catalogue.ts';
import type { Translate } from '../kernel/i18n/translate.ts';
import type { CatalogueRow } from '../kernel/institution.ts';
import type { Services } from '../kernel/services.ts';
import type { Html, Reader } from './page.ts';
import { messagePage } from './pages.ts';
import * as reading from './reading.ts';

export type SiteOptions = {
  /** Connections of the role jishi_public. */
  publicDb: Db;
  /** Connections of the server, for taking objections. */
  db: Db;
  services: Services;
  translate: Record<Locale, Translate>;
  catalogue: readonly CatalogueRow[];
  now: () => Temporal.Instant;
  /** Address under which people reach the town; that of the request where none is set. */
  publicUrl: string | undefined;
  rateLimit: RateLimit;
  addressOf: (c: Context) => string;
  log: Logger;
};

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Sends what `work` gives, or says in words that it failed. */
export async function answer(
  c: Context,
  options: SiteOptions,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const reader = readerOf(c, options);
    const id = randomUUID();
    options.log.error({ problemId: id, err: error instanceof Error ? error : new Error(String(error)) });
    setHeaders(c, 'no-store');
    return show(
      c,
      messagePage(reader, reader.t('public.broken'), reader.t('public.broken_text', { id })),
      500,
    );
  }
}

/** Makes the reader and runs the page. */
export async function render(
  c: Context,
  options: SiteOptions,
  handle: (c: Context, reader: Reader) => Promise<Response>,
): Promise<Response> {
  setHeaders(c, c.req.method === 'GET' ? 'public, max-age=60' : 'no-store');
  const town = (await placesOf(options.publicDb)).list.find((one) => one.kind === 'township_party_committee');
  return handle(c, { ...readerOf(c, options), town: town?.shortName ?? '' });
}

function setHeaders(c: Context, caching: string): void {
  c.header('content-security-policy', policy);
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'same-origin');
  c.header('x-frame-options', 'DENY');
  c.header('cache-control', caching);
}

function readerOf(c: Context, options: SiteOptions): Reader {
  const locale: Locale = c.req.query('lang') === 'en' ? 'en' : 'zh-CN';
  const address = new URL(c.req.url);
  address.searchParams.delete('lang');
  // A form's own address is not one to read again.
  const path =
    c.req.method === 'GET'
      ? address.pathname + address.search
      : address.pathname.replace(/\/objections$/u, '') || '/objections';
  return {
    t: options.translate[locale],
    locale,
    town: '',
    today: dayOf(options.now()),
    path,
    origin: options.publicUrl || address.origin,
  };
}

export async function show(
  c: Context,
  html: Html,
  status: 200 | 404 | 409 | 410 | 422 | 429 | 500 = 200,
): Promise<Response> {
  return c.html(await html, status);
}

/** An annex: pictures and PDF open in the browser, everything else is saved. */
export function sendFile(
  c: Context,
  file: { name: string; type: string },
  body: ReadableStream<Uint8Array>,
): Response {
  const shown = file.type.startsWith('image/') || file.type === 'application/pdf';
  return c.body(body, 200, {
    'content-type': file.type,
    // The browser's own PDF viewer counts as an object.
    'content-security-policy':
      "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'",
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
}

export async function notFound(c: Context, reader: Reader): Promise<Response> {
  const { t } = reader;
  return show(c, messagePage(reader, t('public.not_found'), t('public.not_found_text')), 404);
}

export type Places = { list: reading.Place[]; byId: Map<string, reading.Place>; villages: reading.Place[] };

export async function placesOf(db: Db): Promise<Places> {
  const list = await reading.listPlaces(db);
  return {
    list,
    byId: new Map(list.map((place) => [place.id, place])),
    villages: list.filter((place) => place.kind === 'village'),
  };
}

/** The code of the address; anything that cannot be one is as good as unknown. */
export function codeOf(c: Context): string {
  const code = c.req.param('code') ?? '';
  return /^[0-9A-Z]{1,20}$/u.test(code) ? code : '';
}
