/** Another town's document on its way to the board: read, corrected by two people, confirmed, answered for. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { look, settle } from './support/look.ts';
import { anotherTownsDocument, badPapers, type Paper } from './support/papers.ts';
import { choose, closeBrowser, day, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('a document becomes the town’s own', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('what is no document is refused with its reason at its place, and nothing is kept', async () => {
    const page = await signIn(server, 'lin');
    await page.goto('/app/policy');
    const drop = page.locator('.file-drop');
    for (const { paper, says } of await badPapers()) {
      await hand(page, paper);
      await drop.locator('[role=alert], .refusal').filter({ hasText: says }).waitFor();
      assert.equal(await drop.locator('[role=alert]').count(), 1, `${paper.name}: one reason`);
    }
    await look(page, 'document-refused');
    await page.reload();
    await page.locator('.file-drop').waitFor();
    assert.equal(await page.locator('main tbody tr').count(), 1, 'only the document in force');
  });

  it('is read, corrected, confirmed, and the board is the new one from its day on', async () => {
    const page = await signIn(server, 'lin');
    await page.goto('/app/policy');
    await hand(page, await anotherTownsDocument());
    await page.waitForURL(/\/policy\/[0-9a-f-]{36}$/u);
    await page.getByText('3 章 6 条').waitFor();
    await look(page, 'document-read');
    const address = new URL(page.url()).pathname;

    await correctHead(page);
    await placeLines(page);
    await correctArticles(page);
    await look(page, 'document-corrected');

    const clerk = await signIn(server, 'xu');
    await bothSides(page, clerk, address);

    const secretary = await signIn(server, 'zhou', { device: 'phone' });
    await secretary.goto(address);
    await secretary.getByLabel('自哪天起施行').fill(day(0));
    await look(secretary, 'document-to-confirm');
    await secretary.getByRole('button', { name: '确认施行' }).click();
    await secretary.getByText('施行中').first().waitFor();
    await secretary.goto('/app/board');
    await secretary.getByRole('heading', { name: '选好带头人' }).waitFor();
    assert.equal(await secretary.locator('.board-article').count(), 6);
    await look(secretary, 'document-on-the-board');
    await secretary.goto(`/app/board?asOf=${day(-1)}`);
    await secretary.getByRole('heading', { name: '把班子选好配强' }).waitFor();
    assert.equal(await secretary.locator('.board-article').count(), 20, 'the day before has its own board');
  });

  it('an institution without anybody gets its three, and the gap is gone', async () => {
    const page = await signIn(server, 'lin');
    await page.goto('/app/responsibilities/gaps');
    await page.locator('main tbody tr').first().waitFor();
    await look(page, 'document-gaps');
    const before = await page.locator('main tbody tr').count();
    await page.getByRole('link', { name: '第一书记', exact: true }).click();
    await page.getByRole('heading', { name: '第一书记', level: 1 }).waitFor();
    await page.locator('summary', { hasText: '指定责任人' }).click();
    for (const level of ['第一责任人', '直接责任人', '具体责任人']) {
      await choose(page, 'level', level);
      await choose(page, 'orgId', '清河镇');
      await choose(page, 'accountId', level === '第一责任人' ? '周明远' : '林静');
      await page.locator('#reason').fill('白杨镇实施意见第一条');
      await page.getByRole('button', { name: '指定责任人' }).click();
      await section(page, '责任人').getByText(level).first().waitFor();
      await settle(page);
    }
    await look(page, 'document-assigned');
    await page.goto('/app/responsibilities/gaps');
    await page.locator('main tbody tr').first().waitFor();
    assert.equal(await page.locator('main tbody tr').count(), before - 1);
    await page.goto('/app/responsibilities');
    await page.locator('.responsibility-items').getByText('第一书记').first().waitFor();
  });
});

async function hand(page: Page, paper: Paper): Promise<void> {
  await page.locator('.file-drop').waitFor();
  await settle(page);
  await page.locator('.file-drop input[type=file]').first().setInputFiles(paper);
}

function section(page: Page, title: string): Locator {
  return page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
}

function articleOf(page: Page, title: string): Locator {
  return page.locator('.read-article').filter({ hasText: title });
}

async function saved(page: Page): Promise<void> {
  await page.getByText('已保存').first().waitFor();
  await settle(page);
}

async function correctHead(page: Page): Promise<void> {
  await page.locator('summary', { hasText: '更正要素' }).click();
  await page.locator('#head_number').fill('清委发〔2019〕17号');
  await page.locator('#head_recipients').fill('各村党支部\n镇属各单位\n驻镇单位');
  await page.getByRole('button', { name: '更正要素' }).click();
  await saved(page);
  await section(page, '文件要素').getByText('清委发〔2019〕17号').waitFor();
}

/** One line of the attachment belongs to an article, the others are set aside; without a reason they stay. */
async function placeLines(page: Page): Promise<void> {
  const left = section(page, '没有归处的文字');
  const boxes = left.getByRole('checkbox');
  const count = await boxes.count();
  assert.ok(count >= 3, `${count} lines without a place`);
  for (let at = 0; at < count - 1; at++) await boxes.nth(at).uncheck();
  await choose(page, 'lines_articleId', '经费');
  await left.getByRole('button').last().click();
  await saved(page);
  await left.getByRole('button').last().click();
  await left.locator('.ant-form-item-explain-error, .refusal').first().waitFor();
  await left.getByLabel('理由').fill('附件另行保存');
  await left.getByRole('button').last().click();
  await left.getByText('没有遗漏').waitFor();
}

async function correctArticles(page: Page): Promise<void> {
  const climate = articleOf(page, '氛围');
  await climate.locator('li', { hasText: '创先争优' }).getByRole('button', { name: '不是' }).click();
  await climate.getByText('倡导').first().waitFor();
  const funds = articleOf(page, '经费');
  const amount = funds.locator('li', { hasText: '11万元' }).first();
  await amount.getByText('读作 110,000 元').waitFor();
  await amount.getByRole('button', { name: '改数值' }).click();
  await amount.getByRole('spinbutton').fill('120000');
  await amount.getByRole('button', { name: '保存并采用' }).click();
  await amount.getByText('读作 120,000 元').waitFor();
  const first = articleOf(page, '选派第一书记');
  await first.locator('summary', { hasText: '更正' }).click();
  await first.getByLabel('条标').fill('选派驻村第一书记');
  await first.getByRole('button', { name: '更正', exact: true }).click();
  await saved(page);
  await page.getByRole('heading', { name: /选派驻村第一书记/u }).waitFor();
}

/** Two clerks correct the head at the same time: the second sees both sides and decides. */
async function bothSides(page: Page, clerk: Page, address: string): Promise<void> {
  await clerk.goto(address);
  await clerk.locator('summary', { hasText: '更正要素' }).click();
  await clerk.locator('#head_issuer').fill('中共清河镇委员会');
  await page.locator('#head_issuer').fill('清河镇党委');
  await page.getByRole('button', { name: '更正要素' }).click();
  await saved(page);
  await clerk.getByRole('button', { name: '更正要素' }).click();
  const sides = clerk.locator('.two-sides');
  await sides.getByText('清河镇党委').waitFor();
  await sides.getByText('中共清河镇委员会').waitFor();
  await look(clerk, 'document-both-sides');
  await sides.getByRole('button').last().click();
  await saved(clerk);
  await section(clerk, '文件要素').getByText('中共清河镇委员会').first().waitFor();
}
