/** The letter says up to which month dues were paid: read from the books, stated only where there are none. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { transfersApi as api } from '../../src/modules/transfers/api.ts';
import { collect, declare, tap } from '../dues/world.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Town } from '../support/town.ts';

const letter = { issuedOn: '2026-11-03', validUntil: '2026-11-13' };

describe('dues on the letter of a transfer', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  /** Asked for by the branch; `paid`: months in its book. */
  async function applied(name: string, paid: string[]): Promise<string> {
    town.setToday('2026-11-02');
    const [personId = ''] = await enterMembers(town, [name]);
    if (paid.length > 0) {
      assert.equal((await declare(town, personId, { class: 'farmer', fromMonth: '2026-08' })).status, 200);
      const { answers } = await collect(town, [tap(personId, paid, { paidAt: '2026-11-02T04:00:00Z' })]);
      assert.equal(answers[0]?.because.length, 0);
    }
    const { status, body } = await town.call('柳支书', api.applyForTransfer, {
      personId,
      direction: 'within',
      toOrgId: town.orgs.石桥村支部.id,
      reason: '婚后迁居石桥村',
      appliedOn: '2026-11-02',
    });
    assert.equal(status, 200);
    town.setToday('2026-11-03');
    return body.id;
  }

  const viewed = async (id: string) => (await town.call('许干事', api.getTransfer, { id })).body;

  it('is what the books say, with the months behind it and those left open', async () => {
    const id = await applied('程有账', ['2026-08', '2026-10', '2026-11', '2026-12']);
    const { usualLetter, version } = await viewed(id);
    assert.equal(usualLetter.dues?.paidTo, '2026-12', 'paid ahead counts too');
    assert.deepEqual(
      usualLetter.dues?.paid.map(({ month, on }) => [month, on]),
      ['2026-08', '2026-10', '2026-11', '2026-12'].map((month) => [month, '2026-11-02']),
    );
    assert.deepEqual(usualLetter.dues?.open, ['2026-09']);
    const other = await town.call('许干事', api.issueLetter, {
      id,
      version,
      ...letter,
      duesPaidTo: '2026-11',
    });
    assert.deepEqual(
      other.problem.reasons.map((reason) => [reason.code, reason.field]),
      [['transfers.dues_from_books', 'duesPaidTo']],
    );
    assert.equal((await viewed(id)).letters.length, 0, 'nothing was written');
    const issued = await town.call('许干事', api.issueLetter, { id, version, ...letter });
    assert.equal(issued.status, 200, JSON.stringify(issued.problem));
    const [written] = issued.body.letters;
    assert.deepEqual([written?.duesPaidTo, written?.duesFromRecords], ['2026-12', true]);
  });

  it('without a payment somebody states it, and the letter says so', async () => {
    const id = await applied('程无账', []);
    const { usualLetter, version } = await viewed(id);
    assert.equal(usualLetter.dues, null);
    const silent = await town.call('许干事', api.issueLetter, { id, version, ...letter });
    assert.deepEqual(
      silent.problem.reasons.map((reason) => reason.code),
      ['transfers.dues_missing'],
    );
    const issued = await town.call('许干事', api.issueLetter, {
      id,
      version,
      ...letter,
      duesPaidTo: '2026-10',
    });
    const [written] = issued.body.letters;
    assert.deepEqual([written?.duesPaidTo, written?.duesFromRecords], ['2026-10', false]);
  });

  it('the months are for whoever issues the letter, not for the receiving branch', async () => {
    const id = await applied('程旁观', ['2026-10']);
    assert.equal((await viewed(id)).usualLetter.dues?.paidTo, '2026-10');
    const receiver = await town.call('石支书', api.getTransfer, { id });
    assert.equal(receiver.status, 200);
    assert.equal(receiver.body.usualLetter.dues, null);
  });
});
