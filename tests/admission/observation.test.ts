/** Who is cultivated is observed every half-year: the branch owes it, the mentor finds it in "my work", the entry discharges it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { admissionApi as api } from '../../src/modules/admission/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import {
  activist,
  apply,
  type CaseView,
  done,
  openBranch,
  refused,
  view,
  walk,
  type World,
} from './story.ts';

describe('the observation of every half-year', () => {
  let world: World;
  let of: CaseView;
  before(async () => {
    world = await openBranch();
    const { town, members } = world;
    await town.owner
      .updateTable('accounts')
      .set({ person_id: members[0] ?? '' })
      .where('id', '=', town.accounts.柳党员)
      .execute();
    of = await walk(world, await apply(world), activist.slice(0, 4));
  });
  after(() => world.town.close());

  async function duty(place: '柳树村支部' | '石桥村支部' = '柳树村支部'): Promise<string[]> {
    const { town } = world;
    const { rows } = await done(town, '林委员', workApi.listDuties, {
      duty: 'admission.observation',
      org: town.orgs[place].id,
    });
    return rows
      .filter((row) => row.state !== 'not_started')
      .map((row) => `${row.period} ${row.state}`)
      .toSorted();
  }

  /** What the mentor's own work says of the person: by when, and whether that is past. */
  async function mentorsWork(): Promise<string[]> {
    const { mine } = await done(world.town, '柳党员', workApi.listWork, {});
    return mine
      .filter((item) => item.path === '/mentees')
      .map((item) => `${item.text} ${item.dueOn} ${item.late ? 'late' : 'open'}`);
  }

  it('is owed by the branch that has somebody to observe, due until its last day and late after it', async () => {
    const { town } = world;
    town.setToday('2026-12-31');
    assert.deepEqual(await duty(), ['2026-H2 due']);
    assert.deepEqual(await duty('石桥村支部'), [], 'a branch with nobody owes nothing');
    town.setToday('2027-01-01');
    assert.deepEqual(await duty(), ['2026-H2 late', '2027-H1 on_course']);
  });

  it('stands in the work of the mentor with its day, and in nobody else’s as a mentor', async () => {
    const { town } = world;
    town.setToday('2024-11-20');
    assert.deepEqual(await mentorsWork(), ['申小雨：登记半年考察意见 2024-11-20 open']);
    town.setToday('2024-11-21');
    assert.deepEqual(await mentorsWork(), ['申小雨：登记半年考察意见 2024-11-20 late']);
    const { mine } = await done(town, '小唐', workApi.listWork, {});
    assert.ok(mine.every((item) => item.path !== '/mentees'));
  });

  it('is written by the mentor; a day to come is refused and discharges nothing', async () => {
    const { town } = world;
    town.setToday('2027-01-02');
    const { version } = await view(town, of.id);
    const entry = { id: of.id, version, mentorOpinion: '思想要求进步', branchOpinion: '继续培养' };
    const [future] = await refused(town, '柳党员', api.observe, { ...entry, on: '2027-01-03' });
    assert.equal(future?.field, 'on');
    assert.deepEqual(await duty(), ['2026-H2 late', '2027-H1 on_course'], 'nothing was written');
    await done(town, '柳党员', api.observe, { ...entry, on: '2026-12-30' });
    assert.deepEqual(await duty(), ['2026-H2 done', '2027-H1 on_course']);
    assert.deepEqual(
      await mentorsWork(),
      ['申小雨：登记半年考察意见 2025-05-20 late'],
      'one entry answers for one half-year; the next one missed comes up',
    );
  });

  it('an entry taken back discharges no longer', async () => {
    const { town } = world;
    const { version } = await view(town, of.id);
    await done(town, '林委员', api.takeBack, { id: of.id, version, why: '登记到了别人名下' });
    assert.deepEqual(await duty(), ['2026-H2 late', '2027-H1 on_course']);
  });
});
