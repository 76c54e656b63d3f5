/** Coverage: the village surveys its units on the phone, the office opens an uncovered number and gives the unit a form. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { look, settle } from './support/look.ts';
import { choose, closeBrowser, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('who covers which unit', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('a village surveys its units on the phone: one tap, or what has changed', async () => {
    const page = await signIn(server, 'liu', { device: 'phone' });
    await page.goto('/app/coverage');
    await page.getByRole('heading', { name: '组织覆盖台账' }).waitFor();
    await look(page, 'coverage-phone');
    await page.getByRole('link', { name: '年度摸底' }).click();
    await page.getByText('还有1个单位').waitFor();
    await look(page, 'coverage-survey-phone');
    await page.getByRole('button', { name: '有变化：柳树民宿' }).click();
    await page.getByLabel('从业人数').fill('2');
    await page.getByLabel('正式党员').fill('3');
    await page.getByRole('button', { name: '保存摸底情况' }).click();
    await page.getByText('正式党员数不能多于从业人数').first().waitFor();
    await look(page, 'coverage-survey-wrong-phone');
    assert.equal(await page.getByLabel('正式党员').inputValue(), '3', 'what was typed is kept');
    await page.getByLabel('正式党员').fill('1');
    await page.getByRole('button', { name: '保存摸底情况' }).click();
    await page.getByText('原因不能写“没有党员”').first().waitFor();
    await page.getByLabel('没有覆盖的原因').click();
    await page.locator('.ant-select-item-option', { hasText: '党员太少' }).click();
    await page.getByRole('button', { name: '保存摸底情况' }).click();
    await page.getByText('今年已全部摸底').waitFor();
    await look(page, 'coverage-surveyed-phone');
  });

  it('the office opens what is not covered and decides a form', async () => {
    const page = await signIn(server, 'lin');
    await page.goto('/app/coverage');
    await settle(page);
    await look(page, 'coverage');
    await page.getByRole('link', { name: /没有覆盖/u }).click();
    await page.waitForURL(/state=uncovered/u);
    await settle(page);
    await look(page, 'coverage-uncovered');
    await page.getByRole('link', { name: '柳树民宿' }).click();
    await settle(page);
    await look(page, 'coverage-unit');
    await page.locator('summary', { hasText: '确定组建形式' }).click();
    await choose(page, 'cover_form', '联合建');
    await choose(page, 'cover_byOrgId', '柳树村支部');
    await page.getByLabel('依据').fill('清委组〔2026〕15号');
    await page.getByRole('button', { name: '确定组建形式' }).click();
    await page.getByText('“联合建”不能由').first().waitFor();
    await look(page, 'coverage-cannot');
    await choose(page, 'cover_byOrgId', '两新联合支部');
    await page.getByRole('button', { name: '确定组建形式' }).click();
    await page.getByText(/联合建 · 两新联合支部/u).waitFor();
    await look(page, 'coverage-covered');
  });
});
