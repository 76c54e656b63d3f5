/** The town's own numbers: proposed at a desk, approved on a phone, obeyed from their day; and a year's working days. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { look, settle } from './support/look.ts';
import { closeBrowser, day, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

const notice = '支部党员大会：提前通知天数';
const thisYear = Number(day(0).slice(0, 4));

describe('the rules and the calendar of a town', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('a number is proposed by one, approved by another on a phone, and judges meetings from its day', async () => {
    const officer = await signIn(server, 'lin');
    await officer.goto('/app/parameters');
    await officer.getByRole('link', { name: notice }).waitFor();
    await look(officer, 'parameters');
    await officer.getByRole('searchbox').fill('党员大会');
    await officer.getByRole('searchbox').press('Enter');
    await officer.getByRole('link', { name: notice }).click();
    await officer.getByText('待核').first().waitFor();
    await officer.getByLabel('天数').fill('400');
    await officer.getByLabel('从哪一天起').fill(day(5));
    await officer.getByLabel('依据').fill('镇党委会议纪要（样例）');
    await officer.getByLabel('理由').fill('山区路远，通知要更早');
    await officer.getByRole('button', { name: '提出修改' }).click();
    await officer.getByText('超出范围：最大为365').first().waitFor();
    await look(officer, 'parameter-out-of-bounds');
    await officer.getByLabel('天数').fill('9');
    await officer.getByRole('button', { name: '提出修改' }).click();
    await officer.getByText('现行与提议').waitFor();
    assert.equal(await officer.getByRole('button', { name: '批准' }).count(), 0, 'not by who proposed it');
    await look(officer, 'parameter-proposed');

    const secretary = await signIn(server, 'zhou', { device: 'phone' });
    await secretary.goto('/app/work');
    await secretary.getByRole('link', { name: `批准参数：${notice}` }).click();
    await secretary.getByText('山区路远').first().waitFor();
    await look(secretary, 'parameter-to-approve');
    await secretary.getByRole('button', { name: '批准' }).click();
    await secretary.getByText('已批准').first().waitFor();
    await look(secretary, 'parameter-approved');
    await secretary.goto('/app/parameters');
    await look(secretary, 'parameters');

    const village = await signIn(server, 'liu', { device: 'phone' });
    assert.doesNotMatch(await planned(server, village, day(4)), /提前 9 天/u);
    assert.match(await planned(server, village, day(6)), /一般提前 9 天通知/u);
    await look(village, 'meeting-by-own-notice');
  });

  it('what a law sets is shown with its article and cannot be changed', async () => {
    const officer = await signIn(server, 'lin', { device: 'phone' });
    await officer.goto('/app/parameters/number?key=meetings.branch_members_meeting.pass');
    await officer.getByText('由法规规定，不能由本地修改').waitFor();
    assert.match(
      await officer.locator('main').innerText(),
      /《中国共产党支部工作条例（试行）》（2018年）第11条/u,
    );
    assert.equal(await officer.getByRole('button', { name: '提出修改' }).count(), 0);
    await look(officer, 'parameter-of-law');
  });

  it('a number of the town’s document becomes a parameter, with its article behind it', async () => {
    const officer = await signIn(server, 'lin');
    await officer.goto('/app/policy');
    await officer.locator('main').getByRole('link', { name: /意见/u }).first().click();
    const number = officer.locator('li', { hasText: '100元' }).first();
    await number.getByRole('link', { name: '用作参数' }).click();
    await officer.getByText('党建经费：每名农村党员每年').waitFor();
    await officer.getByLabel('到哪一天止').fill('2014-12-31');
    await officer.getByLabel('理由').fill('文件规定连续三年');
    await look(officer, 'number-to-parameter');
    await officer.getByRole('button', { name: '提出修改' }).click();
    await officer.getByText('现行与提议').waitFor();
    const secretary = await signIn(server, 'zhou', { device: 'phone' });
    await secretary.goto('/app/parameters/number?key=document.per_member_fund');
    await secretary.getByRole('button', { name: '批准' }).click();
    await secretary.getByText('已批准').first().waitFor();
    await look(secretary, 'parameter-from-article');
    await secretary
      .getByRole('link', { name: /第15条/u })
      .first()
      .click();
    await secretary.getByRole('link', { name: '用作：党建经费：每名农村党员每年' }).waitFor();
    await look(secretary, 'article-with-parameter');
  });

  it('a year’s holidays are tried line by line; one wrong line and nothing is written', async () => {
    const year = thisYear + 1;
    await server.db
      .deleteFrom('calendar_days')
      .where('day', '>', Temporal.PlainDate.from(`${thisYear}-12-31`))
      .execute();
    await server.db.deleteFrom('calendar_years').where('year', '>', thisYear).execute();
    const officer = await signIn(server, 'lin');
    await officer.goto(`/app/calendar?year=${year}`);
    await officer.getByText(`还没有${year}年的放假安排`).last().waitFor();
    await look(officer, 'calendar-missing');
    await officer.getByRole('link', { name: `导入${year}年放假安排` }).click();
    await tryList(officer, ['日期,类型,名称', `${year}-01-01,放假,元旦`, `${year}-02-30,放假,春节`]);
    await officer.getByText('请改好有误的行').waitFor();
    await look(officer, 'calendar-wrong-line');
    assert.equal(await officer.getByRole('button', { name: /^确认写入/u }).count(), 0);

    await tryList(officer, [`${year}-01-01,放假,元旦`, '10月1日,放假,国庆节']);
    await officer.getByLabel('依据').fill('国务院办公厅放假通知（样例）');
    await officer.getByRole('button', { name: '确认写入2天' }).click();
    await officer.getByRole('heading', { name: '放假与调休' }).waitFor();
    await look(officer, 'calendar-year');

    const clerk = await signIn(server, 'xu', { device: 'phone' });
    await clerk.goto(`/app/calendar?year=${year}`);
    await clerk.locator('summary', { hasText: '更正某一天' }).click();
    await clerk.getByLabel('日期').fill(`${year}-10-02`);
    await clerk.locator('#kind').click();
    await clerk.getByTitle('放假').click();
    await clerk.getByLabel('理由').fill('漏列国庆节第二天');
    await clerk.getByRole('button', { name: '更正某一天' }).click();
    await clerk.getByRole('heading', { name: '更正记录' }).waitFor();
    await look(clerk, 'calendar-corrected');
  });
});

async function tryList(page: Page, lines: string[]): Promise<void> {
  await page.getByLabel('或者粘贴列表').fill(lines.join('\n'));
  await page.getByRole('button', { name: '试一遍' }).click();
  await page.getByRole('heading', { name: '逐行结果' }).waitFor();
  await settle(page);
}

/** Plans a members' meeting and gives what its page says. */
async function planned(server: JourneyServer, page: Page, on: string): Promise<string> {
  const { org_id } = await server.db
    .selectFrom('organization_names')
    .select('org_id')
    .where('short_name', '=', '柳树村支部')
    .executeTakeFirstOrThrow();
  await page.goto(`/app/meetings/plan?org=${org_id}&kind=branch_members_meeting`);
  await page.getByLabel('议题').fill('研究产业路维护');
  await page.locator('input[type=date]').fill(on);
  await page.getByLabel('地点').fill('村委会二楼');
  await page.getByRole('button', { name: '保存计划' }).click();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}/u);
  await settle(page);
  return page.locator('main').innerText();
}
