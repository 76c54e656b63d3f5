import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seedYears } from '../../src/kernel/clock/store.ts';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { starsApi as api } from '../../src/modules/appraisals/star-api.ts';
import { ownAppraisalsApi as own } from '../../src/modules/appraisals/own-api.ts';
import { at as named, begun, close, mark } from '../meetings/world.ts';
import { openTown, type Town } from '../support/town.ts';
import { story, today } from './story.ts';

describe('stars of a branch', () => {
  let town: Town;
  let at: ReturnType<typeof story>;
  let id: string;
  before(async () => {
    town = await openTown();
    town.setToday(today);
    at = story(town);
    await town.act('system', 'system', seedYears);
    await at.committee(await at.people());
    id = await at.opened();
    await at.done('柳党员', own.writeOwnSelf, { id, text: '对照党员条件，学习抓得还不够紧。' });
  });
  after(() => town.close());

  /** A members' meeting of the branch that carries a question. */
  async function decided(): Promise<string> {
    const meeting = await begun(town, { title: '评星', agenda: ['评星定级'] });
    await mark(town, meeting, 6);
    const { voteId } = await at.done('柳支书', meetingsApi.openVote, {
      id: meeting.id,
      question: '通过本年度评星结果',
      mode: 'hands',
    });
    await at.done('柳支书', meetingsApi.countHands, {
      ...named(meeting),
      voteId,
      yes: 6,
      no: 0,
      abstain: 0,
    });
    assert.equal((await close(town, meeting.id)).status, 200);
    return voteId;
  }

  it('wait until the grades were told', async () => {
    assert.deepEqual(await at.refused('柳支书', api.draftStars, { id }, 409), ['appraisals.not_told_yet']);
    await at.told(id);
    assert.equal((await town.call('林委员', api.draftStars, { id })).status, 403);
  });

  it('are filled from records, each saying which, in the order of the roster and without a total', async () => {
    const drafted = await at.done('柳支书', api.draftStars, { id });
    assert.deepEqual(drafted.members.map((member) => member.name).slice(0, 3), ['安一', '白二', '蔡三']);
    const [first, second] = drafted.members;
    const markOf = (member: typeof first, dimension: string) =>
      member?.marks.find((one) => one.dimension === dimension);
    // 安一 sits in the committee too, and came to both.
    assert.deepEqual(markOf(first, 'organization_life')?.counted, { have: 2, base: 2 });
    assert.equal(markOf(first, 'organization_life')?.records.length, 2);
    assert.equal(markOf(first, 'self_review')?.earned, true);
    assert.equal(markOf(second, 'self_review')?.earned, false);
    assert.equal(markOf(first, 'dues')?.earned, null, 'no record, so the branch says it');
    assert.equal(
      (await at.done('林委员', api.getStars, { id })).members.length,
      0,
      'nobody else before that',
    );
  });

  it('the branch says what no record tells, with a reason, and decides at a meeting', async () => {
    const { members } = await at.done('柳支书', api.getStars, { id });
    const said = { id, earnedBy: [members[0]?.id ?? ''], reason: '带头修路，群众认可' };
    assert.deepEqual(
      await at.refused('柳支书', api.sayDimension, { ...said, dimension: 'organization_life' }),
      ['stars.has_records'],
    );
    const voteId = await decided();
    assert.deepEqual(await at.refused('柳支书', api.confirmStars, { id, decisionId: voteId }), [
      'stars.dimensions_open',
    ]);
    for (const dimension of ['dues', 'pledge', 'service', 'example'] as const)
      await at.done('柳支书', api.sayDimension, { ...said, dimension });
    const confirmed = await at.done('柳支书', api.confirmStars, { id, decisionId: voteId });
    assert.equal(confirmed.confirmedOn, today);
    assert.deepEqual(await at.refused('柳支书', api.draftStars, { id }, 409), ['stars.confirmed_already']);
    const reader = await at.done('林委员', api.getStars, { id });
    assert.ok(reader.members.every((member) => member.marks.every((one) => one.records.length === 0)));
  });

  it('one handed in on paper is entered by the branch, within the window, and has its receipt', async () => {
    const { members } = await at.done('柳支书', api.getStars, { id });
    const markId = members[1]?.marks.find((one) => one.dimension === 'example')?.id ?? '';
    const paper = { id, markId, text: '修渠也有我的份，请支部核实', madeOn: today };
    assert.equal((await town.call('林委员', api.enterStarObjection, paper)).status, 403);
    assert.deepEqual(await at.refused('柳支书', api.enterStarObjection, { ...paper, madeOn: '2026-11-24' }), [
      'appraisals.day_in_future',
    ]);
    assert.deepEqual(await at.refused('柳支书', api.enterStarObjection, { ...paper, madeOn: '2026-11-22' }), [
      'stars.objected_before_confirmation',
    ]);
    assert.deepEqual((await at.done('柳支书', api.getStars, { id })).objections, [], 'nothing was written');
    town.setToday('2026-12-02');
    const late = await at.refused('柳支书', api.enterStarObjection, { ...paper, madeOn: '2026-12-01' }, 409);
    assert.deepEqual(late, ['appraisals.window_over']);
    const { objections } = await at.done('柳支书', api.enterStarObjection, paper);
    assert.deepEqual(
      objections.map((one) => [one.name, one.madeOn, one.onPaper, one.recorder, one.recordedOn]),
      [['白二', today, true, '柳支书', '2026-12-02']],
      'handed in in time, entered later: both days stand on the receipt',
    );
    assert.deepEqual(await at.refused('柳支书', api.enterStarObjection, paper, 409), [
      'stars.objection_waits',
    ]);
    await at.done('柳支书', api.answerStarObjection, {
      id,
      objectionId: objections[0]?.id ?? '',
      answer: '修渠记录中没有，维持原结果',
      earned: false,
    });
    town.setToday(today);
  });

  it('a member sees the own ones and objects; before and after are both kept', async () => {
    const { rows } = await at.done('柳党员', api.getOwnStars, {});
    const example = rows[0]?.marks.find((one) => one.dimension === 'example');
    assert.equal(example?.earned, true);
    assert.ok(!JSON.stringify(rows).includes('白二'));
    const others = await at.done('柳支书', api.getStars, { id });
    const foreign = others.members[1]?.marks[0]?.id ?? '';
    assert.equal(
      (await town.call('柳党员', api.objectToOwnStar, { id, markId: foreign, text: '这不是我的' })).status,
      404,
    );
    const objection = { id, markId: example?.id ?? '', text: '修路另有其人，请更正' };
    await at.done('柳党员', api.objectToOwnStar, objection);
    assert.deepEqual(await at.refused('柳党员', api.objectToOwnStar, objection, 409), [
      'stars.objection_waits',
    ]);
    const { objections } = await at.done('柳支书', api.getStars, { id });
    const open = objections.find((one) => one.answer === null);
    const answered = await at.done('柳支书', api.answerStarObjection, {
      id,
      objectionId: open?.id ?? '',
      answer: '经核实更正',
      earned: false,
    });
    assert.deepEqual(
      answered.objections
        .filter((one) => one.id === open?.id)
        .map(({ before: first, after: then, onPaper }) => [first, then, onPaper]),
      [[true, false, false]],
    );
    town.setToday('2026-12-01');
    assert.deepEqual(await at.refused('柳党员', api.objectToOwnStar, objection, 409), [
      'appraisals.window_over',
    ]);
  });
});
