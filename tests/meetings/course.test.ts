import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { standingOf } from '../../src/kernel/duty/standing.ts';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { meetingInstitutions } from '../../src/modules/meetings/institutions.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import { cast, openTown, type Person, type Town } from '../support/town.ts';
import { at, begun, close, enterMembers, mark, plan } from './world.ts';

describe('the course of a meeting', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
    await enterMembers(town, ['何大川', '何二川', '何三川', '何四川', '何五川', '何六川', '何七川']);
    await enterMembers(town, ['何预备'], { kind: 'probationary' });
  });
  after(() => town.close());

  async function standing(duty: string, place: '柳树村支部' | '石桥村支部' = '柳树村支部') {
    const rows = await town.act('林委员', 'meetings.read', (ctx) =>
      standingOf(ctx, meetingInstitutions, {
        paths: [town.orgs[place].path],
        asOf: ctx.today,
        dueFrom: ctx.today.subtract({ years: 1 }),
        duties: new Set([`meetings.${duty}`]),
      }),
    );
    const now = rows.find((row) => row.period.label === '2026-Q4' || row.period.label === '2026-11');
    assert.ok(now, 'the duty is owed');
    return now;
  }

  it('those who should come are the members of the branch, probationary ones without a vote', async () => {
    const meeting = await plan(town);
    assert.equal(meeting.attendees.length, 8);
    assert.deepEqual(
      meeting.attendees.filter((one) => !one.votes).map((one) => one.name),
      ['何预备'],
    );
    assert.equal(meeting.quorum?.alternatives[0]?.base, 7);
  });

  it('a meeting of a branch cannot be held at a village', async () => {
    const answer = await town.call('柳支书', meetingsApi.planMeeting, {
      orgId: town.orgs.柳树村.id,
      kind: 'branch_members_meeting',
      title: '党员大会',
      place: '会议室',
      plannedOn: '2026-11-23',
      startsAt: '09:00',
      agenda: ['学习'],
    });
    assert.equal(answer.status, 422);
    assert.equal(answer.problem.code, 'meetings.kind_not_here');
  });

  it('the call gives a notice to members with an account, the rest are told on paper', async () => {
    const [known] = await enterMembers(town, ['何有号']);
    await town.act('system', 'system', (ctx) =>
      ctx.tx
        .updateTable('accounts')
        .set({ person_id: known ?? null })
        .where('id', '=', town.accounts.柳党员)
        .execute(),
    );
    const meeting = await plan(town, { on: '2026-12-01', agenda: ['学习文件', '讨论清渠'] });
    const called = await town.call('柳支书', meetingsApi.callMeeting, at(meeting));
    assert.equal(called.status, 200, JSON.stringify(called.problem));
    assert.equal(called.body.state, 'called');
    assert.deepEqual(called.body.told, { reached: 1, opened: 0, onPaper: 8 });
    const notice = await town.act('system', 'system', (ctx) =>
      ctx.tx
        .selectFrom('notices')
        .select(['key', 'open_params', 'params'])
        .where('account_id', '=', town.accounts.柳党员)
        .executeTakeFirstOrThrow(),
    );
    assert.equal(notice.key, 'meetings.called');
    assert.deepEqual(notice.open_params, {
      title: '四季度党员大会',
      on: '2026-12-01',
      at: '15:00',
      place: '村党群服务中心',
    });
    assert.deepEqual(notice.params, { agenda: '1. 学习文件；2. 讨论清渠' });
  });

  it('a short notice of a members meeting is a reminder, ten days for an assembly bind', async () => {
    const members = await plan(town, { on: '2026-11-24' });
    assert.deepEqual(
      members.reminders.map((one) => [one.code, one.possibleFrom]),
      [['meetings.notice_short', '2026-11-26']],
    );
    const assembly = await plan(town, { at: '柳树村', kind: 'villagers_assembly', on: '2026-12-02' });
    const refused = await town.call('柳支书', meetingsApi.callMeeting, at(assembly));
    assert.equal(refused.status, 422);
    assert.equal(refused.problem.reasons[0]?.code, 'meetings.notice_too_short');
    assert.equal(refused.problem.reasons[0]?.possibleFrom, '2026-12-03');
    const enough = await plan(town, { at: '柳树村', kind: 'villagers_assembly', on: '2026-12-03' });
    assert.equal((await town.call('柳支书', meetingsApi.callMeeting, at(enough))).status, 200);
  });

  it('an assembly of which nobody was told cannot be recorded as held', async () => {
    const meeting = await plan(town, { at: '柳树村', kind: 'villagers_assembly', on: '2026-11-20' });
    const begin = (toldOn?: string) =>
      town.call('柳支书', meetingsApi.beginMeeting, {
        id: meeting.id,
        version: meeting.version,
        ...(toldOn && { toldOn }),
      });
    assert.equal((await begin()).problem.code, 'meetings.not_told');
    assert.equal((await begin('2026-11-11')).problem.code, 'meetings.notice_too_short');
    assert.equal((await begin('2026-11-10')).status, 200);
  });

  it('a meeting cannot begin before its day', async () => {
    const meeting = await plan(town, { on: '2026-11-24' });
    const early = await town.call('柳支书', meetingsApi.beginMeeting, at(meeting));
    assert.equal(early.problem.code, 'meetings.day_to_come');
    assert.equal(early.problem.reasons[0]?.possibleFrom, '2026-11-24');
  });

  it('the record closes only when everybody is marked, every point written, host and recorder named', async () => {
    const meeting = await begun(town, { agenda: ['学习文件', '讨论清渠'] });
    const early = await town.call('柳支书', meetingsApi.closeMeeting, {
      id: meeting.id,
      version: meeting.version,
      host: '',
      recorder: '',
    });
    assert.equal(early.status, 422);
    assert.deepEqual(
      new Set(early.problem.reasons.map((one) => one.code)),
      new Set([
        'meetings.no_host',
        'meetings.no_recorder',
        'meetings.attendance_open',
        'meetings.nobody_came',
        'meetings.minutes_missing',
      ]),
    );
    await mark(town, meeting, 5);
    const closed = await close(town, meeting.id);
    assert.equal(closed.status, 200, JSON.stringify(closed.problem));
    assert.equal(closed.body.state, 'closed');
  });

  it('a closed record discharges the duty of its branch, and no longer once it is annulled', async () => {
    await enterMembers(town, ['石大山', '石二山', '石三山'], { at: '石桥村支部' });
    assert.notEqual((await standing('branch_members_meeting', '石桥村支部')).state, 'done');
    const meeting = await begun(town, { who: '石支书', at: '石桥村支部' });
    await mark(town, meeting, 3, '石支书');
    const closed = await close(town, meeting.id, '石支书');
    assert.equal(closed.status, 200);
    const done = await standing('branch_members_meeting', '石桥村支部');
    assert.equal(done.state, 'done');
    assert.equal(done.evidence[0]?.path, `/meetings/${meeting.id}`);

    const input = { id: meeting.id, version: closed.body.version, reason: '登记的不是本支部的会议' };
    assert.equal((await town.call('石支书', meetingsApi.annulMeeting, input)).status, 403);
    const annulled = await town.call('林委员', meetingsApi.annulMeeting, input);
    assert.equal(annulled.status, 200, JSON.stringify(annulled.problem));
    assert.notEqual((await standing('branch_members_meeting', '石桥村支部')).state, 'done');
  });

  it('a past day does not forget: the annulled record counted until it was annulled, on the screen of duties too', async () => {
    await enterMembers(town, ['东大山', '东二山', '东三山'], { at: '东沟村支部' });
    const meeting = await begun(town, { who: '林委员', at: '东沟村支部' });
    await mark(town, meeting, 3, '林委员');
    const closed = await close(town, meeting.id, '林委员');
    assert.equal(closed.status, 200, JSON.stringify(closed.problem));
    town.setToday('2026-11-26');
    await town.call('林委员', meetingsApi.annulMeeting, {
      id: meeting.id,
      version: closed.body.version,
      reason: '会议没有召开',
    });
    town.setToday('2026-11-28');
    const stateOn = async (asOf: string) => {
      const { body } = await town.call('林委员', workApi.listDuties, {
        org: town.orgs.东沟村支部.id,
        duty: 'meetings.branch_members_meeting',
        asOf,
        page: 1,
      });
      const row = body.rows.find((one) => one.period === '2026-Q4');
      return [row?.state, row?.evidence.length];
    };
    assert.deepEqual(await stateOn('2026-11-22'), ['on_course', 0], 'before it was entered');
    assert.deepEqual(await stateOn('2026-11-25'), ['done', 1]);
    assert.deepEqual(await stateOn('2026-11-26'), ['on_course', 0]);
    assert.deepEqual(await stateOn('2026-11-28'), ['on_course', 0]);
    town.setToday('2026-11-23');
  });

  it('a cancelled meeting counts for nothing and says why', async () => {
    const meeting = await begun(town, { kind: 'theme_party_day', title: '十一月主题党日' });
    const blank = await town.call('柳支书', meetingsApi.cancelMeeting, { ...at(meeting), reason: '  ' });
    assert.equal(blank.status, 400);
    const cancelled = await town.call('柳支书', meetingsApi.cancelMeeting, {
      id: meeting.id,
      version: meeting.version,
      reason: '下大雨，道路不通',
    });
    assert.equal(cancelled.body.state, 'cancelled');
    assert.equal(cancelled.body.stateReason, '下大雨，道路不通');
    assert.notEqual((await standing('theme_party_day')).state, 'done');
  });

  it('a branch with seven full members owes a committee meeting each month, a smaller one does not', async () => {
    assert.equal((await standing('branch_committee_meeting')).org.name, '柳树村支部');
    await assert.rejects(standing('branch_committee_meeting', '石桥村支部'), /the duty is owed/u);
  });

  it('a meeting entered after its period shows held, recorded and due apart, and is late', async () => {
    const meeting = await begun(town, { on: '2026-09-28', title: '三季度党员大会' });
    await mark(town, meeting, 6);
    const { body } = await close(town, meeting.id);
    assert.deepEqual(
      [body.heldOn, body.recordedOn, body.dueOn, body.lateness],
      ['2026-09-28', '2026-11-23', '2026-09-30', 'recorded'],
    );
  });

  it('a closed record takes corrections beside it and no other change', async () => {
    const meeting = await begun(town);
    await mark(town, meeting, 6);
    const { body: closed } = await close(town, meeting.id);
    const item = closed.items[0];
    assert.ok(item);
    const rewritten = await town.call('柳支书', meetingsApi.writeMinutes, {
      id: closed.id,
      itemId: item.id,
      version: item.version,
      minutes: '另一种说法',
    });
    assert.equal(rewritten.status, 409);
    assert.equal(rewritten.problem.code, 'meetings.record_closed');
    const backdated = await town.call('柳支书', meetingsApi.beginMeeting, {
      id: closed.id,
      version: closed.version,
      heldOn: '2026-09-30',
    });
    assert.equal(backdated.status, 409);
    const corrected = await town.call('柳支书', meetingsApi.correctRecord, {
      id: closed.id,
      text: '到会人数应为五人',
      reason: '登记时多点了一人',
    });
    assert.equal(corrected.body.corrections[0]?.text, '到会人数应为五人');
    assert.equal(corrected.body.items[0]?.minutes, item.minutes);
    assert.equal(corrected.body.heldOn, '2026-11-23');
  });

  it('two phones mark different people and none is lost; on one person the later tap stands, both are kept', async () => {
    const meeting = await begun(town);
    const [first, second, third] = meeting.attendees;
    assert.ok(first && second && third);
    const tap = (who: Person, attendeeId: string, status: 'present' | 'absent', tappedAt: string) =>
      town.call(who, meetingsApi.tapAttendance, {
        id: meeting.id,
        taps: [{ attendeeId, status, tappedAt }],
      });
    const answers = await Promise.all([
      tap('柳支书', first.id, 'present', '2026-11-23T03:50:00Z'),
      tap('小唐', second.id, 'present', '2026-11-23T03:50:00Z'),
      tap('柳支书', third.id, 'present', '2026-11-23T03:52:00Z'),
      tap('小唐', third.id, 'absent', '2026-11-23T03:51:00Z'),
    ]);
    assert.deepEqual(
      answers.map((one) => one.status),
      [200, 200, 200, 200],
    );
    const { body } = await town.call('柳支书', meetingsApi.getMeeting, { id: meeting.id });
    const statusOf = (id: string) => body.attendees.find((one) => one.id === id)?.status;
    assert.deepEqual([first.id, second.id, third.id].map(statusOf), ['present', 'present', 'present']);
    const kept = await town.act('system', 'system', (ctx) =>
      ctx.tx.selectFrom('meeting_taps').select('status').where('attendee_id', '=', third.id).execute(),
    );
    assert.deepEqual(kept.map((one) => one.status).toSorted(), ['absent', 'present']);
  });

  it('an excuse needs its reason, a guest is heard without a vote', async () => {
    const meeting = await begun(town);
    const [one] = meeting.attendees;
    assert.ok(one);
    const tappedAt = '2026-11-23T03:50:00Z';
    const taps = [{ attendeeId: one.id, status: 'excused' as const, tappedAt }];
    const bare = await town.call('柳支书', meetingsApi.tapAttendance, { id: meeting.id, taps });
    assert.equal(bare.problem.code, 'meetings.excuse_needs_reason');
    const withGuest = await town.call('柳支书', meetingsApi.addGuest, { id: meeting.id, name: '县里同志' });
    assert.equal(withGuest.body.quorum?.alternatives[0]?.have, 0);
    assert.ok(withGuest.body.attendees.some((person) => person.guest && !person.votes));
  });

  it('of two clerks who close at once one wins and the other learns why not', async () => {
    const meeting = await begun(town);
    await mark(town, meeting, 7);
    const { body: ready } = await town.call('柳支书', meetingsApi.getMeeting, { id: meeting.id });
    for (const item of ready.items)
      await town.call('小唐', meetingsApi.writeMinutes, {
        id: ready.id,
        itemId: item.id,
        version: item.version,
        minutes: '记录',
      });
    const closing = (who: Person) =>
      town.call(who, meetingsApi.closeMeeting, {
        id: ready.id,
        version: ready.version,
        host: '柳支书',
        recorder: '小唐',
      });
    const answers = await Promise.all([closing('柳支书'), closing('小唐')]);
    assert.deepEqual(new Set(answers.map((one) => one.status)), new Set([200, 409]));
  });

  it('two texts for one point: the second hears that it is stale and nothing is overwritten', async () => {
    const meeting = await begun(town);
    const [item] = meeting.items;
    assert.ok(item);
    const write = (who: Person, minutes: string) =>
      town.call(who, meetingsApi.writeMinutes, {
        id: meeting.id,
        itemId: item.id,
        version: item.version,
        minutes,
      });
    assert.equal((await write('柳支书', '甲的记录')).status, 200);
    const second = await write('小唐', '乙的记录');
    assert.equal(second.status, 409);
    assert.equal(second.problem.code, 'stale');
    const sides = [second.problem.both?.yours, second.problem.both?.theirs] as { minutes: string }[];
    assert.deepEqual(
      sides.map((side) => side.minutes),
      ['乙的记录', '甲的记录'],
    );
    const { body } = await town.call('小唐', meetingsApi.getMeeting, { id: meeting.id });
    assert.equal(body.items[0]?.minutes, '甲的记录');
  });

  it('a committee without half of its people has not met', async () => {
    for (const name of ['何大川', '何二川', '何三川', '何四川'])
      await town.call('柳支书', meetingsApi.addBodyMember, {
        orgId: town.orgs.柳树村支部.id,
        body: 'branch_committee',
        name,
        from: '2024-01-01',
      });
    const meeting = await begun(town, { kind: 'branch_committee_meeting', title: '支委会' });
    assert.equal(meeting.attendees.length, 4);
    await mark(town, meeting, 1);
    const refused = await close(town, meeting.id);
    assert.equal(refused.problem.reasons[0]?.code, 'meetings.no_quorum');
    await town.call('柳支书', meetingsApi.tapAttendance, {
      id: meeting.id,
      taps: [
        {
          attendeeId: meeting.attendees[3]?.id ?? '',
          status: 'present',
          tappedAt: '2026-11-23T04:00:00Z',
        },
      ],
    });
    const { body } = await town.call('柳支书', meetingsApi.getMeeting, { id: meeting.id });
    assert.equal(body.quorum?.alternatives[0]?.have, 2);
    const closed = await town.call('柳支书', meetingsApi.closeMeeting, {
      id: body.id,
      version: body.version,
      host: '柳支书',
      recorder: '小唐',
    });
    assert.equal(closed.status, 200);
  });

  it('who sits in both committees is listed once', async () => {
    await town.call('柳支书', meetingsApi.addBodyMember, {
      orgId: town.orgs.柳树村.id,
      body: 'villagers_committee',
      name: '何大川',
      from: '2024-01-01',
    });
    await town.call('柳支书', meetingsApi.addBodyMember, {
      orgId: town.orgs.柳树村.id,
      body: 'villagers_committee',
      name: '何村委',
      from: '2024-01-01',
    });
    const meeting = await plan(town, { at: '柳树村', kind: 'joint_committee_deliberation' });
    assert.equal(meeting.attendees.filter((one) => one.name === '何大川').length, 1);
    assert.equal(meeting.attendees.length, 5);
  });

  it('a file is kept with its meeting and seen by those who see the meeting', async () => {
    const meeting = await begun(town);
    const file = new File(['签到表：略'], '签到表.txt', { type: 'text/plain' });
    const added = await town.call('柳支书', meetingsApi.addAttachment, { id: meeting.id }, { file });
    assert.equal(added.status, 200, JSON.stringify(added.problem));
    const other = await town.call('石支书', meetingsApi.listAttachments, { id: meeting.id });
    assert.equal(other.status, 404);
  });

  it('nobody of another village sees or changes the meeting', async () => {
    const meeting = await plan(town);
    assert.equal((await town.call('石支书', meetingsApi.getMeeting, { id: meeting.id })).status, 404);
    assert.equal((await town.call('石支书', meetingsApi.beginMeeting, at(meeting))).status, 404);
    const listed = await town.call('石支书', meetingsApi.listMeetings, { org: town.orgs.柳树村支部.id });
    assert.equal(listed.status, 403);
  });

  it('each role may do what the table says and nothing else', async () => {
    const meeting = await plan(town);
    const readers: Person[] = ['周书记', '林委员', '许干事', '纪书记', '柳支书', '小唐', '监主任'];
    for (const who of Object.keys(cast) as Person[]) {
      const { status } = await town.call(who, meetingsApi.getMeeting, { id: meeting.id });
      const expected = readers.includes(who) ? 200 : who === '石支书' ? 404 : 403;
      assert.equal(status, expected, who);
    }
    for (const who of ['周书记', '纪书记', '监主任', '柳党员', '钱会计', '县组织部', '系统员'] as const)
      assert.equal((await town.call(who, meetingsApi.beginMeeting, at(meeting))).status, 403, who);
  });

  it('the list finds by month, kind and words, newest first', async () => {
    await begun(town, { on: '2026-08-12', kind: 'party_class', title: '清渠党课' });
    const found = await town.call('林委员', meetingsApi.listMeetings, {
      month: '2026-08',
      kind: 'party_class',
      q: '清渠',
    });
    assert.deepEqual(
      found.body.rows.map((row) => [row.title, row.on, row.orgName]),
      [['清渠党课', '2026-08-12', '柳树村支部']],
    );
    assert.equal(found.body.total, 1);
    assert.equal((await town.call('林委员', membersApi.listMembers, {})).status, 200);
  });
});
