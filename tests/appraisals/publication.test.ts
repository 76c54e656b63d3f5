/** How many of each grade: put forward by the branch, reviewed and approved by others, seen within the Party alone. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seedYears } from '../../src/kernel/clock/store.ts';
import { appraisalsApi as api } from '../../src/modules/appraisals/api.ts';
import { opennessApi } from '../../src/modules/openness/api.ts';
import { noticeBoardApi } from '../../src/modules/openness/board-api.ts';
import { publishProposed } from '../support/publishing.ts';
import { openTown, type Place, type Town } from '../support/town.ts';
import { story, today } from './story.ts';

describe('results of an appraisal within the Party', () => {
  let town: Town;
  let at: ReturnType<typeof story>;
  let id: string;
  before(async () => {
    town = await openTown();
    town.setToday(today);
    at = story(town);
    await town.act('system', 'system', seedYears);
    const people = await at.people();
    await at.committee(people);
    id = await at.opened();
  });
  after(() => town.close());

  const publications = () =>
    town.owner.selectFrom('publications').select(['title', 'content', 'audience', 'due_on']).execute();

  it('nothing is put forward before each member was told and nobody can object any more', async () => {
    assert.equal((await at.view(id)).results, null);
    assert.deepEqual(await at.refused('柳支书', api.publishResults, { id }, 409), [
      'appraisals.not_told_yet',
    ]);
    const told = await at.told(id, { 0: 'excellent', 1: 'basic' });
    assert.deepEqual(await at.refused('柳支书', api.publishResults, { id }, 409), ['appraisals.window_open']);
    const memberId = told.members[1]?.id ?? '';
    await at.done('柳支书', api.enterObjection, { id, memberId, text: '两次都因住院已请假', madeOn: today });
    town.setToday('2026-12-10');
    assert.deepEqual(await at.refused('柳支书', api.publishResults, { id }, 409), [
      'appraisals.objections_open',
    ]);
    assert.deepEqual(await publications(), [], 'nothing was written');
    const { objections } = await at.view(id);
    await at.done('林委员', api.answerObjection, {
      id,
      objectionId: objections[0]?.id ?? '',
      answer: '请假属实，改为合格',
      grade: 'qualified',
    });
  });

  it('numbers by grade as they stand after the objections, without a name, once', async () => {
    assert.equal((await town.call('林委员', api.publishResults, { id })).status, 403);
    const { id: publicationId } = await at.done('柳支书', api.publishResults, { id });
    const [proposed] = await publications();
    assert.equal(proposed?.title, '柳树村支部2026年度民主评议党员结果');
    assert.equal(proposed?.audience, 'members');
    assert.equal(proposed?.due_on?.toString(), '2027-03-31');
    const text = JSON.stringify(proposed?.content);
    for (const name of ['安一', '白二', '蔡三', '邓四', '方五', '高六', '郝预备'])
      assert.ok(!text.includes(name), `${name} is named`);
    const { results } = await at.view(id);
    assert.deepEqual(
      results?.counts.map(({ grade, people }) => [grade, people]),
      [
        ['excellent', 1],
        ['qualified', 5],
        ['basic', 0],
        ['unqualified', 0],
      ],
    );
    assert.equal(results?.publicationId, publicationId);
    assert.deepEqual(await at.refused('柳支书', api.publishResults, { id }, 409), [
      'appraisals.put_forward_already',
    ]);
    assert.equal((await publications()).length, 1);
  });

  /** Entries of the year's row for a branch, newest first. */
  async function entries(place: Place) {
    const { rows } = await at.done('林委员', opennessApi.listCatalogue, { orgId: town.orgs[place].id });
    return rows
      .filter((row) => row.catalogueKey === 'party.appraisal')
      .map((row) => `${row.period} ${row.state}`)
      .toSorted();
  }

  it('the year’s row of the catalogue is settled, and members read it on their board', async () => {
    assert.deepEqual(await entries('柳树村支部'), ['2026 running']);
    await publishProposed(town, (await at.view(id)).results?.publicationId ?? '');
    assert.deepEqual(await entries('柳树村支部'), ['2026 on_time']);
    const board = await at.done('柳党员', noticeBoardApi.listBoardNotices, {});
    assert.ok(board.rows.some((one) => one.title.includes('民主评议党员结果')));
  });

  it('a branch that published nothing is late ninety days after the year', async () => {
    town.setToday('2027-03-31');
    assert.deepEqual(await entries('石桥村支部'), ['2026 due', '2027 running']);
    town.setToday('2027-04-01');
    assert.deepEqual(await entries('石桥村支部'), ['2026 late', '2027 running']);
  });
});
