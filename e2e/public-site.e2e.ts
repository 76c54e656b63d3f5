/** A resident without an account, in a browser that runs no script: reads, searches, prints, objects, checks. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { noticeProof } from '../src/kernel/disclosure/exporting.ts';
import { faultsOfProof } from '../src/kernel/disclosure/verifying.ts';
import { picture, requireAccessible, requireFits, takeErrors } from './support/look.ts';
import { closeBrowser, leave, openPage, signIn, type Device } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

const heaviest = 50_000;
const devices = ['phone', 'desk'] as const satisfies readonly Device[];

describe('a resident reads the public site without script', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  /** Opens an address as an old phone would; the page is light, fits, and has nothing that runs. */
  async function read(page: Page, path: string, name: string): Promise<void> {
    const answer = await page.goto(path);
    const weight = (await answer?.body())?.byteLength ?? 0;
    assert.ok(weight > 1000 && weight < heaviest, `${name}: ${weight} bytes`);
    assert.ok(!(await page.content()).includes('<script'), `${name}: a script`);
    await hold(page, name);
  }

  /** axe needs a script of its own, so a page that may run one is shown the same document. */
  async function hold(page: Page, name: string): Promise<void> {
    await picture(page, name);
    assert.deepEqual(takeErrors(page), [], `${name}: errors on the console`);
    const device: Device = (page.viewportSize()?.width ?? 0) < 640 ? 'phone' : 'desk';
    const seen = await openPage(server, { device });
    await seen.route(page.url(), async (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: await page.content() }),
    );
    await seen.goto(page.url());
    await requireFits(seen, name);
    await requireAccessible(seen, name);
    await seen.context().close();
  }

  for (const device of devices) {
    it(`from the town's page to a decision with its figures, on a ${device}`, async () => {
      const page = await openPage(server, { device, script: false });
      await read(page, '/', 'public-home');
      await page.getByRole('link', { name: '柳树村', exact: true }).click();
      await hold(page, 'public-village');
      await page
        .getByRole('link', { name: /关于“?下一年度村级工作计划/u })
        .first()
        .click();
      await page.getByRole('heading', { level: 1, name: /下一年度村级工作计划/u }).waitFor();
      const article = await page.locator('article').innerText();
      assert.match(article, /村民代表会议/u);
      assert.match(article, /45\s+33\s+29/u, 'eligible, present and yes stand beside each other');
      assert.match(article, /依据：《村民委员会组织法》（2025年修订，新条号待核/u);
      assert.doesNotMatch(await page.content(), /\[\?\]|村组20| art\./u, 'no citation of the code');
      await page.locator('img.qr').waitFor();
      assert.ok(
        await page
          .locator('img.qr')
          .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0),
        'the QR code is drawn',
      ); // an image element
      await read(page, page.url(), 'public-notice');
    });

    it(`searches, and sees what is late, on a ${device}`, async () => {
      const page = await openPage(server, { device, script: false });
      await page.goto('/');
      await page.getByRole('searchbox').fill('道路');
      await page.getByRole('button', { name: '查找' }).click();
      await page.getByText(/共 [1-9]\d* 条/u).waitFor();
      await hold(page, 'public-search');
      await page.getByRole('searchbox').fill('没有这样的字');
      await page.getByRole('button', { name: '查找' }).click();
      await page.getByText('没有找到').waitFor();
      assert.equal(await page.getByRole('searchbox').inputValue(), '没有这样的字');
      await page.goto('/');
      await page.getByRole('link', { name: /逾期未公开 \d+ 项/u }).click();
      await page.locator('.state.late').first().waitFor();
      await hold(page, 'public-late');
    });
  }

  it('objects: bad input keeps what was typed, good input gives a code that opens the answer', async () => {
    const page = await openPage(server, { device: 'phone', script: false });
    const notice = await openNotice(page);
    await page.getByLabel('您的异议').fill('不行');
    await page.getByLabel(/联系方式/u).fill('三组东头');
    await page.getByRole('button', { name: '提交异议' }).click();
    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByLabel('您的异议').inputValue(), '不行');
    assert.equal(await page.getByLabel(/联系方式/u).inputValue(), '三组东头');
    assert.equal(await page.getByLabel('您的异议').getAttribute('aria-invalid'), 'true');
    await hold(page, 'public-objection-bad');

    await page.getByLabel('您的异议').fill('沟渠第一段应当先修三组，不是一组。');
    await page.getByRole('button', { name: '提交异议' }).click();
    await page.getByRole('heading', { name: '异议已收到' }).waitFor();
    await hold(page, 'public-objection-taken');
    const code = await page.locator('.big.code').innerText();

    await page.goto('/objections');
    await page.getByLabel(/查询码/u).fill('AAAA BBBB CCCC');
    await page.getByRole('button').click();
    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByLabel(/查询码/u).inputValue(), 'AAAA BBBB CCCC');
    await page.getByLabel(/查询码/u).fill(code.toLowerCase());
    await page.getByRole('button').click();
    await page.getByText('正在办理').waitFor();
    await hold(page, 'public-objection-waiting');

    await answerAtTheDesk('一组水位最低，先修一组可免倒灌；三组排在第二段。');
    await page.goto('/objections');
    await page.getByLabel(/查询码/u).fill(code);
    await page.getByRole('button').click();
    await page.getByText('先修一组可免倒灌').waitFor();
    await hold(page, 'public-objection-answered');
    await page.goto(notice);
    await page.reload(); // what this browser keeps for a minute is asked for anew
    const shown = await page.content();
    assert.ok(shown.includes('已答复 1 件'));
    assert.ok(!shown.includes('三组东头') && !shown.includes('应当先修三组'), 'what was said stays inside');
  });

  it('prints a notice on A4, without its forms and menus', async () => {
    const page = await openPage(server, { script: false });
    await openNotice(page);
    await page.emulateMedia({ media: 'print' });
    await picture(page, 'public-print');
    for (const part of ['nav', 'form', '.skip'])
      for (const one of await page.locator(part).all()) assert.equal(await one.isVisible(), false, part);
    assert.ok(await page.locator('img.qr').isVisible());
    const pdf = await page.pdf({ format: 'A4' });
    assert.ok(pdf.byteLength > 5000);
    assert.ok(pages(pdf) <= 2, `${pages(pdf)} sheets of paper`);
  });

  it('checks a notice as its page says, and follows the feed', async () => {
    const page = await openPage(server, { script: false });
    const notice = await openNotice(page);
    const checkpoint = (await page.locator('pre').innerText()).trim().split('\n');
    const proof = noticeProof.parse(await (await page.request.get(`${notice}/proof.json`)).json());
    assert.deepEqual(faultsOfProof(proof), []);
    const forged = structuredClone(proof);
    if (forged.content) forged.content.title += '（改）';
    assert.equal(faultsOfProof(forged)[0]?.code, 'content', 'a changed text does not fit');
    assert.equal(checkpoint.length, 3, 'origin, size and root');

    const feed = await page.request.get('/feed.xml');
    const xml = await feed.text();
    assert.match(feed.headers()['content-type'] ?? '', /application\/atom\+xml/u);
    const parsed = await openPage(server);
    await parsed.goto('/about');
    const told = await parsed.evaluate<{ fault: boolean; entries: number; ids: number; updated: string }>(
      `(() => {
        const feed = new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml');
        const ids = [...feed.querySelectorAll('entry > id')].map((one) => one.textContent);
        return {
          fault: feed.querySelector('parsererror') !== null,
          entries: feed.querySelectorAll('entry').length,
          ids: new Set(ids).size,
          updated: feed.querySelector('feed > updated')?.textContent ?? '',
        };
      })()`,
    );
    assert.equal(told.fault, false);
    assert.ok(told.entries > 0 && told.ids === told.entries, 'each entry has an id of its own');
    assert.doesNotThrow(() => Temporal.Instant.from(told.updated));
  });

  /** The notice of the plan that is on display; gives its path. */
  async function openNotice(page: Page): Promise<string> {
    await page.goto('/');
    await page.getByRole('link', { name: '柳树村', exact: true }).click();
    await page
      .getByRole('link', { name: /下一年度村级工作计划/u })
      .first()
      .click();
    await page.locator('img.qr').waitFor();
    return new URL(page.url()).pathname;
  }

  async function answerAtTheDesk(text: string): Promise<void> {
    const page = await signIn(server, 'liu');
    await page.goto('/app/work');
    await page.getByRole('link', { name: /答复异议/u }).click();
    await page.getByRole('button', { name: /查看内容/u }).click();
    await page.getByText('应当先修三组').waitFor();
    await page.getByLabel('答复').fill(text);
    await page.getByRole('radio', { name: '异议不成立' }).check();
    await page.getByRole('button', { name: '答复' }).click();
    await page.getByText(text).waitFor();
    await page.context().close();
  }
});

/** Sheets of paper in a PDF. */
function pages(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
}
