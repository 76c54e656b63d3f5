/** A member's own list of votes and of study: by the own place on lists, never anybody's choice, never a sum. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { ownMeetingsApi as own } from '../../src/modules/meetings/own-api.ts';
import { openTown, type Person, type Town } from '../support/town.ts';
import { at, begun, close, enterMembers, mark, plan } from './world.ts';

const today = '2026-11-23';

describe('what a member votes on and studies', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
    town.setToday(today);
    const [member = ''] = await enterMembers(town, ['何有号', '何大川', '何二川']);
    const [other = ''] = await enterMembers(town, ['石有号'], { at: '石桥村支部' });
    await is('柳党员', member);
    await is('石支书', other);
  });
  after(() => town.close());

  async function is(who: Person, personId: string): Promise<void> {
    await town.owner
      .updateTable('accounts')
      .set({ person_id: personId })
      .where('id', '=', town.accounts[who])
      .execute();
  }

  const votes = async (who: Person = '柳党员') => (await town.call(who, own.listOwnVotes, {})).body;
  const study = async (who: Person = '柳党员') => (await town.call(who, own.listOwnStudy, {})).body;

  it('both are empty for a member who was called to nothing, and for an account without a member', async () => {
    for (const who of ['柳党员', '林委员'] as const) {
      assert.deepEqual(await votes(who), { open: [], coming: [], decided: [] });
      assert.deepEqual(await study(who), { rows: [], total: 0 });
    }
  });

  it('a call shows what will be put to the vote; a planned meeting shows nothing yet', async () => {
    const meeting = await plan(town, { on: '2026-12-01', title: '十二月党员大会', agenda: ['讨论清渠'] });
    assert.deepEqual((await votes()).coming, []);
    assert.equal((await town.call('柳支书', meetingsApi.callMeeting, at(meeting))).status, 200);
    assert.deepEqual(
      (await votes()).coming.map((one) => [one.id, one.title, one.on, one.agenda]),
      [[meeting.id, '十二月党员大会', '2026-12-01', ['讨论清渠']]],
    );
    assert.deepEqual((await votes('石支书')).coming, [], 'nobody of another branch');
  });

  it('an open question is shown while it is open, and the decision once the record is closed', async () => {
    const meeting = await begun(town, { on: today, title: '清渠大会', agenda: ['清渠'] });
    await mark(town, meeting, 3);
    const { body } = await town.call('柳支书', meetingsApi.openVote, {
      id: meeting.id,
      question: '今冬清渠',
      mode: 'hands',
    });
    const asked = (await votes()).open;
    assert.deepEqual(
      asked.map((one) => [one.question, one.mode, one.passed, one.meetingId]),
      [['今冬清渠', 'hands', null, meeting.id]],
    );
    const { body: now } = await town.call('柳支书', meetingsApi.getMeeting, { id: meeting.id });
    const counted = await town.call('柳支书', meetingsApi.countHands, {
      ...at(now),
      voteId: body.voteId,
      yes: 3,
      no: 0,
      abstain: 0,
    });
    assert.equal(counted.status, 200, JSON.stringify(counted.problem));
    assert.deepEqual(await votes().then(({ open, decided }) => [open, decided]), [[], []], 'not yet closed');
    assert.equal((await close(town, meeting.id)).status, 200);
    const { decided } = await votes();
    assert.deepEqual(
      decided.map((one) => [one.question, one.passed]),
      [['今冬清渠', true]],
    );
    assert.ok(!JSON.stringify(decided).includes('yes'), 'no count, no choice');
    assert.deepEqual((await votes('石支书')).decided, []);
  });

  it('study lists lessons and theme days whose record is closed, with the own place only', async () => {
    const lesson = await begun(town, {
      kind: 'party_class',
      on: today,
      title: '学党章',
      agenda: ['党章总纲'],
    });
    await mark(town, lesson, 3);
    assert.deepEqual((await study()).rows, [], 'while the record is open');
    assert.equal((await close(town, lesson.id)).status, 200);
    const { rows, total } = await study();
    assert.deepEqual(
      rows.map((one) => [one.title, one.kind, one.status, one.agenda]),
      [['学党章', 'party_class', 'present', ['党章总纲']]],
    );
    assert.equal(total, 1, 'a members’ meeting is no lesson');
    assert.deepEqual((await study('石支书')).rows, []);
  });
});
