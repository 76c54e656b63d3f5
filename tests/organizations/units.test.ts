import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { organizationsApi as api } from '../../src/modules/organizations/api.ts';
import { done, refusedFor } from '../dispositions/world.ts';
import { openTown, type Town } from '../support/town.ts';

describe('the units of a joint branch', () => {
  let town: Town;
  let id = '';
  const reference = '清委〔2026〕8号';
  before(async () => {
    town = await openTown();
    ({ id } = await done(town, '林委员', api.foundOrganization, {
      kind: 'joint_branch',
      parentId: town.orgs.清河镇.id,
      name: '中共清河镇两村联合支部委员会',
      shortName: '两村联合支部',
      on: '2026-02-01',
      reason: '两村党员都少',
      reference,
    }));
  });
  after(() => town.close());

  const join = (unitId: string, on: string) => ({ id, unitId, on, reference });

  it('a unit joins and leaves on its days, and stays readable', async () => {
    const { 柳树村, 石桥村 } = town.orgs;
    await done(town, '林委员', api.joinUnit, join(柳树村.id, '2026-02-01'));
    await done(town, '林委员', api.joinUnit, join(石桥村.id, '2026-02-01'));
    const left = await done(town, '林委员', api.leaveUnit, join(石桥村.id, '2026-06-01'));
    assert.deepEqual(
      left.units.map(({ name, since, until }) => [name, since, until]),
      [
        ['柳树村', '2026-02-01', null],
        ['石桥村', '2026-02-01', '2026-06-01'],
      ],
    );
    assert.deepEqual(left.warnings, []);
    await done(town, '林委员', api.joinUnit, join(石桥村.id, '2026-08-01'));
  });

  it('refuses a branch as a unit, one that is covered, days before the founding, and whoever only reads', async () => {
    const { 东沟村, 柳树村, 柳树村支部 } = town.orgs;
    const refused = (unitId: string, on: string, status = 422) =>
      refusedFor(town, '林委员', api.joinUnit, join(unitId, on), status);
    assert.deepEqual(await refused(柳树村支部.id, '2026-03-01'), ['organizations.not_a_unit']);
    assert.deepEqual(await refused(柳树村.id, '2026-03-01', 409), ['organizations.covered_already']);
    assert.deepEqual(await refused(东沟村.id, '2026-01-31'), ['day.too_early']);
    assert.deepEqual(await refused(东沟村.id, '2026-12-31'), ['day.to_come']);
    assert.deepEqual(await refusedFor(town, '林委员', api.leaveUnit, join(东沟村.id, '2026-03-01'), 409), [
      'organizations.not_covered',
    ]);
    await refusedFor(town, '周书记', api.joinUnit, join(东沟村.id, '2026-03-01'), 403);
    const { units } = await done(town, '周书记', api.getUnits, { id });
    assert.ok(!units.some((unit) => unit.name === '东沟村'));
  });

  it('more than five are warned of and not refused', async () => {
    for (const name of ['粮油公司', '竹器厂', '茶叶社', '养蜂社']) {
      const unit = await done(town, '林委员', api.foundOrganization, {
        kind: 'enterprise',
        parentId: town.orgs.清河镇.id,
        name: `青江县清河${name}`,
        shortName: name,
        on: '2020-01-01',
        reason: '登记',
      });
      await done(town, '林委员', api.joinUnit, join(unit.id, '2026-09-01'));
    }
    const { warnings } = await done(town, '林委员', api.getUnits, { id });
    assert.deepEqual(
      warnings.map((reason) => reason.code),
      ['organizations.many_units'],
    );
  });
});
