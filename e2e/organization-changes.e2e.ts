/** Organizations begin and join: applied for on a phone, decided in the town committee, carried out and filed at a desk. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { look, settle } from './support/look.ts';
import { holdMeeting } from './support/meetings.ts';
import { choose, closeBrowser, day, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('organizations are set up and merged', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('a branch: from the secretary’s phone to the county’s file', async () => {
    const village = await signIn(server, 'liu', { device: 'phone' });
    await village.goto('/app/organization-changes');
    await look(village, 'organization-changes');
    await village.getByRole('link', { name: '申请设立' }).click();
    await settle(village);
    await choose(village, 'parentId', '柳树茶叶社');
    await village.getByLabel('全称').fill('中共清河镇柳树村茶叶合作社支部委员会');
    await village.getByLabel('简称').fill('柳树茶叶社支部');
    await village.getByLabel('理由').fill('合作社党员集中，走访后都同意单独成立支部。');
    await chooseFirst(village, 'founderIds', 2);
    await village.getByRole('button', { name: '申请设立' }).click();
    await village.getByText('单独成立党支部需要3名以上').first().waitFor();
    await look(village, 'set-up-too-few');
    await chooseFirst(village, 'founderIds', 2, 2);
    await village.getByRole('button', { name: '申请设立' }).click();
    await village.waitForURL(/\/organization-changes\/[0-9a-f-]{36}$/u);
    await settle(village);
    await look(village, 'set-up-applied');
    const address = village.url();

    const office = await signIn(server, 'lin');
    await decide(office, '同意成立柳树茶叶社支部');
    await office.goto('/app/work');
    await office.getByRole('link', { name: '答复党组织申请：柳树茶叶社支部' }).click();
    await settle(office);
    await look(office, 'set-up-to-approve');
    await office.locator('summary', { hasText: '退回补充' }).click();
    await office.getByLabel('原因').first().fill('简称与另一支部太像，请改');
    await office.getByRole('button', { name: '退回补充' }).click();
    await office.getByText('补充后再报').first().waitFor();

    await village.goto(address);
    await village.getByRole('button', { name: '补充后再报' }).waitFor();
    await village.getByLabel('简称').fill('柳树茶社支部');
    await village.getByLabel('补充了什么').fill('改了简称');
    await look(village, 'set-up-returned');
    await village.getByRole('button', { name: '补充后再报' }).click();
    await village.getByRole('heading', { name: '设立 · 柳树茶社支部' }).waitFor();

    await office.goto(address);
    await office.getByLabel('批复文号').fill('清委〔2026〕61号');
    await office.getByRole('button', { name: '登记镇党委批复' }).click();
    await office.getByRole('button', { name: '提交公开' }).click();
    await office.getByText('公开事项').first().waitFor();
    await office.getByRole('button', { name: '宣布生效' }).click();
    await office.getByRole('button', { name: '登记首次选举' }).waitFor();
    await look(office, 'set-up-in-effect');
    await office.locator('#elect_secretaryId').click();
    await office.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
    await office.getByLabel('选举结果批复文号').fill('清委〔2026〕62号');
    await office.getByRole('button', { name: '登记首次选举' }).click();
    await office.getByLabel('备案文号').fill('青组备〔2026〕50号');
    await office.getByRole('button', { name: '登记备案' }).click();
    await office.getByText('这件事已经办结。').waitFor();
    await look(office, 'set-up-filed');

    await village.goto(address);
    await village.getByRole('link', { name: '柳树茶社支部', exact: true }).click();
    await village.getByRole('heading', { name: '中共清河镇柳树村茶叶合作社支部委员会' }).waitFor();
    await settle(village);
    await look(village, 'set-up-branch');
  });

  it('two branches become one, and the old one is still there for the day before', async () => {
    const office = await signIn(server, 'lin');
    await office.goto('/app/organization-changes/merge');
    await settle(office);
    await find(office, 'sourceIds', '白杨果业支部');
    await office.keyboard.press('Escape');
    await find(office, 'orgId', '白杨村支部');
    await office.getByLabel('理由').fill('合作社歇业，党员回村，双方都同意。');
    await office.getByRole('button', { name: '申请合并' }).click();
    await office.waitForURL(/\/organization-changes\/[0-9a-f-]{36}$/u);
    await office.getByText('名党员随合并转入').waitFor();
    await look(office, 'merge-applied');
    const address = office.url();
    await decide(office, '同意白杨果业支部并入白杨村支部');
    await office.goto(address);
    await office.getByLabel('批复文号').fill('清委〔2026〕63号');
    await office.getByRole('button', { name: '登记镇党委批复' }).click();
    await office.getByRole('button', { name: '宣布生效' }).click();
    await office.getByRole('button', { name: '登记备案' }).waitFor();
    await look(office, 'merge-in-effect');
    await office.getByRole('link', { name: '白杨果业支部', exact: true }).click();
    await office.getByText('撤销日期').first().waitFor();
    await settle(office);
    await look(office, 'merge-old-branch');
  });

  it('a unit joins a joint branch', async () => {
    const office = await signIn(server, 'lin', { device: 'phone' });
    await office.goto('/app/organizations');
    await office.getByRole('link', { name: '两新联合支部', exact: true }).click();
    await office.locator('summary', { hasText: '单位加入' }).click();
    await find(office, 'join_unitId', '清河粮油');
    await office.locator('#join_on').fill(day(-1));
    await office.locator('#join_reference').fill('清委〔2026〕64号');
    await look(office, 'joint-branch-joining');
    await office.getByRole('button', { name: '单位加入' }).click();
    await office.getByRole('link', { name: /^清河粮油，/u }).waitFor();
    await settle(office);
    await look(office, 'joint-branch-units');
  });

  it('before the end of a branch everything that hangs on it is named', async () => {
    const office = await signIn(server, 'lin');
    await office.goto('/app/organizations');
    await office.getByRole('link', { name: '松林村支部', exact: true }).click();
    await office.locator('summary', { hasText: '撤销' }).click();
    await look(office, 'organization-dissolve');
    await office.getByRole('link', { name: '申请撤销' }).click();
    await settle(office);
    await office.getByLabel('理由').fill('与邻村并建。');
    await office.getByRole('button', { name: '申请撤销' }).click();
    await office.getByText('件组织关系转接没有办结').waitFor();
    assert.equal(await office.getByRole('link', { name: '去办理' }).count(), 2);
    await look(office, 'dissolve-remains');
  });
});

async function decide(page: Page, question: string): Promise<void> {
  await holdMeeting(page, { kind: 'town_committee_meeting', title: '镇党委会议', question });
}

/** Types a name into a field that searches, and takes what it finds. */
async function find(page: Page, field: string, name: string): Promise<void> {
  await page.locator(`#${field}`).fill(name);
  await choose(page, field, name);
}

/** Ticks so many of a list that takes several, after `skip` that are ticked already. */
async function chooseFirst(page: Page, field: string, count: number, skip = 0): Promise<void> {
  await page.locator(`#${field}`).click();
  const options = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
  for (let i = skip; i < skip + count; i += 1) await options.nth(i).click();
  await page.keyboard.press('Escape');
  assert.ok((await page.locator('.ant-select-selection-item').count()) >= count);
}
