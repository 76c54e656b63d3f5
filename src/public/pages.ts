/** The pages of the public site: what was read in, HTML out. */
import { html } from 'hono/html';
import { catalogueStateKeys } from '../modules/openness/choices.ts';
import type { CatalogueState, CatalogueStanding } from '../modules/openness/rules.ts';
import { dayText, momentText, page, plainDay, to, type Html, type Reader } from './page.ts';
import type { ListedNotice, Place, PublicLeaf } from './reading.ts';

export const pageSize = 20;
export const catalogueSize = 50;

export function noticeList(reader: Reader, notices: ListedNotice[], places: Map<string, Place>): Html {
  const { t } = reader;
  if (notices.length === 0) return html`<p>${t('public.none_yet')}</p>`;
  return html`<ul class="list">
    ${notices.map(
      (notice) =>
        html`<li>
          <a href="${to(reader, `/notices/${notice.code}`)}">${notice.title}</a>
          <span class="meta"
            >${places.get(notice.orgId)?.shortName ?? ''} · ${t(`catalogue.${notice.catalogueKey}`)} ·
            ${dayText(reader, notice.shownFrom)}</span
          >
        </li>`,
    )}
  </ul>`;
}

export function homePage(
  reader: Reader,
  read: {
    notices: ListedNotice[];
    places: Map<string, Place>;
    villages: Place[];
    standings: CatalogueStanding[];
  },
): Html {
  const { t, town } = reader;
  const title = town ? t('public.site', { town }) : t('public.site_unnamed');
  const count = (state: CatalogueState): number =>
    read.standings.filter((standing) => standing.state === state).length;
  const [late, due] = [count('late'), count('due')];
  return page(
    reader,
    { title, section: 'home' },
    html`<h1>${title}</h1>
      ${searchForm(reader, { q: '', village: '', kind: '' }, { villages: [], kinds: [] })}
      <h2>${t('public.latest')}</h2>
      ${noticeList(reader, read.notices, read.places)}
      <p><a href="${to(reader, '/notices')}">${t('public.more')}</a></p>
      ${
        read.villages.length > 0
          ? html`<h2>${t('public.villages')}</h2>
              <ul class="villages">
                ${read.villages.map(
                  (village) =>
                    html`<li>
                      <a href="${to(reader, `/villages/${encodeURIComponent(village.code)}`)}"
                        >${village.shortName}</a
                      >
                    </li>`,
                )}
              </ul>`
          : ''
      }
      <h2>${t('public.due_and_late')}</h2>
      <div class="note${late > 0 ? ' alert' : ''}">
        <p>
          ${
            late > 0
              ? html`<a href="${to(reader, '/catalogue?state=late')}"
                  >${t('public.late_count', { n: late })}</a
                >`
              : t('public.none_late')
          }
        </p>
        ${due > 0 ? html`<p><a href="${to(reader, '/catalogue?state=due')}">${t('public.due_count', { n: due })}</a></p>` : ''}
      </div>`,
  );
}

export function placePage(
  reader: Reader,
  place: Place,
  read: { notices: ListedNotice[]; places: Map<string, Place>; standings: CatalogueStanding[] },
): Html {
  const { t } = reader;
  return page(
    reader,
    { title: place.shortName },
    html`<h1>${t('public.place_lead', { name: place.shortName })}</h1>
      ${noticeList(reader, read.notices, read.places)}
      <p>
        <a href="${to(reader, `/notices?village=${encodeURIComponent(place.code)}`)}">${t('public.more')}</a>
      </p>
      <h2>${t('public.place_catalogue')}</h2>
      ${standingsTable(reader, read.standings.slice(0, catalogueSize))}`,
  );
}

export type Search = { q: string; village: string; kind: string };

