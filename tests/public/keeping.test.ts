import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { createApp, type App } from '../../src/app.ts';
import * as objections from '../../src/kernel/disclosure/objections.ts';
import * as publications from '../../src/kernel/disclosure/publications.ts';
import { keepPages } from '../../src/public/keeping.ts';
import { proposeIn, publishIn, publishProposed, said } from '../support/publishing.ts';
import { openTown, type Town } from '../support/town.ts';

describe('kept pages', () => {
  let town: Town;
  /** Another server on the same database. */
  let other: App;
  let today = Temporal.Instant.from('2026-11-23T04:00:00Z');
  before(async () => {
    town = await openTown({ app: { now: () => today } });
    other = createApp({
      db: town.db,
      publicDb: town.publicDb,
      masterKey: Buffer.alloc(32, 1),
      now: () => today,
    });
  });
  after(() => town.close());

  const on = async (app: App, path: string, headers: Record<string, string> = {}) => {
    const response = await app.http.request(path, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  it('show a new notice at once, on every server and in both languages', async () => {
    const paths = ['/', '/?lang=en', '/notices', '/notices?lang=en', '/villages/T3', '/log', '/feed.xml'];
    for (const app of [town.app, other])
      for (const path of paths) assert.equal((await on(app, path)).status, 200);
    const { code } = await publishIn(town, { title: '关于修渠的决议', content: said('修渠') });
    for (const app of [town.app, other])
      for (const path of paths) assert.ok((await on(app, path)).text.includes(code), path);
  });

  it('are the same bytes as those rendered anew', async () => {
    const fresh = createApp({
      db: town.db,
      publicDb: town.publicDb,
      masterKey: Buffer.alloc(32, 2),
      now: () => today,
    });
    for (const path of ['/', '/?lang=en', '/catalogue', '/notices?q=%E4%BF%AE']) {
      await on(town.app, path);
      const kept = await on(town.app, path);
      const rendered = await on(fresh, path);
      assert.equal(kept.text, rendered.text);
      assert.deepEqual([...kept.headers], [...rendered.headers]);
    }
    assert.notEqual((await on(town.app, '/')).text, (await on(town.app, '/?lang=en')).text);
  });

  it('are gone with the notice', async () => {
    const { id, code } = await publishIn(town, { title: '关于打井的公示', content: said('打井') });
    for (const app of [town.app, other]) assert.equal((await on(app, `/notices/${code}`)).status, 200);
    await town.act('林委员', 'disclosure.publish', (ctx) => publications.end(ctx, id, '写错了'));
    for (const app of [town.app, other]) {
      const ended = await on(app, `/notices/${code}`);
      assert.equal(ended.status, 410);
      assert.ok(!ended.text.includes('打井'));
      assert.ok(!(await on(app, '/notices')).text.includes('打井'));
    }
  });

  it('count an objection and its answer as soon as they are there', async () => {
    const { code } = await publishIn(town, { title: '关于分地的公示', content: said('分地') });
    const before = await on(other, `/notices/${code}`);
    await town.act('柳支书', 'disclosure.answer', (ctx) =>
      objections.receiveObjection(ctx, code, { channel: 'online', text: '分得不公平' }),
    );
    const objected = await on(other, `/notices/${code}`);
    assert.notEqual(objected.text, before.text);
    assert.notEqual(objected.headers.get('etag'), before.headers.get('etag'));
  });

  it('show a new name of a village at once', async () => {
    await on(other, '/');
    await sql`update organization_names set short_name = '柳树新村' where short_name = '柳树村'`.execute(
      town.owner,
    );
    assert.ok((await on(other, '/')).text.includes('柳树新村'));
  });

  it('show nothing of what is written and not yet decided, nor of what is undone', async () => {
    const kept = await on(town.app, '/');
    const undone = town.owner.transaction().execute(async (tx) => {
      await sql`update organization_names set short_name = '石桥新村' where short_name = '石桥村'`.execute(
        tx,
      );
      assert.equal((await on(town.app, '/')).text, kept.text);
      throw new Error('changed my mind');
    });
    await assert.rejects(undone, /changed my mind/u);
    assert.equal((await on(town.app, '/')).text, kept.text);
  });

  it('turn from due to late at midnight', async () => {
    await proposeIn(town, {
      title: '低保名单',
      content: said('名单'),
      catalogueKey: 'village.relief',
      dueOn: '2026-11-23',
    });
    today = Temporal.Instant.from('2026-11-23T15:59:59Z');
    const late = '/catalogue?state=late&village=T3';
    assert.ok(!(await on(other, late)).text.includes('低保、救助对象公示</td>'));
    today = Temporal.Instant.from('2026-11-23T16:00:00Z');
    assert.ok((await on(other, late)).text.includes('低保、救助对象公示'));
  });

  it('are answered 304 while nothing has changed, and whole again afterwards', async () => {
    const { headers } = await on(town.app, '/notices');
    const etag = headers.get('etag') ?? '';
    const unchanged = await on(town.app, '/notices', { 'if-none-match': etag });
    assert.deepEqual([unchanged.status, unchanged.text], [304, '']);
    const { id } = await proposeIn(town, { title: '关于植树的公示', content: said('植树') });
    await publishProposed(town, id);
    assert.equal((await on(town.app, '/notices', { 'if-none-match': etag })).status, 200);
  });

  it('follow every table that the views of the site read', async () => {
    const { rows } = await sql<{ table: string }>`
      select distinct t.relname as "table"
      from pg_class v
      join pg_rewrite r on r.ev_class = v.oid
      join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
      join pg_class t on t.oid = d.refobjid and t.relkind = 'r'
      where v.relkind = 'v' and has_table_privilege('jishi_public', v.oid, 'select') and t.relname <> 'site_revision'
        and not exists (
          select from pg_trigger g join pg_proc p on p.oid = g.tgfoid
          where g.tgrelid = t.oid and p.proname = 'raise_site_revision'
        )
    `.execute(town.owner);
    assert.deepEqual(rows, []);
    const { rows: all } = await sql<{ n: number }>`
      select count(*)::int as n from pg_trigger g join pg_proc p on p.oid = g.tgfoid where p.proname = 'raise_site_revision'
    `.execute(town.owner);
    assert.ok((all[0]?.n ?? 0) >= 8);
  });
});

describe('the question before a kept page', () => {
  const page = () => Promise.resolve(new Response('page'));
  const request = { url: '/', day: '2026-11-23', ifNoneMatch: undefined };

  it('is shared by those who come together and begins after each of them came', async () => {
    let begun = 0;
    const keeper = keepPages(async () => {
      begun += 1;
      return 1;
    });
    const together = [keeper.answer(request, page), keeper.answer(request, page)];
    assert.equal(begun, 0);
    await Promise.all(together);
    assert.equal(begun, 1);
    await keeper.answer(request, page);
    assert.equal(begun, 2);
  });

  it('that fails answers nobody with an old page', async () => {
    let works = true;
    const keeper = keepPages(() => (works ? Promise.resolve(1) : Promise.reject(new Error('gone'))));
    await keeper.answer(request, page);
    works = false;
    await assert.rejects(keeper.answer(request, page), /gone/u);
  });

  it('keeps what is large or failed of nobody, and no more than fits', async () => {
    const keeper = keepPages(() => Promise.resolve(1));
    let rendered = 0;
    const render = (status: number, size: number) => async () => {
      rendered += 1;
      return new Response('x'.repeat(size), { status });
    };
    for (let times = 0; times < 2; times += 1) {
      await keeper.answer({ ...request, url: '/404' }, render(404, 10));
      await keeper.answer({ ...request, url: '/large' }, render(200, 300_000));
    }
    assert.equal(rendered, 4);
    for (let n = 0; n < 200; n += 1) await keeper.answer({ ...request, url: `/${n}` }, render(200, 250_000));
    rendered = 0;
    await keeper.answer({ ...request, url: '/199' }, render(200, 1));
    assert.equal(rendered, 0);
    await keeper.answer({ ...request, url: '/0' }, render(200, 1));
    assert.equal(rendered, 1);
  });
});
