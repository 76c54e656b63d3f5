/** A membership on its way: asked for on a phone, the letter from a desk, received on another phone; out and back; and members away. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { look, settle } from './support/look.ts';
import { choose, closeBrowser, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('members move', () => {
  let server: JourneyServer;
  let moving = '';
  let returning = '';
  before(async () => {
    server = await startServer();
    [moving = '', returning = ''] = await atHome(server);
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('within the town: nobody is gone before the other branch has received', async () => {
    const giving = await signIn(server, 'liu', { device: 'phone' });
    const address = await apply(giving, moving, async () => choose(giving, 'toOrgId', '石桥村支部'));
    await look(giving, 'transfer-applied');

    const office = await signIn(server, 'xu');
    await office.goto(address);
    await office.getByRole('button', { name: '开具介绍信' }).click();
    await office.getByRole('link', { name: '打印介绍信' }).click();
    await office.getByRole('heading', { name: '回执' }).waitFor();
    await look(office, 'transfer-letter');
    assert.equal(await branchOf(office, moving), '柳树村支部', 'a letter moves nobody');

    const receiving = await signIn(server, 'shi', { device: 'phone' });
    await receiving.goto('/app/work');
    await receiving.getByRole('link', { name: `接收转入党员：${moving}` }).click();
    await look(receiving, 'transfer-to-receive');
    await receiving.getByRole('button', { name: '接收', exact: true }).click();
    await receiving.getByText('这份转接已经办结。').waitFor();
    await look(receiving, 'transfer-received');
    assert.equal(await branchOf(office, moving), '石桥村支部');
  });

  it('out with the return slip, and back with the old record', async () => {
    const office = await signIn(server, 'lin');
    await apply(office, returning, async () => {
      await office.getByLabel('镇外').check();
      await office.getByLabel('外地党组织全称').fill('邻县某街道党工委');
    });
    await office.getByRole('button', { name: '开具介绍信' }).click();
    await office.getByRole('button', { name: '登记回执' }).click();
    await office.getByText('这份转接已经办结。').waitFor();
    assert.equal(await branchOf(office, returning), undefined, 'no longer among the active');

    await office.goto('/app/transfers/arrival');
    await settle(office);
    await office.getByRole('button', { name: '登记外来介绍信' }).click();
    await look(office, 'arrival-incomplete');
    await choose(office, 'personId', returning);
    await office.getByLabel('外地党组织全称').fill('邻县某街道党工委');
    await office.getByLabel('介绍信编号').fill('街组2026-88');
    await office.locator('#validUntil').fill(nextMonth());
    await office.locator('#duesPaidTo').fill('2026-10');
    await choose(office, 'branchId', '柳树村支部');
    await office.getByLabel('事由').fill('返乡');
    await office.getByRole('button', { name: '登记外来介绍信' }).click();
    await office.getByRole('button', { name: '接收', exact: true }).click();
    await office.getByText('这份转接已经办结。').waitFor();
    assert.equal(await branchOf(office, returning), '柳树村支部');
    await office.goto('/app/transfers');
    await look(office, 'transfers');
  });

  it('a member away is kept in touch with, in one line on the phone', async () => {
    const secretary = await signIn(server, 'liu', { device: 'phone' });
    await secretary.goto('/app/mobile-members?state=asking');
    await look(secretary, 'mobile-members-asking');
    await secretary.locator('.cards a').first().click();
    await secretary.getByLabel('情况').fill('近况平稳，春节返乡');
    await look(secretary, 'mobile-member');
    await secretary.getByRole('button', { name: '记一次联系' }).click();
    await secretary.getByText('电话：近况平稳，春节返乡').waitFor();
    await look(secretary, 'mobile-member-reached');
  });
});

/** Members of 柳树村 who are neither away nor on the staff, whoever the demo has put there. */
async function atHome(server: JourneyServer): Promise<string[]> {
  const page = await signIn(server, 'liu');
  const namesAt = async (address: string): Promise<string[]> => {
    await page.goto(address);
    await settle(page);
    return page.locator('main tbody th a').allInnerTexts();
  };
  const elsewhere = new Set([...(await namesAt('/app/mobile-members')), '柳大山', '唐小雨', '罗守田']);
  const listed = await namesAt('/app/members?kind=full');
  await page.context().close();
  const found = listed.filter((name) => !elsewhere.has(name));
  assert.ok(found.length >= 2, 'the demo has members at home');
  return found;
}

/** Fills the form for somebody and gives the address of the new case. */
async function apply(page: Page, name: string, where: () => Promise<void>): Promise<string> {
  await page.goto(`/app/members?q=${encodeURIComponent(name)}`);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('link', { name: '提出转接' }).click();
  await settle(page);
  await where();
  await page.getByLabel('事由').fill('迁居');
  await page.getByRole('button', { name: '提出转接' }).click();
  await page.waitForURL(/\/transfers\/[0-9a-f-]{36}$/u);
  await settle(page);
  return page.url();
}

/** The branch that the roll names for somebody active; undefined when the roll does not list them. */
async function branchOf(page: Page, name: string): Promise<string | undefined> {
  await page.goto(`/app/members?q=${encodeURIComponent(name)}`);
  await settle(page);
  const row = page.locator('main tr', { has: page.getByRole('link', { name, exact: true }) });
  return (await row.count()) === 0 ? undefined : row.locator('td').first().innerText();
}

function nextMonth(): string {
  return Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: 30 }).toString();
}
