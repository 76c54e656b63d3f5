/** Meetings are judged by the number that the town set for the day on which they are held. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parameterBooks } from '../../src/modules/parameter-books.ts';
import { messages } from '../../src/modules/messages.ts';
import { findInstitution } from '../../src/modules/policy/institutions-catalogue.ts';
import { allParameters } from '../../src/modules/parameters/books.ts';
import { parametersApi as api } from '../../src/modules/parameters/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { enterMembers, plan } from '../meetings/world.ts';
import { openTown, type Town } from '../support/town.ts';

const notice = 'meetings.branch_members_meeting.notice';
const asked = {
  key: notice,
  value: { days: 9, unit: 'calendar' },
  from: '2026-12-01',
  source: '镇党委会议纪要',
  reason: '山区路远，通知要更早',
};

describe('the numbers of meetings', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
    await enterMembers(town, ['何大川', '何二川']);
  });
  after(() => town.close());

  it('wait for the secretary, who alone of the two may approve, and then hold from their day', async () => {
    const { body } = await town.call('林委员', api.proposeParameter, asked);
    const mine = (await town.call('周书记', workApi.listWork, {})).body.mine;
    assert.ok(mine.some((item) => item.path === `/parameters/number?key=${notice}`));
    const others = (await town.call('林委员', workApi.listWork, {})).body.others;
    assert.ok(others.some((item) => item.path === `/parameters/number?key=${notice}`));
    const second = await town.call('许干事', api.proposeParameter, asked);
    assert.equal(second.status, 409);
    assert.equal((await town.call('林委员', api.getParameter, { key: notice })).body.mayApprove, false);
    assert.equal(
      (await town.call('周书记', api.decideParameter, { id: body.id, approve: true })).status,
      200,
    );

    const before = await plan(town, { on: '2026-11-30' });
    assert.deepEqual(before.reminders, []);
    assert.equal(before.rule.noticeDays, 3);
    const from = await plan(town, { on: '2026-12-01' });
    assert.equal(from.rule.noticeDays, 9);
    assert.equal(from.reminders[0]?.code, 'meetings.notice_short');
    assert.equal(from.reminders[0].cites, asked.source);
  });

  it('are refused out of their bounds, at the field, and nothing is proposed', async () => {
    const wide = await town.call('林委员', api.proposeParameter, {
      ...asked,
      value: { days: 400, unit: 'calendar' },
    });
    assert.deepEqual(
      [wide.problem.reasons[0]?.code, wide.problem.reasons[0]?.field],
      ['parameters.too_large', 'value.days'],
    );
    const quorum = await town.call('林委员', api.proposeParameter, {
      ...asked,
      key: 'meetings.joint_committee_deliberation.quorum',
      value: { anyOf: [{ unit: 'villagers', operator: 'atLeast', num: 2, den: 3 }] },
    });
    assert.equal(quorum.problem.reasons[0]?.code, 'parameters.other_unit');
    const law = await town.call('林委员', api.getParameter, { key: 'meetings.branch_members_meeting.pass' });
    assert.equal(law.body.mayPropose, false);
    assert.equal(law.body.because[0]?.cites, '支部2018 art. 11');
    const { body } = await town.call('林委员', api.listParameters, {});
    assert.deepEqual(
      body.rows.filter((row) => row.isProposed),
      [],
    );
  });

  it('cannot be approved for a day that has passed while they waited', async () => {
    const { body } = await town.call('许干事', api.proposeParameter, {
      ...asked,
      value: { days: 5, unit: 'calendar' },
      from: '2026-12-05',
    });
    town.setToday('2026-12-06');
    const late = await town.call('周书记', api.decideParameter, { id: body.id, approve: true });
    assert.equal(late.status, 409);
    assert.equal(late.problem.reasons[0]?.code, 'parameters.day_has_passed');
    const refused = await town.call('周书记', api.decideParameter, {
      id: body.id,
      approve: false,
      why: '过期',
    });
    assert.equal(refused.status, 200);
    const { body: seen } = await town.call('许干事', api.getParameter, { key: notice });
    assert.deepEqual(seen.now?.value, { days: 9, unit: 'calendar' });
    assert.equal(seen.proposals[0]?.refusedBecause, '过期');
  });

  it('have each a name in both languages and a place in the catalogue of institutions', () => {
    const all = allParameters(parameterBooks);
    assert.ok(all.length > 40, `only ${all.length} numbers seen`);
    for (const { key, institution } of all) {
      for (const language of ['zh-CN', 'en'] as const)
        assert.ok(messages[language][`parameter.${key}`], `${key} has no name in ${language}`);
      assert.ok(findInstitution(institution), `${key} belongs to ${institution}`);
    }
  });
});
