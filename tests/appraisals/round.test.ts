import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { appraisalsApi as api } from '../../src/modules/appraisals/api.ts';
import { ownAppraisalsApi as own } from '../../src/modules/appraisals/own-api.ts';
import { seedYears } from '../../src/kernel/clock/store.ts';
import { institutions } from '../../src/modules/institutions.ts';
import { standingOf } from '../../src/kernel/duty/standing.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { openTown, type Town } from '../support/town.ts';
import { story, today } from './story.ts';

const self = '对照党员条件，带头参加义务劳动，学习抓得还不够紧。';

describe('a year’s appraisal of a branch', () => {
  let town: Town;
  let at: ReturnType<typeof story>;
  let ids: string[];
  let id: string;
  before(async () => {
    town = await openTown();
    town.setToday(today);
    at = story(town);
    await town.act('system', 'system', seedYears);
    ids = await at.people();
    await at.committee(ids);
  });
  beforeEach(async () => {
    town.setToday(today);
    id = await at.opened();
  });
  afterEach(async () => {
    // Each story has the year for itself.
    await sql`truncate appraisals cascade`.execute(town.owner);
  });
  after(() => town.close());

  it('is opened once a year, by the branch, on paper', async () => {
    const orgId = town.orgs.柳树村支部.id;
    const again = await at.refused('柳支书', api.openRound, { orgId, year: 2026 }, 409);
    assert.deepEqual(again, ['appraisals.round_exists']);
    assert.deepEqual(await at.refused('柳支书', api.openRound, { orgId, year: 2027 }), [
      'appraisals.not_this_year',
    ]);
    assert.deepEqual(
      await at.refused('柳支书', api.openRound, { orgId, year: 2025, mode: 'secret_online' }),
      ['appraisals.online_not_yet'],
    );
    assert.equal((await town.call('石支书', api.openRound, { orgId, year: 2025 })).status, 403);
    assert.equal((await town.call('林委员', api.openRound, { orgId, year: 2025 })).status, 403);
    const { total } = await at.done('柳支书', api.listRounds, { year: 2025 });
    assert.equal(total, 0, 'nothing was written');
    const round = await at.view(id);
    assert.equal(round.members.length, 7);
    assert.equal(
      round.members.filter((one) => one.graded).length,
      6,
      'who is on probation takes part ungraded',
    );
  });

  it('a member writes the self-assessment in person; the secretary enters what came on paper', async () => {
    const work = await at.done('柳党员', workApi.listWork, {});
    assert.ok(work.mine.some((item) => item.path === '/own-appraisals'));
    const { rows } = await at.done('柳党员', own.writeOwnSelf, { id, text: self });
    assert.equal(rows[0]?.self?.onPaper, false);
    assert.equal((await town.call('石支书', own.writeOwnSelf, { id, text: self })).status, 404);
    const round = await at.view(id);
    const [first, second] = round.members;
    assert.deepEqual(
      await at.refused(
        '柳支书',
        api.enterPaper,
        { id, memberId: first?.id ?? '', text: self, writtenOn: today },
        409,
      ),
      ['appraisals.written_by_the_member'],
    );
    const paper = { id, memberId: second?.id ?? '', text: self };
    assert.deepEqual(await at.refused('柳支书', api.enterPaper, { ...paper, writtenOn: '2026-11-22' }), [
      'appraisals.written_before_opening',
    ]);
    const entered = await at.done('柳支书', api.enterPaper, { ...paper, writtenOn: today });
    assert.equal(entered.members[1]?.self?.onPaper, true);
    assert.equal((await town.call('林委员', api.readSelf, { id, memberId: first?.id ?? '' })).status, 403);
    assert.equal((await at.done('柳支书', api.readSelf, { id, memberId: first?.id ?? '' })).text, self);
    await at.met(id);
    assert.deepEqual(await at.refused('柳党员', own.writeOwnSelf, { id, text: self }, 409), [
      'appraisals.self_closed',
    ]);
  });

  it('needs a meeting that half of those with a vote attended: three of six are half, two are not', async () => {
    const few = await at.heldMeeting('organization_life_meeting', 2);
    const { version, state } = await at.view(id);
    assert.deepEqual(await at.refused('柳支书', api.meet, { id, version, meetingId: few }), [
      'meetings.no_quorum',
    ]);
    assert.equal(state, 'open');
    const round = await at.met(id, 3);
    assert.equal(round.state, 'counting');
    assert.equal(round.present, 3);
    assert.ok(round.steps.some((step) => step.move === 'meet'));
  });

  it('two people count apart; the same person is refused, and what cannot be right is', async () => {
    await at.met(id);
    const tally = await at.tallyOf(id);
    const [line] = tally.lines;
    assert.ok(line);
    const sheet = (given: Partial<typeof tally>) => ({ id, round: 1, tally: { ...tally, ...given } });
    const faults = [
      { given: { issued: 7 }, code: 'appraisals.more_issued_than_present' },
      { given: { issued: 5 }, code: 'ballot.more_returned_than_issued' },
      { given: { invalid: 7 }, code: 'appraisals.more_invalid_than_returned' },
      { given: { lines: tally.lines.slice(1) }, code: 'appraisals.lines_are_not_the_roster' },
      {
        given: { lines: [{ ...line, qualified: 5 }, ...tally.lines.slice(1)] },
        code: 'appraisals.sum_of_member',
      },
    ];
    for (const { given, code } of faults)
      assert.equal((await at.refused('柳支书', api.handInSheet, sheet(given)))[0], code);
    assert.equal((await at.view(id)).handedIn, 0, 'nothing was written');

    await at.done('柳支书', api.handInSheet, sheet({}));
    assert.deepEqual(await at.refused('柳支书', api.handInSheet, sheet({}), 409), ['ballot.same_teller']);
    const other = await at.done('小唐', api.getCount, { id });
    assert.equal(other.own, null, 'nobody sees the other sheet');
    assert.equal((await town.call('石支书', api.getCount, { id })).status, 404);
    await at.done('小唐', api.handInSheet, sheet({}));
    const round = await at.view(id);
    assert.equal(round.state, 'counted');
    assert.deepEqual(round.papers, { issued: 6, returned: 6, invalid: 0, valid: 6 });
    assert.equal(round.members[0]?.votes?.qualified, 6);
    const reader = await at.view(id, '许干事');
    assert.ok(
      reader.members.every((member) => member.votes === null && member.grade === null),
      'who only reads sees no ballots',
    );
  });

  it('where two counts differ both tellers are told, and both count again', async () => {
    await at.met(id);
    const tally = await at.tallyOf(id);
    const [line, ...others] = tally.lines;
    assert.ok(line);
    const differing = { ...tally, lines: [{ ...line, qualified: 5, excellent: 1 }, ...others] };
    await at.done('柳支书', api.handInSheet, { id, round: 1, tally });
    await at.done('小唐', api.handInSheet, { id, round: 1, tally: differing });
    const second = await at.done('柳支书', api.getCount, { id });
    assert.equal(second.round, 2);
    assert.deepEqual(
      second.differences.map(({ of, name }) => `${name} ${of}`),
      ['安一 excellent', '安一 qualified'],
    );
    assert.equal((await at.done('许干事', api.getCount, { id })).differences.length, 0, 'told to them alone');
    assert.deepEqual(await at.refused('柳支书', api.handInSheet, { id, round: 1, tally }, 409), [
      'appraisals.count_closed',
    ]);
    for (const who of ['柳支书', '小唐'] as const)
      await at.done(who, api.handInSheet, { id, round: 2, tally: differing });
    const round = await at.view(id);
    assert.equal(round.state, 'counted');
    assert.equal(round.members[0]?.votes?.excellent, 1);
  });

  it('of six no more than two are excellent, each with a reason, and the committee above confirms', async () => {
    await at.met(id);
    const round = await at.counted(id);
    const meetingId = await at.heldMeeting('branch_committee_meeting', 3);
    const proposal = (grades: ReturnType<typeof at.lines>) => ({
      id,
      version: round.version,
      meetingId,
      grades,
    });
    assert.equal(round.ceiling.most, 2);
    assert.deepEqual(
      await at.refused(
        '柳支书',
        api.proposeGrades,
        proposal(at.lines(round, { 0: 'excellent', 1: 'excellent', 2: 'excellent' })),
      ),
      ['appraisals.too_many_excellent'],
    );
    assert.deepEqual(
      await at.refused('柳支书', api.proposeGrades, proposal(at.lines(round, { 0: 'basic' }, null))),
      ['appraisals.grade_without_reason'],
    );
    assert.equal((await at.view(id)).members[0]?.grade, null, 'nothing was written');
    const put = await at.done(
      '柳支书',
      api.proposeGrades,
      proposal(at.lines(round, { 0: 'excellent', 1: 'excellent', 2: 'basic' })),
    );
    assert.equal(put.state, 'proposed');
    const approval = { id, version: put.version, approvedOn: today, reference: '清组〔2026〕31号' };
    assert.equal((await town.call('柳支书', api.approveGrades, approval)).status, 403);
    assert.deepEqual(
      await at.refused('林委员', api.approveGrades, { ...approval, approvedOn: '2026-11-22' }),
      ['appraisals.approved_before_proposal'],
    );
    const back = await at.done('林委员', api.returnGrades, { id, version: put.version, why: '理由不够具体' });
    assert.equal(back.state, 'counted');
    assert.equal(back.steps.at(-1)?.why, '理由不够具体');
  });

  it('each member hears the own result alone, and a low grade prompts without deciding', async () => {
    const round = await at.told(id, { 0: 'basic', 1: 'unqualified' });
    assert.equal(round.objectionsUntil, '2026-11-30', 'five working days after Monday the 23rd');
    assert.deepEqual(round.members[0]?.prompts, ['talk']);
    assert.deepEqual(round.members[1]?.prompts, ['talk', 'disposition']);
    const { rows } = await at.done('柳党员', own.listOwnAppraisals, {});
    assert.equal(rows[0]?.result?.grade, 'basic');
    assert.ok(!JSON.stringify(rows).includes('白二'), 'nobody else');
    const talked = await at.done('柳支书', api.recordTalk, {
      id,
      memberId: round.members[0]?.id ?? '',
      on: today,
      note: '谈了参加组织生活的问题，本人表示改进',
    });
    assert.deepEqual(talked.members[0]?.prompts, []);
    assert.equal(talked.members[0]?.grade, 'basic', 'the grade stays');
  });

  it('an objection is answered above, and both grades are kept', async () => {
    const told = await at.told(id, { 0: 'basic', 1: 'excellent', 2: 'excellent' });
    await at.done('柳党员', own.objectToOwnGrade, { id, text: '外出务工已请假，请核实' });
    assert.deepEqual(
      await at.refused('柳党员', own.objectToOwnGrade, { id, text: '外出务工已请假，请核实' }, 409),
      ['appraisals.objection_waits'],
    );
    town.setToday('2026-12-01');
    const { version, objections } = await at.view(id);
    assert.deepEqual(await at.refused('柳支书', api.closeRound, { id, version }), [
      'appraisals.objections_open',
    ]);
    const answer = { id, objectionId: objections[0]?.id ?? '', answer: '请假属实，改为合格' };
    assert.equal(
      (await town.call('柳支书', api.answerObjection, { ...answer, grade: 'qualified' })).status,
      403,
      'not by those who proposed',
    );
    assert.deepEqual(await at.refused('林委员', api.answerObjection, { ...answer, grade: 'excellent' }), [
      'appraisals.too_many_excellent',
    ]);
    const answered = await at.done('林委员', api.answerObjection, { ...answer, grade: 'qualified' });
    assert.deepEqual(
      answered.objections.map(({ before, after }) => [before, after]),
      [['basic', 'qualified']],
    );
    assert.equal(answered.members[0]?.grade, 'qualified');
    const { rows } = await at.done('柳党员', own.listOwnAppraisals, {});
    assert.equal(rows[0]?.objections[0]?.before, 'basic');
    assert.equal(rows[0]?.result?.grade, 'qualified');
    const closed = await at.done('柳支书', api.closeRound, { id, version: told.version });
    assert.equal(closed.state, 'closed');
  });

  it('the last day of the window counts, the day after does not', async () => {
    const told = await at.told(id);
    town.setToday('2026-11-30');
    assert.deepEqual(await at.refused('柳支书', api.closeRound, { id, version: told.version }), [
      'appraisals.window_open',
    ]);
    const memberId = told.members[1]?.id ?? '';
    await at.done('柳支书', api.enterObjection, {
      id,
      memberId,
      text: '请核实我的考勤',
      madeOn: '2026-11-30',
    });
    town.setToday('2026-12-01');
    const late = { id, memberId: told.members[2]?.id ?? '', text: '请核实我的考勤' };
    assert.deepEqual(await at.refused('柳支书', api.enterObjection, { ...late, madeOn: '2026-12-01' }, 409), [
      'appraisals.window_over',
    ]);
    assert.equal(
      (await at.done('柳支书', api.enterObjection, { ...late, madeOn: '2026-11-30' })).objections.length,
      2,
      'handed in in time, entered late',
    );
  });

  it('somebody is excused with a reason, before the meeting', async () => {
    const { members } = await at.view(id);
    const memberId = members[3]?.id ?? '';
    assert.deepEqual(await at.refused('柳支书', api.excuseMember, { id, memberId, excused: 'illness' }), [
      'appraisals.excuse_needs_reason',
    ]);
    const round = await at.done('柳支书', api.excuseMember, {
      id,
      memberId,
      excused: 'illness',
      note: '住院治疗，支委会同意',
    });
    assert.equal(round.members[3]?.graded, false);
    assert.equal(round.ceiling.most, 1, 'a third of five is one');
    await at.met(id);
    assert.deepEqual(await at.refused('柳支书', api.excuseMember, { id, memberId, excused: null }, 409), [
      'appraisals.roster_is_fixed',
    ]);
  });

  it('the year’s duty is done by the results being told, and falls due when the town says', async () => {
    const standing = async (asOf: string) =>
      (
        await town.act('林委员', 'duties.read', (ctx) =>
          standingOf(ctx, institutions, {
            paths: [town.orgs.柳树村支部.path],
            asOf: Temporal.PlainDate.from(asOf),
            dueFrom: Temporal.PlainDate.from('2026-01-01'),
            dueTo: Temporal.PlainDate.from('2027-12-30'),
            duties: new Set(['appraisals.yearly']),
          }),
        )
      ).map((one) => `${one.period.label} ${one.dueOn.toString()} ${one.state}`);
    assert.deepEqual(await standing('2026-11-23'), ['2026 2026-12-31 on_course']);
    await town.owner
      .insertInto('parameter_settings')
      .values({
        key: 'appraisals.yearly.days',
        org_id: town.orgs.清河镇.id,
        value: '455',
        valid: '[2026-01-01,)',
        source: '镇党委会决定',
        reason: '与年初组织生活会一并进行',
        set_at: Temporal.Instant.from('2026-01-01T00:00:00Z'),
      })
      .execute();
    assert.deepEqual(await standing('2026-11-23'), ['2026 2027-03-31 on_course']);
    await at.told(id);
    assert.deepEqual(await standing('2026-11-23'), ['2026 2027-03-31 done']);
    assert.deepEqual(
      await standing('2026-11-22'),
      ['2026 2027-03-31 on_course'],
      'a past day stays as it was',
    );
  });
});
