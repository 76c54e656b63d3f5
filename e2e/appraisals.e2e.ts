/** A branch appraises its members: opened on a phone, written by a member at 360 px, counted by two, graded, objected to, answered. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { look, settle } from './support/look.ts';
import { holdMeeting } from './support/meetings.ts';
import { choose, closeBrowser, day, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('a branch appraises its members', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('from the self-assessment to an objection that keeps both grades', async () => {
    const secretary = await signIn(server, 'liu', { device: 'phone' });
    await secretary.goto('/app/appraisals');
    await look(secretary, 'appraisals-phone');
    await secretary.getByRole('link', { name: '开始年度评议' }).click();
    await settle(secretary);
    await secretary.getByLabel('网上无记名（尚未开通）').check();
    await choose(secretary, 'orgId', '柳树村支部');
    await secretary.getByRole('button', { name: '开始年度评议' }).click();
    await secretary.getByText('目前只支持纸质无记名测评票').first().waitFor();
    await look(secretary, 'appraisal-online-refused');
    await secretary.getByLabel('纸质无记名测评票').check();
    await secretary.getByRole('button', { name: '开始年度评议' }).click();
    await secretary.waitForURL(/\/appraisals\/[0-9a-f-]{36}$/u);
    await look(secretary, 'appraisal-opened');
    const address = new URL(secretary.url()).pathname;

    const member = await signIn(server, 'luo', { device: 'phone' });
    await member.goto('/app/work');
    await member.getByRole('link', { name: /年度个人自评/u }).click();
    await member
      .getByRole('textbox', { name: '个人自评' })
      .fill('对照党员标准，能参加组织生活，学习抓得不紧，今后改进。');
    await look(member, 'own-appraisal-write');
    await member.getByRole('button', { name: '保存自评' }).click();
    await member.getByText('自评已保存').waitFor();

    await holdMeeting(secretary, { kind: 'organization_life_meeting', title: '年度组织生活会和民主评议' });
    await secretary.goto(address);
    await settle(secretary);
    await secretary.locator('#meet_massesHeardOn').fill(day(0));
    await secretary.locator('#meet_massesNote').fill('走访十户，认可党员带头修路。');
    await look(secretary, 'appraisal-meeting');
    await secretary.getByRole('button', { name: '登记评议会' }).click();
    await secretary.getByRole('link', { name: '去计票' }).click();
    await settle(secretary);
    const papers = { issued: 20, returned: 20, excellent: 15 };
    await count(secretary, papers);
    await look(secretary, 'appraisal-count-phone');
    await secretary.getByRole('button', { name: '提交计票单' }).click();
    await secretary.getByText('等另一名计票人').waitFor();

    const teller = await signIn(server, 'tang');
    await teller.goto(address.replace('/appraisals/', '/appraisal-counts/'));
    await settle(teller);
    await count(teller, { ...papers, excellent: 14 });
    await look(teller, 'appraisal-count');
    await teller.getByRole('button', { name: '提交计票单' }).click();
    await teller.getByText('上一轮两份计票单在这些地方不一致').waitFor();
    await look(teller, 'appraisal-counts-differ');
    for (const page of [teller, secretary]) {
      await page.reload();
      await settle(page);
      await page.getByText('上一轮两份计票单在这些地方不一致').waitFor();
      await count(page, papers);
      await page.getByRole('button', { name: '提交计票单' }).click();
      await page.getByText('计票单已提交').waitFor();
    }

    await holdMeeting(secretary, { kind: 'branch_committee_meeting', title: '研究评议等次' });
    await secretary.goto(address);
    await settle(secretary);
    const luo = secretary.locator('fieldset', { hasText: '罗守田' });
    await luo.getByRole('combobox').click();
    await secretary
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
      .getByText('基本合格', { exact: true })
      .click();
    await secretary.getByRole('button', { name: '提出评议等次' }).click();
    await secretary.getByText('罗守田的等次需要写明理由').waitFor();
    await look(secretary, 'appraisal-grade-without-reason');
    await luo.getByRole('textbox').fill('两次缺席组织生活');
    await secretary.getByRole('button', { name: '提出评议等次' }).click();
    await secretary.getByText('等次待审定').first().waitFor();

    const office = await signIn(server, 'lin');
    await office.goto(address);
    await settle(office);
    await look(office, 'appraisal-to-approve');
    await office.getByLabel('批复文号或会议记录').fill('清组〔2026〕31号');
    await office.getByRole('button', { name: '审定等次' }).click();
    await office.getByText('结果待告知').first().waitFor();

    await secretary.goto(address);
    await secretary.getByRole('button', { name: '告知本人' }).click();
    await secretary.getByText('罗守田：建议安排谈心谈话').waitFor();
    await look(secretary, 'appraisal-told');

    await member.goto('/app/own-appraisals');
    await member.getByText('两次缺席组织生活').waitFor();
    await member.getByText('提出异议').first().click();
    await member.getByLabel('异议内容').fill('两次都因住院已请假，请核实');
    await member.getByRole('button', { name: '提出异议' }).click();
    await member.getByText('原等次：基本合格；等待答复').waitFor();
    await look(member, 'own-appraisal-objected');

    await office.goto(address);
    await settle(office);
    const answer = office.locator('li', { hasText: '两次都因住院' });
    await answer.getByRole('combobox').click();
    await office
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
      .getByText('合格', { exact: true })
      .click();
    await answer.getByRole('textbox').fill('请假属实，改为合格');
    await office.getByRole('button', { name: '答复异议' }).click();
    await office.getByText('原等次：基本合格；答复后：合格').waitFor();
    await look(office, 'appraisal-answered');
    await member.reload();
    await member.getByText('原等次：基本合格；答复后：合格').waitFor();
    await look(member, 'own-appraisal-answered');

    await secretary.goto(`${address}/stars`);
    await secretary.getByRole('button', { name: '按记录生成评星' }).click();
    await secretary.getByText('组织生活星').first().waitFor();
    await look(secretary, 'stars-drafted');
    await secretary.getByText('依据的记录').first().click();
    await look(secretary, 'stars-records');
    const toSay = secretary.getByRole('radio', { name: /（待认定）$/u });
    const open = await toSay.count();
    assert.ok(open > 0, 'the example has no records');
    for (let left = open - 1; left >= 0; left -= 1) {
      await toSay.first().check();
      await secretary.getByLabel('理由').fill('支部会议评议认定');
      await secretary.getByRole('button', { name: '支部认定' }).click();
      await toSay.nth(left).waitFor({ state: 'detached' });
    }
    await holdMeeting(secretary, {
      kind: 'branch_members_meeting',
      title: '评星定级党员大会',
      question: '通过本年度评星结果',
    });
    await secretary.reload();
    await settle(secretary);
    await choose(secretary, 'confirm_decisionId', '通过本年度评星结果');
    await secretary.getByRole('button', { name: '按支部决定认定' }).click();
    await secretary.getByText('异议期至').first().waitFor();
    await look(secretary, 'stars-confirmed');

    await member.goto('/app/own-appraisals');
    const star = member.locator('li', { hasText: '模范星' });
    await star.getByText('对这一项提出异议').first().click();
    await star.getByLabel('异议内容').fill('参加抢险，请支部核实');
    await star.getByRole('button', { name: '对这一项提出异议' }).click();
    await member.getByText('原：无星；等待答复').waitFor();
    await look(member, 'own-stars');
    await secretary.reload();
    await settle(secretary);
    await secretary.getByRole('radio', { name: '有星', exact: true }).check();
    await secretary.getByLabel('答复', { exact: true }).fill('核实属实，补认模范星');
    await secretary.getByRole('button', { name: '答复异议' }).click();
    await secretary.getByText('原：无星；答复后：有星').waitFor();
    await secretary.getByText('登记书面异议').first().click();
    await choose(secretary, 'paper_markId', '承诺星');
    await secretary.getByLabel('异议内容').fill('已帮两户学会管护，请核实');
    await secretary.getByRole('button', { name: '登记书面异议' }).click();
    await secretary.getByRole('link', { name: '回执' }).click();
    await secretary.getByText('已于').first().waitFor();
    await look(secretary, 'star-receipt');
    await office.goto(`${address}/stars`);
    await look(office, 'stars');
    await office.goto('/app/appraisals');
    await office
      .getByRole('link', { name: /石桥村支部/u })
      .first()
      .click();
    await office.getByRole('link', { name: '查看公布进度' }).waitFor();
    await look(office, 'appraisal-results');
    await office.getByRole('link', { name: '查看公布进度' }).click();
    await office.getByText('本公布只列各等次人数').first().waitFor();
    await look(office, 'appraisal-publication');

    await office.goto('/app/appraisals');
    await look(office, 'appraisals');
    assert.equal(
      await office.getByRole('link', { name: '开始年度评议' }).count(),
      0,
      'the office opens none',
    );
  });
});

/** Papers, and for everybody the same: so many excellent, the rest qualified. */
async function count(
  page: Page,
  { issued, returned, excellent }: { issued: number; returned: number; excellent: number },
): Promise<void> {
  await page.locator('#issued').fill(String(issued));
  await page.locator('#returned').fill(String(returned));
  const people = await page.locator('fieldset.appraisal-line').count();
  assert.ok(people > 20, 'the whole branch is on the sheet');
  for (let i = 0; i < people; i += 1) {
    await page.locator(`#lines_${i}_excellent`).fill(String(excellent));
    await page.locator(`#lines_${i}_qualified`).fill(String(returned - excellent));
  }
}
