/** An empty town: the code on the console, two people, and the duties that stay apart. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { look, picture } from './support/look.ts';
import { closeBrowser, leave, enrolSecondFactor, enterPassword, openPage } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('a town is set up', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer({ empty: true });
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('with the code of the console, and then no second time', async () => {
    const page = await openPage(server);
    await page.goto('/app/');
    await page.getByRole('heading', { name: '设立本镇' }).waitFor();
    await look(page, 'set-up');

    await page.getByLabel('设立码').fill('aaaa-bbbb-cccc-dddd');
    await page.getByLabel('镇（乡、街道）名称').fill('云台镇');
    await page.getByLabel('您的姓名').fill('何立');
    await page.locator('#username').fill('heli');
    await page.locator('#password').fill('Yuntai-2026-he');
    await page.getByLabel('安全管理员的姓名').fill('方琳');
    await page.locator('#securityUsername').fill('fanglin');
    await page.locator('button[type=submit]').click();
    const refused = page.locator('.ant-form-item-explain-error, [role=alert]').first();
    await refused.waitFor();
    await picture(page, 'set-up-wrong-code');
    assert.equal(
      await page.getByLabel('镇（乡、街道）名称').inputValue(),
      '云台镇',
      'what was typed is kept',
    );

    await page.getByLabel('设立码').fill(server.setUpCode ?? '');
    await page.locator('button[type=submit]').click();
    await page.getByRole('heading', { name: '请当面交给安全管理员' }).waitFor();
    await look(page, 'set-up-hand-over');
    const secrets = await page.locator('code.secret').allInnerTexts();
    assert.equal(secrets[0], 'fanglin');
    await page.getByRole('button', { name: '已记下，继续' }).click();
    await page.getByRole('heading', { name: '启用第二重验证' }).waitFor();
    await enrolSecondFactor(page);
    await page.locator('.shell main h1').waitFor();
    await look(page, 'set-up-first-page');

    await page.goto('/app/set-up');
    await page.waitForURL((url) => !url.pathname.endsWith('/set-up'));

    // The second person changes the one-time password and enrols a second factor before anything else.
    const second = await openPage(server);
    await enterPassword(second, 'fanglin', secrets[1] ?? '');
    await second.getByRole('heading', { name: '先设一个自己的密码' }).waitFor();
    await look(second, 'first-password');
    await second.getByLabel('新密码').fill('12345678');
    await second.locator('button[type=submit]').click();
    await second.locator('.ant-form-item-explain-error').first().waitFor();
    await picture(second, 'first-password-too-simple');
    await second.getByLabel('新密码').fill('Fang-2026-yuntai');
    await second.locator('button[type=submit]').click();
    await second.getByRole('heading', { name: '启用第二重验证' }).waitFor();
    await enrolSecondFactor(second);
    await second.locator('.shell main h1').waitFor();
    await look(second, 'security-administrator-first-page');
  });
});
