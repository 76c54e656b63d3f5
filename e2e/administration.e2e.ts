/** Three administrators, none of whom can do alone what needs two: an account, a right, the log that tells of both. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { look, settle } from './support/look.ts';
import {
  choose,
  desk,
  phone,
  closeBrowser,
  enterPassword,
  leave,
  openPage,
  signIn,
} from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

const newPassword = 'Donggou-2026-shan';

describe('three administrators', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('one creates an account, one grants the role, one reads of both in the log', async () => {
    const system = await signIn(server, 'he');
    await system.goto('/app/accounts');
    await system.getByRole('button', { name: '新建账号' }).click();
    const form = system.getByRole('dialog');
    await form.locator('#displayName').fill('童小树');
    await form.locator('#username').fill('he');
    await form.locator('button[type=submit]').click();
    await form.locator('.ant-form-item-explain-error').waitFor();
    assert.match(await form.innerText(), /这个用户名已经有人用了/u);
    assert.equal(await form.locator('#displayName').inputValue(), '童小树', 'what was typed is kept');
    await look(system, 'administration-name-taken');
    await form.locator('#username').fill('tong');
    await form.locator('button[type=submit]').click();
    const secret = await system.locator('code.secret').innerText();
    await lookAtBoth(system, 'administration-handed-out');
    await system.getByRole('button', { name: '已记下' }).click();
    await lookAtBoth(system, 'administration-accounts');
    await isRefused(system, '/app/rights', '安全管理员');
    await lookAtBoth(system, 'administration-refused');
    await isRefused(system, '/app/audit', '审计管理员');
    await isRefused(system, '/app/members');

    const security = await signIn(server, 'fang');
    await security.goto('/app/rights/new');
    await security.locator('#accountId').fill('童小树');
    await security.locator('.ant-select-item-option', { hasText: '童小树' }).click();
    await choose(security, 'role', '村党支部书记');
    await security.locator('#orgId').fill('东沟村');
    await security.locator('.ant-select-item-option', { hasText: '东沟村' }).first().click();
    await security.locator('#reason').fill('镇党委任命');
    await lookAtBoth(security, 'administration-grant');
    await security.locator('button[type=submit]').click();
    await security.waitForURL(/\/rights$/u);
    await security.getByText('童小树').first().waitFor();
    await lookAtBoth(security, 'administration-rights');
    await security.goto('/app/rights/matrix');
    await lookAtBoth(security, 'administration-matrix');
    await isRefused(security, '/app/accounts', '系统管理员');
    await isRefused(security, '/app/members');

    await server.seal();
    const audit = await signIn(server, 'shen');
    await audit.goto('/app/audit');
    await audit.getByText('新建账号').last().waitFor();
    const log = await audit.locator('main').innerText();
    assert.match(log, /何平[^]*新建账号/u);
    assert.match(log, /方慧[^]*授权/u);
    assert.match(log, /第 \d+ 次封存/u);
    await lookAtBoth(audit, 'administration-audit');
    await isRefused(audit, '/app/rights', '安全管理员');
    await isRefused(audit, '/app/accounts', '系统管理员');

    const newcomer = await openPage(server, { device: 'phone' });
    await enterPassword(newcomer, 'tong', secret);
    await newcomer.getByRole('heading', { name: '先设一个自己的密码' }).waitFor();
    await newcomer.getByLabel('新密码').fill(newPassword);
    await newcomer.locator('button[type=submit]').click();
    await newcomer.locator('.shell main h1').waitFor();
    await look(newcomer, 'administration-newcomer');
  });

  it('a person sets up a second factor and ends the session on a lost phone', async () => {
    const lost = await signIn(server, 'lin', { device: 'phone' });
    const own = await signIn(server, 'lin');
    await own.goto('/app/account');
    await own.getByRole('heading', { name: '已登录的设备' }).waitFor();
    await lookAtBoth(own, 'administration-own-account');
    const others = own.locator('.card', { has: own.getByRole('button', { name: '结束', exact: true }) });
    await others.first().getByRole('button', { name: '结束', exact: true }).click();
    await own.getByText('已结束该设备的登录').waitFor();
    await settle(own);
    assert.equal(await others.count(), 0);

    await lost.reload();
    await lost.getByLabel('用户名').waitFor();
    await look(lost, 'administration-lost-phone');
  });
});

/** At the desk and as wide as a phone. */
async function lookAtBoth(page: Page, name: string): Promise<void> {
  await look(page, name);
  await page.setViewportSize(phone);
  await look(page, name);
  await page.setViewportSize(desk);
}

/** The page says that it is not for this person, and for whom it is. */
async function isRefused(page: Page, path: string, who = ''): Promise<void> {
  await page.goto(path);
  await page.locator('main [role=alert], main .refusal').first().waitFor();
  assert.match(await page.locator('main').innerText(), new RegExp(who, 'u'), `${path} says who may`);
}
