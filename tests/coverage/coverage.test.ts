import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { coverageApi as api } from '../../src/modules/coverage/api.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import { organizationsApi } from '../../src/modules/organizations/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

describe('coverage by Party organizations', () => {
  let town: Town;
  let worker = '';
  let elsewhere = '';
  let unitId = '';
  before(async () => {
    town = await openTown();
    [worker = ''] = await enterMembers(town, ['柳务工']);
    [elsewhere = ''] = await enterMembers(town, ['石务工'], { at: '石桥村支部' });
    town.setToday('2026-03-02');
  });
  after(() => town.close());

  async function done<E extends Endpoint>(who: Person, row: E, input: InputOf<E>): Promise<ReplyOf<E>> {
    const answer = await town.call(who, row, input);
    assert.equal(answer.status, 200, JSON.stringify(answer.problem));
    return answer.body;
  }

  async function refusedFor<E extends Endpoint>(who: Person, row: E, input: InputOf<E>, status = 422) {
    const answer = await town.call(who, row, input);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    return answer.problem.reasons.map((reason) => [reason.code, reason.field]);
  }

  const count = async (table: 'coverage_units' | 'coverage_surveys' | 'coverage_forms' | 'coverage_ties') => {
    const { n } = await town.owner
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return n;
  };
  const surveyOf = async (who: Person, period: string): Promise<string | undefined> => {
    const { rows } = await done(who, workApi.listDuties, { duty: 'coverage_survey' });
    return rows.find((row) => row.period === period)?.state;
  };
  const workshop = () => ({
    orgId: town.orgs.柳树村.id,
    kind: 'firm' as const,
    name: '柳树木器厂',
    place: '二组',
    contact: '崔厂长',
    on: '2026-03-01',
    staff: 10,
    fullMembers: 2,
    hasVenue: false,
  });

  it('a unit is listed with its first survey; what is wrong is said at its field and nothing is written', async () => {
    await refusedFor('周书记', api.listUnit, workshop(), 403);
    await refusedFor('柳支书', api.listUnit, { ...workshop(), orgId: town.orgs.石桥村.id }, 403);
    assert.deepEqual(
      await refusedFor('柳支书', api.listUnit, { ...workshop(), orgId: town.orgs.柳树村支部.id }),
      [['coverage.lies_in_a_village', 'orgId']],
    );
    assert.deepEqual(await refusedFor('柳支书', api.listUnit, { ...workshop(), on: '2026-03-03' }), [
      ['day.to_come', 'on'],
    ]);
    assert.deepEqual(await refusedFor('柳支书', api.listUnit, { ...workshop(), fullMembers: 11 }), [
      ['coverage.more_members_than_staff', 'fullMembers'],
    ]);
    assert.deepEqual(
      await refusedFor('柳支书', api.listUnit, { ...workshop(), uncoveredBecause: 'no_members' }),
      [['coverage.has_members', 'uncoveredBecause']],
    );
    assert.equal(await count('coverage_units'), 0);
    assert.equal(await count('coverage_surveys'), 0);
    ({ id: unitId } = await done('柳支书', api.listUnit, workshop()));
    assert.deepEqual(await refusedFor('柳支书', api.listUnit, workshop(), 409), [
      ['coverage.listed_already', 'name'],
    ]);
    const { rows, counts } = await done('林委员', api.listUnits, {});
    assert.deepEqual(
      rows.map((row) => [row.name, row.form, row.gaps]),
      [['柳树木器厂', null, ['form', 'reason', 'ties']]],
    );
    assert.deepEqual(counts, { units: 1, single: 0, joint: 0, attached: 0, area: 0, uncovered: 1 });
  });

  it('a unit of the tree has its name and place there, and is listed once', async () => {
    const { body } = await town.call('林委员', organizationsApi.foundOrganization, {
      kind: 'cooperative',
      parentId: town.orgs.柳树村.id,
      name: '柳树村茶叶专业合作社',
      shortName: '柳树茶社',
      on: '2020-05-01',
      reason: '注册成立',
    });
    const { orgId: _, name: __, ...facts } = workshop();
    const standing = { ...facts, kind: 'cooperative' as const, unitOrgId: body.id };
    assert.deepEqual(await refusedFor('柳支书', api.listUnit, { ...standing, kind: 'firm' }), [
      ['coverage.other_kind', 'unitOrgId'],
    ]);
    assert.deepEqual(await refusedFor('柳支书', api.listUnit, { ...facts, orgId: town.orgs.柳树村.id }), [
      ['coverage.needs_a_name', 'name'],
    ]);
    assert.deepEqual(await refusedFor('柳支书', api.listUnit, { ...facts, name: '无处可寻' }), [
      ['coverage.lies_in_a_village', 'orgId'],
    ]);
    const { id } = await done('柳支书', api.listUnit, standing);
    const unit = await done('柳支书', api.getUnit, { id });
    assert.deepEqual([unit.name, unit.org.name], ['柳树村茶叶专业合作社', '柳树村']);
    assert.deepEqual(await refusedFor('柳支书', api.listUnit, standing, 409), [
      ['coverage.listed_already', 'unitOrgId'],
    ]);
    const change = { place: '四组', contact: '社长' };
    const changed = await done('柳支书', api.changeUnit, { id, version: 1, name: '另一个名字', ...change });
    assert.deepEqual(
      [changed.name, changed.place],
      ['柳树村茶叶专业合作社', '四组'],
      'the tree keeps the name',
    );
    await done('柳支书', api.closeUnit, { id, version: 2, on: '2026-03-02', why: '试列' });
  });

  it('the next village neither sees nor touches it', async () => {
    assert.equal((await done('石支书', api.listUnits, {})).total, 0);
    await refusedFor('石支书', api.getUnit, { id: unitId }, 404);
    await refusedFor('石支书', api.confirmUnchanged, { id: unitId, on: '2026-03-02' }, 404);
    assert.equal(await count('coverage_surveys'), 2);
  });

  it('the office decides the form; one that does not fit is warned of and stands', async () => {
    const decide = {
      id: unitId,
      version: 1,
      form: 'single' as const,
      since: '2026-03-02',
      basis: '清委组〔2026〕1号',
    };
    await refusedFor('柳支书', api.coverUnit, { ...decide, byOrgId: town.orgs.柳树村支部.id }, 403);
    assert.deepEqual(
      await refusedFor('林委员', api.coverUnit, {
        ...decide,
        form: 'joint',
        byOrgId: town.orgs.柳树村支部.id,
      }),
      [['coverage.cannot_cover', 'byOrgId']],
    );
    assert.deepEqual(
      await refusedFor('林委员', api.coverUnit, {
        ...decide,
        since: '2026-02-28',
        byOrgId: town.orgs.柳树村支部.id,
      }),
      [['day.too_early', 'since']],
    );
    assert.equal(await count('coverage_forms'), 0);
    const covered = await done('林委员', api.coverUnit, { ...decide, byOrgId: town.orgs.石桥村支部.id });
    assert.deepEqual([covered.form, covered.by?.name], ['single', '石桥村支部']);
    assert.deepEqual(covered.fitting, ['joint', 'attached']);
    assert.deepEqual(
      covered.warnings.map((one) => one.code),
      ['coverage.below_own_branch'],
    );
    assert.match(covered.warnings[0]?.cites ?? '', /支部2018/u);
    // The side that covers sees the unit now.
    assert.equal((await done('石支书', api.getUnit, { id: unitId })).name, '柳树木器厂');
    await refusedFor('林委员', api.coverUnit, { ...decide, byOrgId: town.orgs.柳树村支部.id }, 409);

    town.setToday('2026-04-01');
    const changed = await done('林委员', api.coverUnit, {
      ...decide,
      version: 2,
      form: 'attached',
      since: '2026-04-01',
      byOrgId: town.orgs.柳树村支部.id,
    });
    assert.deepEqual(
      changed.history.map((form) => [form.form, form.since, form.until]),
      [
        ['attached', '2026-04-01', null],
        ['single', '2026-03-02', '2026-04-01'],
      ],
    );
    await refusedFor('石支书', api.getUnit, { id: unitId }, 404);
    const past = await done('林委员', api.listUnits, { asOf: '2026-03-15' });
    assert.equal(past.rows[0]?.form, 'single', 'as it stood then');
  });

  it('one tap surveys a unit as before and discharges the year of the village', async () => {
    assert.equal(await surveyOf('柳支书', '2026'), 'done');
    town.setToday('2027-02-01');
    assert.equal(await surveyOf('柳支书', '2027'), 'on_course');
    const toSurvey = await done('柳支书', api.listToSurvey, {});
    assert.deepEqual(
      toSurvey.rows.map((row) => [row.name, row.done]),
      [['柳树木器厂', false]],
    );
    assert.deepEqual((await done('柳支书', api.getUnit, { id: unitId })).gaps[0], 'survey');
    const surveyed = await done('柳支书', api.confirmUnchanged, { id: unitId, on: '2027-02-01' });
    assert.deepEqual(
      surveyed.surveys.map((survey) => [survey.on, survey.staff, survey.unchanged]),
      [
        ['2027-02-01', 10, true],
        ['2026-03-01', 10, false],
      ],
    );
    assert.equal(await surveyOf('柳支书', '2027'), 'done');
    assert.deepEqual(await refusedFor('柳支书', api.confirmUnchanged, { id: unitId, on: '2027-01-01' }), [
      ['day.too_early', 'on'],
    ]);
  });

  it('a village owes no survey for the years before its first unit', async () => {
    await done('石支书', api.listUnit, { ...workshop(), orgId: town.orgs.石桥村.id, on: '2027-02-01' });
    assert.equal(await surveyOf('石支书', '2027'), 'done');
    assert.equal(await surveyOf('石支书', '2026'), undefined);
  });

  it('members who work there are entered by their own branch; the village sees names of its own alone', async () => {
    const tie = { id: unitId, personId: worker, kind: 'worker' as const, since: '2026-05-01' };
    await refusedFor('柳支书', api.tieMember, { ...tie, personId: elsewhere }, 404);
    await done('柳支书', api.tieMember, tie);
    assert.deepEqual(await refusedFor('柳支书', api.tieMember, tie, 409), [
      ['coverage.tied_already', 'personId'],
    ]);
    await done('林委员', api.tieMember, { ...tie, personId: elsewhere });
    const seen = await done('柳支书', api.getUnit, { id: unitId });
    assert.equal(seen.tied, 2);
    assert.deepEqual(
      seen.ties.map((one) => one.person.name),
      ['柳务工'],
    );
    assert.deepEqual(seen.gaps.includes('ties'), false);
  });

  it('when the unit closes, the branch says what follows for its member', async () => {
    const { version } = await done('柳支书', api.getUnit, { id: unitId });
    const close = { id: unitId, version, on: '2027-02-01', why: '停产' };
    await refusedFor('柳支书', api.closeUnit, { ...close, version: version - 1 }, 409);
    const closed = await done('柳支书', api.closeUnit, close);
    assert.deepEqual([closed.form, closed.closing, closed.may.keep], [null, '停产', false]);
    assert.deepEqual(
      await refusedFor('柳支书', api.confirmUnchanged, { id: unitId, on: '2027-02-01' }, 409),
      [['coverage.closed', undefined]],
    );
    const waiting = async () =>
      (await done('柳支书', workApi.listWork, {})).mine.filter((item) => item.path === `/coverage/${unitId}`);
    assert.equal((await waiting()).length, 1);
    const [tie] = (await done('柳支书', api.getUnit, { id: unitId })).ties;
    await done('柳支书', api.endTie, {
      id: unitId,
      tieId: tie?.id ?? '',
      on: '2027-02-01',
      why: '回村支部参加组织生活',
    });
    assert.equal((await waiting()).length, 0);
    const foreign = (await done('林委员', api.getUnit, { id: unitId })).ties.find((one) => !one.endedOn);
    await refusedFor(
      '柳支书',
      api.endTie,
      { id: unitId, tieId: foreign?.id ?? '', on: '2027-02-01', why: '不归我管' },
      403,
    );
  });

  it('a tie goes along with the member to another branch', async () => {
    const { id } = await done('柳支书', api.listUnit, {
      ...workshop(),
      name: '柳树竹编社',
      on: '2027-02-01',
    });
    await done('柳支书', api.tieMember, { id, personId: worker, kind: 'owner', since: '2027-02-01' });
    const member = await done('林委员', membersApi.getMember, { id: worker });
    await done('林委员', membersApi.enterEvent, {
      id: worker,
      version: member.version,
      event: 'moved',
      on: '2027-02-01',
      branchId: town.orgs.石桥村支部.id,
    });
    const seen = await done('柳支书', api.getUnit, { id });
    assert.deepEqual([seen.tied, seen.ties.length], [1, 0]);
  });
});
