import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { checkDigitOf } from '../../src/modules/members/id-number.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import { transfersApi as api } from '../../src/modules/transfers/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

describe('transfers of membership', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
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
    return answer.problem.reasons.map((reason) => reason.code);
  }

  async function memberOf(name: string): Promise<string> {
    town.setToday('2026-11-01');
    const [id = ''] = await enterMembers(town, [name]);
    return id;
  }

  const whereIs = async (id: string) => {
    const { branch, status } = await done('林委员', membersApi.getMember, { id });
    return { branch: branch.name, status };
  };

  async function applied(personId: string, given: Partial<InputOf<typeof api.applyForTransfer>> = {}) {
    const { id } = await done('柳支书', api.applyForTransfer, {
      personId,
      direction: 'within',
      toOrgId: town.orgs.石桥村支部.id,
      reason: '婚后迁居石桥村',
      appliedOn: '2026-11-02',
      ...given,
    });
    return id;
  }

  async function issued(id: string, letter = { issuedOn: '2026-11-03', validUntil: '2026-11-13' }) {
    town.setToday(letter.issuedOn);
    const { version } = await done('许干事', api.getTransfer, { id });
    return done('许干事', api.issueLetter, { id, version, ...letter, duesPaidTo: '2026-11' });
  }

  it('nobody is gone before the other branch has received', async () => {
    const person = await memberOf('程迁居');
    town.setToday('2026-11-02');
    const id = await applied(person);
    const letter = await issued(id);
    assert.match(letter.letters[0]?.letterNo ?? '', /^2026-\d{3}$/u);
    assert.deepEqual(await whereIs(person), { branch: '柳树村支部', status: 'active' });

    town.setToday('2026-11-06');
    const received = await done('石支书', api.receiveMember, {
      id,
      version: letter.version,
      arrivedOn: '2026-11-05',
    });
    assert.equal(received.state, 'received');
    assert.equal(received.steps.at(-1)?.lateDays, 1, 'the late entry shows');
    assert.deepEqual(await whereIs(person), { branch: '石桥村支部', status: 'active' });
    const before = await done('林委员', membersApi.listMembers, { asOf: '2026-11-04', q: '程迁居' });
    assert.equal(
      before.rows[0]?.branch.name,
      '柳树村支部',
      'the day before the arrival still says the old branch',
    );
  });

  it('a letter that has run out receives nobody, is called in, and a new one is issued', async () => {
    const person = await memberOf('程过期');
    town.setToday('2026-11-02');
    const id = await applied(person);
    const { version } = await issued(id);
    assert.deepEqual(
      await refusedFor('许干事', api.callInLetter, { id, version }),
      ['transfers.letter_still_valid'],
      'while it holds it is not called in',
    );
    town.setToday('2026-11-14');
    assert.deepEqual(
      await refusedFor('石支书', api.receiveMember, { id, version, arrivedOn: '2026-11-14' }),
      ['transfers.letter_expired'],
    );
    assert.deepEqual(await whereIs(person), { branch: '柳树村支部', status: 'active' });
    const work = await done('许干事', workApi.listWork, {});
    assert.ok(
      work.mine.some((item) => item.path === `/transfers/${id}` && item.late),
      'the office sees what ran out',
    );
    const back = await done('许干事', api.callInLetter, { id, version });
    assert.equal(back.state, 'applied');
    assert.equal(back.letters[0]?.voidedOn, '2026-11-14', 'the stub stays');
    const again = await issued(id, { issuedOn: '2026-11-14', validUntil: '2026-11-24' });
    assert.equal(again.letters.length, 2);
    assert.notEqual(again.letters[0]?.letterNo, again.letters[1]?.letterNo);
  });

  it('a member goes elsewhere with the return slip and comes back with the old record', async () => {
    const person = await memberOf('程往返');
    town.setToday('2026-11-02');
    const id = await applied(person, { direction: 'out', toOrgId: undefined, elsewhere: '外县某街道党工委' });
    const { version } = await issued(id, { issuedOn: '2026-11-03', validUntil: '2026-12-03' });
    assert.deepEqual(
      await refusedFor('柳支书', api.receiveMember, { id, version, arrivedOn: '2026-11-03' }, 404),
      ['procedure.no_such_move'],
      'the giving branch cannot receive for another place',
    );
    town.setToday('2026-11-20');
    await done('许干事', api.confirmSlip, { id, version, arrivedOn: '2026-11-10' });
    assert.deepEqual(await whereIs(person), { branch: '柳树村支部', status: 'transferred_out' });

    town.setToday('2026-12-20');
    const { gone } = await done('柳支书', api.listChoices, { q: '程往返' });
    assert.deepEqual(
      gone.map((one) => one.id),
      [person],
    );
    const arrival = await done('柳支书', api.announceArrival, {
      branchId: town.orgs.柳树村支部.id,
      personId: person,
      personName: '程往返',
      kind: 'full',
      elsewhere: '外县某街道党工委',
      reason: '返乡',
      letterNo: '街组2026-88',
      issuedOn: '2026-12-15',
      validUntil: '2027-01-14',
      duesPaidTo: '2026-12',
    });
    const opened = await done('柳支书', api.getTransfer, arrival);
    const home = await done('柳支书', api.receiveMember, {
      id: arrival.id,
      version: opened.version,
      arrivedOn: '2026-12-20',
    });
    assert.equal(home.person.id, person);
    assert.deepEqual(await whereIs(person), { branch: '柳树村支部', status: 'active' });
  });

  it('somebody from elsewhere enters the roll with the letter, and the form asks for what the roll needs', async () => {
    town.setToday('2026-11-10');
    const { id } = await done('石支书', api.announceArrival, {
      branchId: town.orgs.石桥村支部.id,
      personName: '外来者',
      kind: 'full',
      elsewhere: '外省某镇党委',
      reason: '落户',
      letterNo: '外组7号',
      issuedOn: '2026-11-01',
      validUntil: '2026-12-01',
      duesPaidTo: '2026-10',
    });
    const { version } = await done('石支书', api.getTransfer, { id });
    assert.deepEqual(
      await refusedFor('石支书', api.receiveMember, { id, version, arrivedOn: '2026-11-10' }),
      ['transfers.enrolment_missing'],
    );
    const own = { id, version, arrivedOn: '2026-11-10', sex: 'male', joinedOn: '1999-07-01' } as const;
    const faulty = await refusedFor('石支书', api.receiveMember, {
      ...own,
      convertedOn: '2000-07-01',
      idNo: `99999919750304331${checkDigitOf('99999919750304331') === 'X' ? '0' : 'X'}`,
    });
    assert.ok(faulty.length > 0, 'a number that cannot be true is refused');
    assert.equal(
      (await done('石支书', api.getTransfer, { id })).state,
      'issued',
      'and nothing is half-written',
    );
    const good = await done('石支书', api.receiveMember, {
      ...own,
      convertedOn: '2000-07-01',
      idNo: `99999919750304331${checkDigitOf('99999919750304331')}`,
    });
    assert.equal(good.state, 'received');
    const { rows } = await done('石支书', membersApi.listMembers, { q: '外来者' });
    assert.equal(rows[0]?.branch.name, '石桥村支部');
  });

  it('one transfer at a time, and only of one’s own branch', async () => {
    const person = await memberOf('程唯一');
    town.setToday('2026-11-02');
    await applied(person);
    const again = {
      personId: person,
      direction: 'within',
      toOrgId: town.orgs.东沟村支部.id,
      reason: '又要搬家',
      appliedOn: '2026-11-02',
    } as const;
    assert.deepEqual(await refusedFor('柳支书', api.applyForTransfer, again, 409), [
      'transfers.already_under_way',
    ]);
    await refusedFor('石支书', api.applyForTransfer, again, 404);
    assert.deepEqual(
      await refusedFor('柳支书', api.applyForTransfer, { ...again, toOrgId: town.orgs.柳树村支部.id }),
      ['transfers.same_branch'],
    );
  });

  it('two who receive at the same moment: one does, the other is told', async () => {
    const person = await memberOf('程争先');
    town.setToday('2026-11-02');
    const id = await applied(person);
    const { version } = await issued(id);
    const receipt = { id, version, arrivedOn: '2026-11-03' };
    const answers = await Promise.all([
      town.call('石支书', api.receiveMember, receipt),
      town.call('林委员', api.receiveMember, receipt),
    ]);
    assert.deepEqual(
      answers.map((one) => one.status).sort((a, b) => a - b),
      [200, 409],
    );
  });

  it('a branch that has nothing to do with it sees nothing, faulty papers go back with the reason', async () => {
    const person = await memberOf('程退回');
    town.setToday('2026-11-02');
    const id = await applied(person);
    const { version } = await issued(id);
    await refusedFor('监主任', api.getTransfer, { id }, 403);
    const answer = await town.call('石支书', api.returnPapers, { id, version, why: '' });
    assert.equal(answer.status, 400, 'without a reason nothing goes back');
    const back = await done('石支书', api.returnPapers, { id, version, why: '姓名与材料不符' });
    assert.equal(back.state, 'applied');
    assert.equal(back.steps.at(-1)?.why, '姓名与材料不符');
  });
});
