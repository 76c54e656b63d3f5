import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { boardApi } from '../../src/modules/policy/board-api.ts';
import { meetingsApi, type MeetingView } from '../../src/modules/meetings/api.ts';
import { followUpsApi } from '../../src/modules/meetings/follow-ups-api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { openTown, type Person, type Town } from '../support/town.ts';
import { at, begun, close, enterMembers, mark } from './world.ts';

describe('what follows from a decision', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
    const [known] = await enterMembers(town, ['何有号', '何大川', '何二川']);
    await town.act('system', 'system', (ctx) =>
      ctx.tx
        .updateTable('accounts')
        .set({ person_id: known ?? null })
        .where('id', '=', town.accounts.柳党员)
        .execute(),
    );
  });
  after(() => town.close());

  async function decided(yes = 3): Promise<{ meeting: MeetingView; voteId: string }> {
    const meeting = await begun(town);
    await mark(town, meeting, 3);
    const { body } = await town.call('柳支书', meetingsApi.openVote, {
      id: meeting.id,
      question: '同意清渠方案',
      mode: 'hands',
    });
    const counted = await town.call('柳支书', meetingsApi.countHands, {
      id: meeting.id,
      voteId: body.voteId,
      yes,
      no: 3 - yes,
      abstain: 0,
    });
    return { meeting: counted.body, voteId: body.voteId };
  }

  function give(
    meeting: MeetingView,
    given: { who?: string; dueOn?: string; voteId?: string; by?: Person } = {},
  ) {
    const attendee = meeting.attendees.find((one) => one.name === (given.who ?? '何有号'));
    assert.ok(attendee);
    return town.call(given.by ?? '柳支书', followUpsApi.giveFollowUp, {
      id: meeting.id,
      task: '年底前清完东边的渠',
      attendeeId: attendee.id,
      dueOn: given.dueOn ?? '2026-12-20',
      ...(given.voteId && { voteId: given.voteId }),
    });
  }

  const get = (id: string, who: Person = '柳党员') => town.call(who, followUpsApi.getFollowUp, { id });
  const workOf = async (who: Person) => (await town.call(who, workApi.listWork, {})).body.mine;
  const report = (id: string, version: number, who: Person = '柳党员', doneOn = '2026-11-23') =>
    town.call(who, followUpsApi.reportFollowUp, { id, version, report: '渠已清完，请支部查看', doneOn });

  it('waits in the work of whoever carries it out once the record is closed, and is reported done there', async () => {
    const { meeting, voteId } = await decided();
    const { body: given } = await give(meeting, { voteId });
    const path = `/follow-ups/${given.followUpId}`;
    assert.ok(!(await workOf('柳党员')).some((one) => one.path === path), 'not before the record counts');
    await close(town, meeting.id);
    const waiting = (await workOf('柳党员')).find((one) => one.path === path);
    assert.equal(waiting?.dueOn, '2026-12-20');
    const { body: task } = await get(given.followUpId);
    assert.equal(task.decision, '同意清渠方案');
    assert.deepEqual(task.may, { report: true, drop: false, open: false });

    const early = await report(given.followUpId, task.version, '柳党员', '2026-11-24');
    assert.equal(early.problem.code, 'meetings.day_to_come');
    assert.equal(early.problem.reasons[0]?.field, 'doneOn');
    const photo = await town.call(
      '柳党员',
      followUpsApi.addAttachment,
      { id: task.id },
      {
        file: new File(['清渠前后情况'], '情况.txt', { type: 'text/plain' }),
      },
    );
    assert.equal(photo.status, 200, JSON.stringify(photo.problem));
    const done = await report(given.followUpId, task.version);
    assert.equal(done.status, 200, JSON.stringify(done.problem));
    assert.deepEqual([done.body.state, done.body.late, done.body.reportedOn], ['done', false, '2026-11-23']);
    assert.ok(!(await workOf('柳党员')).some((one) => one.path === path));
    const again = await report(given.followUpId, done.body.version, '柳支书');
    assert.equal(again.status, 409);
    assert.equal(again.problem.code, 'meetings.follow_up_not_open');
    const files = await town.call('柳支书', followUpsApi.listAttachments, { id: task.id });
    assert.deepEqual(
      files.body.files.map((one) => one.name),
      ['情况.txt'],
    );
  });

  it('is nobody else’s: another member, another village and whoever may only read report nothing', async () => {
    const { meeting } = await decided();
    const { body: given } = await give(meeting, { who: '何大川' });
    await close(town, meeting.id);
    assert.equal((await get(given.followUpId, '柳党员')).status, 404);
    assert.equal((await get(given.followUpId, '石支书')).status, 404);
    assert.equal((await report(given.followUpId, 1, '石支书')).status, 404);
    assert.equal((await get(given.followUpId, '周书记')).status, 200);
    assert.equal((await report(given.followUpId, 1, '周书记')).status, 404);
    assert.equal((await give(meeting, { by: '石支书' })).status, 404);
    const { body: still } = await get(given.followUpId, '柳支书');
    assert.equal(still.state, 'open');
    const mine = await workOf('柳支书');
    assert.ok(
      mine.some((one) => one.path === `/follow-ups/${given.followUpId}`),
      'who has no account is reported for by the secretary',
    );
  });

  it('follows from what was passed alone, and is not due before the meeting', async () => {
    const { meeting, voteId } = await decided(1);
    const failed = await give(meeting, { voteId });
    assert.equal(failed.problem.code, 'meetings.follows_from_nothing');
    const early = await give(meeting, { dueOn: '2026-11-22' });
    assert.equal(early.problem.code, 'meetings.due_before_meeting');
    assert.equal(early.problem.reasons[0]?.field, 'dueOn');
    const { body } = await town.call('柳支书', meetingsApi.getMeeting, { id: meeting.id });
    assert.deepEqual(body.followUps, []);
  });

  it('what is open is carried over to the next meeting of the same body, and late after its day', async () => {
    const { meeting } = await decided();
    const { body: given } = await give(meeting, { dueOn: '2026-11-25' });
    await close(town, meeting.id);
    town.setToday('2026-11-27');
    const next = await begun(town, { on: '2026-11-27', title: '下一次党员大会' });
    const carried = next.carriedOver.find((one) => one.id === given.followUpId);
    assert.equal(carried?.late, true);
    const other = await begun(town, { on: '2026-11-27', kind: 'theme_party_day', title: '主题党日' });
    assert.deepEqual(other.carriedOver, []);
    const late = async (asOf: string) => {
      const { body } = await town.call('柳支书', boardApi.getFigure, {
        key: 'meetings.follow_ups.late',
        org: town.orgs.柳树村.id,
        asOf,
      });
      return body.value;
    };
    assert.equal(await late('2026-11-25'), 0);
    assert.equal(await late('2026-11-27'), 1);
    const dropped = await town.call('柳支书', followUpsApi.dropFollowUp, {
      id: given.followUpId,
      version: carried?.version ?? 0,
      reason: '改由县里统一施工',
    });
    assert.equal(dropped.body.droppedBecause, '改由县里统一施工');
    town.setToday('2026-11-30');
    assert.equal(await late('2026-11-27'), 0, 'dropped by the end of that day');
    assert.equal(await late('2026-11-26'), 1, 'a past day keeps its value');
    const later = await town.call('柳支书', meetingsApi.getMeeting, { id: next.id });
    assert.ok(
      later.body.carriedOver.some((one) => one.id === given.followUpId),
      'what that meeting heard of stays',
    );
    assert.equal(
      (await town.call('柳支书', meetingsApi.cancelMeeting, { ...at(next), reason: '人数不足' })).status,
      200,
    );
    town.setToday('2026-11-23');
  });
});
