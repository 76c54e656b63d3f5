import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { enqueue } from '../../src/kernel/jobs/job.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { openTown, type Person, type Town } from '../support/town.ts';
import { begun, close, enterMembers, mark, plan } from '../meetings/world.ts';

describe('my work and the duties', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
    await enterMembers(town, ['何大川', '何二川', '何三川']);
    // The town began with its duties in the autumn, so that one period has ended.
    await town.act('system', 'system', (ctx) =>
      ctx.tx
        .insertInto('parameter_settings')
        .values({
          key: 'duties.since',
          org_id: town.orgs.清河镇.id,
          value: JSON.stringify('2026-09-01'),
          valid: '[2026-09-01,)',
          source: 'test',
          reason: 'test',
          set_at: ctx.now,
        })
        .execute(),
    );
  });
  after(() => town.close());

  const duties = async (who: Person, input: Record<string, string> = {}) =>
    (await town.call(who, workApi.listDuties, input)).body;
  const lateDay = { duty: 'meetings.theme_party_day', org: '' };

  it('the late stand first, and each leads to the act that discharges it', async () => {
    const { rows } = await duties('柳支书', { ...lateDay, org: town.orgs.柳树村.id });
    assert.deepEqual(rows.map((row) => [row.period, row.state]).slice(0, 2), [
      ['2026-09', 'late'],
      ['2026-10', 'late'],
    ]);
    assert.equal(rows[0]?.startPath, `/meetings/plan?org=${town.orgs.柳树村支部.id}&kind=theme_party_day`);
  });

  it('my work is mine where I can discharge it, and waits for others where they can', async () => {
    const { body: village } = await town.call('柳支书', workApi.listWork, {});
    assert.ok(village.mine.some((item) => item.late && item.text === '每月开展主题党日（2026年9月）'));
    assert.ok(village.mine.every((item) => item.waitsFor === null));
    const { body: town_ } = await town.call('周书记', workApi.listWork, {});
    assert.equal(town_.mine.length, 0);
    assert.ok(town_.others.some((item) => item.orgName === '石桥村支部' && item.waitsFor === '村党支部书记'));
    assert.ok(!village.others.some((item) => item.orgName === '石桥村支部'));
  });

  it('a meeting whose day has passed waits for those who run it, with the other modules silent for outsiders', async () => {
    const meeting = await plan(town, { on: '2026-11-20', title: '十一月党员大会' });
    const { body } = await town.call('小唐', workApi.listWork, {});
    assert.ok(body.mine.some((item) => item.path === `/meetings/${meeting.id}` && item.late));
    const { body: outsider } = await town.call('系统员', workApi.listWork, {});
    assert.deepEqual(outsider, { mine: [], mineCount: 0, others: [], othersCount: 0 });
  });

  it('a record finishes the duty at once', async () => {
    const meeting = await begun(town, { on: '2026-09-20', kind: 'theme_party_day', title: '九月主题党日' });
    await mark(town, meeting, 3);
    assert.equal((await close(town, meeting.id)).status, 200);
    const { rows } = await duties('柳支书', { ...lateDay, org: town.orgs.柳树村.id });
    const september = rows.find((row) => row.period === '2026-09');
    assert.deepEqual(
      [september?.state, september?.lateness, september?.evidence[0]?.path],
      ['done', 'recorded', `/meetings/${meeting.id}`],
    );
  });

  it('the commissioner excuses with a reason and takes it back; who owes it may not', async () => {
    const input = {
      orgId: town.orgs.石桥村支部.id,
      duty: 'meetings.theme_party_day',
      period: '2026-10',
      reason: '全村抗洪抢险，当月未开展',
    };
    assert.equal((await town.call('石支书', workApi.excuseDuty, input)).status, 403);
    const blank = await town.call('林委员', workApi.excuseDuty, { ...input, reason: ' ' });
    assert.equal(blank.status, 400);
    const excused = await town.call('林委员', workApi.excuseDuty, input);
    assert.equal(excused.status, 200, JSON.stringify(excused.problem));
    const again = await town.call('林委员', workApi.excuseDuty, input);
    assert.equal(again.problem.code, 'duties.excused_already');
    const state = async () =>
      (await duties('石支书', lateDayOf())).rows.find((row) => row.period === '2026-10')?.state;
    assert.equal(await state(), 'excused');
    const back = { id: excused.body.id, reason: '核实后应当补开' };
    assert.equal((await town.call('林委员', workApi.withdrawExcuse, back)).status, 200);
    assert.equal(await state(), 'late');
    assert.equal((await town.call('林委员', workApi.withdrawExcuse, back)).status, 404);
  });

  const lateDayOf = () => ({ duty: 'meetings.theme_party_day', org: town.orgs.石桥村.id });

  it('what is not owed cannot be excused', async () => {
    const answer = await town.call('林委员', workApi.excuseDuty, {
      orgId: town.orgs.柳树村.id,
      duty: 'meetings.theme_party_day',
      period: '2026-10',
      reason: '不属于支部',
    });
    assert.equal(answer.status, 404);
    assert.equal(answer.problem.code, 'duties.not_owed');
  });

  it('a village sees its own duties only', async () => {
    const { rows } = await duties('柳支书');
    assert.ok(rows.length > 0);
    assert.ok(rows.every((row) => row.org.name === '柳树村支部'));
    const other = await town.call('柳支书', workApi.listDuties, { org: town.orgs.石桥村.id });
    assert.equal(other.status, 403);
  });

  it('who answers hears once of what comes near and once of what has become late, and nobody else does', async () => {
    const job = town.app.jobs.find((one) => one.name === 'duties.remind');
    assert.ok(job);
    const remind = async (day: string) => {
      town.setToday(day);
      await town.act('system', 'system', (ctx) => enqueue(ctx, job, {}));
      assert.deepEqual(await town.runJobs(), ['duties.remind']);
    };
    const reminders = async (who: Person) => {
      const rows = await town.owner
        .selectFrom('notices')
        .select(['open_params', 'path'])
        .where('account_id', '=', town.accounts[who])
        .where('key', '=', 'duties.reminder')
        .orderBy('at')
        .execute();
      return rows.map((row) => row.open_params as { due: number; late: number });
    };
    const before = (await reminders('石支书')).length;
    await remind('2027-04-24');
    const [near] = (await reminders('石支书')).slice(before);
    assert.ok(near && near.due > 0);
    await remind('2027-04-25');
    await remind('2027-04-25');
    assert.equal((await reminders('石支书')).length, before + 1, 'the same duties are not told again');
    await remind('2027-05-01');
    await remind('2027-05-01');
    const after = (await reminders('石支书')).slice(before + 1);
    assert.equal(after.length, 1);
    assert.ok(after[0] && after[0].late > 0);
    for (const who of ['系统员', '柳党员'] as const) assert.deepEqual(await reminders(who), []);
  });
});
