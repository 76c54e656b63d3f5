import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { mobileMembersApi as api } from '../../src/modules/mobile-members/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

describe('mobile members', () => {
  let town: Town;
  let away = '';
  let neighbour = '';
  before(async () => {
    town = await openTown();
    [away = '', neighbour = ''] = await enterMembers(town, ['薛外出', '薛联系']);
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

  const departure = (given: Partial<InputOf<typeof api.registerDeparture>> = {}) => ({
    personId: away,
    since: '2026-07-01',
    place: '邻省某市',
    occupation: 'employment' as const,
    contactPersonId: neighbour,
    ...given,
  });

  const contactDuty = async (): Promise<string | undefined> => {
    const { rows } = await done('柳支书', workApi.listDuties, { duty: 'mobile_contact' });
    return rows.find((row) => row.period === '2026-Q4')?.state;
  };

  it('a contact person of another branch, a day to come and somebody of another village are refused', async () => {
    town.setToday('2026-11-23');
    const [stranger = ''] = await enterMembers(town, ['石外人'], { at: '石桥村支部' });
    assert.deepEqual(
      await refusedFor('林委员', api.registerDeparture, departure({ contactPersonId: stranger })),
      [['mobile_members.contact_person_elsewhere', 'contactPersonId']],
    );
    assert.deepEqual(await refusedFor('柳支书', api.registerDeparture, departure({ since: '2026-11-24' })), [
      ['day.to_come', 'since'],
    ]);
    await refusedFor('石支书', api.registerDeparture, departure(), 404);
    assert.equal((await done('林委员', api.listStays, {})).total, 0, 'nothing was written');
  });

  it('the quarter is done when the member was reached in it, with no further entry', async () => {
    const { id } = await done('柳支书', api.registerDeparture, departure());
    assert.equal(await contactDuty(), 'on_course');
    const work = await done('柳支书', workApi.listWork, {});
    assert.ok(work.mine.some((item) => item.path === `/mobile-members/${id}` && item.late));

    assert.deepEqual(
      await refusedFor('柳支书', api.recordContact, {
        id,
        on: '2026-06-30',
        way: 'phone',
        note: '近况尚好',
      }),
      [['mobile_members.before_stay', 'on']],
    );
    const reached = await done('柳支书', api.recordContact, {
      id,
      on: '2026-11-20',
      way: 'phone',
      note: '近况尚好，盼寄学习资料',
    });
    assert.deepEqual(reached.prompts, []);
    assert.equal(reached.contacts[0]?.lateDays, 3, 'the late entry shows');
    assert.equal(await contactDuty(), 'done');
  });

  it('registered once at a time; back home, the record stays', async () => {
    assert.deepEqual(await refusedFor('柳支书', api.registerDeparture, departure(), 409), [
      ['mobile_members.away_already', 'personId'],
    ]);
    const { rows } = await done('柳支书', api.listStays, { direction: 'out' });
    const stay = rows[0];
    assert.ok(stay);
    const { version } = await done('柳支书', api.getStay, { id: stay.id });
    assert.deepEqual(
      await refusedFor('柳支书', api.endStay, { id: stay.id, version, on: '2026-11-01', ending: 'returned' }),
      [['mobile_members.before_stay', 'on']],
      'not before the last contact',
    );
    await done('柳支书', api.endStay, { id: stay.id, version, on: '2026-11-22', ending: 'returned' });
    assert.equal((await done('柳支书', api.listStays, {})).total, 0);
    assert.equal((await done('柳支书', api.listStays, { state: 'ended' })).total, 1);
  });

  it('of a guest only the name and the home organization are kept, and nothing is asked', async () => {
    const { id } = await done('柳支书', api.registerGuest, {
      branchId: town.orgs.柳树村支部.id,
      personName: '客居者',
      since: '2026-03-01',
      place: '柳树村',
      occupation: 'business',
      counterpart: '外省某街道党工委',
    });
    const guest = await done('柳支书', api.getStay, { id });
    assert.deepEqual(guest.prompts, []);
    assert.equal(guest.contactDueOn, null);
  });
});