function searchForm(reader: Reader, search: Search, choices: { villages: Place[]; kinds: string[] }): Html {
  const { t } = reader;
  const select = (name: 'village' | 'kind', options: (readonly [string, string])[]): Html =>
    html`<div>
      <label for="${name}">${t(`public.${name}`)}</label
      ><select id="${name}" name="${name}">
        <option value="">${t('public.all')}</option>
        ${options.map(
          ([value, label]) =>
            html`<option value="${value}" ${search[name] === value ? html` selected` : ''}>${label}</option>`,
        )}
      </select>
    </div>`;
  return html`<form class="noprint" role="search" action="/notices" method="get">
    ${reader.locale === 'en' ? html`<input type="hidden" name="lang" value="en" />` : ''}
    <label for="q">${t('public.search_label')}</label>
    <input id="q" name="q" type="search" maxlength="60" value="${search.q}" />
    ${
      choices.villages.length + choices.kinds.length > 0
        ? html`<div class="filters">
            ${select(
              'village',
              choices.villages.map((village) => [village.code, village.shortName] as const),
            )}
            ${select(
              'kind',
              choices.kinds.map((key) => [key, t(`catalogue.${key}`)] as const),
            )}
          </div>`
        : ''
    }
    <button>${t('public.search')}</button>
  </form>`;
}

export function noticesPage(
  reader: Reader,
  search: Search & { page: number },
  read: {
    rows: ListedNotice[];
    total: number;
    places: Map<string, Place>;
    villages: Place[];
    kinds: string[];
  },
): Html {
  const { t } = reader;
  const asked = search.q !== '' || search.village !== '' || search.kind !== '';
  return page(
    reader,
    { title: t('public.nav.notices'), section: 'notices' },
    html`<h1>${t('public.nav.notices')}</h1>
      ${searchForm(reader, search, read)}
      <p>${t('public.found', { n: read.total })}</p>
      ${read.total === 0 && asked ? html`<p>${t('public.nothing_found')}</p>` : noticeList(reader, read.rows, read.places)}
      ${pager(reader, '/notices', { q: search.q, village: search.village, kind: search.kind }, { page: search.page, pages: Math.ceil(read.total / pageSize) })}`,
  );
}

/** Links to the pages beside this one, with the same search. */
function pager(
  reader: Reader,
  path: string,
  query: Record<string, string>,
  at: { page: number; pages: number },
): Html | string {
  const { t } = reader;
  if (at.pages < 2) return '';
  const link = (number: number): string => {
    const given = Object.entries(query).filter(([, value]) => value !== '');
    return to(reader, `${path}?${new URLSearchParams([...given, ['page', `${number}`]]).toString()}`);
  };
  return html`<nav class="pager noprint" aria-label="${t('public.pager')}">
    ${at.page > 1 ? html`<a rel="prev" href="${link(at.page - 1)}">${t('public.previous')}</a>` : ''}
    <span>${t('public.page_of', at)}</span>
    ${at.page < at.pages ? html`<a rel="next" href="${link(at.page + 1)}">${t('public.next')}</a>` : ''}
  </nav>`;
}

/** Standings with what is late first. */
export function byUrgency(standings: CatalogueStanding[]): CatalogueStanding[] {
  return standings.toSorted(
    (a, b) =>
      catalogueStateKeys.indexOf(a.state) - catalogueStateKeys.indexOf(b.state) ||
      Temporal.PlainDate.compare(b.dueOn, a.dueOn),
  );
}

export function cataloguePage(
  reader: Reader,
  asked: { state: string; village: string; page: number },
  read: { standings: CatalogueStanding[]; villages: Place[] },
): Html {
  const { t } = reader;
  const { standings } = read;
  const from = (asked.page - 1) * catalogueSize;
  const option = (value: string, label: string, chosen: string): Html =>
    html`<option value="${value}" ${value === chosen ? html` selected` : ''}>${label}</option>`;
  return page(
    reader,
    { title: t('public.nav.catalogue'), section: 'catalogue' },
    html`<h1>${t('public.nav.catalogue')}</h1>
      <p>${t('public.catalogue_lead')}</p>
      <form class="noprint" action="/catalogue" method="get">
        ${reader.locale === 'en' ? html`<input type="hidden" name="lang" value="en" />` : ''}
        <div class="filters">
          <div>
            <label for="state">${t('public.catalogue_state')}</label
            ><select id="state" name="state">
              ${option('', t('public.all'), asked.state)}
              ${catalogueStateKeys.map((state) => option(state, t(`openness.state.${state}`), asked.state))}
            </select>
          </div>
          <div>
            <label for="village">${t('public.village')}</label
            ><select id="village" name="village">
              ${option('', t('public.all'), asked.village)}
              ${read.villages.map((village) => option(village.code, village.shortName, asked.village))}
            </select>
          </div>
        </div>
        <button>${t('public.search')}</button>
      </form>
      <p>${t('public.found', { n: standings.length })}</p>
      ${standingsTable(reader, standings.slice(from, from + catalogueSize))}
      ${pager(reader, '/catalogue', { state: asked.state, village: asked.village }, { page: asked.page, pages: Math.ceil(standings.length / catalogueSize) })}`,
  );
}

