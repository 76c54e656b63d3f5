/** One matter of a village from its motion to the published resolution: each move by its people, each refusal with its reason. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { look, settle } from './support/look.ts';
import { choose, closeBrowser, day, leave, openPage, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';
import { publishByThree } from './support/village.ts';

type Held = {
  on: number;
  eligible: number;
  present: number;
  yes: number;
  noticed?: number;
  authorized?: string;
};

describe('a village decides on its road', () => {
  let server: JourneyServer;
  /** The address of the matter, from the first journey on. */
  let matter = '';
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('the secretary moves and proposes it on a phone, and is told what is missing', async () => {
    const page = await signIn(server, 'liu', { device: 'phone' });
    await page.goto('/app/village-decisions/start');
    await page.getByText('第 1 题，共 6 题').waitFor();
    const next = () => page.getByRole('button', { name: '下一题' }).click();
    await next();
    await choose(page, 'matter', '公益事业');
    await look(page, 'matter-who-decides');
    await next();
    await page.getByLabel('事项叫什么？').fill('修建二组排水沟');
    await next();
    await page.getByLabel('初步方案').fill('修建二组排水沟600米，村集体出资5万元。');
    await next();
    await page
      .getByRole('radio', { name: /党员|群众|村民/u })
      .first()
      .check();
    await next();
    await page.getByLabel('提议人姓名').fill('罗守田、周玉梅');
    await page.getByLabel('哪天动议的？').fill(day(-20));
    await next();
    await page.getByRole('button', { name: '提出事项' }).click();
    await page.waitForURL(/village-decisions\/[0-9a-f-]{36}/u);
    matter = new URL(page.url()).pathname;
    await page.getByText('须先完成').first().waitFor();
    assert.match(await path(page), /村党组织会议[^]*请先召开/u, 'says which meeting is missing');
    assert.equal(await page.getByRole('button', { name: '完成这一步' }).count(), 0);
    await look(page, 'matter-begun');

    await page.getByLabel('怎样征求、听到什么意见').fill('走访二组18户，17户赞成，1户担心占地。');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByLabel('怎样征求、听到什么意见').waitFor({ state: 'detached' });
    await meet(page, 'proposal', { on: -19, eligible: 5, present: 5, yes: 4 });
    await done(page, 'matter-proposed');

    await meet(page, 'deliberation', { on: -17, eligible: 9, present: 8, yes: 4 });
    assert.match(
      await path(page),
      /赞成4[^]*至少5/u,
      'half of those present is not more than half: the sum is shown',
    );
    assert.equal(await page.getByRole('button', { name: '完成这一步' }).count(), 0);
    await look(page, 'matter-not-passed');
    await meet(page, 'deliberation', { on: -16, eligible: 9, present: 8, yes: 7 });
    await done(page, 'matter-deliberated');
  });

  it('the members review it after their notice, the committee convenes the representatives', async () => {
    const page = await signIn(server, 'liu', { device: 'phone' });
    await page.goto(`${matter}/meeting?step=review&do=call`);
    await page.getByLabel('通知（送达方案）日期').fill(day(0));
    await page.getByLabel('计划召开日期').fill(day(1));
    await page.getByRole('button', { name: '通知开会' }).click();
    await page.locator('.refusal, .form-summary, .ant-form-item-explain-error').first().waitFor();
    assert.equal(await page.getByLabel('计划召开日期').inputValue(), day(1), 'what was typed stays');
    await look(page, 'matter-notice-too-short');
    await page.goto(matter);
    await meet(page, 'review', { on: -10, noticed: -14, eligible: 30, present: 24, yes: 22 });
    await page.getByText('佐证材料').first().waitFor();
    await attach(page, '送达党员的方案', '方案送达签收表.txt');
    await done(page, 'matter-reviewed');

    const committee = await signIn(server, 'mu');
    await committee.goto(matter);
    await meet(committee, 'resolution', { on: -5, eligible: 45, present: 40, yes: 33 });
    assert.match(
      await path(committee),
      /授权/u,
      'without the assembly’s authorization representatives may not decide',
    );
    assert.equal(await committee.getByRole('button', { name: '完成这一步' }).count(), 0);
    await look(committee, 'matter-not-authorized');
    await meet(committee, 'resolution', {
      on: -4,
      eligible: 45,
      present: 40,
      yes: 33,
      authorized: '2024年3月15日村民会议授权决定',
    });
    await done(committee, 'matter-resolved');
    await work(committee);
    await committee.getByRole('button', { name: '提出公开' }).click();
    await committee
      .getByText(/待审查/u)
      .first()
      .waitFor();
    await look(committee, 'matter-put-forward');
  });

  it('three people publish it, residents read it, and no one begins before its time', async () => {
    await publishByThree(server, '修建二组排水沟', '决议');
    const committee = await signIn(server, 'mu');
    await committee.goto(matter);
    await committee.getByLabel('张贴地点').fill('村务公开栏、二组');
    await committee.getByRole('button', { name: '完成这一步' }).click();
    await committee
      .getByText(/最早可办/u)
      .first()
      .waitFor();
    assert.equal(
      await committee.getByRole('button', { name: '完成这一步' }).count(),
      0,
      'the notice still runs',
    );
    assert.match(
      await path(committee),
      new RegExp(`${Number(day(8).slice(8))}日`, 'u'),
      'the first day is told',
    );
    await look(committee, 'matter-on-display');
    const link = committee.getByRole('link', { name: /^决议公开 [0-9A-Z]{8}$/u });
    await link.click();
    await committee.getByRole('link', { name: /四议两公开事项/u }).waitFor();
    await look(committee, 'matter-publication');

    const resident = await openPage(server, { device: 'phone', script: false });
    await resident.goto('/');
    await resident.getByRole('link', { name: /修建二组排水沟/u }).click();
    const read = await resident.locator('article').innerText();
    assert.match(read, /45\s+40\s+33/u);
    assert.match(read, /五万元|5万元/u);
    const member = await signIn(server, 'luo', { device: 'phone' });
    await member.goto('/app/notice-board');
    await member.getByRole('link', { name: /修建二组排水沟/u }).click();
    await member.getByRole('heading', { level: 1, name: /修建二组排水沟/u }).waitFor();
    await member.getByText('向社会公开', { exact: true }).waitFor();
    await look(member, 'matter-on-members-board');
  });

  it('what could not wait is told on a phone, keeps every step, and stands first in the list of work', async () => {
    const page = await signIn(server, 'liu', { device: 'phone' });
    await page.goto('/app/village-decisions?state=motion');
    await page.getByRole('link', { name: /太阳能路灯/u }).click();
    await page.locator('summary', { hasText: '紧急事项，已经先办' }).click();
    const form = page.locator('details[open]', { hasText: '紧急事项，已经先办' });
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByText('请填写').first().waitFor();
    await form.getByLabel('哪天办的').fill(day(-1));
    await form.getByLabel('办了什么').fill('电杆被风刮倒，当夜断电、清理路面');
    await form.getByLabel('为什么不能等').fill('带电的线落在学校门口的路上');
    await form.getByLabel('由谁决定的').fill('柳大山');
    await look(page, 'matter-acting-first');
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByText('四议程序一步不少').waitFor();
    assert.match(await path(page), /党组织提议[^]*须先完成/u, 'no step is spared');
    await look(page, 'matter-acted-first');
    await page.goto('/app/work');
    await page.getByText('已先办').first().waitFor();
    await look(page, 'work-acted-first');
  });

  /** The task list's own words. */
  async function path(page: Page): Promise<string> {
    await settle(page);
    return page.getByRole('list', { name: '办理进程' }).innerText();
  }

  async function meet(page: Page, step: string, held: Held): Promise<void> {
    await page.goto(`${matter}/meeting?step=${step}&do=record`);
    await page.getByLabel('召开日期', { exact: true }).fill(day(held.on));
    if (step === 'resolution') await choose(page, 'meeting', '村民代表会议');
    if (held.noticed !== undefined) await page.getByLabel(/^通知（送达方案）日期/u).fill(day(held.noticed));
    if (held.authorized !== undefined) await page.getByLabel(/村民会议授权的依据/u).fill(held.authorized);
    await page.getByLabel('应到', { exact: true }).fill(`${held.eligible}`);
    await page.getByLabel('实到', { exact: true }).fill(`${held.present}`);
    await page.getByLabel('赞成', { exact: true }).fill(`${held.yes}`);
    await page.getByLabel('反对', { exact: true }).fill('0');
    await page.getByLabel('弃权', { exact: true }).fill(`${held.present - held.yes}`);
    await page.getByLabel(/^主持人/u).fill('柳大山');
    await page.getByLabel(/^记录人/u).fill('唐小雨');
    await page.getByRole('checkbox', { name: /签字/u }).check();
    await page.getByRole('button', { name: '登记会议' }).click();
    await page.waitForURL((url) => url.pathname === matter);
    await settle(page);
  }

  async function done(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name: '完成这一步' }).click();
    await page
      .getByText(/已进入“/u)
      .first()
      .waitFor();
    await look(page, name);
  }

  async function attach(page: Page, kind: string, name: string): Promise<void> {
    await page.locator('summary', { hasText: '添加材料' }).click();
    await choose(page, 'evidence-kind', kind);
    const buffer = Buffer.from('方案已于会前送达30名党员，签收表附后。');
    await page
      .locator('details[open] .file-drop input[type=file]')
      .first()
      .setInputFiles({ name, mimeType: 'text/plain', buffer });
    await page.getByRole('button', { name, exact: true }).waitFor();
  }

  async function work(page: Page): Promise<void> {
    await page.locator('summary', { hasText: '添加实施内容' }).click();
    const form = page.locator('details[open]').filter({ hasText: '添加实施内容' });
    await form.getByLabel('做什么').fill('排水沟600米');
    await form.getByLabel('负责人').fill('穆成林');
    await form.getByLabel('开始日期').fill(day(0));
    await form.getByLabel('完成期限').fill(day(40));
    await form.getByLabel('计划金额（元）').fill('50000');
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByText('排水沟600米').first().waitFor();
    await settle(page);
  }
});
