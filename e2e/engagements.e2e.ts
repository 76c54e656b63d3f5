/** A post from the catalogue to its review: opened, asked for on a phone, fixed, lived, reviewed, named with consent; a household offered. */
import { after, afterEach, before, describe, it } from 'node:test';
import { look, settle } from './support/look.ts';
import { choose, closeBrowser, day, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('a member takes something on', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('asks for a post on the phone; the branch fixes, reviews and shows it on another', async () => {
    const liu = await signIn(server, 'liu', { device: 'phone' });
    await liu.goto('/app/engagements/posts');
    await settle(liu);
    await liu.getByLabel('岗位名称').fill('帮扶济困岗');
    await liu.getByLabel('职责').fill('每周看望一次独居老人，缺什么报村委会');
    await liu.getByRole('button', { name: '设置岗位' }).click();
    await liu.getByRole('heading', { name: '帮扶济困岗' }).waitFor();
    await look(liu, 'posts-phone');

    const luo = await signIn(server, 'luo', { device: 'phone' });
    await luo.goto('/app/own-record');
    await luo.getByRole('link', { name: '申请承担' }).click();
    await settle(luo);
    await luo.getByRole('button', { name: '申请承担' }).click();
    await luo.getByText('请填写').first().waitFor();
    await choose(luo, 'postId', '帮扶济困岗');
    await luo.getByRole('checkbox').check();
    await look(luo, 'engagement-apply');
    await luo.getByRole('button', { name: '申请承担' }).click();
    await luo.waitForURL(/\/engagements\/[0-9a-f-]{36}$/u);
    await settle(luo);
    await look(luo, 'engagement-applied');
    const address = luo.url();

    await liu.goto('/app/work');
    await liu.getByRole('link', { name: '确定罗守田承担“帮扶济困岗”' }).click();
    await settle(liu);
    await liu.getByRole('button', { name: '确定', exact: true }).click();
    await liu.getByText('请填写').first().waitFor();
    await look(liu, 'engagement-term-missing');
    await liu.getByLabel('到期日期').fill(day(365));
    await liu.getByRole('button', { name: '确定', exact: true }).click();
    await liu.getByText('履行中').first().waitFor();

    await luo.goto(address);
    await luo.getByLabel('做了什么').fill('看望四组两位老人，一位缺药，已代买');
    await luo.getByRole('button', { name: '记一笔' }).click();
    await luo.getByText('一位缺药').waitFor();
    await look(luo, 'engagement-recorded');

    await liu.goto(address);
    await liu.locator('summary', { hasText: '半年考核' }).click();
    await liu.getByRole('radio', { name: '到位', exact: true }).check();
    await liu.getByRole('button', { name: '半年考核' }).click();
    await liu.getByText('支部考核：到位').waitFor();
    await look(liu, 'engagement-reviewed');
    await liu.goto('/app/engagements?kind=post&state=unshown');
    await settle(liu);
    await look(liu, 'engagements-to-show');
    await liu.getByRole('button', { name: '提请公开' }).first().click();
    await liu.getByText('已提请公开，等待审核').waitFor();

    await luo.goto(address);
    await luo.getByRole('button', { name: '撤回同意' }).click();
    await luo.getByText('党员没有同意公开').waitFor();
    await luo.getByText(/公告.*：已退回/u).waitFor();
    await look(luo, 'engagement-consent-withdrawn');
  });

  it('is offered to be a household, and says so oneself', async () => {
    const liu = await signIn(server, 'liu');
    await liu.goto('/app/engagements?kind=household');
    await settle(liu);
    await look(liu, 'engagements-households');
    await liu.getByRole('link', { name: '提议' }).click();
    await settle(liu);
    await liu.locator('#personId').click();
    await liu.locator('#personId').fill('罗守田');
    await liu.locator('.ant-select-item-option', { hasText: '罗守田' }).first().click();
    await liu.getByLabel('联系范围').fill('四组老街片');
    await liu.getByLabel('联系户数').fill('11');
    await liu.getByLabel('做什么').fill('院坝学习，讲政策，收意见');
    await look(liu, 'engagement-offer');
    await liu.getByRole('button', { name: '提议', exact: true }).click();
    await liu.getByText('待本人同意').first().waitFor();
    await look(liu, 'engagement-offered-desk');

    const luo = await signIn(server, 'luo', { device: 'phone' });
    await luo.goto('/app/work');
    await luo.getByRole('link', { name: '支部请您承担“四组老街片”，请答复' }).click();
    await settle(luo);
    await look(luo, 'engagement-to-answer');
    await luo.getByRole('button', { name: '同意', exact: true }).click();
    await luo.getByText('待支部确定').first().waitFor();
    await luo.goto('/app/own-record');
    await settle(luo);
    await look(luo, 'own-record-with-engagements');

    const lin = await signIn(server, 'lin');
    await lin.goto('/app/engagements');
    await settle(lin);
    await look(lin, 'engagements-desk');
    await lin.goto('/app/board/institutions/post_and_duty');
    await settle(lin);
    await look(lin, 'engagement-institution');
  });
});