function standingsTable(reader: Reader, standings: CatalogueStanding[]): Html {
  const { t } = reader;
  if (standings.length === 0) return html`<p>${t('public.none_late')}</p>`;
  const columns = ['item', 'org', 'period', 'due', 'published', 'state'] as const;
  const cell = (key: (typeof columns)[number], content: Html | string): Html =>
    html`<td data-label="${t(`public.catalogue_${key}`)}">${content}</td>`;
  return html`<table class="cards">
    <thead>
      <tr>
        ${columns.map((key) => html`<th scope="col">${t(`public.catalogue_${key}`)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${standings.map(
        (standing) =>
          html`<tr>
            ${cell('item', t(`catalogue.${standing.row.key}`))} ${cell('org', standing.org.name)}
            ${cell('period', standing.period ? t('public.period', { period: standing.period }) : '—')}
            ${cell('due', plainDay(reader, standing.dueOn))}
            ${cell('published', standing.publishedOn ? publishedHtml(reader, standing) : '—')}
            ${cell('state', html`<span class="state ${standing.state}">${t(`openness.state.${standing.state}`)}</span>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function publishedHtml(reader: Reader, { publishedOn, code }: CatalogueStanding): Html | string {
  if (!publishedOn) return '—';
  const day = plainDay(reader, publishedOn);
  return code ? html`<a href="${to(reader, `/notices/${code}`)}">${day}</a>` : day;
}

export function logPage(reader: Reader, leaves: PublicLeaf[], checkpoint: string): Html {
  const { t } = reader;
  const size = (leaves[0]?.index ?? -1) + 1;
  return page(
    reader,
    { title: t('public.nav.log'), section: 'log' },
    html`<h1>${t('public.verify')}</h1>
      <p>${t('public.log_lead')}</p>
      <h2>${t('public.checkpoint')}</h2>
      <pre>${checkpoint}</pre>
      <h2>${t('public.how_to_verify')}</h2>
      <ol>
        <li>${t('public.log_how_1')}</li>
        <li>${t('public.log_how_2')}</li>
        <li>${t('public.log_how_3')}</li>
      </ol>
      <p><a href="/log.json">${t('public.log_export')}</a></p>
      <h2>${t('public.log_size', { n: size })}</h2>
      ${
        size === 0
          ? html`<p>${t('public.log_empty')}</p>`
          : html`<div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th scope="col">${t('public.log_index')}</th>
                    <th scope="col">${t('public.log_at')}</th>
                    <th scope="col">${t('public.log_what')}</th>
                    <th scope="col">${t('public.log_code')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${leaves.map(
                    (leaf) =>
                      html`<tr>
                        <td class="num">${leaf.index + 1}</td>
                        <td>${momentText(reader, Temporal.Instant.from(leaf.at))}</td>
                        <td>${t(`public.log_event.${leaf.event}`)}</td>
                        <td>
                          <a class="code" href="${to(reader, `/notices/${leaf.code}`)}">${leaf.code}</a>
                        </td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }`,
  );
}

export function aboutPage(reader: Reader, contact: string | undefined): Html {
  const { t, town } = reader;
  const part = (key: string): Html =>
    html`<h2>${t(`public.about_${key}`)}</h2>
      <p>${t(`public.about_${key}_text`, { town })}</p>`;
  return page(
    reader,
    { title: t('public.about_title'), section: 'about' },
    html`<h1>${t('public.about_title')}</h1>
      ${['who', 'purpose', 'kinds', 'retention', 'rights', 'contact'].map(part)}
      ${contact ? html`<p>${contact}</p>` : ''}`,
  );
}

export function messagePage(reader: Reader, title: string, text: string): Html {
  return page(
    reader,
    { title, hidden: true },
    html`<h1>${title}</h1>
      <p>${text}</p>
      <p><a href="${to(reader, '/')}">${reader.t('public.nav.home')}</a></p>`,
  );
}
