/** The frame of every public page: landmarks, skip link, sections, language; no script and no cookie. */
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Locale } from '../kernel/i18n/catalogue.ts';
import type { Translate } from '../kernel/i18n/translate.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What every page knows: the reader's language, the town, the day, and the address asked for. */
export type Reader = {
  t: Translate;
  locale: Locale;
  /** Short name of the town; empty before there is one. */
  town: string;
  today: Temporal.PlainDate;
  /** Path and query of this page, without the language. */
  path: string;
  /** Scheme and host under which people reach the town. */
  origin: string;
};

export type PageOptions = {
  title: string;
  /** Kept out of search engines: ended notices, forms, errors. */
  hidden?: boolean;
  /** The section of the navigation in which the page stands. */
  section?: 'home' | 'notices' | 'catalogue' | 'answers' | 'log' | 'about';
};

const sections = [
  ['home', '/'],
  ['notices', '/notices'],
  ['catalogue', '/catalogue'],
  ['answers', '/objections'],
  ['log', '/log'],
  ['about', '/about'],
] as const;

/** An address of this site in the reader's language; Chinese is the one without a mark. */
export function to(reader: Pick<Reader, 'locale'>, path: string): string {
  if (reader.locale === 'zh-CN') return path;
  return `${path}${path.includes('?') ? '&' : '?'}lang=en`;
}

export function page(reader: Reader, options: PageOptions, body: Html): Html {
  const { t, locale, town } = reader;
  const site = town ? t('public.site', { town }) : t('public.site_unnamed');
  const other: Locale = locale === 'en' ? 'zh-CN' : 'en';
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        ${options.hidden ? html`<meta name="robots" content="noindex" />` : ''}
        <title>${options.title === site ? site : `${options.title} · ${site}`}</title>
        <link rel="stylesheet" href="/site.css" />
        <link rel="alternate" type="application/atom+xml" title="${site}" href="/feed.xml" />
      </head>
      <body>
        <a class="skip" href="#main">${t('public.skip')}</a>
        <header class="top">
          <div class="wrap">
            <a class="site" href="${to(reader, '/')}">${site}</a>
            <a
              class="language"
              hreflang="${other}"
              lang="${other}"
              href="${to({ locale: other }, reader.path)}"
              >${t('public.language')}</a
            >
            <nav aria-label="${t('public.nav')}">
              <ul>
                ${sections.map(
                  ([key, path]) =>
                    html`<li>
                      <a
                        href="${to(reader, path)}"
                        ${options.section === key ? html` aria-current="page"` : ''}
                        >${t(`public.nav.${key}`)}</a
                      >
                    </li>`,
                )}
              </ul>
            </nav>
          </div>
        </header>
        <main id="main" class="wrap">${body}</main>
        <footer>
          <div class="wrap">
            <p>${t('public.footer')} <a class="noprint" href="/feed.xml">${t('public.feed')}</a></p>
            <p class="noprint">${t('public.print')}</p>
          </div>
        </footer>
      </body>
    </html>`;
}

/** A day in words of the reader's language, with the weekday. */
export function dayText(reader: Pick<Reader, 'locale'>, day: Temporal.PlainDate): Html {
  return html`<time datetime="${day.toString()}">${worded(reader, day, { weekday: 'short' })}</time>`;
}

/** The same for a sentence, without the weekday. */
export function plainDay(reader: Pick<Reader, 'locale'>, day: Temporal.PlainDate): string {
  return worded(reader, day, {});
}

/** A moment in China, to the minute. */
export function momentText({ locale }: Pick<Reader, 'locale'>, at: Temporal.Instant): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: 'Asia/Shanghai',
  }).format(at.epochMilliseconds);
}

/** Through milliseconds, because the formatter writes 年月日 for those and slashes for Temporal days. */
function worded(
  { locale }: Pick<Reader, 'locale'>,
  day: Temporal.PlainDate,
  more: { weekday?: 'short' },
): string {
  return formatOf(locale, more.weekday).format(day.toZonedDateTime('UTC').epochMilliseconds);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than a hundred uses. */
function formatOf(locale: Locale, weekday: 'short' | undefined): Intl.DateTimeFormat {
  const key = `${locale} ${weekday ?? ''}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
    ...(weekday && { weekday }),
  });
  formats.set(key, made);
  return made;
}

export function facts(rows: (readonly [string, Html | string | number] | undefined)[]): Html {
  return html`<dl class="facts">
    ${rows.map(
      (row) =>
        row &&
        html`<div>
          <dt>${row[0]}</dt>
          <dd>${row[1]}</dd>
        </div>`,
    )}
  </dl>`;
}
