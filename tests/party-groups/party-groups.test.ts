import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { partyGroupsApi as api } from '../../src/modules/party-groups/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

describe('Party groups of a branch', () => {
  let town: Town;
  let people: string[] = [];
  let stranger = '';
  let group = '';
  before(async () => {
    town = await openTown();
    people = await enterMembers(town, ['组甲', '组乙', '组丙', '组丁']);
    [stranger = ''] = await enterMembers(town, ['石外人'], { at: '石桥村支部' });
    town.setToday('2026-11-02');
  });
  after(() => town.close());

  const nth = (index: number) => people[index] ?? '';
  const asked = () => ({
    branchId: town.orgs.柳树村支部.id,
    name: '一组党小组',
    workplaceKind: 'villager_group' as const,
    workplace: '柳树村一组',
    leaderId: nth(0),
    how: 'appointed' as const,
    memberIds: [nth(1)],
    on: '2026-11-02',
    basis: '支委会11月2日决定',
  });

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

  const organizations = async () => {
    const { n } = await town.owner
      .selectFrom('organizations')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('kind', '=', 'party_group')
      .executeTakeFirstOrThrow();
    return n;
  };

  it('is set up by its own branch with members of the branch; a refusal founds nothing', async () => {
    await refusedFor('周书记', api.setUpGroup, asked(), 403);
    await refusedFor('石支书', api.setUpGroup, asked(), 403);
    const wrong: [Partial<InputOf<typeof api.setUpGroup>>, [string, string]][] = [
      [{ leaderId: stranger }, ['not_found', 'leaderId']],
      [{ memberIds: [nth(1), stranger] }, ['not_found', 'memberIds']],
      [{ on: '2026-11-03' }, ['day.to_come', 'on']],
      [{ branchId: town.orgs.柳树村.id }, ['party_groups.under_a_branch', 'branchId']],
    ];
    for (const [change, reason] of wrong) {
      const status = reason[0] === 'not_found' ? 404 : 422;
      assert.deepEqual(await refusedFor('柳支书', api.setUpGroup, { ...asked(), ...change }, status), [
        reason,
      ]);
    }
    assert.deepEqual(await refusedFor('林委员', api.setUpGroup, { ...asked(), leaderId: stranger }), [
      ['party_groups.not_of_the_branch', 'leaderId'],
    ]);
    assert.equal(await organizations(), 0);
    ({ id: group } = await done('柳支书', api.setUpGroup, asked()));
    const seen = await done('柳支书', api.getGroup, { id: group });
    assert.deepEqual(
      [seen.name, seen.leader?.name, seen.seats.map((seat) => seat.person.name)],
      ['一组党小组', '组甲', ['组乙', '组甲']],
    );
    assert.deepEqual(
      seen.free.map((one) => one.name),
      ['组丙', '组丁'],
    );
  });

  it('holds a member once among the groups of the branch', async () => {
    const second = { ...asked(), name: '二组党小组', leaderId: nth(2), memberIds: [nth(1)] };
    assert.deepEqual(await refusedFor('柳支书', api.setUpGroup, second), [
      ['party_groups.in_another_group', 'memberIds'],
    ]);
    assert.equal(await organizations(), 1, 'the group was not founded either');
    assert.deepEqual(
      await refusedFor('柳支书', api.placeMember, { id: group, personId: nth(1), on: '2026-11-02' }),
      [['party_groups.in_another_group', 'personId']],
    );
  });

  it('is out of sight for the next village', async () => {
    assert.equal((await done('石支书', api.listGroups, {})).total, 0);
    await refusedFor('石支书', api.getGroup, { id: group }, 404);
  });

  it('changes its leader among its members; who leads does not leave before', async () => {
    town.setToday('2026-11-20');
    const before = await done('柳支书', api.getGroup, { id: group });
    const leaderSeat = before.seats.find((seat) => seat.person.name === '组甲')?.id ?? '';
    const leave = { id: group, seatId: leaderSeat, lastDay: '2026-11-20', why: '外出务工' };
    assert.deepEqual(await refusedFor('柳支书', api.releaseMember, leave, 409), [
      ['party_groups.leader_first', undefined],
    ]);
    const change = {
      id: group,
      version: before.version,
      how: 'elected' as const,
      on: '2026-11-20',
      why: '改选',
    };
    assert.deepEqual(await refusedFor('柳支书', api.changeLeader, { ...change, personId: nth(2) }), [
      ['party_groups.leader_sits_in_it', 'personId'],
    ]);
    await refusedFor('柳支书', api.changeLeader, { ...change, version: 99, personId: nth(1) }, 409);
    const changed = await done('柳支书', api.changeLeader, { ...change, personId: nth(1) });
    assert.deepEqual(
      changed.leaders.map((leader) => [leader.name, leader.since, leader.until]),
      [
        ['组乙', '2026-11-20', null],
        ['组甲', '2026-11-02', '2026-11-20'],
      ],
    );
    const released = await done('柳支书', api.releaseMember, leave);
    assert.ok(released.seats.length === 2, 'the last day still counts');
    town.setToday('2026-11-21');
    assert.deepEqual(
      (await done('柳支书', api.getGroup, { id: group })).seats.map((seat) => seat.person.name),
      ['组乙'],
    );
  });

  it('ends with its seats; the members stay in the branch and can be placed anew', async () => {
    const { version } = await done('柳支书', api.getGroup, { id: group });
    const end = { id: group, version, on: '2026-11-21', why: '并入二组' };
    const dissolved = await done('柳支书', api.dissolveGroup, end);
    assert.equal(dissolved.dissolvedOn, '2026-11-21');
    assert.deepEqual(
      await refusedFor('柳支书', api.placeMember, { id: group, personId: nth(3), on: '2026-11-21' }, 409),
      [['party_groups.dissolved', undefined]],
    );
    assert.equal((await done('柳支书', api.listGroups, {})).total, 0);
    assert.equal((await done('柳支书', api.listGroups, { state: 'dissolved' })).total, 1);
    const again = { ...asked(), name: '二组党小组', leaderId: nth(1), memberIds: [nth(0)], on: '2026-11-21' };
    await done('柳支书', api.setUpGroup, again);
  });
});
