/** Liaison: a leader named at a desk, the visit recorded on the phone in one sentence, the need settled in the village; a household. */
import { after, afterEach, before, describe, it } from 'node:test';
import { look, settle } from './support/look.ts';
import { choose, closeBrowser, day, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

describe('leaders, branches and members keep in touch', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('a leader takes a village, visits it, and the village says what came of the need', async () => {
    const office = await signIn(server, 'lin');
    await office.goto('/app/liaison');
    await look(office, 'liaison');
    await office.getByRole('link', { name: '安排领导联点' }).click();
    await settle(office);
    await office.getByRole('button', { name: '安排领导联点' }).click();
    await office.getByText('请填写').first().waitFor();
    await look(office, 'liaison-leader-missing');
    await office.locator('#personId').fill('周明远');
    await choose(office, 'personId', '周明远');
    await choose(office, 'villageId', '松林村');
    await office.getByRole('button', { name: '安排领导联点' }).click();
    await office.waitForURL(/\/liaison\/[0-9a-f-]{36}$/u);
    await settle(office);
    await look(office, 'liaison-point');
    const address = office.url();

    const leader = await signIn(server, 'zhou', { device: 'phone' });
    await leader.goto('/app/liaison/visit');
    await settle(leader);
    await choose(leader, 'pair', '松林村');
    await leader.getByLabel('情况').fill('看水渠，听了三户意见');
    await leader.getByRole('checkbox').check();
    await choose(leader, 'visit_need_kind', '生产生活');
    await leader.getByLabel('需要什么').fill('二组水渠要清淤');
    await leader.getByLabel('谁承办').fill('村委会');
    await look(leader, 'liaison-visit');
    await leader.getByRole('button', { name: '记一次走访' }).click();
    await leader.getByText('请填写').first().waitFor();
    await leader.getByLabel('承诺办结日期').fill(day(20));
    await leader.context().setOffline(true);
    await leader.getByRole('button', { name: '记一次走访' }).click();
    await leader.getByText('已存在本机').waitFor();
    await look(leader, 'liaison-visit-offline');
    await leader.context().setOffline(false);
    await leader.waitForURL(address);
    await leader.getByText('看水渠，听了三户意见').waitFor();
    await look(leader, 'liaison-visited');

    const village = await signIn(server, 'song', { device: 'phone' });
    await village.goto('/app/work');
    await village.getByRole('link', { name: '村委会承办：二组水渠要清淤' }).click();
    await settle(village);
    await village.locator('summary', { hasText: '登记结果' }).click();
    await village.getByLabel('结果', { exact: false }).last().fill('清淤两百米，已通水');
    await look(village, 'liaison-settle');
    await village.getByRole('button', { name: '登记结果' }).click();
    await village.getByText('清淤两百米，已通水').waitFor();
    await look(village, 'liaison-settled');
  });

  it('a member finds the own household late, and writes one sentence without describing anybody', async () => {
    const luo = await signIn(server, 'luo', { device: 'phone' });
    await luo.goto('/app/own-record');
    await luo.getByRole('link', { name: '党员联户 · 游某' }).click();
    await settle(luo);
    await luo.getByLabel('情况').fill('户主身患重病，电话19900001234');
    await luo.getByRole('button', { name: '记一次走访' }).click();
    await luo.getByText('涉及个人信息').first().waitFor();
    await look(luo, 'liaison-household-too-much');
    await luo.getByLabel('情况').fill('帮着剪枝半天');
    await luo.getByRole('button', { name: '记一次走访' }).click();
    await luo.locator('.timeline').getByText('帮着剪枝半天').waitFor();
    await look(luo, 'liaison-household');

    const clerk = await signIn(server, 'lin', { device: 'phone' });
    await clerk.goto('/app/liaison?kind=household');
    await clerk.getByText('游某').first().waitFor();
    await look(clerk, 'liaison-households');
    await clerk.goto('/app/board/institutions/leader_liaison_point');
    await look(clerk, 'liaison-board');
  });

  it('a village secretary sees the term run out; the officer postpones it within the limit', async () => {
    const dong = await signIn(server, 'dong', { device: 'phone' });
    await dong.goto('/app/work');
    await dong.getByRole('link', { name: /东沟村支部已于.*届满，尚未换届/u }).click();
    await dong.getByText('届满未换届').waitFor();
    await look(dong, 'term-overdue');

    const lin = await signIn(server, 'lin');
    await lin.goto(dong.url());
    await settle(lin);
    await lin.locator('summary', { hasText: '延期换届' }).click();
    await lin.locator('#postpone_until').fill(day(600));
    await lin.locator('#postpone_reason').fill('村级换届统一安排');
    await lin.locator('#postpone_reference').fill('清委〔2026〕31号');
    await lin.getByRole('button', { name: '延期换届' }).click();
    await lin.getByText('延期一般不超过一年').first().waitFor();
    await look(lin, 'term-postponed-too-far');
    await lin.locator('#postpone_until').fill(day(200));
    await lin.getByRole('button', { name: '延期换届' }).click();
    await lin.getByText('任期内').waitFor();
    await look(lin, 'term-postponed');
  });
});
