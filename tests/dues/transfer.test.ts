import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { duesApi } from '../../src/modules/dues/api.ts';
import { transfersApi } from '../../src/modules/transfers/api.ts';
import { openTown, type Town } from '../support/town.ts';
import { collect, payers, tap } from './world.ts';

let town: Town;
before(async () => {
  town = await openTown();
});
after(() => town.close());

const there = { who: '石支书', at: '石桥村支部' } as const;

it('a transfer leaves each month with one branch: the old one until the letter is received', async () => {
  town.setToday('2026-11-01');
  const [id = ''] = await payers(town, ['寅一']);
  town.setToday('2026-11-02');
  const applied = await town.call('柳支书', transfersApi.applyForTransfer, {
    personId: id,
    direction: 'within',
    toOrgId: town.orgs.石桥村支部.id,
    reason: '婚后迁居石桥村',
    appliedOn: '2026-11-02',
  });
  assert.equal(applied.status, 200, JSON.stringify(applied.problem));
  const { body: found } = await town.call('许干事', transfersApi.getTransfer, { id: applied.body.id });
  const letter = await town.call('许干事', transfersApi.issueLetter, {
    id: found.id,
    version: found.version,
    issuedOn: '2026-11-02',
    validUntil: '2026-12-02',
    duesPaidTo: '2026-10',
  });
  assert.equal(letter.status, 200, JSON.stringify(letter.problem));

  town.setToday('2026-11-20');
  const early = await collect(town, [tap(id, ['2026-10'])], there);
  assert.equal(
    early.answers[0]?.because[0]?.code,
    'dues.not_of_this_branch',
    'the letter alone moves nobody',
  );
  const old = await collect(town, [tap(id, ['2026-10', '2026-11'])]);
  assert.notEqual(old.answers[0]?.paymentId, null);

  const received = await town.call('石支书', transfersApi.receiveMember, {
    id: found.id,
    version: letter.body.version,
    arrivedOn: '2026-11-20',
  });
  assert.equal(received.status, 200, JSON.stringify(received.problem));
  const twice = await collect(town, [tap(id, ['2026-11'])], there);
  assert.equal(twice.answers[0]?.because[0]?.code, 'dues.month_paid');
  const gone = await collect(town, [tap(id, ['2026-12'])]);
  assert.equal(gone.answers[0]?.because[0]?.code, 'dues.not_of_this_branch');
  const next = await collect(town, [tap(id, ['2026-12'])], there);
  assert.notEqual(next.answers[0]?.paymentId, null);
  const { body } = await town.call('石支书', duesApi.getAccount, { id });
  const placeOf = (month: string) => body.months.find((one) => one.month === month)?.orgName;
  assert.deepEqual([placeOf('2026-11'), placeOf('2026-12')], ['柳树村支部', '石桥村支部']);
  const paid = await town.owner
    .selectFrom('dues_paid_months')
    .select('month')
    .where('person_id', '=', id)
    .where('reversed_by', 'is', null)
    .execute();
  assert.equal(paid.length, 3);
});
