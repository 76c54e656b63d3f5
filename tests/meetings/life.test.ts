import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { lifeApi } from '../../src/modules/meetings/life-api.ts';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { openTown, type Person, type Town } from '../support/town.ts';
import { begun, close, enterMembers, mark } from './world.ts';

describe('organization life in numbers', () => {
  let town: Town;
  let closed: { id: string; version: number };
  before(async () => {
    town = await openTown();
    await enterMembers(town, ['何大川', '何二川', '何三川', '何四川']);
    await enterMembers(town, ['何预备'], { kind: 'probationary' });
    await enterMembers(town, ['石大山', '石二山'], { at: '石桥村支部' });
    const meeting = await begun(town);
    await mark(town, meeting, 3);
    closed = (await close(town, meeting.id)).body;
    const open = await begun(town, { title: '还没有归档的党员大会' });
    await mark(town, open, 4);
  });
  after(() => town.close());

  async function line(who: Person, asOf?: string) {
    const { body, status } = await town.call(who, lifeApi.listLife, {
      kind: 'branch_members_meeting',
      q: '柳树村',
      ...(asOf && { asOf }),
      page: 1,
    });
    assert.equal(status, 200);
    const [row] = body.rows;
    assert.ok(row);
    return {
      owed: row.owed,
      done: row.done,
      held: row.held,
      present: row.present,
      shouldCome: row.shouldCome,
    };
  }

  it('counts what was owed and held, and the attendance of closed records alone', async () => {
    assert.deepEqual(await line('林委员'), { owed: 1, done: 1, held: 1, present: 3, shouldCome: 5 });
  });

  it('opens to exactly the records that it counted', async () => {
    const { body } = await town.call('林委员', meetingsApi.listMeetings, {
      org: town.orgs.柳树村支部.id,
      kind: 'branch_members_meeting',
      stoodOn: '2026-11-23',
      page: 1,
    });
    assert.deepEqual(
      body.rows.map((one) => [one.id, one.present, one.shouldCome]),
      [[closed.id, 3, 5]],
    );
  });

  it('opens to exactly the duties that it counted, those of the year whose period has begun', async () => {
    const { body: life } = await town.call('林委员', lifeApi.listLife, { q: '柳树村', page: 1 });
    for (const row of life.rows) {
      const { body } = await town.call('林委员', workApi.listDuties, {
        org: row.org.id,
        duty: row.duty,
        owedOn: life.asOf,
        page: 1,
      });
      assert.equal(body.total, row.owed, row.duty);
      assert.equal(body.counts.done, row.done);
      assert.equal(body.counts.late, row.late);
      assert.ok(row.owed > 0);
    }
    assert.ok(life.rows.length >= 4);
  });

  it('tells a past day as it was, before the record and before its annulment', async () => {
    town.setToday('2026-11-27');
    const annulled = await town.call('林委员', meetingsApi.annulMeeting, {
      id: closed.id,
      version: closed.version,
      reason: '会议没有召开',
    });
    assert.equal(annulled.status, 200);
    const nothing = { owed: 1, done: 0, held: 0, present: 0, shouldCome: 0 };
    assert.deepEqual(await line('林委员', '2026-11-22'), nothing);
    assert.deepEqual(await line('林委员', '2026-11-23'), {
      owed: 1,
      done: 1,
      held: 1,
      present: 3,
      shouldCome: 5,
    });
    assert.deepEqual(await line('林委员', '2026-11-27'), nothing);
  });

  it('shows a village its own branches and a member nothing', async () => {
    const { body } = await town.call('石支书', lifeApi.listLife, { page: 1 });
    assert.deepEqual(new Set(body.rows.map((one) => one.org.name)), new Set(['石桥村支部']));
    assert.equal((await town.call('柳党员', lifeApi.listLife, { page: 1 })).status, 403);
  });
});
