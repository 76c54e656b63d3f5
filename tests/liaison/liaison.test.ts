import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { liaisonApi as api } from '../../src/modules/liaison/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

describe('liaison points and pairs', () => {
  let town: Town;
  let leader = '';
  let member = '';
  let stranger = '';
  before(async () => {
    town = await openTown();
    [leader = '', member = ''] = await enterMembers(town, ['安领导', '罗联户']);
    [stranger = ''] = await enterMembers(town, ['石外人'], { at: '石桥村支部' });
    await holds('周书记', leader);
    await holds('柳党员', member);
    town.setToday('2026-11-23');
  });
  after(() => town.close());

  const holds = (who: Person, personId: string) =>
    town.act('system', 'system', (ctx) =>
      ctx.tx
        .updateTable('accounts')
        .set({ person_id: personId })
        .where('id', '=', town.accounts[who])
        .execute(),
    );

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

  const dutyOf = async (who: Person, duty: string): Promise<string | undefined> => {
    const { rows } = await done(who, workApi.listDuties, { duty });
    return rows.find((row) => row.period === '2026-Q4')?.state;
  };
  const count = async (table: 'liaison_pairs' | 'liaison_visits' | 'liaison_needs') => {
    const { n } = await town.owner
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return n;
  };
  const point = () => ({ personId: leader, villageId: town.orgs.柳树村.id, since: '2026-09-01' });

  it('only the office names a leader; no branch for a village, no day to come, and nothing is written', async () => {
    await refusedFor('柳支书', api.assignLeader, point(), 403);
    await refusedFor('周书记', api.assignLeader, point(), 403);
    assert.deepEqual(
      await refusedFor('林委员', api.assignLeader, { ...point(), villageId: town.orgs.柳树村支部.id }),
      [['liaison.no_village', 'villageId']],
    );
    assert.deepEqual(await refusedFor('林委员', api.assignLeader, { ...point(), since: '2026-11-24' }), [
      ['day.to_come', 'since'],
    ]);
    assert.deepEqual(await refusedFor('林委员', api.assignLeader, { ...point(), until: '2026-08-31' }), [
      ['liaison.until_before_since', 'until'],
    ]);
    assert.equal(await count('liaison_pairs'), 0);
  });

  it('the leader records the own visit without the office, and the quarter’s duty is done by it', async () => {
    const { id } = await done('林委员', api.assignLeader, point());
    assert.deepEqual(await refusedFor('林委员', api.assignLeader, point(), 409), [
      ['liaison.paired_already', 'personId'],
    ]);
    assert.equal(await dutyOf('林委员', 'liaison_leader'), 'on_course');
    assert.equal((await done('柳支书', api.getPair, { id })).visited, '柳树村', 'seen where it is visited');
    await refusedFor('石支书', api.getPair, { id }, 404);
    await refusedFor('柳党员', api.recordVisit, { id, on: '2026-11-20', note: '我也去了' }, 404);

    const visit = {
      id,
      on: '2026-11-20',
      note: '看茶园，开座谈会',
      need: { kind: 'funds' as const, wanted: '作业路缺材料款', handler: '财政所', dueOn: '2026-12-20' },
    };
    assert.deepEqual(await refusedFor('周书记', api.recordVisit, { ...visit, on: '2026-08-31' }), [
      ['day.too_early', 'on'],
    ]);
    assert.deepEqual(
      await refusedFor('周书记', api.recordVisit, {
        ...visit,
        need: { ...visit.need, dueOn: '2026-11-19' },
      }),
      [['liaison.due_before_visit', 'need.dueOn']],
    );
    assert.equal(await count('liaison_visits'), 0, 'nothing was written');

    const seen = await done('周书记', api.recordVisit, visit);
    assert.equal(seen.visits[0]?.lateDays, 3);
    assert.equal(seen.needs[0]?.state, 'open');
    assert.equal(await dutyOf('林委员', 'liaison_leader'), 'done');
  });

  it('a need waits in the village until what came of it is said, once', async () => {
    const {
      rows: [pair],
    } = await done('林委员', api.listPairs, { kind: 'leader', state: 'needs' });
    assert.ok(pair);
    const mine = async () => (await done('柳支书', workApi.listWork, {})).mine.map(({ path }) => path);
    assert.ok((await mine()).includes(`/liaison/${pair.id}`));
    const { needs } = await done('柳支书', api.getPair, { id: pair.id });
    const settle = {
      id: pair.id,
      needId: needs[0]?.id ?? '',
      state: 'done' as const,
      on: '2026-11-22',
      result: '材料款已拨',
    };
    assert.deepEqual(await refusedFor('柳支书', api.settleNeed, { ...settle, on: '2026-11-19' }), [
      ['day.too_early', 'on'],
    ]);
    await refusedFor('石支书', api.settleNeed, settle, 404);
    assert.equal((await done('柳支书', api.settleNeed, settle)).needs[0]?.state, 'done');
    assert.deepEqual(await refusedFor('周书记', api.settleNeed, { ...settle, state: 'not_done' }, 409), [
      ['liaison.settled_already', undefined],
    ]);
    assert.ok(!(await mine()).includes(`/liaison/${pair.id}`));
  });

  it('of a household the name alone is kept, hidden in lists and from readers, and no trait of its people', async () => {
    const household = { personId: member, household: '游田生', since: '2026-10-01' };
    await refusedFor('石支书', api.pairHousehold, household, 404);
    const { id } = await done('柳支书', api.pairHousehold, household);
    const { rows } = await done('柳支书', api.listPairs, { kind: 'household' });
    assert.deepEqual(
      rows.map((row) => row.visited),
      ['游某'],
    );
    assert.equal((await done('柳党员', api.getPair, { id })).household, '游田生', 'who visits knows whom');
    assert.equal((await done('周书记', api.getPair, { id })).household, null);

    const before = await count('liaison_visits');
    for (const note of ['身患肺癌，靠儿子', '电话19900001234', '三组12号院'])
      assert.deepEqual(
        await refusedFor('柳党员', api.recordVisit, { id, on: '2026-11-01', note }),
        [['liaison.tells_too_much', 'note']],
        note,
      );
    assert.equal(await count('liaison_visits'), before);
    assert.equal(await dutyOf('柳支书', 'liaison_household'), 'on_course');
    await done('柳党员', api.recordVisit, { id, on: '2026-11-01', note: '送去菌种，教了制棒' });
    assert.equal(await dutyOf('柳支书', 'liaison_household'), 'done');

    const { version } = await done('柳支书', api.getPair, { id });
    const end = { id, version, why: '结对期满' };
    await refusedFor('柳党员', api.endPair, { ...end, on: '2026-11-22' }, 403);
    assert.deepEqual(await refusedFor('柳支书', api.endPair, { ...end, on: '2026-10-31' }), [
      ['day.too_early', 'on'],
    ]);
    assert.deepEqual(
      await refusedFor('柳支书', api.endPair, { ...end, on: '2026-11-22', why: '户主确诊癌症' }),
      [['liaison.tells_too_much', 'why']],
    );
    const ended = await done('柳支书', api.endPair, { ...end, on: '2026-11-22' });
    assert.equal(ended.household, '游某', 'after the end the family name remains');
    assert.deepEqual(
      await refusedFor('柳党员', api.recordVisit, { id, on: '2026-11-23', note: '又去看看' }),
      [['liaison.ended', 'on']],
    );
  });

  it('both paired branches record; the village does not part what the office has paired', async () => {
    const paired = {
      orgId: town.orgs.石桥村支部.id,
      toOrgId: town.orgs.柳树村支部.id,
      personId: stranger,
      since: '2026-04-01',
    };
    await refusedFor('石支书', api.pairBranches, paired, 403);
    assert.deepEqual(await refusedFor('林委员', api.pairBranches, { ...paired, personId: member }), [
      ['liaison.person_elsewhere', 'personId'],
    ]);
    assert.deepEqual(await refusedFor('林委员', api.pairBranches, { ...paired, toOrgId: paired.orgId }), [
      ['liaison.same_branch', 'toOrgId'],
    ]);
    const { id } = await done('林委员', api.pairBranches, paired);
    const work = await done('石支书', workApi.listWork, {});
    assert.ok(
      work.mine.some((item) => item.path === `/liaison/${id}` && item.late),
      'the last quarter is late',
    );
    const { rows } = await done('柳支书', api.listToVisit, {});
    assert.ok(rows.some((row) => row.id === id));
    const met = await done('柳支书', api.recordVisit, { id, on: '2026-11-10', note: '联合上党课' });
    assert.deepEqual(met.prompts, []);
    assert.equal(await dutyOf('石支书', 'liaison_branch'), 'done', 'owed by the side that helps');
    await refusedFor('石支书', api.endPair, { id, version: met.version, on: '2026-11-20', why: '到期' }, 403);
    assert.equal((await done('林委员', api.getPair, { id })).endedOn, null);
  });
});
