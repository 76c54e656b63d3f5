/** A matter about a member: whom to contact, a case on a phone to a vote and an approval, the member's own page, an appeal upheld. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { look, settle } from './support/look.ts';
import { choose, closeBrowser, day, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('a disposition of a member', () => {
  let server: JourneyServer;
  let address = '';
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('the branch asks for the reason first, on the phone, and keeps it', async () => {
    const secretary = await signIn(server, 'liu', { device: 'phone' });
    await secretary.goto('/app/dispositions/contacts');
    await look(secretary, 'contacts');
    const one = secretary.locator('.section', { hasText: '没有联系上' }).first();
    await one.getByText('记下问到的原因').first().click();
    await one.getByLabel('本人说的原因').fill('换了号码，人在外地打工，春节回来');
    await one.getByLabel('有正当理由，不再提醒').check();
    await one.getByRole('button', { name: '记下问到的原因' }).click();
    await secretary.getByText('换了号码，人在外地打工，春节回来').waitFor();
    await look(secretary, 'contacts-asked');
  });

  it('from the facts to the roll; the member reads, states, appeals, and is restored', async () => {
    const name = '罗守田';
    const secretary = await signIn(server, 'liu', { device: 'phone' });
    await secretary.goto('/app/dispositions/new');
    await settle(secretary);
    await secretary.getByRole('button', { name: '开始核实' }).click();
    await look(secretary, 'disposition-incomplete');
    await secretary.locator('#personId').fill(name);
    await choose(secretary, 'personId', name);
    await secretary.getByLabel('需要核实的问题').fill('近半年没有承担支部分配的巡渠任务');
    await secretary.getByLabel('没有', { exact: true }).check();
    await secretary.locator('#openedOn').fill(day(-30));
    await secretary.getByRole('button', { name: '开始核实' }).click();
    await secretary.waitForURL(/\/dispositions\/[0-9a-f-]{36}$/u);
    address = secretary.url();
    await look(secretary, 'disposition-verifying');
    await keep(secretary, '核实结果', -29, '查看记录并与同组党员核对。');
    await move(secretary, 'confirm_facts', '情况属实，进入谈话', -28);
    await keep(secretary, '谈话记录', -27, '本人说腿伤未愈。');
    await move(secretary, 'put_before_branch', '提交支部大会讨论', -26);
    await keep(secretary, '通知本人到会', -25, '当面告知时间、地点和内容。');

    const member = await signIn(server, 'luo', { device: 'phone' });
    await member.goto('/app/own-record');
    await member.getByRole('link', { name: '查看与我有关的事项' }).click();
    await member.getByText('提交书面说明').first().click();
    await member.getByLabel('我的说明').fill('三月摔伤，有医院证明，伤好以后愿意补上。');
    await member.getByRole('button', { name: '提交书面说明' }).click();
    await member.getByText('三月摔伤，有医院证明，伤好以后愿意补上。').waitFor();
    await look(member, 'own-disposition-heard');

    await secretary.reload();
    await settle(secretary);
    await keep(secretary, '会上听取本人申辩', 0, '本人到会说明伤情，一名党员作证。');
    await look(secretary, 'disposition-no-vote-yet');
    await vote(secretary, {
      org: '柳树村支部',
      kind: 'branch_members_meeting',
      on: day(0),
      question: '同意给予除名',
      second: await signIn(server, 'tang'),
    });
    await secretary.goto(address);
    await settle(secretary);
    await secretary.getByLabel('除名', { exact: true }).check();
    await look(secretary, 'disposition-vote');
    await secretary.getByRole('button', { name: '登记支部大会表决' }).click();
    await secretary.getByText('由镇党委（组织委员、书记）办理。').waitFor();
    await look(secretary, 'disposition-resolved');

    const office = await signIn(server, 'lin');
    await office.goto('/app/work');
    await office.getByRole('link', { name: `审核支部的决定：${name}` }).click();
    await settle(office);
    await look(office, 'disposition-to-check');
    await keep(office, '镇党委审核意见', 0, '事实和程序已核对。');
    await vote(office, {
      org: '清河镇',
      kind: 'town_committee_meeting',
      on: day(0),
      question: '同意支部决定',
      second: await signIn(server, 'xu'),
    });
    await office.goto(address);
    await settle(office);
    await office.getByLabel('批准文号').fill('清委〔2026〕31号');
    await office.getByRole('button', { name: '登记镇党委审批' }).click();
    await office.getByText('清委〔2026〕31号').waitFor();
    await keep(office, '决定送达本人', 0, '当面送达，说明申诉办法。');
    await keep(office, '在支部宣布', 0, '已在支部宣布。');
    await move(office, 'delist', '执行除名', 0);
    await office.getByText('可重新申请入党').waitFor();
    await look(office, 'disposition-carried-out');
    assert.equal(await isActive(office, name), false);

    await member.reload();
    await settle(member);
    await look(member, 'own-disposition-decided');
    await member.getByText('提出申诉').first().click();
    await member.getByLabel('申诉内容').fill('摔伤有证明，请求复查。');
    await member.getByRole('button', { name: '提出申诉' }).click();
    await member.getByText('摔伤有证明，请求复查。').waitFor();

    const inspector = await signIn(server, 'ji');
    await inspector.goto('/app/work');
    await inspector.getByRole('link', { name: `答复${name}的申诉` }).click();
    await inspector.getByText('登记答复').first().click();
    await inspector.getByLabel('申诉成立，撤销处置').check();
    await inspector.getByLabel('答复内容').fill('县委复查：伤情属实，撤销原决定。');
    await inspector.getByLabel('文号', { exact: true }).fill('青组〔2026〕40号');
    await look(inspector, 'disposition-answer');
    await inspector.getByRole('button', { name: '登记答复' }).click();
    await inspector.getByText('申诉成立，已撤销').first().waitFor();
    await look(inspector, 'disposition-revoked');
    assert.equal(await isActive(office, name), true, 'back on the roll');

    await member.reload();
    await member.getByText('纪立新').first().waitFor();
    await look(member, 'own-disposition-revoked');
    await office.goto('/app/dispositions');
    await look(office, 'dispositions');
  });

  it('nobody else sees that there is one', async () => {
    assert.ok(address, 'there is one');
    for (const who of ['tang', 'shi', 'jian'] as const) {
      const page = await signIn(server, who, { device: 'phone' });
      await page.goto(address);
      await settle(page);
      assert.equal(await page.getByText('罗守田').count(), 0, who);
      await look(page, `disposition-of-others-${who}`);
    }
  });
});

async function keep(page: Page, kind: string, ago: number, content: string): Promise<void> {
  await settle(page);
  const form = page.locator('form#record');
  if (!(await form.isVisible())) await page.locator('summary', { hasText: '登记材料' }).click();
  await choose(page, 'record_kind', kind);
  await page.locator('#record_content').fill(content);
  await page.locator('#record_on').fill(day(ago));
  await form.getByRole('button', { name: '登记材料' }).click();
  await page.getByText(content).first().waitFor();
}

async function move(page: Page, form: string, button: string, ago: number): Promise<void> {
  await settle(page);
  await page.locator(`#${form}_on`).fill(day(ago));
  await page.locator(`form#${form}`).getByRole('button', { name: button }).click();
  await page.locator(`form#${form}`).waitFor({ state: 'detached' });
  await settle(page);
}

async function isActive(page: Page, name: string): Promise<boolean> {
  await page.goto(`/app/members?q=${encodeURIComponent(name)}`);
  await settle(page);
  return (await page.locator('main tr', { has: page.getByRole('link', { name, exact: true }) }).count()) > 0;
}

type Put = { org: string; kind: string; on: string; question: string; second: Page };
type Meeting = {
  id: string;
  version: number;
  items: { id: string; version: number }[];
  attendees: { id: string; votes: boolean }[];
};

/** One ballot on paper in a meeting whose record is closed, by the requests that its screens make; two people count. */
async function vote(page: Page, { org, kind, on, question, second }: Put): Promise<void> {
  const { organizations } = await send<{ organizations: { id: string; name: string }[] }>(
    page,
    'get',
    '/api/meetings/plan',
  );
  const { id } = await send<Meeting>(page, 'post', '/api/meetings', {
    orgId: organizations.find(({ name }) => name === org)?.id,
    kind,
    title: '讨论党员管理事项',
    place: '会议室',
    plannedOn: on,
    startsAt: '15:00',
    agenda: ['讨论一件党员管理事项'],
  });
  const at = `/api/meetings/${id}`;
  const see = () => send<Meeting>(page, 'get', at);
  const { version } = await see();
  const begun = await send<Meeting>(page, 'post', `${at}/beginning`, { version });
  await send(page, 'post', `${at}/attendance`, {
    taps: begun.attendees.map((one) => ({
      attendeeId: one.id,
      status: 'present',
      tappedAt: new Date().toISOString(),
    })),
  });
  const [item] = begun.items;
  await send(page, 'post', `${at}/items/${item?.id}/minutes`, {
    version: item?.version,
    minutes: '听取本人意见，讨论后无记名投票。',
  });
  const { voteId } = await send<{ voteId: string }>(page, 'post', `${at}/votes`, { question, mode: 'paper' });
  const papers = begun.attendees.filter((one) => one.votes).length;
  const whole = { issued: papers, returned: papers, valid: papers, yes: papers };
  const count = { ...whole, unreturned: 0, invalid: 0, no: 0, abstain: 0 };
  for (const teller of [page, second]) await send(teller, 'post', `/api/counts/${voteId}/sheets`, { count });
  const held = await see();
  await send(page, 'post', `${at}/closing`, { version: held.version, host: '主持人', recorder: '记录人' });
}

async function send<Reply>(page: Page, method: 'get' | 'post', path: string, data?: object): Promise<Reply> {
  const answer = await page.request[method](path, {
    headers: { 'x-jishi': '1', 'idempotency-key': randomUUID() },
    ...(data && { data }),
  });
  assert.equal(answer.status(), 200, `${path}: ${await answer.text()}`);
  return (await answer.json()) as Reply; // what the contract of the endpoint says
}
