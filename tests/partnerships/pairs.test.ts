import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { liaisonApi } from '../../src/modules/liaison/api.ts';
import { partnershipsApi as api } from '../../src/modules/partnerships/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

describe('the year of a pair', () => {
  let town: Town;
  let leader = '';
  let member = '';
  before(async () => {
    town = await openTown();
    [leader = '', member = ''] = await enterMembers(town, ['安领导', '罗联户']);
    await town.act('system', 'system', (ctx) =>
      ctx.tx
        .updateTable('accounts')
        .set({ person_id: leader })
        .where('id', '=', town.accounts.周书记)
        .execute(),
    );
    town.setToday('2027-04-10');
  });
  after(() => town.close());

  async function done<E extends Endpoint>(who: Person, row: E, input: InputOf<E>): Promise<ReplyOf<E>> {
    const answer = await town.call(who, row, input);
    assert.equal(answer.status, 200, JSON.stringify(answer.problem));
    return answer.body;
  }

  async function refusedFor<E extends Endpoint>(who: Person, row: E, input: InputOf<E>, status = 422) {
    const answer = await town.call(who, row, input);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    return answer.problem.reasons.map((reason) => [reason.code, reason.field]);
  }

  const dutiesOf = async (duty: string) => {
    const { rows } = await done('林委员', workApi.listDuties, { duty });
    return rows.map(({ period, state }) => [period, state]);
  };
  const plans = async () => {
    const { n } = await town.owner
      .selectFrom('partnership_plans')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return n;
  };
  const first = { task: '协调茶园路材料款', who: '财政所', dueOn: '2027-09-30' };

  it('a pair of this year is late with its plan once the day is over, and never for the year before', async () => {
    assert.deepEqual(await dutiesOf('liaison_leader_plan'), []);
    const { id } = await done('林委员', liaisonApi.assignLeader, {
      personId: leader,
      villageId: town.orgs.柳树村.id,
      since: '2027-01-15',
    });
    assert.deepEqual(await dutiesOf('liaison_leader_plan'), [['2027', 'late']]);
    const work = (await done('周书记', workApi.listWork, {})).mine.filter(
      ({ path }) => path === `/liaison/${id}`,
    );
    assert.ok(
      work.some(({ text }) => text.includes('计划逾期')),
      JSON.stringify(work),
    );

    const of = { type: 'pair' as const, id };
    const plan = { ...of, year: 2027, purposes: '把茶园路和冬季用水办好', meetingsMeant: 6, first };
    await refusedFor('石支书', api.makePlan, plan, 404);
    await refusedFor('柳党员', api.makePlan, plan, 404);
    assert.equal(await plans(), 0);
    const made = await done('周书记', api.makePlan, plan);
    assert.equal(made.plans[0]?.meetingsMeant, 6);
    assert.deepEqual(await dutiesOf('liaison_leader_plan'), [['2027', 'done']]);
    const seen = await done('柳支书', api.getPartnership, of);
    assert.equal(seen.plans[0]?.purposes, plan.purposes, 'the village reads it');
    await refusedFor('石支书', api.getPartnership, of, 404);
    assert.equal((await done('纪书记', api.getPartnership, of)).may.keep, false);

    const itemId = made.plans[0]?.items[0]?.id ?? '';
    await done('柳支书', api.settleItem, {
      ...of,
      itemId,
      state: 'not_done',
      on: '2027-04-09',
      outcome: '等预算',
    });
    const review = { ...of, year: 2027, on: '2027-04-10', review: '材料款没到位，明年再办' };
    await done('周书记', api.reviewPlan, review);
    assert.deepEqual(await dutiesOf('liaison_leader_review'), [['2027', 'done']]);
    assert.equal((await done('柳支书', api.getPartnership, of)).plans[0]?.reviewed?.by, '周书记');
  });

  it('a pair that began within a month of the day owes no plan for the year', async () => {
    await done('林委员', liaisonApi.assignLeader, {
      personId: member,
      villageId: town.orgs.石桥村.id,
      since: '2027-03-02',
    });
    assert.deepEqual(await dutiesOf('liaison_leader_plan'), [['2027', 'done']]);
  });

  it('a household’s pair owes no plan, and what is written of it tells nothing of its people', async () => {
    const { id } = await done('柳支书', liaisonApi.pairHousehold, {
      personId: member,
      household: '游田生',
      since: '2027-01-15',
    });
    const of = { type: 'pair' as const, id };
    assert.deepEqual((await done('柳支书', api.getPartnership, of)).prompts, []);
    const before = await plans();
    const plan = { ...of, year: 2027, purposes: '户主身患肺癌，电话19900001234', first };
    assert.deepEqual(await refusedFor('柳支书', api.makePlan, plan), [
      ['liaison.tells_too_much', 'purposes'],
    ]);
    assert.deepEqual(
      await refusedFor('柳支书', api.makePlan, {
        ...plan,
        purposes: '学会剪枝',
        first: { ...first, task: '送药到三组12号院' },
      }),
      [['liaison.tells_too_much', 'first.task']],
    );
    assert.equal(await plans(), before);
  });

  it('help is stated with its day and proof, within the pair', async () => {
    const { rows } = await done('林委员', liaisonApi.listPairs, { kind: 'leader', org: town.orgs.柳树村.id });
    const help = {
      type: 'pair' as const,
      id: rows[0]?.id ?? '',
      kind: 'venue' as const,
      given: '修党员活动室屋顶',
      giver: '镇财政所',
      proof: '验收单',
    };
    assert.deepEqual(await refusedFor('周书记', api.giveSupport, { ...help, on: '2027-01-14' }), [
      ['day.too_early', 'on'],
    ]);
    assert.deepEqual(await refusedFor('周书记', api.giveSupport, { ...help, on: '2027-04-11' }), [
      ['day.to_come', 'on'],
    ]);
    await refusedFor('石支书', api.giveSupport, { ...help, on: '2027-04-10' }, 404);
    const { supports } = await done('周书记', api.giveSupport, { ...help, on: '2027-04-10' });
    assert.deepEqual([supports.length, supports[0]?.amountFen], [1, null]);
  });
});
