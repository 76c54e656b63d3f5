/** A member asks on the phone, with the line down for a moment; what concerns the secretary goes above; answered and taken further. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { look, settle } from './support/look.ts';
import { choose, closeBrowser, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('what a member asks', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('is written on a bad line, accepted, answered, and taken to the level above', async () => {
    const member = await signIn(server, 'luo', { device: 'phone' });
    await settle(member);
    await look(member, 'own-home');
    await member.getByRole('link', { name: '请我表决的事' }).click();
    await member.getByRole('heading', { name: '已经决定的' }).waitFor();
    await look(member, 'own-votes');
    await member.getByRole('link', { name: '我的主页' }).first().click();
    await member.getByRole('link', { name: '我的学习' }).click();
    await member.getByText('到会').first().waitFor();
    await look(member, 'own-study');
    await member.getByRole('link', { name: '我的主页' }).first().click();
    await member.getByRole('link', { name: '我的诉求' }).click();
    await settle(member);
    await look(member, 'own-requests-none');
    await member.getByRole('link', { name: '提出诉求' }).click();
    await settle(member);
    await member.getByLabel('标题').fill('希望党课改在晚上');
    await member.getByLabel('内容').fill('白天在地里，赶不上党课。');
    await look(member, 'request-new');
    await member.context().setOffline(true);
    await member.getByRole('button', { name: '提交' }).click();
    await member.locator('[role=alert]').first().waitFor();
    await member.context().setOffline(false);
    await member.reload();
    await settle(member);
    assert.equal(await member.getByLabel('标题').inputValue(), '希望党课改在晚上', 'nothing typed is lost');
    const own = await submit(member);
    await member.getByText('还没有人打开过。').waitFor();
    await look(member, 'request-submitted');

    const secretary = await signIn(server, 'liu', { device: 'phone' });
    await secretary.goto('/app/member-requests');
    await settle(secretary);
    await look(secretary, 'requests-at-the-desk');
    await secretary.getByRole('link', { name: '希望党课改在晚上' }).click();
    await settle(secretary);
    await look(secretary, 'request-at-the-desk');
    await secretary.getByRole('button', { name: '受理', exact: true }).click();
    await secretary.getByLabel('答复内容').fill('党课时间不变。');
    await secretary.getByRole('button', { name: '答复', exact: true }).click();
    await secretary.getByRole('heading', { name: '答复', exact: true }).waitFor();

    await member.goto(own);
    await member.getByText('党课时间不变。').waitFor();
    await look(member, 'request-answered');
    await member.getByText('不满意，向上一级提出').first().click();
    await member.getByLabel('哪里不满意').fill('没有说明理由');
    await member.getByRole('button', { name: '不满意，向上一级提出' }).click();
    await member.getByText('已向上一级提出，待受理').first().waitFor();
    await look(member, 'request-appealed');

    const office = await signIn(server, 'lin');
    await office.goto('/app/member-requests');
    await settle(office);
    await look(office, 'requests-at-the-office');
    await office.getByRole('link', { name: '希望党课改在晚上' }).click();
    await settle(office);
    await look(office, 'request-at-the-office');
  });

  it('about the secretary never reaches the secretary', async () => {
    const member = await signIn(server, 'luo', { device: 'phone' });
    await member.goto('/app/own-requests/new');
    await settle(member);
    await choose(member, 'aboutId', '柳大山');
    await member.getByLabel('标题').fill('低保名单没有公示');
    await member.getByLabel('内容').fill('名单没有张榜，请核实。');
    const own = await submit(member);
    await member.getByText('镇党委组织委员').first().waitFor();

    const secretary = await signIn(server, 'liu', { device: 'phone' });
    await secretary.goto('/app/member-requests');
    await settle(secretary);
    assert.equal(await secretary.getByRole('link', { name: '低保名单没有公示' }).count(), 0);
    await secretary.goto(own.replace('/own-requests/', '/member-requests/'));
    await secretary.getByText('没有找到').first().waitFor();
    await look(secretary, 'request-not-found');
  });

  it('or needs is written down by the branch with consent', async () => {
    const secretary = await signIn(server, 'liu', { device: 'phone' });
    await secretary.goto('/app/member-requests/need');
    await settle(secretary);
    await secretary.getByRole('button', { name: '提交' }).click();
    await look(secretary, 'need-incomplete');
    await choose(secretary, 'personId', '柳树村支部');
    await secretary.getByLabel('标题').fill('住院需要照看');
    await secretary.getByLabel('内容').fill('儿女在外，住院期间无人照看。');
    await secretary.getByLabel('本人怎样同意的').fill('入户时当面同意');
    await secretary.getByRole('button', { name: '提交' }).click();
    await secretary.getByText('代写，本人同意').waitFor();
    await look(secretary, 'need-written-down');
  });

  it('or finds wrong in the own record is put right, and both values stay', async () => {
    const member = await signIn(server, 'luo', { device: 'phone' });
    await member.goto('/app/own-record');
    await settle(member);
    await look(member, 'own-record');
    await member.getByRole('link', { name: '信息有误，请求更正' }).click();
    await settle(member);
    await choose(member, 'field', '入党日期');
    await member.getByLabel('应为').fill('去年');
    await member.getByLabel('依据').fill('入党志愿书');
    await member.getByRole('button', { name: '提交' }).click();
    await look(member, 'correction-wrong');
    await member.getByLabel('应为').fill('1986-06');
    await member.getByRole('button', { name: '提交' }).click();
    await member.waitForURL(/own-record$/u);

    const secretary = await signIn(server, 'liu', { device: 'phone' });
    await secretary.goto('/app/record-corrections');
    await settle(secretary);
    await look(secretary, 'corrections');
    await secretary.getByRole('link', { name: '罗守田' }).click();
    await settle(secretary);
    await look(secretary, 'correction');
    await secretary.getByText('不更正').first().click();
    await secretary.getByLabel('不更正的原因').fill('志愿书上是原来的日期');
    await secretary.getByRole('button', { name: '不更正' }).click();
    await secretary.getByText('没有采纳').waitFor();

    await member.goto('/app/own-record');
    await member.getByText('没有采纳').first().click();
    await member.getByText('志愿书上是原来的日期').waitFor();
    await look(member, 'correction-answered');
  });
});

/** Submits and gives the address of the new request. */
async function submit(page: Page): Promise<string> {
  await page.getByRole('button', { name: '提交' }).click();
  await page.waitForURL(/\/own-requests\/[0-9a-f-]{36}$/u);
  await settle(page);
  return page.url();
}
