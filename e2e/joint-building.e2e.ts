/** Joint building: a village secretary signs on the phone and says what came of an item; the officer opens a blank of the overview. */
import { after, afterEach, before, describe, it } from 'node:test';
import { look, settle } from './support/look.ts';
import { choose, closeBrowser, day, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('villages build together', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('the officer fills a blank with an agreement; the village signs it, plans, and says what came of it', async () => {
    const office = await signIn(server, 'lin');
    await office.goto('/app/joint-building/villages');
    await look(office, 'joint-villages');
    await office
      .getByRole('row', { name: /东沟村/u })
      .getByRole('link', { name: '空缺，起草联建协议' })
      .click();
    await settle(office);
    await office.getByRole('button', { name: '起草联建协议' }).click();
    await office.getByText('请填写').first().waitFor();
    await look(office, 'joint-draft-missing');
    await office.getByRole('radio', { name: '村企联建' }).check();
    await office.getByLabel('联建名称').fill('东沟村、粮油公司联建');
    await office.getByLabel('期满日期').fill(day(700));
    await office.getByLabel('联建任务').fill('公司按保底价收菜籽，村里统一品种。');
    await office.getByRole('button', { name: '起草联建协议' }).click();
    await office.locator('#partnerIds_help').getByText('至少要有1个企业或合作社').waitFor();
    await look(office, 'joint-draft-refused');
    await choose(office, 'partnerIds', '清河粮油');
    await office.keyboard.press('Escape');
    await office.getByRole('button', { name: '起草联建协议' }).click();
    await office.waitForURL(/\/joint-building\/[0-9a-f-]{36}$/u);
    await settle(office);
    await office.getByLabel('签订人').fill('粮油公司负责人');
    await look(office, 'joint-drafted');
    await office.getByRole('button', { name: '确认签订' }).click();
    await office.getByText('粮油公司负责人，').waitFor();

    const village = await signIn(server, 'dong', { device: 'phone' });
    await village.goto('/app/work');
    await village.getByRole('link', { name: '待签订联建协议：东沟村、粮油公司联建' }).click();
    await settle(village);
    await look(village, 'joint-sign');
    await village.getByRole('button', { name: '确认签订' }).click();
    await village.getByText('还没有年度计划').waitFor();
    await village.locator('summary', { hasText: '制定年度计划' }).click();
    await village.getByLabel('目标和内容').fill('菜籽统一品种，秋播前定好面积。');
    await village.getByLabel('办什么事').fill('签订收购面积三百亩');
    await village.getByLabel('谁负责').fill('村委会');
    await village.getByLabel('完成期限').fill(`${day(0).slice(0, 4)}-12-31`);
    await look(village, 'joint-plan-form');
    await village.getByRole('button', { name: '制定年度计划' }).click();
    await village.locator('summary', { hasText: '登记事项结果' }).click();
    await village.getByLabel('办得怎样').fill('已签三百二十亩');
    await look(village, 'joint-settle');
    await village.context().setOffline(true);
    await village.getByRole('button', { name: '登记事项结果' }).click();
    await village.getByText('已存在本机').waitFor();
    await village.context().setOffline(false);
    await village.getByText('已签三百二十亩').first().waitFor();
    await village.getByText('已完成').first().waitFor();
    await look(village, 'joint-settled');

    await office.reload();
    await office.getByText('已签三百二十亩').waitFor();
    await look(office, 'joint-alliance');
    await office.getByRole('button', { name: '提请公开' }).click();
    await office.getByRole('link', { name: '东沟村、粮油公司联建：协议和进展' }).click();
    await office.getByText('公司按保底价收菜籽').first().waitFor();
    await look(office, 'joint-publication');
    await office.goto('/app/joint-building');
    await look(office, 'joint-list');
    await office.goto('/app/board/institutions/village_firm_joint');
    await look(office, 'joint-board');
  });

  it('a pair has its plan, and both sides read the review of the year', async () => {
    const song = await signIn(server, 'song', { device: 'phone' });
    await song.goto('/app/joint-building/villages');
    await look(song, 'joint-villages-phone');
    await song.getByRole('link', { name: '机关支部' }).click();
    await song.getByText('党课按季上完').waitFor();
    await look(song, 'joint-pair-reviewed');
  });
});
