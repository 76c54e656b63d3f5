import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { jointBuildingApi as api } from '../../src/modules/joint-building/api.ts';
import { partnershipsApi } from '../../src/modules/partnerships/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { begun, close, enterMembers, mark } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

describe('joint building', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
    town.setToday('2027-02-10');
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

  const count = async (
    table: 'alliances' | 'alliance_partners' | 'partnership_plans' | 'partnership_supports',
  ) => {
    const { n } = await town.owner
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return n;
  };
  const dutyOf = async (who: Person, duty: string): Promise<string | undefined> => {
    const { rows } = await done(who, workApi.listDuties, { duty });
    return rows.find((row) => row.period === '2027')?.state;
  };
  const mine = async (who: Person) => (await done(who, workApi.listWork, {})).mine;

  const agreement = () => ({
    kind: 'village_village' as const,
    title: '两村茶叶联建',
    leadId: town.orgs.柳树村.id,
    partnerIds: [town.orgs.石桥村.id],
    since: '2027-01-05',
    until: '2028-12-31',
    tasks: '统一采摘标准，合用炒茶设备',
  });
  const draft = async () => (await done('柳支书', api.draftAlliance, agreement())).id;

  it('the kind is what its partners are, and nothing is written when they do not fit it', async () => {
    assert.deepEqual(await refusedFor('柳支书', api.draftAlliance, { ...agreement(), partnerIds: [] }), [
      ['joint_building.partner_missing', 'partnerIds'],
    ]);
    assert.deepEqual(
      await refusedFor('林委员', api.draftAlliance, { ...agreement(), kind: 'village_firm' }),
      [['joint_building.partner_missing', 'partnerIds']],
    );
    assert.deepEqual(
      await refusedFor('林委员', api.draftAlliance, { ...agreement(), leadId: town.orgs.柳树村支部.id }),
      [['joint_building.no_village', 'leadId']],
    );
    assert.deepEqual(await refusedFor('柳支书', api.draftAlliance, { ...agreement(), until: '2027-01-04' }), [
      ['joint_building.until_before_since', 'until'],
    ]);
    assert.deepEqual(await refusedFor('柳支书', api.draftAlliance, { ...agreement(), fundFen: 100 }), [
      ['joint_building.fund_without_source', 'fundSource'],
    ]);
    assert.deepEqual(
      await refusedFor(
        '柳支书',
        api.draftAlliance,
        { ...agreement(), leadId: town.orgs.石桥村.id, partnerIds: [town.orgs.东沟村.id] },
        403,
      ),
      [['permission.elsewhere', undefined]],
      'nobody drafts for villages that are not the own',
    );
    for (const who of ['小唐', '柳党员', '钱会计', '纪书记'] as const)
      await refusedFor(who, api.draftAlliance, agreement(), 403);
    assert.equal(await count('alliances'), 0);
    assert.equal(await count('alliance_partners'), 0);
  });

  it('each village signs for itself, nobody for another, and with the last signature it runs', async () => {
    const id = await draft();
    const [ours, theirs] = (await done('柳支书', api.getAlliance, { id })).parties;
    assert.ok(ours && theirs);
    assert.deepEqual(
      [ours.maySign, theirs.maySign, theirs.who],
      [true, false, 'joint_building.sign'],
      'the screen offers the own signature alone',
    );
    assert.ok((await mine('石支书')).some(({ path }) => path === `/joint-building/${id}`));
    const sign = { id, signer: '柳大山', on: '2027-02-09' };
    await refusedFor('柳支书', api.signAlliance, { ...sign, partnerId: theirs.id }, 403);
    await refusedFor('林委员', api.signAlliance, { ...sign, partnerId: ours.id }, 403);
    assert.deepEqual(
      await refusedFor('柳支书', api.signAlliance, { ...sign, partnerId: ours.id, on: '2027-02-11' }),
      [['day.to_come', 'on']],
    );
    assert.equal((await done('柳支书', api.getAlliance, { id })).unsigned, 2, 'nothing was written');

    assert.equal((await done('柳支书', api.signAlliance, { ...sign, partnerId: ours.id })).state, 'draft');
    assert.deepEqual(await refusedFor('柳支书', api.signAlliance, { ...sign, partnerId: ours.id }, 409), [
      ['joint_building.signed_already', undefined],
    ]);
    const runs = await done('石支书', api.signAlliance, {
      id,
      partnerId: theirs.id,
      signer: '石长河',
      on: '2027-02-10',
    });
    assert.deepEqual([runs.state, runs.runsFrom], ['running', '2027-02-10'], 'from the last signature on');
    assert.ok(!(await mine('石支书')).some(({ path }) => path === `/joint-building/${id}`));
  });

  it('every partner sees the whole, others nothing of it', async () => {
    const { rows } = await done('石支书', api.listAlliances, { state: 'running' });
    const [{ id } = { id: '' }] = rows;
    assert.equal((await done('石支书', api.getAlliance, { id })).parties.length, 2);
    assert.equal((await done('纪书记', api.getAlliance, { id })).may.keep, false);
    await refusedFor('柳党员', api.getAlliance, { id }, 403);
    const outsiders = await town.act('system', 'system', (ctx) =>
      ctx.tx.selectFrom('alliances').select('id').execute(),
    );
    assert.equal(outsiders.length, 1);
    const elsewhere = await done('林委员', api.draftAlliance, {
      ...agreement(),
      title: '石桥、东沟联建',
      leadId: town.orgs.石桥村.id,
      partnerIds: [town.orgs.东沟村.id],
    });
    await refusedFor('柳支书', api.getAlliance, { id: elsewhere.id }, 404);
    await refusedFor('柳支书', partnershipsApi.getPartnership, { type: 'alliance', id: elsewhere.id }, 404);
    assert.deepEqual(
      (await done('柳支书', api.listAlliances, {})).rows.map((row) => row.title),
      ['两村茶叶联建'],
    );
  });

  it('the office signs for whoever has no secretary here', async () => {
    const outside = { name: '县城东门社区', side: 'community' as const, contact: '社区党建办公室' };
    const { id } = await done('柳支书', api.draftAlliance, {
      ...agreement(),
      kind: 'village_community',
      title: '村居联建',
      partnerIds: [],
      outside,
    });
    const [, community] = (await done('柳支书', api.getAlliance, { id })).parties;
    assert.ok(community?.outside && community.contact === outside.contact);
    const sign = { id, partnerId: community.id, signer: '东门社区书记', on: '2027-02-10' };
    await refusedFor('柳支书', api.signAlliance, sign, 403);
    assert.equal((await done('许干事', api.signAlliance, sign)).unsigned, 1);
    const { version } = await done('柳支书', api.getAlliance, { id });
    await refusedFor('柳支书', api.withdrawAlliance, { id, version: version - 1, why: '社区另有安排' }, 409);
    const gone = await done('柳支书', api.withdrawAlliance, { id, version, why: '社区另有安排' });
    assert.equal(gone.state, 'withdrawn');
    await refusedFor('许干事', api.signAlliance, sign, 409);
  });

  it('the village that leads owes the plan; either side says what came of an item, once', async () => {
    const {
      rows: [running],
    } = await done('柳支书', api.listAlliances, { state: 'running' });
    assert.ok(running);
    const of = { type: 'alliance' as const, id: running.id };
    assert.equal(await dutyOf('柳支书', 'joint_village_village_plan'), 'on_course');
    const first = { task: '合办春茶品鉴会', who: '村委会', dueOn: '2027-04-30' };
    const plan = { ...of, year: 2027, purposes: '两村春茶一起卖', first };
    await refusedFor('纪书记', partnershipsApi.makePlan, plan, 404);
    assert.deepEqual(await refusedFor('柳支书', partnershipsApi.makePlan, { ...plan, year: 2026 }), [
      ['partnerships.not_that_year', 'year'],
    ]);
    assert.deepEqual(
      await refusedFor('柳支书', partnershipsApi.makePlan, {
        ...plan,
        first: { ...first, dueOn: '2028-01-01' },
      }),
      [['partnerships.item_of_another_year', 'first.dueOn']],
    );
    assert.equal(await count('partnership_plans'), 0);

    const made = await done('柳支书', partnershipsApi.makePlan, plan);
    assert.equal(await dutyOf('柳支书', 'joint_village_village_plan'), 'done');
    await refusedFor('石支书', partnershipsApi.makePlan, plan, 409);
    const itemId = made.plans[0]?.items[0]?.id ?? '';
    const settle = { ...of, itemId, state: 'done' as const, on: '2027-02-10', outcome: '签单十二份' };
    const review = { ...of, year: 2027, on: '2027-02-10', review: '两村一起卖茶，卖得更好' };
    assert.deepEqual(await refusedFor('柳支书', partnershipsApi.reviewPlan, review), [
      ['partnerships.items_open', undefined],
    ]);
    assert.deepEqual(
      await refusedFor('石支书', partnershipsApi.settleItem, { ...settle, on: '2027-02-11' }),
      [['day.to_come', 'on']],
    );
    const settled = await done('石支书', partnershipsApi.settleItem, settle);
    assert.equal(settled.plans[0]?.items[0]?.settledBy, '石支书');
    await refusedFor('柳支书', partnershipsApi.settleItem, settle, 409);
    const reviewed = await done('柳支书', partnershipsApi.reviewPlan, review);
    assert.equal(reviewed.plans[0]?.reviewed?.by, '柳支书');
    assert.equal(
      (await done('石支书', partnershipsApi.getPartnership, of)).plans[0]?.reviewed?.text,
      review.review,
    );
    assert.deepEqual(
      await refusedFor('石支书', partnershipsApi.addItem, { ...of, year: 2027, ...first }, 409),
      [['partnerships.reviewed_already', undefined]],
    );
  });

  it('a project’s uses never exceed its sources; money and help are stated by those who keep it', async () => {
    const {
      rows: [running],
    } = await done('柳支书', api.listAlliances, { state: 'running' });
    const id = running?.id ?? '';
    await refusedFor('纪书记', api.addProject, { id, title: '炒茶车间', on: '2027-02-10' }, 403);
    assert.deepEqual(
      await refusedFor('柳支书', api.addProject, { id, title: '炒茶车间', on: '2027-02-09' }),
      [['day.too_early', 'on']],
    );
    const [project] = (await done('石支书', api.addProject, { id, title: '炒茶车间', on: '2027-02-10' }))
      .projects;
    const money = { id, projectId: project?.id ?? '', what: '村集体配套', on: '2027-02-10' };
    await done('柳支书', api.addMoney, { ...money, direction: 'source', amountFen: 10_000 });
    assert.deepEqual(
      await refusedFor('柳支书', api.addMoney, { ...money, direction: 'use', amountFen: 10_001 }),
      [['joint_building.uses_beyond_sources', 'amountFen']],
    );
    const spent = await done('柳支书', api.addMoney, { ...money, direction: 'use', amountFen: 10_000 });
    assert.deepEqual([spent.projects[0]?.sourceFen, spent.projects[0]?.useFen], [10_000, 10_000]);
    const outcome = {
      id,
      projectId: money.projectId,
      state: 'done' as const,
      on: '2027-02-10',
      outcome: '已投产',
    };
    await done('柳支书', api.settleProject, outcome);
    await refusedFor('柳支书', api.settleProject, outcome, 409);
    await refusedFor('柳支书', api.addMoney, { ...money, direction: 'source', amountFen: 1 }, 409);

    const help = {
      type: 'alliance' as const,
      id,
      kind: 'funds' as const,
      given: '添置桌椅',
      giver: '县农业局',
      on: '2027-02-10',
      proof: '收据第1号',
    };
    assert.deepEqual(await refusedFor('柳支书', partnershipsApi.giveSupport, help), [
      ['partnerships.amount_missing', 'amountFen'],
    ]);
    assert.equal(await count('partnership_supports'), 0);
    const given = await done('柳支书', partnershipsApi.giveSupport, { ...help, amountFen: 500_000 });
    assert.equal(given.supports[0]?.amountFen, 500_000);
  });

  it('the overview goes village by village and names blanks', async () => {
    const { villages, may } = await done('林委员', api.getVillages, {});
    const linked = new Map(
      villages.map(({ name, leaders, alliances }) => [
        name,
        { leaders: leaders.length, alliances: alliances.map((one) => one.name) },
      ]),
    );
    assert.deepEqual(linked.get('石桥村'), { leaders: 0, alliances: ['两村茶叶联建'] });
    assert.deepEqual(linked.get('东沟村'), { leaders: 0, alliances: [] });
    assert.equal(linked.size, 3);
    assert.deepEqual(may, { assign: true, draft: true });
    const own = await done('石支书', api.getVillages, {});
    assert.deepEqual(
      own.villages.map(({ name }) => name),
      ['石桥村'],
    );
    assert.equal(own.may.assign, false);
  });

  it('a meeting that a partner has held is named as a joint one; others read that it was, and cannot open it', async () => {
    const {
      rows: [running],
    } = await done('柳支书', api.listAlliances, { state: 'running' });
    const id = running?.id ?? '';
    await enterMembers(town, ['甲党员', '乙党员', '丙党员']);
    const meeting = await begun(town, {
      kind: 'theme_party_day',
      on: '2027-02-10',
      title: '两村联合主题党日',
    });
    await mark(town, meeting, 3);
    const closed = await close(town, meeting.id);
    assert.equal(closed.status, 200, JSON.stringify(closed.problem));
    const { found } = await done('柳支书', api.listHeldMeetings, { id });
    assert.deepEqual(
      found.map(({ title }) => title),
      ['两村联合主题党日'],
    );
    const name = { id, meetingId: meeting.id };
    assert.deepEqual(await refusedFor('石支书', api.nameMeeting, name), [
      ['joint_building.no_joint_meeting', 'meetingId'],
    ]);
    const [own] = (await done('柳支书', api.nameMeeting, name)).meetings;
    assert.equal(own?.path, `/meetings/${meeting.id}`);
    const [theirs] = (await done('石支书', api.getAlliance, { id })).meetings;
    assert.deepEqual([theirs?.title, theirs?.path], ['两村联合主题党日', null]);
    await refusedFor('柳支书', api.nameMeeting, name);
  });

  it('what is put forward names bodies and sums and no person, and one notice is under way at a time', async () => {
    const {
      rows: [running],
    } = await done('柳支书', api.listAlliances, { state: 'running' });
    const id = running?.id ?? '';
    await refusedFor('小唐', api.putForward, { id }, 403);
    const [notice] = (await done('柳支书', api.putForward, { id })).disclosures;
    assert.equal(notice?.state, 'proposed');
    await refusedFor('石支书', api.putForward, { id }, 409);
    const { content } = await town.owner
      .selectFrom('publications')
      .select('content')
      .where('subject_id', '=', id)
      .executeTakeFirstOrThrow();
    const text = JSON.stringify(content);
    for (const shown of ['柳树村、石桥村', '合办春茶品鉴会', '签单十二份', '炒茶车间', '10000'])
      assert.ok(text.includes(shown), shown);
    for (const person of ['柳大山', '石长河', '村委会']) assert.ok(!text.includes(person), person);
  });

  it('a partner reads the annex that another added, and nobody else does', async () => {
    const {
      rows: [running],
    } = await done('柳支书', api.listAlliances, { state: 'running' });
    const id = running?.id ?? '';
    const file = new File(['协议全文'], '协议.txt', { type: 'text/plain' });
    const added = await town.call('石支书', api.addAttachment, { id }, { file });
    assert.equal(added.status, 200, JSON.stringify(added.problem));
    const { files } = await done('柳支书', api.listAttachments, { id });
    assert.deepEqual(
      files.map(({ name }) => name),
      ['协议.txt'],
    );
    await refusedFor('柳党员', api.listAttachments, { id }, 403);
    const refused = await town.call('纪书记', api.addAttachment, { id }, { file });
    assert.equal(refused.status, 403);
  });

  it('it ends with its review, and renewed it is signed anew by all', async () => {
    const {
      rows: [running],
    } = await done('柳支书', api.listAlliances, { state: 'running' });
    const id = running?.id ?? '';
    const { version } = await done('石支书', api.getAlliance, { id });
    const end = { id, version, on: '2027-02-10', review: '车间建成，继续合作', renewUntil: '2029-12-31' };
    await refusedFor('石支书', api.endAlliance, { ...end, version: version - 1 }, 409);
    assert.deepEqual(await refusedFor('石支书', api.endAlliance, { ...end, renewUntil: '2027-02-10' }), [
      ['joint_building.until_before_since', 'renewUntil'],
    ]);
    assert.equal((await done('石支书', api.getAlliance, { id })).state, 'running', 'nothing was written');
    const ended = await done('石支书', api.endAlliance, end);
    assert.equal(ended.state, 'ended');
    const renewal = await done('柳支书', api.getAlliance, { id: ended.renewedBy ?? '' });
    assert.deepEqual([renewal.state, renewal.unsigned, renewal.since], ['draft', 2, '2027-02-11']);
  });

  it('moving a village takes its alliances along', async () => {
    await town.owner.transaction().execute(async (tx) => {
      await sql`set local app.paths = '{""}'`.execute(tx);
      await sql`select move_organization_paths(${town.orgs.石桥村.path}::ltree, ${town.orgs.青江县委.path}::ltree)`.execute(
        tx,
      );
      const { rows } = await sql<{ paths: string[] }>`
        select org_paths::text[] as paths from alliances where title = '两村茶叶联建' limit 1
      `.execute(tx);
      const label = town.orgs.石桥村.path.split('.').at(-1) ?? '';
      assert.deepEqual(rows[0]?.paths, [town.orgs.柳树村.path, `${town.orgs.青江县委.path}.${label}`]);
    });
  });
});
