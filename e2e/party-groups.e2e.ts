/** Party groups: a secretary sets one up on the phone, changes its leader, and finds its meeting planned with one tap. */
import { after, afterEach, before, describe, it } from 'node:test';
import { look, settle } from './support/look.ts';
import { choose, closeBrowser, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('Party groups', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('a branch sets up a group for a villagers’ group on the phone', async () => {
    const page = await signIn(server, 'liu', { device: 'phone' });
    await page.goto('/app/party-groups');
    await page.getByRole('link', { name: '三组党小组' }).waitFor();
    await look(page, 'party-groups-phone');
    await page.getByRole('link', { name: '设立党小组' }).click();
    await settle(page);
    await page.getByRole('button', { name: '设立党小组' }).click();
    await page.getByText('请填写').first().waitFor();
    await look(page, 'party-groups-missing-phone');
    await choose(page, 'branchId', '柳树村支部');
    await page.getByLabel('党小组名称').fill('二组党小组');
    await page.getByText('村民小组', { exact: true }).click();
    await page.getByLabel('车间、班组或村民小组名称').fill('柳树村二组');
    await page.locator('#leaderId').fill('柳大山');
    await choose(page, 'leaderId', '柳大山');
    await page.getByLabel('依据').fill('支委会决定');
    await look(page, 'party-groups-filled-phone');
    await page.getByRole('button', { name: '设立党小组' }).click();
    await page.waitForURL(/\/party-groups\/[0-9a-f-]{36}$/u);
    await page.getByRole('heading', { name: '二组党小组' }).waitFor();
    await look(page, 'party-group-phone');
    await page.getByRole('link', { name: '安排党小组会' }).click();
    await page.waitForURL(/\/meetings\/plan/u);
    await page.getByText('二组党小组').first().waitFor();
    await look(page, 'party-group-meeting-phone');
  });

  it('the office reads the group of a workshop at a desk', async () => {
    const page = await signIn(server, 'lin');
    await page.goto('/app/party-groups');
    await settle(page);
    await look(page, 'party-groups');
    await page.getByRole('link', { name: '碾米车间党小组' }).click();
    await page.getByRole('heading', { name: '历任组长' }).waitFor();
    await look(page, 'party-group');
  });
});
