import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { createRateLimit } from '../../src/kernel/http/rate-limit.ts';
import type { PublicContent } from '../../src/kernel/disclosure/content.ts';
import * as objections from '../../src/kernel/disclosure/objections.ts';
import * as publications from '../../src/kernel/disclosure/publications.ts';
import { proposeIn, publishIn, publishProposed, said } from '../support/publishing.ts';
import { openTown, type Town } from '../support/town.ts';

const decision: PublicContent = {
  blocks: [
    { kind: 'paragraph', text: '由王小明负责，<script>alert(1)</script> & 其他。' },
    {
      kind: 'vote',
      titleKey: 'catalogue.village.major_matter',
      heldOn: '2026-11-20',
      eligible: 45,
      present: 30,
      yes: 16,
      no: 10,
      abstain: 4,
      passed: true,
      ruleKey: 'public.passed',
      params: {},
      cites: '村组2018 art. 25',
    },
    { kind: 'facts', facts: [{ labelKey: 'public.rule', value: { kind: 'money', fen: 1_234_567_05 } }] },
    { kind: 'list', items: [{ kind: 'person', name: '王小明' }] },
  ],
};

describe('the public site', () => {
  let town: Town;
  let road: { id: string; code: string };
  before(async () => {
    town = await openTown();
    road = await publishIn(town, { title: '关于修建村道的决议', content: decision, days: 10 });
  });
  after(() => town.close());

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await town.app.http.request(path, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const post = async (path: string, form: Record<string, string>) => {
    const response = await town.app.http.request(path, {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  it('shows a decision with its arithmetic, its place in the log, and its names hidden', async () => {
    const { status, text } = await get(`/notices/${road.code}`);
    assert.equal(status, 200);
    for (const part of [
      '关于修建村道的决议',
      '45',
      '30',
      '16',
      '《村民委员会组织法》（2018年）第25条',
      '¥1,234,567.05',
      '王*明',
    ])
      assert.ok(text.includes(part), part);
    assert.ok(!text.includes('王小明'));
    assert.match(text, /2026年12月3日/u);
    assert.ok(text.includes('检查点'));
  });

  it('has no script, no cookie and less than 50 KB on every page, in both languages', async () => {
    const paths = [
      '/',
      '/notices',
      `/notices/${road.code}`,
      '/catalogue',
      '/log',
      '/about',
      '/objections',
      '/villages/T3',
      '/nothing',
    ];
    for (const path of paths.flatMap((one) => [one, `${one}?lang=en`])) {
      const { text, headers } = await get(path);
      assert.ok(!/<script/iu.test(text), `${path} has a script`);
      assert.ok(!/\son\w+=/u.test(text), `${path} has a handler`);
      assert.ok(Buffer.byteLength(text) < 50_000, `${path} is ${Buffer.byteLength(text)} bytes`);
      assert.equal(headers.get('set-cookie'), null);
      assert.match(text, path.includes('lang=en') ? /<html lang="en">/u : /<html lang="zh-CN">/u);
      assert.ok(!/(?:public|openness|catalogue)\.[a-z_]+(?:\.[a-z_]+)?</u.test(text), `${path} shows a key`);
      if (path.startsWith('/nothing')) continue;
      assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'self'/u);
    }
  });

  it('keeps the language in the links', async () => {
    const { text } = await get('/?lang=en');
    assert.ok(text.includes(`/notices/${road.code}?lang=en`));
    assert.ok(!/href="\/notices"/u.test(text));
  });

  it('finds by two characters, by village and by kind, and says when there is nothing', async () => {
    const found = async (query: string) => (await get(`/notices?${query}`)).text.includes(road.code);
    assert.equal(await found(`q=${encodeURIComponent('村道')}`), true);
    assert.equal(await found(`q=${encodeURIComponent('路')}`), false);
    assert.equal(await found(`q=${encodeURIComponent('王小明')}`), false, 'a hidden name cannot be searched');
    assert.equal(await found('village=T3'), true);
    assert.equal(await found('village=T5'), false);
    assert.equal(await found('kind=village.affairs'), true);
    const none = await get(`/notices?q=${encodeURIComponent("%_'; drop")}`);
    assert.equal(none.status, 200);
    assert.ok(none.text.includes('没有找到'));
  });

  it('answers an unchanged page with 304', async () => {
    const first = await get('/notices');
    const again = await get('/notices', { 'if-none-match': first.headers.get('etag') ?? '' });
    assert.equal(again.status, 304);
  });

  it('gives a feed and a QR code, and no page for an unknown code', async () => {
    const feed = await get('/feed.xml');
    assert.match(feed.headers.get('content-type') ?? '', /atom/u);
    assert.ok(feed.text.includes(`/notices/${road.code}`));
    assert.ok((await get(`/notices/${road.code}/qr.svg`)).text.startsWith('<svg'));
    assert.equal((await get('/notices/AAAAAAAA')).status, 404);
    assert.equal((await get('/notices/%00')).status, 404);
    assert.equal((await get('/api/nothing')).status, 404);
  });

  it('shows nothing of what is not public, or is meant for fewer', async () => {
    const proposed = await proposeIn(town, { title: '还没审批', content: said('草案') });
    const inside = await publishIn(town, { title: '只给党员', content: said('内部'), audience: 'members' });
    for (const { code } of [proposed, inside]) {
      assert.equal((await get(`/notices/${code}`)).status, 404);
      assert.equal((await get(`/notices/${code}/qr.svg`)).status, 404);
    }
    const home = await get('/');
    assert.ok(!home.text.includes('还没审批') && !home.text.includes('只给党员'));
    const proof = await get(`/notices/${inside.code}/proof.json`);
    assert.ok(!proof.text.includes('内部') && !proof.text.includes('salt'));
  });

  it('says that the period is over and nothing else, from the day after the last one', async () => {
    const short = await publishIn(town, {
      title: '王小明的公示',
      content: decision,
      days: 2,
      profile: 'names_full',
    });
    town.setToday('2026-11-25');
    assert.equal((await get(`/notices/${short.code}`)).status, 200);
    town.setToday('2026-11-26');
    const expired = await get(`/notices/${short.code}`);
    assert.equal(expired.status, 410);
    assert.ok(expired.text.includes('公示期已结束') && !expired.text.includes('王小明'));
    assert.match(expired.text, /noindex/u);
    await town.act('system', 'system', (ctx) => publications.endExpired(ctx));
    const ended = await get(`/notices/${short.code}`);
    assert.ok(ended.text.includes('公示期已结束') && !ended.text.includes('王小明'));
    assert.ok(!(await get(`/notices/${short.code}/proof.json`)).text.includes('王小明'));
    town.setToday('2026-11-23');
  });

  it('leads from what was corrected to the correction', async () => {
    const wrong = await publishIn(town, { title: '造价 1 万元', content: said('一万') });
    const next = await town.act('system', 'system', (ctx) =>
      publications.proposeCorrection(
        ctx,
        wrong.id,
        { title: '造价 2 万元', content: said('两万') },
        '金额误写',
      ),
    );
    await publishProposed(town, next.id);
    const old = await get(`/notices/${wrong.code}`);
    assert.equal(old.status, 410);
    assert.ok(old.text.includes(next.code) && old.text.includes('金额误写') && !old.text.includes('一万'));
    assert.ok((await get(`/notices/${next.code}`)).text.includes(wrong.code));
  });

  it('takes an objection without an account and shows its answer by the code alone', async () => {
    const sent = await post(`/notices/${road.code}/objections`, {
      text: '这条路不该走东头',
      contact: '东头',
    });
    assert.equal(sent.status, 200);
    assert.equal(sent.headers.get('cache-control'), 'no-store');
    const code = /big code">([^<]+)</u.exec(sent.text)?.[1] ?? '';
    assert.equal(code.replaceAll(' ', '').length, 12);
    assert.ok((await post('/objections', { code })).text.includes('正在办理'));
    const [waiting] = await town.act('柳支书', 'disclosure.answer', (ctx) => objections.openObjections(ctx));
    assert.ok(waiting);
    await town.act('柳支书', 'disclosure.answer', (ctx) =>
      objections.answerObjection(ctx, waiting.id, { answer: '已请设计单位复核', upheld: false, version: 1 }),
    );
    assert.ok((await post('/objections', { code: code.toLowerCase() })).text.includes('已请设计单位复核'));
    assert.equal((await post('/objections', { code: 'AAAA BBBB CCCC' })).status, 404);
    const notice = await get(`/notices/${road.code}`);
    assert.ok(notice.text.includes('收到异议 1 件，已答复 1 件'));
    assert.ok(!notice.text.includes('东头') && !notice.text.includes('设计单位'));
  });

  it('keeps what was typed when an objection is wrong', async () => {
    const { status, text } = await post(`/notices/${road.code}/objections`, { text: '不', contact: '老"李' });
    assert.equal(status, 422);
    assert.ok(text.includes('value="老&quot;李"') && text.includes('aria-invalid'));
    assert.match(text, /<title>需要改正/u);
    const huge = await post(`/notices/${road.code}/objections`, { text: '长'.repeat(30_000) });
    assert.equal(huge.status, 422);
  });

  it('shows what is late, from the records', async () => {
    await proposeIn(town, {
      title: '低保名单',
      content: said('名单'),
      catalogueKey: 'village.relief',
      dueOn: '2026-11-22',
    });
    const late = await get('/catalogue?state=late&village=T3');
    assert.ok(late.text.includes('低保、救助对象公示') && late.text.includes('逾期未公开'));
    assert.ok(!late.text.includes('低保名单'), 'a proposal shows its day, not its words');
    assert.ok((await get('/')).text.includes('逾期未公开'));
  });
});

describe('the public site against those who write too much', () => {
  it('makes one address wait and keeps the words', async () => {
    const town = await openTown({ app: { rateLimit: createRateLimit() } });
    const { code } = await publishIn(town, { title: '公示', content: said('内容') });
    const send = () =>
      town.app.http.request(`/notices/${code}/objections`, {
        method: 'POST',
        body: new URLSearchParams({ text: '不同意这样做' }).toString(),
      });
    for (let times = 0; times < 10; times += 1) assert.equal((await send()).status, 200);
    const refused = await send();
    assert.equal(refused.status, 429);
    assert.ok((await refused.text()).includes('不同意这样做'));
    await town.close();
  });
});

describe("the public site's role", () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  it('may read the public views and nothing else in the database', async () => {
    const { rows } = await sql<{ name: string; kind: string }>`
      select c.relname as name, c.relkind::text as kind from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'v', 'm', 'p', 'f', 'S')
        and (has_table_privilege('jishi_public', c.oid, 'select, insert, update, delete, truncate')
          or has_any_column_privilege('jishi_public', c.oid, 'select, insert, update'))
      order by 1
    `.execute(town.db);
    assert.deepEqual(
      rows.map(({ name, kind }) => `${kind} ${name}`),
      [
        'v public_catalogue_days',
        'v public_log',
        'v public_notice_files',
        'v public_notices',
        'v public_past_notices',
        'v public_places',
        'v public_revision',
        'v public_salts',
        'v public_settings',
        'v public_since',
      ],
    );
  });

  it('is refused the tables behind them, also by their columns, and cannot write', async () => {
    for (const statement of [
      'select title from publications',
      'select public_title from publications',
      'select text_sealed from objections',
      'select salt from disclosure_salts',
      'select username from accounts',
      'insert into public_settings (key) values (1)',
      'update public_notices set title = title',
      'delete from public_log',
      'create table mine (a integer)',
    ]) {
      await assert.rejects(
        sql.raw(statement).execute(town.publicDb),
        (error: Error & { code?: string }) => error.code === '42501' || error.code === '55000',
        statement,
      );
    }
  });
});
