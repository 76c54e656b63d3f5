import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seedYears } from '../../src/kernel/clock/store.ts';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { memberRightsApi as api } from '../../src/modules/member-rights/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

const text = { subject: '希望调整党课时间', body: '白天在地里赶不上，希望改到晚上。' };

describe('what members ask of the organization', () => {
  let town: Town;
  let neighbour = '';
  before(async () => {
    town = await openTown();
    await town.act('system', 'system', seedYears);
    town.setToday('2026-11-02');
    const [member = '', secretary = '', other = ''] = await enterMembers(town, ['柳党员', '柳支书', '邻居']);
    neighbour = other;
    await linkTo('柳党员', member);
    await linkTo('柳支书', secretary);
  });
  after(() => town.close());

  const linkTo = (who: Person, personId: string) =>
    town.owner
      .updateTable('accounts')
      .set({ person_id: personId })
      .where('id', '=', town.accounts[who])
      .execute();

  async function done<E extends Endpoint>(who: Person, row: E, input: InputOf<E>): Promise<ReplyOf<E>> {
    const answer = await town.call(who, row, input);
    assert.equal(answer.status, 200, JSON.stringify(answer.problem));
    return answer.body;
  }

  async function refusedFor<E extends Endpoint>(who: Person, row: E, input: InputOf<E>, status: number) {
    const answer = await town.call(who, row, input);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    return answer.problem.reasons.map((reason) => reason.code);
  }

  const asked = async (given: Partial<InputOf<typeof api.submitRequest>> = {}, who: Person = '柳党员') => {
    const { id } = await done(who, api.submitRequest, { kind: 'request', ...text, ...given });
    return id;
  };
  const countAll = async () =>
    Number(
      (
        await town.owner
          .selectFrom('member_requests')
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirst()
      )?.n,
    );
  const pathsOf = async (who: Person) =>
    (await done(who, workApi.listWork, {})).mine.map((item) => item.path);

  it('the branch accepts and answers in time; the member sees who has it, until when, and who opened it', async () => {
    town.setToday('2026-11-02');
    const id = await asked();
    const waiting = await done('柳党员', api.getOwnRequest, { id });
    assert.equal(waiting.desk, 'branch');
    assert.equal(waiting.at, '柳树村支部');
    assert.equal(waiting.dueOn, '2026-11-09');
    assert.deepEqual(waiting.readings, []);
    assert.ok((await pathsOf('柳支书')).includes(`/member-requests/${id}`));

    const listed = (await done('柳支书', api.listRequests, {})).rows.find((row) => row.id === id);
    assert.equal(listed?.nameMasked, '柳＊＊', 'the name is masked in the list');
    const opened = await done('柳支书', api.getRequest, { id });
    assert.equal(opened.person.name, '柳党员');
    const accepted = await done('柳支书', api.acceptRequest, { id, version: opened.version });
    assert.equal(accepted.dueOn, '2026-12-02');
    assert.deepEqual(await refusedFor('柳支书', api.acceptRequest, { id, version: accepted.version }, 409), [
      'procedure.not_from_here',
    ]);
    const answered = await done('柳支书', api.answerRequest, {
      id,
      version: accepted.version,
      why: '党课改到晚上七点，由支部书记安排。',
    });
    assert.equal(answered.state, 'answered');
    const seen = await done('柳党员', api.getOwnRequest, { id });
    assert.equal(seen.answer?.text, '党课改到晚上七点，由支部书记安排。');
    assert.deepEqual(
      seen.readings.map((reading) => reading.by),
      ['柳支书'],
    );
    const closed = await done('柳党员', api.acceptAnswer, { id, version: seen.version });
    assert.equal(closed.state, 'closed');
  });

  it('what concerns the secretary goes to the level above, and the secretary never learns of it', async () => {
    town.setToday('2026-11-03');
    const { officials } = await done('柳党员', api.listRequestChoices, {});
    const secretary = officials.find((one) => one.name === '柳支书');
    assert.deepEqual(secretary?.desks, ['branch']);
    const id = await asked({ aboutId: town.accounts.柳支书 });
    assert.equal((await done('柳党员', api.getOwnRequest, { id })).desk, 'town');
    assert.deepEqual(await refusedFor('柳支书', api.getRequest, { id }, 404), ['not_found']);
    assert.deepEqual(await refusedFor('柳支书', api.listRequestFiles, { id }, 404), ['not_found']);
    assert.deepEqual(await refusedFor('柳支书', api.acceptRequest, { id, version: 1 }, 404), ['not_found']);
    const rows = await done('柳支书', api.listRequests, {});
    assert.ok(rows.rows.every((row) => row.id !== id));
    assert.ok(!(await pathsOf('柳支书')).includes(`/member-requests/${id}`));

    const { version, otherDesks } = await done('林委员', api.getRequest, { id });
    assert.ok(!otherDesks.includes('branch'));
    assert.deepEqual(
      await refusedFor('林委员', api.handOver, { id, version, desk: 'branch', why: '请支部先办理' }, 422),
      ['member_rights.desk_concerned'],
      'nor is it handed down to the secretary',
    );
    assert.equal((await done('柳党员', api.getOwnRequest, { id })).desk, 'town', 'and nothing was written');
  });

  it('row-level security itself hides it from whom it concerns', async () => {
    const id = await asked({ kind: 'complaint', aboutId: town.accounts.纪书记 });
    const seenBy = (who: Person) =>
      town.act(who, 'member_rights.handle', (ctx) =>
        ctx.tx.selectFrom('member_requests').select('id').where('id', '=', id).execute(),
      );
    assert.equal((await seenBy('纪书记')).length, 0);
    assert.equal((await seenBy('柳支书')).length, 0, 'nor does the branch see what lies above it');
    assert.equal((await seenBy('周书记')).length, 1);
  });

  it('a complaint goes to discipline inspection; neither the branch nor the office opens it', async () => {
    const id = await asked({ kind: 'complaint' });
    assert.equal((await done('柳党员', api.getOwnRequest, { id })).desk, 'discipline');
    await done('纪书记', api.getRequest, { id });
    for (const who of ['柳支书', '林委员', '周书记'] as const)
      assert.deepEqual(await refusedFor(who, api.getRequest, { id }, 404), ['not_found'], who);
    for (const who of ['许干事', '小唐', '村主任', '监主任', '县组织部', '系统员', '审计员'] as const)
      assert.equal((await town.call(who, api.getRequest, { id })).status, 403, who);
  });

  it('handed over it is not refused: the time runs on, and the member sees where it went', async () => {
    town.setToday('2026-11-04');
    const id = await asked();
    const { version, dueOn } = await done('柳支书', api.getRequest, { id });
    assert.deepEqual(
      await refusedFor('柳支书', api.handOver, { id, version, desk: 'branch', why: '不归我们' }, 422),
      ['member_rights.same_desk'],
    );
    town.setToday('2026-11-06');
    await done('柳支书', api.handOver, { id, version, desk: 'town', why: '全镇统一安排的事' });
    const seen = await done('柳党员', api.getOwnRequest, { id });
    assert.deepEqual([seen.desk, seen.dueOn, seen.steps.at(-1)?.note], ['town', dueOn, '全镇统一安排的事']);
    assert.deepEqual(await refusedFor('柳支书', api.getRequest, { id }, 404), ['not_found']);
    await done('林委员', api.getRequest, { id });
  });

  it('an answer is taken to the level above once, in time, and not to whoever gave it', async () => {
    town.setToday('2026-11-05');
    const id = await asked();
    const answer = async (who: Person) => {
      const { version } = await done(who, api.getRequest, { id });
      const accepted = await done(who, api.acceptRequest, { id, version });
      return done(who, api.answerRequest, { id, version: accepted.version, why: '已经研究，维持原来的安排' });
    };
    const first = await answer('柳支书');
    const late = { id, version: first.version, why: '理由没有说清楚' };
    town.setToday('2026-12-06');
    assert.deepEqual(await refusedFor('柳党员', api.appealAnswer, late, 422), [
      'member_rights.appeal_too_late',
    ]);
    town.setToday('2026-12-05');
    const appealed = await done('柳党员', api.appealAnswer, late);
    assert.deepEqual([appealed.state, appealed.desk], ['appealed', 'town']);
    assert.deepEqual(await refusedFor('柳支书', api.getRequest, { id }, 404), ['not_found']);
    const second = await answer('林委员');
    assert.deepEqual(
      await refusedFor('柳党员', api.appealAnswer, { ...late, version: second.version }, 422),
      ['member_rights.appealed_once'],
    );
  });

  it('the member withdraws at any time; what is stale is refused', async () => {
    town.setToday('2026-11-10');
    const id = await asked();
    const { version } = await done('柳支书', api.getRequest, { id });
    await done('柳支书', api.acceptRequest, { id, version });
    assert.deepEqual(await refusedFor('柳党员', api.withdrawRequest, { id, version }, 409), ['stale']);
    const gone = await done('柳党员', api.withdrawRequest, { id, version: version + 1 });
    assert.deepEqual([gone.state, gone.dueOn], ['withdrawn', null]);
  });

  it('what the desk lets lie shows as late to the desk and to the member', async () => {
    town.setToday('2026-09-28');
    const id = await asked();
    const lateOn = async (day: string) => {
      town.setToday(day);
      return (await done('柳党员', api.getOwnRequest, { id })).late;
    };
    assert.equal(await lateOn('2026-10-10'), false, 'the holidays do not count');
    assert.equal(await lateOn('2026-10-11'), true);
    const work = await done('柳支书', workApi.listWork, {});
    assert.ok(work.mine.some((item) => item.path === `/member-requests/${id}` && item.late));
  });

  it('the secretary’s own request goes to the level above', async () => {
    const id = await asked({}, '柳支书');
    assert.equal((await done('柳支书', api.getOwnRequest, { id })).desk, 'town');
    assert.deepEqual(await refusedFor('柳支书', api.getRequest, { id }, 404), ['not_found']);
    assert.deepEqual(await refusedFor('柳党员', api.getOwnRequest, { id }, 404), ['not_found']);
  });

  it('accounts without a record, and names that hold no desk, are refused and nothing is written', async () => {
    const before = await countAll();
    assert.deepEqual(await refusedFor('许干事', api.submitRequest, { kind: 'request', ...text }, 422), [
      'member_rights.no_record',
    ]);
    const about = { kind: 'request' as const, ...text, aboutId: town.accounts.小唐 };
    assert.deepEqual(await refusedFor('柳党员', api.submitRequest, about, 422), [
      'member_rights.not_an_official',
    ]);
    assert.equal(await countAll(), before);
  });

  it('the branch writes a need down with consent; elsewhere’s members are not found', async () => {
    town.setToday('2026-11-16');
    const need = { ...text, consent: '入户时当面同意' };
    const { id } = await done('柳支书', api.writeDownNeed, { ...need, personId: neighbour });
    const view = await done('柳支书', api.getRequest, { id });
    assert.deepEqual(view.onBehalf, { by: '柳支书', consent: '入户时当面同意' });
    assert.equal(view.kind, 'need');
    const before = await countAll();
    assert.deepEqual(await refusedFor('石支书', api.writeDownNeed, { ...need, personId: neighbour }, 404), [
      'not_found',
    ]);
    assert.equal((await town.call('小唐', api.writeDownNeed, { ...need, personId: neighbour })).status, 403);
    assert.equal(await countAll(), before);
  });

  it('papers are added by the member alone, and never reach whom it concerns', async () => {
    const id = await asked({ aboutId: town.accounts.柳支书 });
    const file = new File(['情况说明'], '说明.txt', { type: 'text/plain' });
    const added = await town.call('柳党员', api.addOwnRequestFile, { id }, { file });
    assert.equal(added.status, 200, JSON.stringify(added.problem));
    const { files } = await done('林委员', api.listRequestFiles, { id });
    assert.deepEqual(
      files.map(({ name }) => name),
      ['说明.txt'],
    );
    assert.deepEqual(await refusedFor('柳支书', api.listRequestFiles, { id }, 404), ['not_found']);
    const rows = await town.act('柳支书', 'member_rights.handle', (ctx) =>
      ctx.tx.selectFrom('files').select('id').where('owner_id', '=', id).execute(),
    );
    assert.equal(rows.length, 0);
  });

  it('the log tells that there was a request, not what it says nor of whom', async () => {
    const id = await asked({ aboutId: town.accounts.柳支书, subject: '不写进日志的标题' });
    const events = await town.owner
      .selectFrom('audit_events')
      .select(['event', 'after'])
      .where('subject_id', '=', id)
      .execute();
    assert.deepEqual(
      events.map(({ event }) => event),
      ['member_rights.submitted'],
    );
    assert.doesNotMatch(JSON.stringify(events), /不写进日志|柳支书/u);
  });
});
