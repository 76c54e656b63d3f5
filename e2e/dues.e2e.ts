/** A quarter of dues: the secretary's phone with a bad network, a member's own page, the town's desk. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { look, settle } from './support/look.ts';
import { closeBrowser, day, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('dues of a village', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('the secretary takes dues with one tap each, also without a network, and puts a mistake right', async () => {
    const page = await signIn(server, 'liu', { device: 'phone' });
    await page.goto('/app/dues');
    await page.getByRole('heading', { name: '党费', exact: true }).waitFor();
    await look(page, 'dues-overview-phone');
    await page.getByRole('link', { name: '柳树村支部' }).first().click();
    await page.getByText(/^还有 \d+ 人/u).waitFor();
    await look(page, 'dues-collection-phone');

    const left = async () =>
      Number(/还有 (\d+) 人/u.exec(await page.locator('.dues-sticky').innerText())?.[1]);
    const before = await left();
    await page.locator('.dues-tap').first().click();
    await page.getByText(/已全部保存/u).waitFor();
    assert.equal(await left(), before - 1);

    await page.context().setOffline(true);
    await page.locator('.dues-tap').first().click();
    await page.getByText('1 笔待发送').waitFor();
    await look(page, 'dues-offline-phone');
    await page.context().setOffline(false);
    await page.getByText(/已全部保存/u).waitFor();
    assert.equal(await left(), before - 2);

    await page.locator('.dues-paid').first().click();
    await page.getByRole('heading', { name: '党费收据' }).first().waitFor();
    await look(page, 'dues-receipt-phone');
    await page.locator('summary', { hasText: '冲正这张收据' }).click();
    await page.getByLabel('事由').fill('登记错了人');
    await page.getByRole('button', { name: '冲正', exact: true }).click();
    await page.getByText(/已冲正.*登记错了人/u).waitFor();
    await page.goBack();
    await page.getByText(`还有 ${before - 1} 人`).waitFor();
  });

  it('a member sees what is owed and why, asks to pay less; the branch studies, the town grants', async () => {
    const member = await signIn(server, 'luo', { device: 'phone' });
    await member.goto('/app/own-dues');
    await member.getByText('每月应交').first().waitFor();
    await look(member, 'dues-own-phone');
    await member.locator('summary', { hasText: '申请减免' }).click();
    const month = day(0).slice(0, 7);
    await member.getByLabel('起算月份').fill(month);
    await member.getByLabel('到哪个月').fill(`${month.slice(0, 4)}-12`);
    await member.getByLabel(/减为每月/u).fill('0');
    await member.getByLabel('事由').fill('今年住院，暂时困难');
    await member.getByRole('button', { name: '提交' }).first().click();
    await member.getByText('待支部办理').waitFor();

    const secretary = await signIn(server, 'liu', { device: 'phone' });
    await secretary.goto('/app/dues/requests');
    const own = secretary.locator('section', { hasText: '今年住院' });
    await own.getByLabel('支部意见').fill('情况属实，建议免交');
    await look(secretary, 'dues-requests-phone');
    await own.getByRole('button', { name: '报镇党委审批' }).click();
    await secretary.getByText('已报审批').waitFor();

    const officer = await signIn(server, 'lin');
    await officer.goto('/app/dues/requests');
    const decision = officer.locator('section', { hasText: '今年住院' });
    await decision.getByText('同意', { exact: true }).click();
    await decision.getByLabel(/^答复/u).fill('同意免交到年底');
    await look(officer, 'dues-requests-desk');
    await decision.getByRole('button', { name: '答复' }).click();
    await officer.getByText('已答复').first().waitFor();
    await member.reload();
    await member.getByText('免交').first().waitFor();
    await look(member, 'dues-own-granted-phone');
  });

  it('says a wage with its reasons, and one payment covers several months with more than is due', async () => {
    const page = await signIn(server, 'liu');
    await page.goto('/app/dues');
    await page.getByRole('link', { name: '柳树村支部' }).first().click();
    await page.locator('section', { hasText: '以前月份待交' }).getByRole('link').first().click();
    await page.getByText('每月应交').first().waitFor();
    await page.locator('summary', { hasText: '补交、预交或多交' }).click();
    await page.locator('#dues-pay_months').click();
    for (const n of [0, 1])
      await page
        .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
        .nth(n)
        .click();
    await page.keyboard.press('Escape');
    await page.locator('#dues-pay_yuan').fill('300');
    await look(page, 'dues-member-desk');
    await page.getByRole('button', { name: '登记并开收据' }).click();
    await page.getByText('已登记，收据已开').waitFor();

    await page.locator('summary', { hasText: '重新核定类别或基数' }).click();
    await page.locator('#dues-base_class').click();
    await page
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
      .first()
      .click();
    await page.locator('#dues-base_base').fill('5001');
    await page.getByText('每月应交 ¥75.02').waitFor();
    await look(page, 'dues-why-desk');
  });

  it('hands up, the town confirms, and the half-year is put forward for the Party', async () => {
    const page = await signIn(server, 'liu');
    await page.goto('/app/dues');
    await page.getByRole('link', { name: /^¥/u }).first().click();
    await page.locator('summary', { hasText: '上缴党费' }).click();
    await page.locator('#dues-hand-up_yuan').fill('20');
    await page.getByRole('button', { name: '上缴党费' }).click();
    await page.getByText('已登记上缴，等待确认').waitFor();
    await look(page, 'dues-book-desk');

    const finance = await signIn(server, 'qian');
    await finance.goto('/app/dues');
    await finance.getByRole('heading', { name: '待确认的上缴' }).waitFor();
    await look(finance, 'dues-town-desk');
    await finance.locator('li', { hasText: '¥20.00' }).getByRole('button', { name: '确认收到' }).click();
    await finance.getByText('已确认').waitFor();

    await page.getByRole('link', { name: '党费公布' }).click();
    await page.getByText('本公布只列金额和数量').waitFor();
    await look(page, 'dues-publication-desk');
    await page.getByRole('button', { name: '提出公布' }).click();
    await page.waitForURL(/\/openness\//u);
    await settle(page);
    await look(page, 'dues-published-desk');

    const phone = await signIn(server, 'liu', { device: 'phone' });
    await phone.goto('/app/dues');
    await phone.getByRole('link', { name: /^¥/u }).first().click();
    await phone.getByText('账上现金').first().waitFor();
    await look(phone, 'dues-book-phone');
  });
});
