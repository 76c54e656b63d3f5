/** A pledge from a member's phone to the board and back: proposed, sent back, agreed, shown with consent, evaluated, answered. */
import { after, afterEach, before, describe, it } from 'node:test';
import { look, settle } from './support/look.ts';
import { closeBrowser, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('a member pledges', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('on the phone, with the branch on another', async () => {
    const luo = await signIn(server, 'luo', { device: 'phone' });
    await luo.goto('/app/own-record');
    await luo.getByRole('link', { name: '提出承诺' }).click();
    await settle(luo);
    await luo.getByRole('button', { name: '提出承诺' }).click();
    await luo.getByText('请填写').first().waitFor();
    await look(luo, 'pledge-incomplete');
    const { year } = Temporal.Now.plainDateISO('Asia/Shanghai');
    await luo.getByLabel('做什么').fill('帮邻居办事');
    await luo.getByLabel('完成日期').fill(`${year}-12-31`);
    await luo.getByRole('button', { name: '提出承诺' }).click();
    await luo.getByText('请写具体').first().waitFor();
    await look(luo, 'pledge-too-short');
    await luo.getByLabel('做什么').fill('帮邻居办好医保和养老认证');
    await luo.getByRole('button', { name: '再加一件' }).click();
    await luo.getByLabel('做什么').nth(1).fill('每月清扫一次村口道路');
    await luo.getByLabel('完成日期').nth(1).fill(`${year}-12-31`);
    await luo.getByRole('checkbox').check();
    await luo.getByRole('button', { name: '提出承诺' }).click();
    await luo.waitForURL(/\/pledges\/[0-9a-f-]{36}$/u);
    await settle(luo);
    await look(luo, 'pledge-proposed');
    const address = luo.url();

    const liu = await signIn(server, 'liu', { device: 'phone' });
    await liu.goto('/app/work');
    await liu.getByRole('link', { name: `审定罗守田的${year}年承诺` }).click();
    await settle(liu);
    await look(liu, 'pledge-to-review');
    await liu.getByText('退回修改').first().click();
    await liu.getByLabel('原因').fill('第一件请写明帮几户');
    await liu.getByRole('button', { name: '退回修改' }).click();
    await liu.getByText('已退回修改').first().waitFor();

    await luo.goto('/app/work');
    await luo.getByRole('link', { name: `${year}年承诺被退回，修改后重新提出` }).click();
    await luo.getByText('第一件请写明帮几户').first().waitFor();
    await look(luo, 'pledge-returned');
    await luo.getByLabel('做什么').first().fill('帮三户邻居办好医保和养老认证');
    await luo.getByRole('button', { name: '重新提出' }).click();
    await luo.getByText('待审定').first().waitFor();

    await liu.goto(address);
    await liu.getByRole('button', { name: '审定通过' }).click();
    await liu.getByText('践诺中').first().waitFor();
    await liu.goto('/app/pledges');
    await settle(liu);
    await look(liu, 'pledges-phone');
    await liu.getByRole('button', { name: /提请公开/u }).click();
    await liu.getByText('已提请公开，等待审核').waitFor();

    await luo.goto(address);
    await luo.getByLabel('做了什么').first().fill('三户都办好了');
    await luo.getByRole('button', { name: '报告完成情况' }).first().click();
    await luo.getByText('三户都办好了').waitFor();
    await liu.goto(address);
    await liu.getByRole('radio', { name: '部分完成' }).check();
    await liu.getByRole('button', { name: '评定' }).click();
    await liu.getByText('请写明理由').first().waitFor();
    await look(liu, 'pledge-reasons-missing');
    await liu.getByRole('textbox', { name: '理由' }).fill('第三户还缺一份材料');
    await liu.getByRole('button', { name: '评定' }).click();
    await liu.getByText('支部评定：部分完成').waitFor();

    await luo.goto(address);
    await luo.locator('summary', { hasText: '我有说明' }).click();
    await luo.getByLabel('说明', { exact: true }).fill('材料昨天已经补齐');
    await luo.getByRole('button', { name: '我有说明' }).click();
    await luo.getByText('材料昨天已经补齐').waitFor();
    await look(luo, 'pledge-answered');
    await luo.getByRole('button', { name: '撤回同意' }).click();
    await luo.getByText('党员没有同意公开').waitFor();
    await luo.getByText(/公告.*：已退回/u).waitFor();
    await look(luo, 'pledge-consent-withdrawn');
    await luo.goto('/app/own-record');
    await settle(luo);
    await look(luo, 'own-record-with-pledge');
  });

  it('the office sees the year by branch, and the public what was agreed to', async () => {
    const xu = await signIn(server, 'xu');
    await xu.goto('/app/pledges');
    await settle(xu);
    await look(xu, 'pledges-desk');
    await xu.locator('main tbody a').first().click();
    await settle(xu);
    await look(xu, 'pledge-desk');
    await xu.goto('/app/pledges/new?paper=yes');
    await settle(xu);
    await look(xu, 'pledge-from-paper');
    await xu.goto('/app/board/institutions/member_pledge');
    await settle(xu);
    await look(xu, 'pledge-institution');
  });
});
