/** A village secretary and an ordinary member on their phones: a meeting from the plan to the duty that it discharges. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { look } from './support/look.ts';
import { closeBrowser, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

const title = '四季度党员大会';

describe('a village secretary holds a meeting with a phone', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('plans, calls, counts, writes, votes and closes; a member answers; the duty is discharged', async () => {
    const liu = await signIn(server, 'liu', { device: 'phone' });
    await liu.goto('/app/work');
    await liu
      .getByRole('link', { name: /每月开展主题党日/u })
      .first()
      .waitFor();
    await look(liu, 'secretary-work');

    const id = await plan(liu);
    await call(liu, id);
    const luo = await signIn(server, 'luo', { device: 'phone' });
    await answer(luo);
    await takeAttendance(liu, id);
    await writeMinutes(liu, id);
    await voteByHands(liu, id);
    await voteOnPaper(server, liu, id);
    await giveTask(liu, id);
    await close(liu, id);

    await liu.goto('/app/duties?duty=meetings.branch_members_meeting');
    await liu.getByRole('link', { name: title }).first().waitFor();
    await look(liu, 'secretary-duties');
    const discharged = liu.locator('.card', { has: liu.getByRole('link', { name: title }) });
    assert.match(await discharged.innerText(), /已完成/u);

    await luo.goto(`/app/own-meetings/${id}`);
    await luo.getByRole('heading', { name: '决定' }).waitFor();
    await look(luo, 'member-record');
    const record = await luo.locator('main').innerText();
    assert.match(record, /请假（去县里看病）/u);
    assert.match(record, /同意清理东渠[^]*通过/u);
  });

  it('reads the same screens in large print and in English', async () => {
    await prefer(server, 'liu', { elder_mode: true });
    await prefer(server, 'tang', { locale: 'en' });
    for (const [who, name] of [
      ['liu', 'elder'],
      ['tang', 'english'],
    ] as const) {
      const page = await signIn(server, who, { device: 'phone' });
      for (const screen of ['work', 'meetings', 'meetings/life', 'own-meetings'] as const) {
        await page.goto(`/app/${screen}`);
        await page.locator('.work-list > li, .card, .meeting-lines > li').first().waitFor();
        await look(page, `${name} ${screen}`);
      }
    }
  });
});

async function prefer(
  server: JourneyServer,
  username: string,
  choice: { elder_mode?: boolean; locale?: string },
): Promise<void> {
  await server.db.updateTable('accounts').set(choice).where('username', '=', username).execute();
}

async function plan(page: Page): Promise<string> {
  await page.goto('/app/duties?duty=meetings.branch_members_meeting');
  await page.getByRole('link', { name: '去办理' }).first().click();
  await page.getByLabel('会议名称').fill(title);
  await page.getByLabel('时间').fill('00:10');
  await page.getByLabel('地点').fill('村党群服务中心二楼会议室');
  await page.getByLabel('议题').fill('传达学习上级文件\n讨论清理东渠');
  await look(page, 'secretary-plan');
  await page.getByRole('button', { name: '保存计划' }).click();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/u);
  await page.getByRole('list', { name: '会议步骤' }).waitFor();
  await look(page, 'secretary-meeting');
  return /[0-9a-f-]{36}$/u.exec(page.url())?.[0] ?? '';
}

async function call(page: Page, id: string): Promise<void> {
  await page.goto(`/app/meetings/${id}?step=call`);
  await page.getByRole('button', { name: '发出通知' }).click();
  await page.getByText(/系统通知 \d+ 人/u).waitFor();
  await look(page, 'secretary-called');
}

async function answer(page: Page): Promise<void> {
  await page.goto('/app/notices');
  await page.getByRole('link', { name: `会议通知：${title}` }).click();
  await page.getByRole('heading', { name: '您来不来' }).waitFor();
  await look(page, 'member-call');
  await page.getByRole('button', { name: '参加', exact: true }).click();
  await page.getByText('您已答复：参加').waitFor();
  await page.getByRole('button', { name: '请假', exact: true }).click();
  await page.getByRole('button', { name: '确认请假' }).click();
  await page
    .getByText(/请假原因/u)
    .first()
    .waitFor();
  await look(page, 'member-leave-needs-reason');
  await page.getByRole('textbox', { name: /请假原因/u }).fill('去县里看病');
  await page.getByRole('button', { name: '确认请假' }).click();
  await page.getByText('您已请假：去县里看病').waitFor();
  await look(page, 'member-answered');
}

async function takeAttendance(page: Page, id: string): Promise<void> {
  await page.reload();
  await page.getByRole('button', { name: '开始记录' }).click();
  await page.waitForURL(/step=attendance/u);
  await page.getByText('已请假：去县里看病').waitFor();
  await look(page, 'secretary-attendance');
  const luo = page.getByRole('group', { name: /罗守田/u });
  await luo.getByRole('button', { name: '请假' }).click();
  await page.getByRole('button', { name: '请假', exact: true }).last().waitFor();
  await page.locator('.meeting-excuse button[type=submit]').click();
  await page.getByText('已全部保存').waitFor();

  await page.context().setOffline(true);
  await page.getByRole('button', { name: /其余都到会/u }).click();
  await page.getByText(/项登记还在这台手机上/u).waitFor();
  await page.getByText('达到法定人数', { exact: true }).waitFor();
  await look(page, 'secretary-attendance-offline');
  await page.context().setOffline(false);
  await page.getByText('已全部保存').waitFor();
  await page.goto(`/app/meetings/${id}?step=attendance`);
  await page.getByText('达到法定人数', { exact: true }).waitFor();
  assert.equal(await luo.getByRole('button', { name: '请假', pressed: true }).count(), 1);
}

async function writeMinutes(page: Page, id: string): Promise<void> {
  await page.goto(`/app/meetings/${id}?step=minutes`);
  const texts = ['柳大山传达文件精神，到会党员谈了体会。', '大家同意在农闲时清理东渠，由支部组织。'];
  for (const [i, text] of texts.entries()) {
    const section = page.locator('.section').nth(i);
    await section.getByRole('textbox').fill(text);
    await page.context().setOffline(i > 0);
    await section.getByRole('button', { name: '保存记录' }).click();
    if (i > 0) await page.getByText('没有连上服务器：记录在这台手机上').waitFor();
    else await page.getByText('已保存').first().waitFor();
  }
  await look(page, 'secretary-minutes-offline');
  await page.context().setOffline(false);
  await page.getByText('没有连上服务器：记录在这台手机上').waitFor({ state: 'detached' });
  await page.reload();
  for (const text of texts) await page.getByText(text).waitFor();
}

async function openVote(page: Page, question: string, mode: string): Promise<void> {
  await page.getByLabel('表决事项').fill(question);
  await page.getByRole('radio', { name: new RegExp(`^${mode}`, 'u') }).check();
  await page.getByRole('button', { name: '提交表决' }).click();
  await page.getByRole('heading', { name: question }).waitFor();
}

async function presentVoters(page: Page): Promise<number> {
  await page.goto(page.url().replace(/step=\w+/u, 'step=attendance'));
  const line = await page
    .getByText(/实到 \d+/u)
    .first()
    .innerText();
  await page.goto(page.url().replace('step=attendance', 'step=votes'));
  return Number(/实到 (\d+)/u.exec(line)?.[1]);
}

async function voteByHands(page: Page, id: string): Promise<void> {
  await page.goto(`/app/meetings/${id}?step=votes`);
  const voters = await presentVoters(page);
  await openVote(page, '同意清理东渠', '举手');
  await look(page, 'secretary-hands');
  await page.getByRole('spinbutton', { name: '赞成' }).fill(String(voters + 1));
  await page.getByRole('button', { name: '确认结果' }).click();
  await page
    .getByText(/多于有表决权的到会人数/u)
    .first()
    .waitFor();
  await look(page, 'secretary-hands-refused');
  await page.getByRole('spinbutton', { name: '赞成' }).fill(String(voters));
  await page.getByRole('button', { name: '确认结果' }).click();
  await page.getByText('通过', { exact: true }).first().waitFor();
}

async function voteOnPaper(server: JourneyServer, page: Page, id: string): Promise<void> {
  const voters = await presentVoters(page);
  await openVote(page, '推荐优秀党员', '票决');
  await page.getByRole('link', { name: '去计票' }).click();
  await handIn(page, voters);
  await page.getByText('等待另一位计票人').first().waitFor();
  await look(page, 'secretary-first-sheet');
  assert.equal(await page.getByRole('button', { name: '交计票单' }).count(), 0, 'nobody counts twice');
  const tang = await signIn(server, 'tang', { device: 'phone' });
  await tang.goto('/app/work');
  await tang.getByRole('link', { name: /计票：推荐优秀党员/u }).click();
  await tang.getByRole('button', { name: '交计票单' }).waitFor();
  await look(tang, 'second-teller');
  await handIn(tang, voters);
  await tang.getByText('计票结果').waitFor();
  await page.goto(`/app/meetings/${id}?step=votes`);
  await page.getByText('通过', { exact: true }).nth(1).waitFor();
  await look(page, 'secretary-votes');
}

async function handIn(page: Page, voters: number): Promise<void> {
  const sheet = {
    发出: voters,
    收回: voters,
    未收回: 0,
    有效: voters,
    无效: 0,
    赞成: voters,
    反对: 0,
    弃权: 0,
  };
  await page.getByRole('button', { name: '交计票单' }).waitFor();
  const fields = page.getByRole('spinbutton');
  for (const [i, value] of Object.values(sheet).entries()) await fields.nth(i).fill(String(value));
  await page.getByRole('button', { name: '交计票单' }).click();
}

async function giveTask(page: Page, id: string): Promise<void> {
  await page.goto(`/app/meetings/${id}`);
  await page.locator('summary', { hasText: '交办' }).click();
  await page.getByLabel('要办的事').fill('农闲时清理东渠');
  await page.locator('#follow-up_attendeeId').fill('罗守田');
  await page.locator('#follow-up_attendeeId').press('Enter');
  await page.getByLabel('办结期限').fill('2027-03-31');
  await look(page, 'secretary-task');
  await page.locator('details[open]').getByRole('button', { name: '交办' }).click();
  await page.getByRole('link', { name: '农闲时清理东渠' }).waitFor();
}

async function close(page: Page, id: string): Promise<void> {
  await page.goto(`/app/meetings/${id}?step=close`);
  await page.getByLabel('主持人').fill('柳大山');
  await look(page, 'secretary-close');
  await page.getByRole('button', { name: '归档', exact: true }).click();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/u);
  await page.getByText('已归档', { exact: true }).first().waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '会议记录' }).waitFor();
  await look(page, 'secretary-closed');
}
