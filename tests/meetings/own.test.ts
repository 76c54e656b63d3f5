import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { ownMeetingsApi } from '../../src/modules/meetings/own-api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { openTown, type Town } from '../support/town.ts';
import { at, begun, close, enterMembers, mark, plan } from './world.ts';

describe('whoever is called opens the call', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
    const [known] = await enterMembers(town, ['何有号', '何大川', '何二川']);
    const [other] = await enterMembers(town, ['石有号'], { at: '石桥村支部' });
    await hold('柳党员', known);
    await hold('石支书', other);
  });
  after(() => town.close());

  async function hold(who: '柳党员' | '石支书', personId: string | undefined) {
    await town.act('system', 'system', (ctx) =>
      ctx.tx
        .updateTable('accounts')
        .set({ person_id: personId ?? null })
        .where('id', '=', town.accounts[who])
        .execute(),
    );
  }

  async function called(options: Parameters<typeof plan>[1] = {}) {
    const meeting = await plan(town, { on: '2026-12-01', ...options });
    const { body, status } = await town.call('柳支书', meetingsApi.callMeeting, at(meeting));
    assert.equal(status, 200);
    return body;
  }

  const answer = (id: string, coming: boolean, reason?: string) =>
    town.call('柳党员', ownMeetingsApi.answerCall, { id, coming, ...(reason !== undefined && { reason }) });

  it('the notice leads to the call: what, when, where, agenda, and whether an answer is awaited', async () => {
    const meeting = await called({ agenda: ['学习文件', '讨论清渠'] });
    const notice = await town.act('system', 'system', (ctx) =>
      ctx.tx
        .selectFrom('notices')
        .select('path')
        .where('account_id', '=', town.accounts.柳党员)
        .where('subject_id', '=', meeting.id)
        .executeTakeFirstOrThrow(),
    );
    assert.equal(notice.path, `/own-meetings/${meeting.id}`);
    const { body } = await town.call('柳党员', ownMeetingsApi.getOwnMeeting, { id: meeting.id });
    assert.deepEqual(
      body.agenda.map((one) => [one.title, one.minutes]),
      [
        ['学习文件', null],
        ['讨论清渠', null],
      ],
    );
    assert.equal(body.place, '村党群服务中心');
    assert.equal(body.on, '2026-12-01');
    assert.equal(body.mayAnswer.now, true);
    assert.equal(body.record, null);
    assert.equal(body.mayManage, false);
    const work = await town.call('柳党员', workApi.listWork, {});
    assert.ok(work.body.mine.some((one) => one.path === notice.path));
  });

  it('a planned meeting, one of another branch and one of which only the staff page knows are not found', async () => {
    const planned = await plan(town, { on: '2026-12-02' });
    const open = (who: '柳党员' | '石支书' | '林委员', id: string) =>
      town.call(who, ownMeetingsApi.getOwnMeeting, { id });
    assert.equal((await open('柳党员', planned.id)).status, 404);
    const meeting = await called();
    assert.equal((await open('石支书', meeting.id)).status, 404);
    assert.equal((await open('林委员', meeting.id)).status, 404);
    assert.equal(
      (await town.call('石支书', ownMeetingsApi.answerCall, { id: meeting.id, coming: true })).status,
      404,
    );
    assert.equal((await town.call(null, ownMeetingsApi.getOwnMeeting, { id: meeting.id })).status, 401);
  });

  it('leave is asked with a reason, stands in the list as announced, and the mark is still made at the meeting', async () => {
    const meeting = await called({ on: '2026-11-23' });
    const without = await answer(meeting.id, false);
    assert.equal(without.status, 422);
    assert.equal(without.problem.code, 'meetings.excuse_needs_reason');
    assert.equal(without.problem.reasons[0]?.field, 'reason');
    const { body: untouched } = await town.call('柳支书', meetingsApi.getMeeting, { id: meeting.id });
    assert.ok(untouched.attendees.every((one) => one.announced === null));

    assert.equal((await answer(meeting.id, true)).status, 200);
    const left = await answer(meeting.id, false, '去县里看病');
    assert.deepEqual([left.body.answer?.coming, left.body.answer?.reason], [false, '去县里看病']);
    const { body: begunNow } = await town.call('柳支书', meetingsApi.beginMeeting, at(untouched));
    const place = begunNow.attendees.find((one) => one.name === '何有号');
    assert.equal(place?.announced?.reason, '去县里看病', 'the latest answer stands');
    assert.equal(place?.status, 'unknown', 'nobody is marked by an announcement');
    const late = await answer(meeting.id, true);
    assert.equal(late.status, 409);
    assert.equal(late.problem.code, 'meetings.not_now');
  });

  it('an answer is for its day: after a postponement it is asked anew', async () => {
    const meeting = await called({ on: '2026-12-03' });
    await answer(meeting.id, true);
    const { body: off } = await town.call('柳支书', meetingsApi.postponeMeeting, {
      ...at(meeting),
      plannedOn: '2026-12-04',
      startsAt: '15:00',
      reason: '大雪封路',
    });
    await town.call('柳支书', meetingsApi.callMeeting, at(off));
    const { body } = await town.call('柳党员', ownMeetingsApi.getOwnMeeting, { id: meeting.id });
    assert.equal(body.answer, null);
  });

  it('after it is closed the decisions and minutes are read, with the own attendance and nobody else by name', async () => {
    const meeting = await begun(town);
    await mark(town, meeting, 3);
    const open = await town.call('柳党员', ownMeetingsApi.getOwnMeeting, { id: meeting.id });
    assert.equal(open.body.record, null);
    const { body: vote } = await town.call('柳支书', meetingsApi.openVote, {
      id: meeting.id,
      question: '同意清渠方案',
      mode: 'hands',
    });
    await town.call('柳支书', meetingsApi.countHands, {
      id: meeting.id,
      voteId: vote.voteId,
      yes: 3,
      no: 0,
      abstain: 0,
    });
    assert.equal((await close(town, meeting.id)).status, 200);
    const { body } = await town.call('柳党员', ownMeetingsApi.getOwnMeeting, { id: meeting.id });
    assert.equal(body.status, 'present');
    assert.deepEqual(
      body.record?.decisions.map((one) => [one.question, one.passed]),
      [['同意清渠方案', true]],
    );
    assert.match(body.agenda[0]?.minutes ?? '', /一致意见/u);
    assert.ok(!JSON.stringify(body).includes('何大川'));
    const list = await town.call('柳党员', ownMeetingsApi.listOwnMeetings, { page: 1 });
    assert.equal(list.body.rows[0]?.state, 'called', 'what is to come stands first');
    assert.ok(list.body.rows.some((one) => one.id === meeting.id && one.status === 'present'));
  });

  it('a paper opens for those called once it is shown to them, and no other file does', async () => {
    const meeting = await called({ on: '2026-12-05' });
    const add = async (name: string) =>
      (
        await town.call(
          '柳支书',
          meetingsApi.addAttachment,
          { id: meeting.id },
          {
            file: new File([`${name}的内容`], `${name}.txt`, { type: 'text/plain' }),
          },
        )
      ).body;
    const paper = await add('道路硬化方案');
    const inner = await add('会务安排');
    const show = (who: '柳支书' | '柳党员', fileId: string, shown: boolean) =>
      town.call(who, meetingsApi.showPaper, { id: meeting.id, fileId, shown });
    assert.equal((await show('柳党员', paper.id, true)).status, 403);
    assert.equal((await show('柳支书', paper.id, true)).status, 200);
    const view = await town.call('柳党员', ownMeetingsApi.getOwnMeeting, { id: meeting.id });
    assert.deepEqual(
      view.body.papers.map((one) => one.name),
      ['道路硬化方案.txt'],
    );
    const open = (who: '柳党员' | '石支书', fileId: string) =>
      town.call(who, ownMeetingsApi.getOwnPaper, { id: meeting.id, fileId, show: 'false' });
    assert.equal((await open('柳党员', paper.id)).status, 200);
    assert.equal((await open('柳党员', inner.id)).status, 404);
    assert.equal((await open('石支书', paper.id)).status, 404);
    await show('柳支书', paper.id, false);
    assert.equal((await open('柳党员', paper.id)).status, 404);
  });
});
