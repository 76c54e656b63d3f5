import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dispositionsApi as api } from '../../src/modules/dispositions/api.ts';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { mobileMembersApi } from '../../src/modules/mobile-members/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { collect, declare, tap } from '../dues/world.ts';
import { begun, close, enterMembers } from '../meetings/world.ts';
import { openTown, type Town } from '../support/town.ts';
import { done, opening, refusedFor } from './world.ts';

describe('members to contact', () => {
  let town: Town;
  let ids: string[] = [];
  before(async () => {
    town = await openTown();
    town.setToday('2026-04-01');
    ids = await enterMembers(town, ['甲常在', '乙缺席', '丙请假', '丁外出']);
    await done(town, '柳支书', mobileMembersApi.registerDeparture, {
      personId: ids[3] ?? '',
      since: '2026-04-01',
      place: '邻省某市',
      occupation: 'employment',
      contactPersonId: ids[0] ?? '',
    });
  });
  after(() => town.close());

  /** Everybody comes but one who stays away and one who is excused. */
  async function held(on: string): Promise<void> {
    town.setToday(on);
    const meeting = await begun(town, { kind: 'theme_party_day', on });
    const status = { 乙缺席: 'absent', 丙请假: 'excused' } as const;
    await done(town, '柳支书', meetingsApi.tapAttendance, {
      id: meeting.id,
      taps: meeting.attendees.map(({ id, name }) => ({
        attendeeId: id,
        status: status[name as keyof typeof status] ?? ('present' as const),
        ...(name === '丙请假' && { reason: '住院' }),
        tappedAt: `${on}T03:00:00Z`,
      })),
    });
    assert.equal((await close(town, meeting.id)).status, 200);
  }

  const listed = async (on: string) => {
    town.setToday(on);
    const { rows } = await done(town, '柳支书', api.listContacts, {});
    return rows.map(({ person, failure, since, stage }) => [person.name, failure, since, stage].join(' '));
  };

  it('are found in what is recorded anyway; who was excused or reached is not among them', async () => {
    await held('2026-05-10');
    await held('2026-06-10');
    assert.deepEqual(await listed('2026-07-31'), []);
    assert.deepEqual(await listed('2026-08-01'), ['丁外出 lost_contact 2026-04-01 ask']);
    assert.deepEqual(await listed('2026-09-10'), [
      '丁外出 lost_contact 2026-04-01 ask',
      '乙缺席 absence 2026-05-10 ask',
    ]);
    const work = await done(town, '柳支书', workApi.listWork, {});
    assert.ok(work.mine.some(({ text }) => text === '联系乙缺席，问明原因'));
    const office = await done(town, '林委员', workApi.listWork, {});
    assert.ok(
      !office.mine.some(({ path }) => path === '/dispositions/contacts'),
      'it is the branch’s to ask',
    );
  });

  it('the reason that was found is kept; a proper one ends the reminder, another does not conclude anything', async () => {
    town.setToday('2026-09-11');
    const asked = {
      personId: ids[1] ?? '',
      failure: 'absence',
      since: '2026-05-10',
      reason: '照看住院的老人',
      isProper: false,
    } as const;
    assert.deepEqual(await refusedFor(town, '柳支书', api.noteInquiry, { ...asked, askedOn: '2026-05-09' }), [
      'dispositions.day_before_stage',
    ]);
    assert.deepEqual(await refusedFor(town, '柳支书', api.noteInquiry, { ...asked, askedOn: '2026-09-12' }), [
      'dispositions.day_in_future',
    ]);
    await refusedFor(town, '石支书', api.noteInquiry, { ...asked, askedOn: '2026-09-11' }, 404);
    await refusedFor(town, '纪书记', api.noteInquiry, { ...asked, askedOn: '2026-09-11' }, 403);
    assert.ok((await listed('2026-09-11')).includes('乙缺席 absence 2026-05-10 ask'), 'nothing was written');
    await done(town, '柳支书', api.noteInquiry, { ...asked, askedOn: '2026-09-11' });
    assert.ok((await listed('2026-11-09')).includes('乙缺席 absence 2026-05-10 asked'));
    assert.ok((await listed('2026-11-10')).includes('乙缺席 absence 2026-05-10 branch'));
    assert.equal(
      (await done(town, '林委员', api.listDispositions, {})).total,
      0,
      'nothing follows by itself',
    );
    await done(town, '柳支书', api.noteInquiry, { ...asked, askedOn: '2026-11-10', isProper: true });
    assert.ok((await listed('2026-11-11')).includes('乙缺席 absence 2026-05-10 settled'));
  });

  it('coming once ends it, and so does a case', async () => {
    town.setToday('2026-11-12');
    const meeting = await begun(town, { kind: 'theme_party_day', on: '2026-11-12' });
    await done(town, '柳支书', meetingsApi.tapAttendance, {
      id: meeting.id,
      taps: meeting.attendees.map(({ id }) => ({
        attendeeId: id,
        status: 'present' as const,
        tappedAt: '2026-11-12T03:00:00Z',
      })),
    });
    await close(town, meeting.id);
    assert.deepEqual(await listed('2026-11-12'), ['丁外出 lost_contact 2026-04-01 branch']);
    await done(town, '柳支书', api.openDisposition, opening(ids[3] ?? '', { openedOn: '2026-11-12' }));
    assert.deepEqual(await listed('2026-11-12'), []);
  });

  it('dues of somebody without an account are what the branch noted itself', async () => {
    town.setToday('2026-11-13');
    await done(town, '柳支书', api.noteInquiry, {
      personId: ids[2] ?? '',
      failure: 'dues',
      since: '2026-05-01',
      askedOn: '2026-11-13',
      reason: '外出打工忘了交',
      isProper: false,
    });
    assert.deepEqual(await listed('2026-11-13'), ['丙请假 dues 2026-05-01 branch']);
  });

  it('months without dues in a row are found in the books, and one payment ends them', async () => {
    const [, id = ''] = ids;
    await enteredAt('2026-01-05', () => declare(town, id, { class: 'farmer' }));
    assert.deepEqual(await duesOf('2026-03-31'), [], 'two months are not asked about yet');
    assert.deepEqual(await duesOf('2026-05-01'), ['乙缺席 dues 2026-01-01 ask']);
    assert.deepEqual(await duesOf('2026-06-30'), ['乙缺席 dues 2026-01-01 ask'], 'five months and a half');
    assert.deepEqual(await duesOf('2026-07-01'), ['乙缺席 dues 2026-01-01 branch'], 'six full months');
    assert.ok(
      (await done(town, '林委员', api.listDispositions, {})).rows.every(({ person }) => person.id !== id),
      'nothing follows by itself',
    );
    town.setToday('2026-07-02');
    const { answers } = await collect(town, [tap(id, ['2026-06'], { paidAt: '2026-07-02T04:00:00Z' })]);
    assert.equal(answers[0]?.because.length, 0);
    assert.deepEqual(await duesOf('2026-09-30'), [], 'three months since the last one paid');
    assert.deepEqual(await duesOf('2026-11-01'), ['乙缺席 dues 2026-07-01 ask']);
  });

  it('the account decides over what was noted by hand', async () => {
    const [, , id = ''] = ids;
    assert.deepEqual(await duesOf('2026-11-13', '丙请假'), ['丙请假 dues 2026-05-01 branch']);
    town.setToday('2026-11-13');
    assert.equal((await declare(town, id, { class: 'farmer', fromMonth: '2026-10' })).status, 200);
    assert.deepEqual(await duesOf('2026-11-13', '丙请假'), [], 'the books know one open month only');
  });

  async function enteredAt(day: string, act: () => Promise<{ status: number }>): Promise<void> {
    town.setToday(day);
    assert.equal((await act()).status, 200);
  }

  async function duesOf(on: string, name = '乙缺席'): Promise<string[]> {
    return (await listed(on)).filter((line) => line.startsWith(`${name} dues`));
  }
});
