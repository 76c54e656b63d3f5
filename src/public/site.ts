/** The public site: server-rendered, without script or cookie, reading published views through a role of its own. */
import { Hono, type Context } from 'hono';
import { etag } from 'hono/etag';
import { toString as drawQr } from 'qrcode';
import { dayOf } from '../kernel/ctx.ts';
import { catalogueStandings, type CatalogueStanding } from '../modules/openness/rules.ts';
import { answer, codeOf, notFound, placesOf, render, sendFile, show, type SiteOptions } from './answering.ts';
import { currentCheckpoint, exportLog, proveNotice } from './evidence.ts';
import { atomFeed } from './feed.ts';
import { answersPage, noticePage, pastNoticePage } from './notice-page.ts';
import { showAnswer, surroundings, takeObjection } from './objecting.ts';
import { keepPages } from './keeping.ts';
import type { Reader } from './page.ts';
import {
  aboutPage,
  byUrgency,
  cataloguePage,
  homePage,
  logPage,
  noticesPage,
  pageSize,
  placePage,
} from './pages.ts';
import * as reading from './reading.ts';
import { style } from './style.ts';

export function publicSite(options: SiteOptions): Hono {
  const { publicDb: db } = options;
  const site = new Hono();
  const keeper = keepPages(() => reading.findRevision(db));
  const guarded = (path: string, handle: (c: Context, reader: Reader) => Promise<Response>): void => {
    site.get(path, (c) =>
      answer(c, options, () =>
        keeper.answer(
          {
            url: c.req.url,
            day: dayOf(options.now()).toString(),
            ifNoneMatch: c.req.header('if-none-match'),
          },
          () => render(c, options, handle),
        ),
      ),
    );
  };

  site.get('/site.css', etag(), (c) => {
    c.header('cache-control', 'public, max-age=3600');
    return c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' });
  });
  site.get('/robots.txt', (c) =>
    c.text('User-agent: *\nDisallow: /app/\nDisallow: /api/\nDisallow: /objections\n'),
  );

  guarded('/', async (c, reader) => {
    const { byId, villages, list } = await placesOf(db);
    const { rows } = await reading.listNotices(db, { ...everything(reader), limit: 10 });
    const standings = await standingsOf(options, reader, list);
    return show(c, homePage(reader, { notices: rows, places: byId, villages, standings }));
  });

  guarded('/villages/:code', async (c, reader) => {
    const { byId, list } = await placesOf(db);
    const place = list.find((one) => one.code === c.req.param('code'));
    if (!place) return notFound(c, reader);
    const { rows } = await reading.listNotices(db, { ...everything(reader), path: place.path });
    const below = list.filter((one) => isBelow(one.path, place.path));
    const standings = byUrgency(await standingsOf(options, reader, below));
    return show(c, placePage(reader, place, { notices: rows, places: byId, standings }));
  });

  guarded('/notices', async (c, reader) => {
    const { byId, villages } = await placesOf(db);
    const q = (c.req.query('q') ?? '').replaceAll('\0', '').slice(0, 60);
    const village = villages.find((one) => one.code === c.req.query('village'));
    const kinds = await reading.listKinds(db);
    const kind = kinds.find((key) => key === c.req.query('kind')) ?? '';
    const number = pageOf(c);
    const found = await reading.listNotices(db, {
      ...everything(reader),
      words: q,
      path: village?.path ?? '',
      kind,
      offset: (number - 1) * pageSize,
    });
    const search = { q, village: village?.code ?? '', kind, page: number };
    return show(c, noticesPage(reader, search, { ...found, places: byId, villages, kinds }));
  });

  guarded('/notices/:code', async (c, reader) => {
    const code = codeOf(c);
    const notice = await reading.findNotice(db, code, reader.today);
    if (notice) return show(c, noticePage(reader, notice, await surroundings(options, reader, notice)));
    const past = await reading.findPastNotice(db, code, reader.today);
    if (!past) return notFound(c, reader);
    const { byId } = await placesOf(db);
    return show(c, pastNoticePage(reader, past, byId.get(past.orgId)), 410);
  });

  guarded('/notices/:code/proof.json', async (c, reader) => {
    const proof = await proveNotice(db, reader, codeOf(c));
    return proof ? c.json(proof) : notFound(c, reader);
  });

  // Not kept: an annex may be large, and its bytes lie in a store already.
  const sendAnnex = async (c: Context, reader: Reader): Promise<Response> => {
    const notice = await reading.findNotice(db, codeOf(c), reader.today);
    const file = notice?.files.find((one) => one.id === c.req.param('id'));
    if (!file) return notFound(c, reader);
    return sendFile(c, file, await options.services.blobs.open(file.sha256));
  };
  site.get('/notices/:code/files/:id', (c) => answer(c, options, () => render(c, options, sendAnnex)));

  guarded('/notices/:code/qr.svg', async (c, reader) => {
    const notice = await reading.findNotice(db, codeOf(c), reader.today);
    if (!notice) return notFound(c, reader);
    const svg = await drawQr(`${reader.origin}/notices/${notice.code}`, { type: 'svg', margin: 2 });
    return c.body(svg, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' });
  });

  guarded('/catalogue', async (c, reader) => {
    const { list, villages } = await placesOf(db);
    const village = villages.find((one) => one.code === c.req.query('village'));
    const state = c.req.query('state') ?? '';
    const places = village ? list.filter((one) => isBelow(one.path, village.path)) : list;
    const standings = byUrgency(await standingsOf(options, reader, places)).filter(
      (one) => state === '' || one.state === state,
    );
    const asked = { state, village: village?.code ?? '', page: pageOf(c) };
    return show(c, cataloguePage(reader, asked, { standings, villages }));
  });

  guarded('/log', async (c, reader) => {
    const leaves = await reading.readPublicLeaves(db, { last: 100 });
    return show(c, logPage(reader, leaves, await currentCheckpoint(db, reader)));
  });
  guarded('/log.json', async (c, reader) => c.json(await exportLog(db, reader)));

  guarded('/about', async (c, reader) =>
    show(c, aboutPage(reader, await reading.findSetting(db, 'public.contact', reader.today))),
  );

  guarded('/feed.xml', async (c, reader) => {
    const { rows } = await reading.listNotices(db, everything(reader));
    const { byId } = await placesOf(db);
    return c.body(atomFeed(reader, rows, byId), 200, {
      'content-type': 'application/atom+xml; charset=utf-8',
    });
  });

  guarded('/objections', async (c, reader) => show(c, answersPage(reader)));
  site.post('/objections', (c) =>
    answer(c, options, () => render(c, options, (_, reader) => showAnswer(c, reader, options))),
  );
  site.post('/notices/:code/objections', (c) =>
    answer(c, options, () => render(c, options, (_, reader) => takeObjection(c, reader, options))),
  );
  return site;
}

/** The answer for every address that nobody knows. */
export function unknownPage(options: SiteOptions): (c: Context) => Promise<Response> {
  return (c) => answer(c, options, () => render(c, options, notFound));
}

function everything(reader: Reader): reading.NoticeQuestion {
  return { words: '', path: '', kind: '', today: reader.today, offset: 0, limit: pageSize };
}

async function standingsOf(
  options: SiteOptions,
  reader: Reader,
  places: reading.Place[],
): Promise<CatalogueStanding[]> {
  const { days, since } = await reading.readCatalogueDays(options.publicDb);
  return catalogueStandings({
    rows: options.catalogue,
    orgs: places.map((place) => ({ ...place, name: place.shortName })),
    days,
    since: since ?? reader.today,
    today: reader.today,
  });
}

function pageOf(c: Context): number {
  return Math.min(10_000, Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1));
}

function isBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`);
}
