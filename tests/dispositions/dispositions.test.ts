import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { dispositionsApi as api } from '../../src/modules/dispositions/api.ts';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import { boardApi } from '../../src/modules/policy/board-api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';
import {
  approved,
  done,
  heard,
  keep,
  linkAccount,
  opening,
  refusedFor,
  settle,
  step,
  versionOf,
  votedIn,
} from './world.ts';

describe('dispositions of members', () => {
  let town: Town;
  let subject = '';
  beforeEach(async () => {
    town = await openTown();
    subject = await settle(town);
  });
  afterEach(() => town.close());

  const inRoll = async () => {
    const { status, events, fields } = await done(town, '林委员', membersApi.getMember, { id: subject });
    return { status, events: events.map(({ event }) => event), joined: fields['joined_on'] };
  };
  const see = (id: string, who: Person = '林委员') => done(town, who, api.getDisposition, { id });
  const rows = async (table: 'disposition_steps' | 'disposition_records' | 'disposition_decisions') =>
    (await town.owner.selectFrom(table).selectAll().execute()).length;

  it('delisted with the member heard, appealed against, upheld: back on the roll with the old dates', async () => {
    const joined = (await inRoll()).joined;
    const id = await approved(town, subject, 'delist');
    assert.equal((await inRoll()).status, 'active', 'approval alone changes nothing in the roll');
    town.setToday('2026-07-07');
    assert.deepEqual(
      await refusedFor(
        town,
        '柳支书',
        api.carryOut,
        { id, version: await versionOf(town, id), move: 'delist', on: '2026-07-07' },
        403,
      ),
      ['permission.missing'],
    );
    const gone = await done(town, '林委员', api.carryOut, {
      id,
      version: await versionOf(town, id),
      move: 'delist',
      on: '2026-07-07',
    });
    assert.equal(gone.state, 'effective');
    assert.deepEqual(gone.rejoinFrom, { on: '2031-07-03', source: '处置2024 [?]' });
    assert.equal((await inRoll()).status, 'delisted');
    await done(town, '林委员', api.carryOut, {
      id,
      version: gone.version,
      move: 'archive',
      on: '2026-07-07',
    });

    town.setToday('2026-08-01');
    const { cases } = await done(town, '柳党员', api.listOwnDispositions, {});
    assert.deepEqual(
      cases[0]?.appealTo,
      ['county', 'above'],
      'the town decided, so the appeal goes above it',
    );
    assert.deepEqual(
      await refusedFor(town, '柳党员', api.appealForOneself, { id, level: 'town', content: '请求复查' }),
      ['dispositions.appeal_to_higher'],
    );
    await done(town, '柳党员', api.appealForOneself, {
      id,
      level: 'county',
      content: '病假期间无法承担工作',
    });
    const work = await done(town, '纪书记', workApi.listWork, {});
    assert.deepEqual(
      work.mine.filter((item) => item.path === `/dispositions/${id}`).map(({ text, dueOn }) => [text, dueOn]),
      [['答复程某的申诉', '2026-10-30']],
    );
    const seen = await see(id, '柳支书');
    assert.equal(seen.appeals[0]?.content, null, 'the branch does not read what is said of it');
    assert.ok((await see(id, '纪书记')).appeals[0]?.content);

    town.setToday('2026-09-10');
    const open = await see(id);
    const upheld = await done(town, '纪书记', api.answerAppeal, {
      id,
      appealId: open.appeals[0]?.id ?? '',
      version: open.version,
      outcome: 'upheld',
      on: '2026-09-09',
      answer: '经县委复查，病假证明属实，撤销原决定。',
      reference: '青组〔2026〕40号',
    });
    assert.equal(upheld.state, 'revoked');
    const back = await inRoll();
    assert.deepEqual([back.status, back.joined], ['active', joined]);
    assert.deepEqual(back.events.slice(0, 2), ['restored', 'delisted']);
    const own = await done(town, '柳党员', api.listOwnDispositions, {});
    assert.equal(own.cases[0]?.state, 'revoked');
  });

  it('each step says what it lacks, and nothing is written', async () => {
    const { id } = await done(town, '柳支书', api.openDisposition, opening(subject));
    const move = async (key: 'confirm_facts' | 'put_before_branch', on = '2026-06-01') =>
      refusedFor(town, '柳支书', api.moveAtBranch, {
        id,
        version: await versionOf(town, id),
        move: key,
        on,
      });
    assert.deepEqual(await move('confirm_facts'), ['dispositions.not_on_file']);
    assert.deepEqual(
      await refusedFor(
        town,
        '柳支书',
        api.moveAtBranch,
        { id, version: await versionOf(town, id), move: 'put_before_branch', on: '2026-06-01' },
        409,
      ),
      ['procedure.not_from_here'],
    );
    assert.deepEqual(
      await refusedFor(
        town,
        '柳支书',
        api.addRecord,
        { id, kind: 'hearing', on: '2026-06-01', content: '尚未开会' },
        409,
      ),
      ['dispositions.record_not_now'],
      'nobody is heard before there is a meeting',
    );
    assert.deepEqual(
      await refusedFor(town, '柳支书', api.addRecord, {
        id,
        kind: 'verification',
        on: '2026-06-02',
        content: '明天的事',
      }),
      ['dispositions.day_in_future'],
    );
    assert.equal(await rows('disposition_steps'), 0);
    assert.equal(await rows('disposition_records'), 0);
  });

  it('the vote is the branch’s own, on paper, passed, of a closed record and used once', async () => {
    const id = await heard(town, subject);
    const hands = await votedIn(town, {
      kind: 'branch_members_meeting',
      on: '2026-06-20',
      yes: 4,
      no: 1,
      mode: 'hands',
    });
    const lost = await votedIn(town, { kind: 'branch_members_meeting', on: '2026-06-20', yes: 2, no: 3 });
    const earlier = await votedIn(town, { kind: 'branch_members_meeting', on: '2026-06-19', yes: 5, no: 0 });
    town.setToday('2026-06-20');
    const take = async (decisionId: string, given: object = {}) =>
      refusedFor(town, '柳支书', api.takeBranchDecision, {
        id,
        version: await versionOf(town, id),
        decisionId,
        way: 'delist',
        tasks: [],
        ...given,
      });
    assert.deepEqual(await take(hands), ['dispositions.not_secret']);
    assert.deepEqual(await take(lost), ['dispositions.vote_not_passed']);
    assert.deepEqual(await take(earlier), ['dispositions.heard_another_day']);
    const good = await votedIn(town, { kind: 'branch_members_meeting', on: '2026-06-20', yes: 3, no: 2 });
    assert.deepEqual(await take(good, { way: 'rectify', deadlineOn: '2027-06-21' }), [
      'dispositions.tasks_missing',
      'dispositions.deadline_too_late',
    ]);
    assert.equal(await rows('disposition_decisions'), 0, 'nothing was written');
    const { rows: choices } = await done(town, '柳支书', api.listMeetingVotes, { id, move: 'resolve' });
    assert.equal(choices.length, 4, 'the screen offers every vote since, and says which are no good');
    const resolved = await done(town, '柳支书', api.takeBranchDecision, {
      id,
      version: await versionOf(town, id),
      decisionId: good,
      way: 'advise_withdrawal',
    });
    assert.deepEqual(
      [resolved.state, resolved.decisions[0]?.yes, resolved.decisions[0]?.eligible],
      ['resolved', 3, 5],
    );
    await keep(town, '林委员', id, 'town_check', '2026-06-21');
    assert.deepEqual(
      await refusedFor(town, '林委员', api.takeTownDecision, {
        id,
        version: await versionOf(town, id),
        decisionId: good,
        reference: '清委〔2026〕9号',
      }),
      ['dispositions.vote_elsewhere'],
      'the branch’s vote does not approve itself',
    );
    const returned = await done(town, '林委员', api.moveAtTown, {
      id,
      version: await versionOf(town, id),
      move: 'return_to_branch',
      on: '2026-06-21',
      why: '通知本人的时间没有写清',
    });
    assert.equal(returned.state, 'discussing');
    assert.ok(
      returned.moves
        .find(({ move }) => move === 'resolve')
        ?.because.some(({ code }) => code === 'dispositions.not_heard'),
      'a new round hears the member again',
    );
  });

  it('a correction runs its course: tasks, review, the branch finds it done; it is not given twice', async () => {
    const id = await approved(town, subject, 'rectify');
    const correcting = await step(town, id, 'begin_correction', '2026-07-07');
    assert.deepEqual([correcting.state, correcting.deadlineOn], ['correcting', '2026-12-20']);
    const quiet = await done(town, '柳支书', workApi.listWork, {});
    assert.equal(
      quiet.mine.filter((item) => item.path === `/dispositions/${id}`).length,
      0,
      'nobody is pressed while it runs',
    );
    town.setToday('2026-12-10');
    const near = await done(town, '柳支书', workApi.listWork, {});
    assert.ok(near.mine.some((item) => item.text === '评议改正情况：程某' && item.dueOn === '2026-12-20'));
    await keep(town, '柳支书', id, 'review', '2026-12-12');
    const finding = await votedIn(town, { kind: 'branch_members_meeting', on: '2026-12-12', yes: 5, no: 0 });
    const conclude = { id, decisionId: finding };
    assert.deepEqual(
      await refusedFor(town, '柳支书', api.takeReviewDecision, {
        ...conclude,
        version: await versionOf(town, id),
      }),
      ['dispositions.tasks_open'],
    );
    assert.deepEqual(
      await refusedFor(town, '柳支书', api.moveAtBranch, {
        id,
        version: await versionOf(town, id),
        move: 'not_corrected',
        on: '2026-12-12',
        why: '任务没有做完',
      }),
      ['dispositions.deadline_runs', 'dispositions.tasks_open'],
      'before its end nobody finds it not corrected',
    );
    for (const { id: taskId } of correcting.tasks)
      await done(town, '柳支书', api.noteTask, {
        id,
        taskId,
        outcome: 'fulfilled',
        result: '已做到',
        on: '2026-12-12',
      });
    const concluded = await done(town, '柳支书', api.takeReviewDecision, {
      ...conclude,
      version: await versionOf(town, id),
    });
    assert.equal(concluded.state, 'concluded');
    assert.equal((await inRoll()).status, 'active');

    const again = await done(town, '柳支书', api.openDisposition, {
      ...opening(subject, { openedOn: '2026-12-12', earlierId: id }),
    });
    await keep(town, '柳支书', again.id, 'verification', '2026-12-12');
    await step(town, again.id, 'confirm_facts', '2026-12-12');
    await keep(town, '柳支书', again.id, 'talk', '2026-12-12');
    await step(town, again.id, 'put_before_branch', '2026-12-12');
    for (const kind of ['invitation', 'statement_declined'] as const)
      await keep(town, '柳支书', again.id, kind, '2026-12-12');
    await keep(town, '柳支书', again.id, 'hearing', '2026-12-16');
    const decisionId = await votedIn(town, {
      kind: 'branch_members_meeting',
      on: '2026-12-16',
      yes: 5,
      no: 0,
    });
    assert.deepEqual(
      await refusedFor(town, '柳支书', api.takeBranchDecision, {
        id: again.id,
        version: await versionOf(town, again.id),
        decisionId,
        way: 'rectify',
        deadlineOn: '2027-06-01',
        tasks: ['再来一次'],
      }),
      ['dispositions.corrected_before'],
    );
  });

  it('advised to withdraw: who refuses is heard again before anything else, who agrees leaves by the own word', async () => {
    const id = await approved(town, subject, 'advise_withdrawal');
    const asked = await step(town, id, 'ask_to_withdraw', '2026-07-07');
    assert.deepEqual([asked.state, (await inRoll()).status], ['asked', 'active']);
    const leaving = { id, move: 'take_withdrawal', on: '2026-07-07' } as const;
    assert.deepEqual(
      await refusedFor(town, '林委员', api.carryOut, { ...leaving, version: await versionOf(town, id) }),
      ['dispositions.not_on_file'],
    );
    const before = await step(town, id, 'refuses_to_withdraw', '2026-07-10');
    assert.deepEqual([before.state, before.way], ['discussing', null]);
    const anew = before.moves.find(({ move }) => move === 'resolve')?.because.map(({ code }) => code);
    assert.deepEqual(anew, [
      'dispositions.not_on_file',
      'dispositions.not_on_file',
      'dispositions.not_heard',
    ]);

    await keep(town, '柳支书', id, 'invitation', '2026-07-10');
    await keep(town, '柳支书', id, 'statement_declined', '2026-07-14');
    await keep(town, '柳支书', id, 'hearing_declined', '2026-07-15');
    const decisionId = await votedIn(town, {
      kind: 'branch_members_meeting',
      on: '2026-07-15',
      yes: 5,
      no: 0,
    });
    const version = await versionOf(town, id);
    await done(town, '柳支书', api.takeBranchDecision, { id, version, decisionId, way: 'advise_withdrawal' });
    await keep(town, '林委员', id, 'town_check', '2026-07-16');
    const approval = await votedIn(town, { kind: 'town_committee_meeting', on: '2026-07-20', yes: 3, no: 0 });
    await done(town, '林委员', api.takeTownDecision, {
      id,
      version: await versionOf(town, id),
      decisionId: approval,
      reference: '清委〔2026〕30号',
    });
    await keep(town, '柳支书', id, 'delivery', '2026-07-21');
    await keep(town, '柳支书', id, 'announcement', '2026-07-21');
    await step(town, id, 'ask_to_withdraw', '2026-07-21');
    await keep(town, '林委员', id, 'withdrawal', '2026-07-25');
    const left = await done(town, '林委员', api.carryOut, {
      ...leaving,
      on: '2026-07-25',
      version: await versionOf(town, id),
    });
    assert.deepEqual([left.state, (await inRoll()).status], ['effective', 'delisted']);
  });

  it('an appeal that is dismissed leaves the decision, holds up the filing while open, and can go higher', async () => {
    const id = await approved(town, subject, 'delist');
    town.setToday('2026-07-07');
    await done(town, '林委员', api.carryOut, {
      id,
      version: await versionOf(town, id),
      move: 'delist',
      on: '2026-07-07',
    });
    const paper = { id, on: '2026-07-07', content: '书面申诉', level: 'county' } as const;
    await refusedFor(town, '柳支书', api.lodgeAppeal, paper, 403);
    const lodged = await done(town, '林委员', api.lodgeAppeal, paper);
    assert.deepEqual(await refusedFor(town, '林委员', api.lodgeAppeal, paper, 409), [
      'dispositions.appeal_open',
    ]);
    const file = { id, move: 'archive', on: '2026-07-07' } as const;
    assert.deepEqual(await refusedFor(town, '林委员', api.carryOut, { ...file, version: lodged.version }), [
      'dispositions.appeal_open',
    ]);
    const answer = {
      id,
      appealId: lodged.appeals[0]?.id ?? '',
      version: lodged.version,
      outcome: 'dismissed',
      on: '2026-07-07',
      answer: '经复查，维持原决定。',
      reference: '青组〔2026〕33号',
    } as const;
    const dismissed = await done(town, '林委员', api.answerAppeal, answer);
    assert.deepEqual([dismissed.state, (await inRoll()).status], ['effective', 'delisted']);
    assert.deepEqual(
      await refusedFor(
        town,
        '林委员',
        api.answerAppeal,
        { ...answer, version: dismissed.version, outcome: 'upheld' },
        409,
      ),
      ['dispositions.appeal_answered'],
    );
    const filed = await done(town, '林委员', api.carryOut, { ...file, version: dismissed.version });
    assert.equal(filed.state, 'archived');
    const again = await done(town, '林委员', api.lodgeAppeal, { ...paper, level: 'above' });
    assert.equal(again.appeals.length, 2);
  });

  it('those on probation, a penalty for the same, a second case and one’s own case are refused', async () => {
    const [young = ''] = await enterMembers(town, ['程预备'], { kind: 'probationary' });
    const open = (given: object, status = 422) =>
      refusedFor(town, '柳支书', api.openDisposition, { ...opening(subject), ...given }, status);
    assert.deepEqual(await open({ personId: young }), ['dispositions.probationary']);
    const checked = await done(town, '柳支书', api.checkPerson, { personId: young });
    assert.match(checked.because[0]?.remedy ?? '', /转正、延长预备期或取消/u);
    assert.deepEqual(await open({ isPenalised: true }), ['dispositions.penalised']);
    assert.deepEqual(await open({ openedOn: '2026-06-02' }), ['dispositions.day_in_future']);
    const { id } = await done(town, '柳支书', api.openDisposition, opening(subject));
    assert.deepEqual(await open({}, 409), ['dispositions.already_under_way']);

    await linkAccount(town, '柳支书', subject);
    town.setToday('2026-06-02');
    assert.deepEqual(await refusedFor(town, '柳支书', api.getDisposition, { id }, 403), [
      'dispositions.own_case',
    ]);
    assert.equal((await done(town, '柳支书', api.listDispositions, {})).total, 0);
    const work = await done(town, '柳支书', workApi.listWork, {});
    assert.ok(!work.mine.some((item) => item.path.startsWith('/dispositions/')));
  });

  it('only those who must see it do; each reading is shown to the member, who may state views', async () => {
    const { id } = await done(town, '柳支书', api.openDisposition, opening(subject));
    for (const who of ['小唐', '监主任', '许干事', '钱会计', '县组织部', '柳党员', '审计员'] as const)
      await refusedFor(town, who, api.getDisposition, { id }, 403);
    await refusedFor(town, '石支书', api.getDisposition, { id }, 404);
    assert.equal((await done(town, '石支书', api.listDispositions, {})).total, 0);
    await refusedFor(town, null as never, api.getDisposition, { id }, 401);
    await see(id, '周书记');
    await see(id, '纪书记');
    const own = await done(town, '柳党员', api.listOwnDispositions, {});
    assert.deepEqual(
      own.readings.map(({ by }) => by),
      ['纪书记', '周书记'],
    );
    assert.equal(own.cases[0]?.question, '近半年不承担支部分配的工作');
    assert.equal(own.cases[0]?.noAppealBecause[0]?.code, 'dispositions.nothing_to_appeal');
    await done(town, '柳党员', api.stateOwnViews, { id, content: '当时在住院，有证明。' });
    const [statement] = (await see(id)).records;
    assert.deepEqual([statement?.kind, statement?.isOwn], ['statement', true]);
    await refusedFor(town, '小唐', api.stateOwnViews, { id, content: '替别人说' }, 404);
    const told = await town.owner
      .selectFrom('notices')
      .select(['key', 'open_params', 'params'])
      .where('key', '=', 'dispositions.own')
      .execute();
    assert.ok(told.length > 0);
    assert.ok(
      told.every((one) => !JSON.stringify(one).includes('程某')),
      'a notice says nothing of the matter',
    );
    const audit = await town.owner
      .selectFrom('audit_events')
      .select(['event', 'after'])
      .where('event', 'like', 'dispositions.%')
      .execute();
    assert.ok(audit.some(({ event }) => event === 'dispositions.begun'));
    assert.ok(!JSON.stringify(audit).includes('住院'), 'what was written stays out of the log');
  });

  it('two clerks make one move: one does, the other is told', async () => {
    const { id } = await done(town, '柳支书', api.openDisposition, opening(subject));
    await keep(town, '柳支书', id, 'verification', '2026-06-05');
    const move = { id, version: await versionOf(town, id), move: 'confirm_facts', on: '2026-06-05' } as const;
    await Promise.all([see(id, '柳支书'), see(id)]);
    const answers = await Promise.all([
      town.call('柳支书', api.moveAtBranch, move),
      town.call('林委员', api.moveAtBranch, move),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status).sort((a, b) => a - b),
      [200, 409],
    );
    assert.equal(await rows('disposition_steps'), 1);
  });

  it('a vote whose meeting was annulled carries nothing any more', async () => {
    const id = await heard(town, subject);
    const decisionId = await votedIn(town, {
      kind: 'branch_members_meeting',
      on: '2026-06-20',
      yes: 5,
      no: 0,
    });
    await done(town, '柳支书', api.takeBranchDecision, {
      id,
      version: await versionOf(town, id),
      decisionId,
      way: 'delist',
    });
    const { rows: meetings } = await done(town, '林委员', meetingsApi.listMeetings, {});
    const meeting = await done(town, '林委员', meetingsApi.getMeeting, { id: meetings[0]?.id ?? '' });
    await done(town, '林委员', meetingsApi.annulMeeting, {
      id: meeting.id,
      version: meeting.version,
      reason: '到会人数统计有误',
    });
    await keep(town, '林委员', id, 'town_check', '2026-06-21');
    const approval = await votedIn(town, { kind: 'town_committee_meeting', on: '2026-06-22', yes: 3, no: 0 });
    assert.deepEqual(
      await refusedFor(town, '林委员', api.takeTownDecision, {
        id,
        version: await versionOf(town, id),
        decisionId: approval,
        reference: '清委〔2026〕9号',
      }),
      ['dispositions.vote_voided'],
    );
  });

  it('figures count what was true on a day, and open only for those permitted', async () => {
    const id = await approved(town, subject, 'rectify');
    await step(town, id, 'begin_correction', '2026-07-07');
    const at = async (key: string, asOf: string) => {
      const { value } = await done(town, '林委员', boardApi.getFigure, { key, asOf });
      const { rows: behind } = await done(town, '林委员', boardApi.listFigureRows, { key, asOf });
      assert.equal(behind.length, value);
      return value;
    };
    assert.equal(await at('dispositions.decided_rectify', '2026-07-02'), 0);
    assert.equal(await at('dispositions.decided_rectify', '2026-07-03'), 1);
    assert.equal(await at('dispositions.decided_delist', '2026-07-07'), 0);
    assert.equal(await at('dispositions.under_way', '2026-05-31'), 0);
    assert.equal(await at('dispositions.under_way', '2026-06-01'), 1);
    for (const who of ['小唐', '监主任', '县组织部'] as const)
      await refusedFor(town, who, boardApi.listFigureRows, { key: 'dispositions.under_way' }, 403);
  });
});
