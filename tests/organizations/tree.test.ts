import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { organizationsApi } from '../../src/modules/organizations/api.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import { memberFigures } from '../../src/modules/members/figures.ts';
import { openTown, type Town } from '../support/town.ts';

const reason = '镇党委会议决定';

describe('the tree of organizations', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  async function found(
    kind: 'branch' | 'joint_branch' | 'villager_group',
    at: string,
    name: string,
    on = '2020-03-01',
  ) {
    const answer = await town.call('林委员', organizationsApi.foundOrganization, {
      kind,
      parentId: at,
      name: `中共清河镇${name}委员会`,
      shortName: name,
      on,
      reason,
      reference: '清委〔2020〕3号',
    });
    assert.equal(answer.status, 200, JSON.stringify(answer.problem));
    return answer.body;
  }

  it('a branch that is founded stands in the tree from its day on', async () => {
    const { id } = await found('branch', town.orgs['石桥村'].id, '石桥二支部', '2021-05-01');
    const nodes = async (asOf: string) =>
      (await town.call('林委员', organizationsApi.listTree, { asOf })).body.nodes.map((node) => node.id);
    assert.ok(!(await nodes('2021-04-30')).includes(id));
    assert.ok((await nodes('2021-05-01')).includes(id));
  });

  it('a village secretary sees the own village and nothing of another', async () => {
    const { body } = await town.call('柳支书', organizationsApi.listTree, {});
    const seen = body.nodes.map((node) => node.shortName);
    assert.ok(seen.includes('柳树村支部'));
    assert.ok(!seen.includes('石桥村支部'));
    const other = await town.call('柳支书', organizationsApi.getOrganization, { id: town.orgs['石桥村'].id });
    assert.equal(other.status, 403);
  });

  it('who may only look cannot found, and nothing is written', async () => {
    const answer = await town.call('周书记', organizationsApi.foundOrganization, {
      kind: 'branch',
      parentId: town.orgs['东沟村'].id,
      name: '中共清河镇东沟村第二支部',
      shortName: '东沟二支部',
      on: '2020-01-01',
      reason,
    });
    assert.equal(answer.status, 403);
    const { body } = await town.call('林委员', organizationsApi.searchOrganizations, { q: '东沟二支部' });
    assert.deepEqual(body.found, []);
  });

  it('a village committee cannot stand under a branch, and the refusal says at which field', async () => {
    const answer = await town.call('林委员', organizationsApi.foundOrganization, {
      kind: 'villagers_committee',
      parentId: town.orgs['柳树村支部'].id,
      name: '柳树村村民委员会',
      shortName: '柳树村委会',
      on: '2020-01-01',
      reason,
    });
    assert.equal(answer.status, 422);
    assert.equal(answer.problem.code, 'organizations.wrong_place');
    assert.equal(answer.problem.reasons[0]?.field, 'parentId');
    assert.match(answer.problem.message, /村民委员会/u);
  });

  it('a village has one villagers’ committee; the second is refused with the article', async () => {
    const input = {
      kind: 'villagers_committee' as const,
      parentId: town.orgs['东沟村'].id,
      name: '东沟村村民委员会',
      shortName: '东沟村委会',
      on: '2020-01-01',
      reason,
    };
    assert.equal((await town.call('林委员', organizationsApi.foundOrganization, input)).status, 200);
    const second = await town.call('林委员', organizationsApi.foundOrganization, input);
    assert.equal(second.problem.code, 'organizations.only_one');
    assert.match(second.problem.reasons[0]?.cites ?? '', /村组2018/u);
  });

  it('a new name holds from its day, the old one stays in the past', async () => {
    const { id, version } = await found('branch', town.orgs['东沟村'].id, '东沟老支部');
    const renamed = await town.call('林委员', organizationsApi.renameOrganization, {
      id,
      version,
      name: '中共清河镇东沟新支部委员会',
      shortName: '东沟新支部',
      on: '2024-07-01',
      reason,
    });
    assert.equal(renamed.status, 200, JSON.stringify(renamed.problem));
    const nameOn = async (asOf: string) =>
      (await town.call('林委员', organizationsApi.getOrganization, { id, asOf })).body.shortName;
    assert.equal(await nameOn('2024-06-30'), '东沟老支部');
    assert.equal(await nameOn('2024-07-01'), '东沟新支部');
    const { body } = await town.call('林委员', organizationsApi.listHistory, { id });
    assert.equal(body.entries.filter((entry) => entry.what === 'named').length, 2);
  });

  it('a stale version is refused and the first change stays', async () => {
    const { id, version } = await found('branch', town.orgs['东沟村'].id, '东沟三支部');
    const rename = (shortName: string, on: string) =>
      town.call('林委员', organizationsApi.renameOrganization, {
        id,
        version,
        name: `中共清河镇${shortName}`,
        shortName,
        on,
        reason,
      });
    assert.equal((await rename('东沟甲支部', '2024-01-01')).status, 200);
    const late = await rename('东沟乙支部', '2024-02-01');
    assert.equal(late.status, 409);
    assert.equal(late.problem.code, 'stale');
    const { body } = await town.call('林委员', organizationsApi.getOrganization, { id });
    assert.equal(body.shortName, '东沟甲支部');
  });

  it('a change cannot begin in the future nor before the last one', async () => {
    const { id, version } = await found('branch', town.orgs['东沟村'].id, '东沟四支部', '2023-01-01');
    const rename = (on: string) =>
      town.call('林委员', organizationsApi.renameOrganization, {
        id,
        version,
        name: '中共清河镇东沟五支部',
        shortName: '东沟五支部',
        on,
        reason,
      });
    assert.equal((await rename('2026-11-24')).problem.code, 'organizations.day_to_come');
    const early = await rename('2023-01-01');
    assert.equal(early.problem.code, 'organizations.before_last_change');
    assert.equal(early.problem.reasons[0]?.possibleFrom, '2023-01-02');
  });

  it('moving a branch takes its members along: the old village loses sight of them, the new one gains it', async () => {
    const { id, version } = await found('branch', town.orgs['柳树村'].id, '柳树二支部');
    const person = await town.call('林委员', membersApi.registerMember, {
      name: '罗小满',
      sex: 'female',
      branchId: id,
      kind: 'full',
      asAt: '2021-01-01',
    });
    assert.equal(person.status, 200, JSON.stringify(person.problem));
    const sees = async (who: '柳支书' | '石支书') =>
      (await town.call(who, membersApi.listMembers, { q: '罗小满' })).body.total;
    assert.deepEqual([await sees('柳支书'), await sees('石支书')], [1, 0]);
    const moved = await town.call('林委员', organizationsApi.moveOrganization, {
      id,
      version,
      parentId: town.orgs['石桥村'].id,
      on: '2026-01-01',
      reason,
    });
    assert.equal(moved.status, 200, JSON.stringify(moved.problem));
    assert.deepEqual([await sees('柳支书'), await sees('石支书')], [0, 1]);
    const before = await town.call('林委员', organizationsApi.getOrganization, { id, asOf: '2025-12-31' });
    assert.equal(before.body.parent?.id, town.orgs['柳树村'].id);
  });

  it('tree, list and figures of a day past agree, whatever was moved since', async () => {
    const [old, next] = [town.orgs['石桥村'], town.orgs['东沟村']];
    const { id, version } = await found('joint_branch', old.id, '石桥东沟联合支部');
    const registered = await town.call('林委员', membersApi.registerMember, {
      name: '随迁人',
      sex: 'male',
      branchId: id,
      kind: 'full',
      joinedOn: '1995-07-01',
      asAt: '2021-01-01',
    });
    assert.equal(registered.status, 200, JSON.stringify(registered.problem));
    const seen = async (org: { id: string; path: string }, asOf: string) => {
      const tree = await town.call('林委员', organizationsApi.listTree, { asOf });
      const list = await town.call('林委员', membersApi.listMembers, { org: org.id, asOf, q: '随迁人' });
      const strength = await town.call('林委员', membersApi.getStrength, { org: org.id, asOf });
      const listed = await town.call('林委员', membersApi.listMembers, { org: org.id, asOf });
      const [count] = memberFigures;
      const question = { paths: [org.path], asOf: Temporal.PlainDate.from(asOf) };
      const figure = await town.act('林委员', 'members.count', (ctx) => count!.value(ctx, question)); // the first of a table
      assert.equal(strength.body.full + strength.body.probationary, listed.body.total);
      assert.equal(figure, listed.body.total);
      return {
        branch: tree.body.nodes.find((node) => node.id === id)?.parentId === org.id,
        person: list.body.total === 1,
      };
    };
    const move = { id, parentId: next.id, on: '2026-06-01', reason, version };
    assert.equal((await town.call('林委员', organizationsApi.moveOrganization, move)).status, 200);
    const [there, gone] = [
      { branch: true, person: true },
      { branch: false, person: false },
    ];
    assert.deepEqual(await seen(old, '2026-05-31'), there);
    assert.deepEqual(await seen(next, '2026-05-31'), gone);
    assert.deepEqual(await seen(old, '2026-06-01'), gone);
    assert.deepEqual(await seen(next, '2026-06-01'), there);
    assert.deepEqual(await seen(next, '2026-11-23'), there);
  });

  it('a village moves with everything below it, and cannot move below itself', async () => {
    const village = town.orgs['东沟村'];
    const { version } = (await town.call('林委员', organizationsApi.getOrganization, { id: village.id }))
      .body;
    const below = await town.call('林委员', organizationsApi.moveOrganization, {
      id: village.id,
      version,
      parentId: town.orgs['东沟村支部'].id,
      on: '2026-02-01',
      reason,
    });
    assert.equal(below.status, 422);
    assert.ok(below.problem.reasons.some((one) => one.code === 'organizations.below_itself'));
  });

  it('a branch with members, children or roles is not dissolved, and every reason is named', async () => {
    const branch = town.orgs['柳树村支部'];
    await town.call('林委员', membersApi.registerMember, {
      name: '方守田',
      sex: 'male',
      branchId: branch.id,
      kind: 'full',
      asAt: '2021-01-01',
    });
    const { version } = (await town.call('林委员', organizationsApi.getOrganization, { id: branch.id })).body;
    const answer = await town.call('林委员', organizationsApi.dissolveOrganization, {
      id: branch.id,
      version,
      on: '2026-03-01',
      reason,
    });
    assert.equal(answer.status, 409);
    const codes = answer.problem.reasons.map((one) => one.code);
    assert.ok(codes.includes('members.remain'), codes.join());
    assert.ok(codes.includes('organizations.roles_remain'), codes.join());
    assert.ok(codes.includes('organizations.needs_case'), 'nor without the number of a decision');
  });

  it('an empty branch is dissolved, stays visible in the past and takes no members', async () => {
    const { id, version } = await found('branch', town.orgs['东沟村'].id, '东沟旧支部');
    const gone = await town.call('林委员', organizationsApi.dissolveOrganization, {
      id,
      version,
      on: '2025-06-01',
      reason,
      reference: '清委〔2025〕19号',
    });
    assert.equal(gone.status, 200, JSON.stringify(gone.problem));
    const stands = async (asOf: string) =>
      (await town.call('林委员', organizationsApi.listTree, { asOf })).body.nodes.some(
        (node) => node.id === id,
      );
    assert.equal(await stands('2025-05-31'), true);
    assert.equal(await stands('2025-06-01'), false);
    const late = await town.call('林委员', membersApi.registerMember, {
      name: '方守田',
      sex: 'male',
      branchId: id,
      kind: 'full',
      asAt: '2021-01-01',
    });
    assert.equal(late.problem.code, 'organizations.dissolved');
  });
});
