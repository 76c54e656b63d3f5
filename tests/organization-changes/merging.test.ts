import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { organizationChangesApi as api } from '../../src/modules/organization-changes/api.ts';
import { admissionApi } from '../../src/modules/admission/api.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import { organizationsApi } from '../../src/modules/organizations/api.ts';
import { application } from '../admission/story.ts';
import { transfersApi } from '../../src/modules/transfers/api.ts';
import { done, refusedFor } from '../dispositions/world.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Town } from '../support/town.ts';
import { approve, get, rollOf, settle, takeEffect } from './world.ts';

describe('merging and dissolving', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
    await settle(town);
    await enterMembers(town, ['沟一', '沟二'], { at: '东沟村支部' });
  });
  after(() => town.close());

  const merging = async (into: Parameters<typeof town.call<typeof api.applyToMerge>>[2]['into']) => {
    town.setToday('2026-06-05');
    return done(town, '林委员', api.applyToMerge, {
      sourceIds: [town.orgs.东沟村支部.id],
      into,
      need: '东沟村党员减少，与石桥村并建',
      appliedOn: '2026-06-05',
    });
  };
  const dissolvedOn = async (id: string) =>
    (await done(town, '林委员', organizationsApi.getOrganization, { id })).dissolvedOn;

  it('members and what stands below move along; the old branch stays readable', async () => {
    const { 东沟村支部: source, 石桥村支部: target } = town.orgs;
    town.setToday('2026-06-03');
    const group = await done(town, '林委员', organizationsApi.foundOrganization, {
      kind: 'party_group',
      parentId: source.id,
      name: '东沟村第一党小组',
      shortName: '东沟一组',
      on: '2026-06-01',
      reason: '支部会议决定',
    });
    const { id } = await merging({ orgId: target.id });
    const view = await get(town, id);
    assert.equal(view.ending[0]?.moving, 2);
    assert.deepEqual(view.ending[0]?.remains, []);
    assert.equal(await dissolvedOn(source.id), null);

    await approve(town, id, '2026-06-20');
    const merged = await takeEffect(town, id, '2026-06-25');
    assert.equal(merged.state, 'in_effect');
    assert.equal(await dissolvedOn(source.id), '2026-06-25');
    const { warnings } = await done(town, '林委员', membersApi.getStrength, { org: source.id });
    assert.deepEqual(warnings, [], 'what has ended is not too small');
    assert.deepEqual((await rollOf(town, target.id, '2026-06-25')).sort(), ['沟一', '沟二'].sort());
    assert.deepEqual((await rollOf(town, source.id, '2026-06-24')).sort(), ['沟一', '沟二'].sort());
    const { parent } = await done(town, '林委员', organizationsApi.getOrganization, { id: group.id });
    assert.equal(parent?.id, target.id);
    assert.ok(!merged.moves.some((move) => move.move === 'elect'), 'the branch that goes on keeps its term');
  });

  it('refuses a village, the branch itself, and one alone into a new one', async () => {
    town.setToday('2026-06-05');
    const ask = (sourceIds: string[], into: { orgId: string }) =>
      refusedFor(town, '林委员', api.applyToMerge, {
        sourceIds,
        into,
        need: '并建',
        appliedOn: '2026-06-05',
      });
    const { 柳树村, 柳树村支部, 石桥村支部 } = town.orgs;
    assert.deepEqual(await ask([柳树村.id], { orgId: 石桥村支部.id }), ['organization_changes.not_merged']);
    assert.deepEqual(await ask([柳树村支部.id], { orgId: 柳树村支部.id }), [
      'organization_changes.into_itself',
    ]);
  });

  it('a branch with members is not dissolved before they have a place, and nothing is written', async () => {
    const { 柳树村支部 } = town.orgs;
    town.setToday('2026-06-05');
    const asked = { orgId: 柳树村支部.id, need: '不再需要', appliedOn: '2026-06-05' };
    const { id } = await done(town, '柳支书', api.applyToDissolve, asked);
    assert.deepEqual(await refusedFor(town, '柳支书', api.applyToDissolve, asked, 409), [
      'organization_changes.already_asked',
    ]);
    await approve(town, id, '2026-06-20');
    town.setToday('2026-06-25');
    const { version, ending } = await get(town, id);
    assert.ok(ending[0]?.remains.some((reason) => reason.code === 'members.remain'));
    const refused = await refusedFor(town, '林委员', api.takeEffect, { id, version, on: '2026-06-25' });
    assert.ok(refused.includes('members.remain'));
    assert.equal(await dissolvedOn(柳树村支部.id), null);
    assert.equal((await get(town, id)).state, 'approved');
  });

  it('admissions follow; a transfer under way is finished first, and nothing is merged before', async () => {
    const [person = ''] = await enterMembers(town, ['桥一'], { at: '石桥村支部' });
    town.setToday('2026-06-30');
    const { 石桥村支部: source, 柳树村支部: target } = town.orgs;
    const applicant = await done(town, '石支书', admissionApi.registerApplication, {
      ...application(town, '2026-06-30'),
      branchId: source.id,
    });
    const transfer = await done(town, '石支书', transfersApi.applyForTransfer, {
      personId: person,
      direction: 'out',
      elsewhere: '邻县某街道党工委',
      reason: '外出定居',
      appliedOn: '2026-06-30',
    });
    const { id } = await done(town, '林委员', api.applyToMerge, {
      sourceIds: [source.id],
      into: { orgId: target.id },
      need: '与柳树村并建',
      appliedOn: '2026-06-30',
    });
    await approve(town, id, '2026-07-02');
    town.setToday('2026-07-03');
    const merge = async () => ({ id, version: (await get(town, id)).version, on: '2026-07-03' });
    assert.deepEqual(await refusedFor(town, '林委员', api.takeEffect, await merge()), ['transfers.remain']);
    assert.ok((await rollOf(town, source.id, '2026-07-03')).includes('桥一'));

    const { version } = await done(town, '石支书', transfersApi.getTransfer, { id: transfer.id });
    await done(town, '石支书', transfersApi.withdrawTransfer, { id: transfer.id, version, why: '不走了' });
    await done(town, '林委员', api.takeEffect, await merge());
    assert.ok((await rollOf(town, target.id, '2026-07-03')).includes('桥一'));
    const followed = await done(town, '柳支书', admissionApi.getCase, { id: applicant.id });
    assert.equal(followed.entries.length, 1, 'what was entered came along');
  });
});
