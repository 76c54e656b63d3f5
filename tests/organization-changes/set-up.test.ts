import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { organizationChangesApi as api } from '../../src/modules/organization-changes/api.ts';
import { organizationsApi } from '../../src/modules/organizations/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { done, refusedFor, votedIn } from '../dispositions/world.ts';
import { openTown, type Town } from '../support/town.ts';
import { approve, get, rollOf, setUp, settle, takeEffect } from './world.ts';

describe('setting a branch up', () => {
  let town: Town;
  let people: string[] = [];
  before(async () => {
    town = await openTown();
    people = await settle(town);
  });
  after(() => town.close());

  const applied = async (founderIds: string[], given: Parameters<typeof setUp>[2] = {}) => {
    town.setToday('2026-06-05');
    return (await done(town, '柳支书', api.applyToSetUp, setUp(town, founderIds, given))).id;
  };
  const treeNames = async (asOf: string) =>
    (await done(town, '林委员', organizationsApi.listTree, { asOf })).nodes.map((node) => node.shortName);

  it('goes from the application to the filing, and tree, roll and term follow', async () => {
    const id = await applied(people.slice(0, 3), { secretaryId: people[0] });
    const before = await get(town, id);
    assert.equal(before.state, 'applied');
    assert.equal(before.dueOn, '2026-07-05', 'the answer is usually given within a month');
    assert.ok(!(await treeNames('2026-06-05')).includes('茶叶社支部'), 'an application founds nothing');

    await refusedFor(town, '许干事', api.putForward, { id }, 409);
    const answered = await approve(town, id, '2026-06-20');
    const shown = await done(town, '许干事', api.putForward, { id });
    assert.equal(shown.notice?.state, 'proposed');
    assert.deepEqual(await refusedFor(town, '许干事', api.putForward, { id }, 409), [
      'organization_changes.already_put_forward',
    ]);
    assert.equal(answered.approval?.question, '同意对有关事项的处理意见');
    const { result } = await takeEffect(town, id, '2026-06-25');
    assert.ok(result);
    assert.ok(!(await treeNames('2026-06-24')).includes('茶叶社支部'));
    assert.ok((await treeNames('2026-06-25')).includes('茶叶社支部'));
    assert.deepEqual(await rollOf(town, result.id, '2026-06-25'), ['茶一', '茶三', '茶二'].sort(byRoll));
    assert.ok((await rollOf(town, town.orgs.柳树村支部.id, '2026-06-24')).includes('茶一'));

    town.setToday('2026-07-10');
    const outsider = {
      id,
      version: (await get(town, id)).version,
      on: '2026-07-08',
      secretaryId: people[5] ?? '',
      reference: '清委〔2026〕33号',
    };
    assert.deepEqual(await refusedFor(town, '林委员', api.enterElection, outsider), [
      'organization_changes.stands_elsewhere',
    ]);
    const elected = await done(town, '林委员', api.enterElection, {
      ...outsider,
      secretaryId: people[0] ?? '',
    });
    assert.equal(elected.state, 'elected');
    assert.equal(elected.steps.at(-1)?.lateDays, 2, 'the late entry shows');
    const { term } = await done(town, '林委员', organizationsApi.getTerm, { id: result.id });
    assert.equal(term?.beganOn, '2026-07-08');

    const filed = await done(town, '林委员', api.fileChange, {
      id,
      version: elected.version,
      on: '2026-07-10',
      filingNo: '青组备〔2026〕9号',
    });
    assert.deepEqual(filed.filing, { on: '2026-07-10', no: '青组备〔2026〕9号' });
    assert.deepEqual(filed.moves, []);
  });

  it('two full members cannot have a branch of their own, and nothing is written', async () => {
    town.setToday('2026-06-05');
    const total = async () => (await done(town, '林委员', api.listChanges, { page: 1 })).total;
    const before = await total();
    assert.deepEqual(await refusedFor(town, '柳支书', api.applyToSetUp, setUp(town, people.slice(3, 5))), [
      'organization_changes.too_few',
    ]);
    assert.equal(await total(), before);
  });

  it('a branch does not stand below a branch', async () => {
    town.setToday('2026-06-05');
    assert.deepEqual(
      await refusedFor(
        town,
        '柳支书',
        api.applyToSetUp,
        setUp(town, people.slice(3, 6), { parentId: town.orgs.柳树村支部.id }),
      ),
      ['organizations.wrong_place'],
    );
  });

  it('another village’s secretary neither applies here nor sees the case', async () => {
    const id = await applied(people.slice(3, 6));
    await refusedFor(town, '石支书', api.applyToSetUp, setUp(town, people.slice(3, 6)), 403);
    await refusedFor(town, '石支书', api.getChange, { id }, 404);
  });

  it('a lost vote, and one from before the application, decide nothing', async () => {
    const lost = await votedIn(town, {
      kind: 'town_committee_meeting',
      on: '2026-06-12',
      yes: 1,
      no: 2,
      mode: 'hands',
    });
    const early = await votedIn(town, {
      kind: 'town_committee_meeting',
      on: '2026-06-02',
      yes: 3,
      no: 0,
      mode: 'hands',
    });
    const id = await applied(people.slice(3, 6));
    const { version } = await get(town, id);
    town.setToday('2026-06-15');
    const refused = (decisionId: string) =>
      refusedFor(town, '许干事', api.approveChange, {
        id,
        version,
        decisionId,
        reference: '清委〔2026〕40号',
      });
    assert.deepEqual(await refused(lost), ['organization_changes.vote_lost']);
    assert.deepEqual(await refused(early), ['organization_changes.voted_before']);
    assert.equal((await get(town, id)).state, 'applied');
    await refusedFor(
      town,
      '柳支书',
      api.approveChange,
      { id, version, decisionId: lost, reference: '清委〔2026〕40号' },
      403,
    );
  });

  it('a returned application is completed and handed in again; the clock begins anew', async () => {
    const id = await applied(people.slice(3, 6));
    town.setToday('2026-06-10');
    await refusedFor(
      town,
      '许干事',
      api.sendBack,
      { id, version: (await get(town, id)).version, why: '' },
      400,
    );
    await done(town, '许干事', api.sendBack, {
      id,
      version: (await get(town, id)).version,
      why: '缺调查情况',
    });
    town.setToday('2026-06-14');
    assert.deepEqual(
      await refusedFor(town, '柳支书', api.applyAgain, {
        id,
        version: (await get(town, id)).version,
        why: '换了发起党员',
        need: '走访了党员',
        setUp: { name: '中共柳树村茶园支部委员会', shortName: '茶园支部', founderIds: people.slice(3, 5) },
      }),
      ['organization_changes.too_few'],
    );
    assert.equal((await get(town, id)).founders.length, 3, 'nothing is written');
    const again = await done(town, '柳支书', api.applyAgain, {
      id,
      version: (await get(town, id)).version,
      why: '补充了走访记录',
      need: '走访了四名党员，都同意单独成立支部',
      setUp: { name: '中共柳树村茶园支部委员会', shortName: '茶园支部', founderIds: people.slice(2, 6) },
    });
    assert.equal(again.name, '茶园支部');
    assert.equal(again.founders.length, 4);
    assert.equal(again.state, 'applied');
    assert.equal(again.dueOn, '2026-07-14');
  });

  it('an answer that is late waits for the office, and the secretary sees whose it is', async () => {
    const id = await applied(people.slice(3, 6), { shortName: '迟复支部' });
    town.setToday('2026-07-06');
    const pathOf = ({ path }: { path: string }) => path.endsWith(id);
    const office = await done(town, '许干事', workApi.listWork, {});
    assert.equal(office.mine.find(pathOf)?.late, true);
    const secretary = await done(town, '柳支书', workApi.listWork, {});
    assert.ok(!secretary.mine.some(pathOf));
    assert.match(secretary.others.find(pathOf)?.waitsFor ?? '', /组织部门/u);
  });

  it('a joint branch covers its units from the day of effect', async () => {
    town.setToday('2026-06-05');
    const unitIds = [town.orgs.柳树村.id, town.orgs.石桥村.id];
    const joint = await done(
      town,
      '林委员',
      api.applyToSetUp,
      setUp(town, people.slice(3, 5), {
        kind: 'joint_branch',
        parentId: town.orgs.清河镇.id,
        unitIds,
        shortName: '两村联合支部',
      }),
    );
    const view = await get(town, joint.id);
    assert.deepEqual(view.parts.map((part) => part.name).sort(), ['柳树村', '石桥村'].sort());
    assert.deepEqual(view.warnings, []);

    await approve(town, joint.id, '2026-06-20');
    const { result } = await takeEffect(town, joint.id, '2026-06-21');
    const { units } = await done(town, '林委员', organizationsApi.getUnits, { id: result?.id ?? '' });
    assert.deepEqual(
      new Map(units.map(({ name, since }) => [name, since])),
      new Map([
        ['柳树村', '2026-06-21'],
        ['石桥村', '2026-06-21'],
      ]),
    );
  });

  it('a temporary branch moves nobody, elects nobody and is reminded of before its end', async () => {
    town.setToday('2026-06-05');
    const temporary = await done(
      town,
      '林委员',
      api.applyToSetUp,
      setUp(town, [], {
        kind: 'temporary_branch',
        shortName: '防汛临时支部',
        endsOn: '2026-09-30',
      }),
    );
    assert.deepEqual(
      (await get(town, temporary.id)).warnings.map((reason) => reason.code),
      ['organization_changes.short_work'],
    );
    assert.deepEqual(
      await refusedFor(town, '林委员', api.applyToSetUp, setUp(town, [], { kind: 'temporary_branch' })),
      ['organization_changes.end_missing'],
    );
    await approve(town, temporary.id, '2026-06-22');
    const { result, moves } = await takeEffect(town, temporary.id, '2026-06-23');
    assert.deepEqual(
      moves.map((move) => move.move),
      ['file'],
    );
    assert.ok(result);
    assert.deepEqual(
      await refusedFor(
        town,
        '林委员',
        organizationsApi.beginTerm,
        { id: result.id, on: '2026-06-23', reference: '清委〔2026〕50号' },
        409,
      ),
      ['organizations.no_terms'],
    );
    const reminded = async (day: string) => {
      town.setToday(day);
      const { mine } = await done(town, '林委员', workApi.listWork, {});
      return mine.some((item) => item.path === `/organization-changes/dissolve?org=${result.id}`);
    };
    assert.equal(await reminded('2026-08-30'), false);
    assert.equal(await reminded('2026-08-31'), true);
    await done(town, '林委员', api.applyToDissolve, {
      orgId: result.id,
      need: '防汛工作结束',
      appliedOn: '2026-08-31',
    });
    assert.equal(await reminded('2026-08-31'), false, 'asked for');
  });
});

const order = new Intl.Collator('zh-CN-u-co-pinyin');
const byRoll = (a: string, b: string): number => order.compare(a, b);
