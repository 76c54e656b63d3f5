import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seedYears } from '../../src/kernel/clock/store.ts';
import { opennessApi } from '../../src/modules/openness/api.ts';
import { opennessWork } from '../../src/modules/openness/work.ts';
import { villageCatalogue } from '../../src/modules/openness/institutions.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

describe('publishing through HTTP', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  const proposal = (title: string, text = '本季度收入 12,000.00 元，支出 8,500.00 元。') => ({
    catalogueKey: 'village.finance',
    orgId: town.orgs.柳树村.id,
    title,
    text,
    audience: 'society' as const,
    shownDays: 7,
  });
  async function proposed(title: string): Promise<string> {
    const { status, body } = await town.call('小唐', opennessApi.proposePublication, proposal(title));
    assert.equal(status, 200);
    return body.id;
  }
  const step = (who: Person, name: 'review' | 'approve' | 'publish', id: string) => {
    const rows = {
      review: opennessApi.reviewPublication,
      approve: opennessApi.approvePublication,
      publish: opennessApi.publishPublication,
    };
    return town.call(who, rows[name], { id });
  };

  it('walks from the proposal to the public page and shows what was done by whom', async () => {
    const id = await proposed('三季度村级财务收支');
    assert.equal((await step('监主任', 'review', id)).status, 200);
    assert.equal((await step('柳支书', 'approve', id)).status, 200);
    assert.equal((await step('小唐', 'publish', id)).status, 200);
    const { body } = await town.call('柳支书', opennessApi.getPublication, { id });
    assert.equal(body.state, 'published');
    assert.equal(body.shownUntil, '2026-11-30');
    assert.deepEqual(
      body.history.map((entry) => `${entry.who} ${entry.event}`),
      [
        '小唐 disclosure.proposed',
        '监主任 disclosure.review',
        '柳支书 disclosure.approve',
        '小唐 disclosure.publish',
      ],
    );
    assert.equal(body.leaves.length, 1);
    assert.match(body.qr ?? '', /^<svg/u);
    const page = await town.app.http.request(body.publicPath ?? '');
    assert.ok((await page.text()).includes('三季度村级财务收支'));
  });

  it('says of each step whether it is possible, and why not', async () => {
    const id = await proposed('等待审查的事项');
    const { body } = await town.call('柳支书', opennessApi.getPublication, { id });
    const review = body.moves.find((move) => move.move === 'review');
    assert.equal(review?.available, false);
    assert.equal(review.because[0]?.code, 'procedure.not_permitted');
    assert.ok(review.because[0].message.includes('审查'));
  });

  it('refuses each step out of turn, to the wrong person and from the next village', async () => {
    const id = await proposed('不能跳步的事项');
    assert.equal((await step('小唐', 'publish', id)).status, 409);
    assert.equal((await step('柳支书', 'approve', id)).status, 409);
    assert.equal((await step('小唐', 'review', id)).status, 403);
    assert.equal((await step('柳党员', 'review', id)).status, 403);
    assert.equal((await town.call('石支书', opennessApi.getPublication, { id })).status, 404);
    assert.equal((await step('石支书', 'approve', id)).status, 404);
    const { body } = await town.call('小唐', opennessApi.getPublication, { id });
    assert.equal(body.state, 'proposed');
  });

  it('lets two who press at once win only once', async () => {
    const id = await proposed('两人同时审查');
    const statuses = await Promise.all(
      (['监主任', '许干事'] as const).map(async (who) => (await step(who, 'review', id)).status),
    );
    assert.deepEqual(
      statuses.toSorted((a, b) => a - b),
      [200, 409],
    );
  });

  it('refuses what must not be public at its field, and writes nothing', async () => {
    const before = (await town.call('小唐', opennessApi.listPublications, { page: 1 })).body.total;
    for (const text of [
      '联系人 19900001234',
      '身份证 999999１9９00101001X 或 110101199003070011',
      '卡号6222020000000000000',
      '机密★十年',
    ]) {
      const { status, problem } = await town.call(
        '小唐',
        opennessApi.proposePublication,
        proposal('不该公开的内容', text),
      );
      assert.equal(status, 422, text);
      assert.equal(problem.reasons[0]?.field, 'text');
    }
    assert.equal((await town.call('小唐', opennessApi.listPublications, { page: 1 })).body.total, before);
  });

  it('refuses a row that the body does not owe, or that is not in the catalogue', async () => {
    const wrong = async (change: object) =>
      (await town.call('小唐', opennessApi.proposePublication, { ...proposal('错放的事项'), ...change }))
        .problem.code;
    assert.equal(await wrong({ catalogueKey: 'government.information' }), 'openness.not_owed');
    assert.equal(await wrong({ catalogueKey: 'nothing' }), 'openness.no_such_row');
    assert.equal(
      await wrong({ orgId: town.orgs.石桥村.id }),
      'permission.elsewhere',
      'the next village is not his to publish for',
    );
  });

  it('gives the due day of what came about, in working days where the rule says so', async () => {
    await town.act('system', 'system', seedYears);
    const { body } = await town.call('林委员', opennessApi.proposePublication, {
      ...proposal('镇里的信息'),
      catalogueKey: 'government.information',
      orgId: town.orgs.清河镇.id,
      cameAboutOn: '2026-09-28',
    });
    const view = await town.call('林委员', opennessApi.getPublication, { id: body.id });
    // 29 and 30 September, 8 to 10 October after National Day with its swapped Saturday, then three weeks
    assert.equal(view.body.dueOn, '2026-10-30');
  });

  it('keeps the words of an objection from those who do not answer, and notes who opened them', async () => {
    const id = await proposed('会有异议的公开');
    await step('监主任', 'review', id);
    await step('柳支书', 'approve', id);
    await step('小唐', 'publish', id);
    const entered = await town.call('监主任', opennessApi.receiveObjection, {
      id,
      channel: 'paper',
      text: '账目对不上',
      receivedOn: '2026-11-23',
    });
    assert.equal(entered.body.code.length, 12);
    const objection = { id: entered.body.id };
    assert.equal((await town.call('小唐', opennessApi.openObjection, objection)).status, 403);
    assert.equal((await town.call('石支书', opennessApi.openObjection, objection)).status, 404);
    const opened = await town.call('柳支书', opennessApi.openObjection, objection);
    assert.equal(opened.body.text, '账目对不上');
    const { body } = await town.call('小唐', opennessApi.getPublication, { id });
    assert.ok(!JSON.stringify(body).includes('账目对不上'));
    assert.equal(body.history.at(-1)?.event, 'disclosure.objection_opened');
  });

  it('names in the work of each what waits for them, and not for who did the step before', async () => {
    const id = await proposed('等人办的事项');
    const workOf = async (who: Person, permission: string, index: number) => {
      const source = opennessWork(villageCatalogue)[index];
      assert.equal(source?.permission, permission);
      const items = await town.act(who, permission, (ctx) => source.list(ctx));
      return items.filter((item) => item.path === `/openness/${id}`).length;
    };
    assert.equal(await workOf('监主任', 'disclosure.review', 0), 1);
    await step('监主任', 'review', id);
    assert.equal(await workOf('监主任', 'disclosure.review', 0), 0);
    assert.equal(await workOf('柳支书', 'disclosure.approve', 1), 1);
    assert.equal(await workOf('石支书', 'disclosure.approve', 1), 0);
  });

  it('counts the catalogue the same way for staff and residents', async () => {
    const { body } = await town.call('柳支书', opennessApi.listCatalogue, { catalogue: 'village', page: 1 });
    assert.ok(body.rows.length > 0);
    assert.equal(
      body.total,
      Object.values(body.counts).reduce((a, b) => a + b, 0),
    );
    const late = await town.call('柳支书', opennessApi.listCatalogue, {
      catalogue: 'village',
      state: 'on_time',
      page: 1,
    });
    assert.equal(late.body.total, body.counts.on_time);
    assert.ok(body.rows.every((row) => row.orgName === '柳树村'));
  });
});
