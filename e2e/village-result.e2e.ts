/** From the end of the notice to the filed matter: carried out, its result published, the supervisors heard. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { look, settle } from './support/look.ts';
import { closeBrowser, day, leave, openPage, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';
import { publishByThree } from './support/village.ts';

const title = '下一年度村级工作计划';

describe('a village carries out what it decided', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('begins after the notice, publishes the result, and is filed with the supervisors’ opinion', async () => {
    const page = await signIn(server, 'mu');
    await page.goto(`/app/village-decisions?q=${encodeURIComponent(title)}`);
    await page.getByRole('link', { name: title }).click();
    await page
      .getByText(/最早可办/u)
      .first()
      .waitFor();
    const matter = new URL(page.url()).pathname;
    await asIfTenDaysPassed(matter);
    await page.reload();
    await page.getByRole('button', { name: '完成这一步' }).click();
    await page
      .getByText(/已进入“/u)
      .first()
      .waitFor();
    await settle(page);
    await page.locator('summary', { hasText: '更新进度' }).click();
    const form = page.locator('details[open]').filter({ hasText: '更新进度' });
    await form.getByLabel('实际支出（元）').fill('48600');
    await form.getByLabel('完成日期').fill(day(0));
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').first().waitFor();
    await settle(page);
    await page.getByLabel('全部完成日期').fill(day(0));
    await page.getByRole('button', { name: '完成这一步' }).click();
    await page.getByRole('button', { name: '提出公开' }).waitFor();
    await settle(page);
    await page.getByRole('button', { name: '提出公开' }).click();
    await page
      .getByText(/待审查/u)
      .first()
      .waitFor();
    await publishByThree(server, title, '实施结果');
    await page.reload();
    await page.getByLabel('张贴地点').fill('村务公开栏');
    await page.getByRole('button', { name: '完成这一步' }).click();
    await page.getByText('村务监督委员会').first().waitFor();
    await settle(page);

    const supervisor = await signIn(server, 'jian', { device: 'phone' });
    await supervisor.goto(matter);
    await supervisor.getByLabel('村务监督委员会意见').fill('票据与合同相符，沟渠经抽查合格。');
    await supervisor.getByRole('button', { name: '保存' }).click();
    await supervisor.getByText('票据与合同相符').first().waitFor();
    await page.reload();
    await page.getByLabel('档案号').fill('柳村档-议-09');
    await page.getByRole('button', { name: '完成这一步' }).click();
    await page.getByText('已归档').first().waitFor();
    await look(page, 'matter-filed');
    await page.goto(`${matter}/print`);
    await page.getByText('柳村档-议-09').waitFor();
    await look(page, 'matter-print');
    const resident = await openPage(server, { script: false });
    await resident.goto('/');
    await resident.getByRole('link', { name: new RegExp(`${title}[^]*实施结果`, 'u') }).click();
    assert.match(await resident.locator('article').innerText(), /¥48,600\.00/u);
  });

  /** Moves the matter and its notice ten days into the past, as if they had hung since then. */
  async function asIfTenDaysPassed(matter: string): Promise<void> {
    const id = matter.split('/').at(-1) ?? '';
    await server.db.transaction().execute(async (tx) => {
      await sql.raw(`set local app.paths = '{""}'`).execute(tx);
      await sql`
        update village_decision_cases
        set state_since = state_since - 10, resolution_posted_on = resolution_posted_on - 10
        where id = ${id}
      `.execute(tx);
      await sql`
        update publications set shown_from = shown_from - 10, shown_until = shown_until - 10
        where subject_id = ${id}
      `.execute(tx);
    });
  }
});
