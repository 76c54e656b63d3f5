/** A member on probation who moves to another branch of the town takes the case along; the old branch has no hand in it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { admissionApi as api } from '../../src/modules/admission/api.ts';
import { transfersApi } from '../../src/modules/transfers/api.ts';
import {
  done,
  newMember,
  onProbation,
  openBranch,
  refused,
  walk,
  type CaseView,
  type World,
} from './story.ts';

describe('a member on probation moves', () => {
  let world: World;
  let of: CaseView;
  before(async () => {
    world = await openBranch();
    of = await walk(world, await onProbation(world), newMember.slice(0, 3));
  });
  after(() => world.town.close());

  it('keeps the case where it is until the other branch has received', async () => {
    const { town } = world;
    town.setToday('2026-08-20');
    const { id } = await done(town, '柳支书', transfersApi.applyForTransfer, {
      personId: of.personId ?? '',
      direction: 'within',
      toOrgId: town.orgs.石桥村支部.id,
      reason: '婚后迁居石桥村',
      appliedOn: '2026-08-20',
    });
    const { version } = await done(town, '许干事', transfersApi.getTransfer, { id });
    const issued = await done(town, '许干事', transfersApi.issueLetter, {
      id,
      version,
      issuedOn: '2026-08-20',
      validUntil: '2026-08-30',
      duesPaidTo: '2026-08',
    });
    await refused(town, '石支书', api.getCase, { id: of.id }, 404);
    town.setToday('2026-08-25');
    await done(town, '石支书', transfersApi.receiveMember, {
      id,
      version: issued.version,
      arrivedOn: '2026-08-25',
    });
    const moved = await done(town, '石支书', api.getCase, { id: of.id });
    assert.deepEqual(
      [moved.state, moved.entries.length, moved.sponsors.map((one) => one.name)],
      ['probationary', of.entries.length, ['何党员1', '何党员2']],
      'everything that was done is still there',
    );
    await refused(town, '柳支书', api.getCase, { id: of.id }, 404);
  });

  it('is observed in the new branch, which the old one can no longer do', async () => {
    const { town } = world;
    town.setToday('2027-01-20');
    const { version } = await done(town, '石支书', api.getCase, { id: of.id });
    const entry = {
      id: of.id,
      version,
      on: '2027-01-20',
      mentorOpinion: '适应很快',
      branchOpinion: '继续考察',
    };
    await refused(town, '小唐', api.observeProbation, entry, 404);
    const before = await done(town, '石支书', api.getCase, { id: of.id });
    assert.equal(before.version, version, 'nothing was written');
    await done(town, '石支书', api.observeProbation, entry);
    const { entries } = await done(town, '石支书', api.getCase, { id: of.id });
    assert.equal(entries.at(-1)?.on, '2027-01-20');
  });
});
