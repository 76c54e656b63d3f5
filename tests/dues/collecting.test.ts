/** Dues through HTTP: class and base, taps, receipts, several months, reversal; each refusal beside its success. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { duesApi } from '../../src/modules/dues/api.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Town } from '../support/town.ts';
import { cashOf, collect, declare, payers, requireBalance, tap } from './world.ts';

describe('a village secretary takes the dues', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(async () => {
    await requireBalance(town);
    await town.close();
  });

  it('says the class, sees the month and takes it with one tap', async () => {
    const [id = ''] = await payers(town, ['甲一', '甲二']);
    const before = await town.call('柳支书', duesApi.getCollection, {
      org: town.orgs['柳树村支部'].id,
      month: '2026-11',
    });
    const line = before.body.people.find((one) => one.personId === id);
    assert.deepEqual(line?.months, [{ month: '2026-11', dueFen: 20, state: 'open', paymentId: null }]);
    const { answers, view } = await collect(town, [tap(id, ['2026-11'])]);
    assert.equal(answers[0]?.because.length, 0);
    assert.equal(view.people.find((one) => one.personId === id)?.months[0]?.state, 'paid');
    assert.equal(view.cashFen, 20);
  });

  it('the same tap sent twice is one payment and one receipt', async () => {
    const [id = ''] = await payers(town, ['乙一']);
    const cash = await cashOf(town);
    const one = tap(id, ['2026-11']);
    const first = await collect(town, [one]);
    const again = await collect(town, [one]);
    assert.equal(first.answers[0]?.paymentId, again.answers[0]?.paymentId);
    assert.equal(await cashOf(town), cash + 20);
  });

  it('a second tap on a paid month is refused with its reason, and the others of the batch are written', async () => {
    const [first = '', second = ''] = await payers(town, ['丙一', '丙二']);
    await collect(town, [tap(first, ['2026-10'])]);
    const { answers } = await collect(town, [tap(first, ['2026-10']), tap(second, ['2026-10'])]);
    assert.equal(answers[0]?.paymentId, null);
    assert.equal(answers[0]?.because[0]?.code, 'dues.month_paid');
    assert.notEqual(answers[1]?.paymentId, null);
  });

  it('pays several months at once, gives the rest as voluntary and refuses less than is due', async () => {
    const [id = ''] = await payers(town, ['丁一']);
    const orgId = town.orgs['柳树村支部'].id;
    const cash = await cashOf(town);
    const short = await town.call('柳支书', duesApi.payDues, {
      orgId,
      ...tap(id, ['2026-01', '2026-02', '2026-03'], { amountFen: 59 }),
    });
    assert.equal(short.problem.code, 'dues.too_little');
    assert.equal(await cashOf(town), cash, 'nothing is written');
    const paid = await town.call('柳支书', duesApi.payDues, {
      orgId,
      ...tap(id, ['2026-01', '2026-02', '2026-03'], { amountFen: 100 }),
    });
    assert.equal(paid.status, 200);
    const receipt = await town.call('柳支书', duesApi.getReceipt, { id: paid.body.id });
    assert.deepEqual(receipt.body.months, ['2026-01', '2026-02', '2026-03']);
    assert.equal(receipt.body.duesFen, 60);
    assert.equal(receipt.body.extraFen, 40);
    assert.equal(await cashOf(town), cash + 100);
  });

  it('numbers receipts one after another, without twins or gaps', async () => {
    const rows = await town.owner
      .selectFrom('dues_payments')
      .select('receipt_no')
      .where('org_id', '=', town.orgs['柳树村支部'].id)
      .orderBy('receipt_no')
      .execute();
    assert.deepEqual(
      rows.map((row) => row.receipt_no),
      rows.map((_, i) => i + 1),
    );
    assert.ok(rows.length > 3);
  });

  it('reverses with a reason: the month is open again, the receipt says so, and it is reversed once', async () => {
    const [id = ''] = await payers(town, ['戊一']);
    const cash = await cashOf(town);
    const { answers } = await collect(town, [tap(id, ['2026-09'])]);
    const paymentId = answers[0]?.paymentId ?? '';
    const reversal = { paymentId, reason: '登记错了人' };
    assert.equal((await town.call('石支书', duesApi.reversePayment, reversal)).status, 404);
    assert.equal((await town.call('柳支书', duesApi.reversePayment, reversal)).status, 200);
    assert.equal(await cashOf(town), cash);
    const again = await town.call('柳支书', duesApi.reversePayment, reversal);
    assert.equal(again.problem.code, 'dues.reversed_already');
    const receipt = await town.call('柳支书', duesApi.getReceipt, { id: paymentId });
    assert.equal(receipt.body.reversalReason, '登记错了人');
    const taken = await collect(town, [tap(id, ['2026-09'])]);
    assert.notEqual(taken.answers[0]?.paymentId, null, 'the month can be paid anew');
  });

  it('explains the amount of a wage and jumps at the edge', async () => {
    const [id = ''] = await enterMembers(town, ['己一']);
    const missing = await declare(town, id, { class: 'wage' });
    assert.equal(missing.problem.code, 'dues.base_missing');
    assert.equal((await declare(town, id, { class: 'wage', baseFen: 300_001 })).status, 200);
    const { body } = await town.call('柳支书', duesApi.getAccount, { id });
    assert.equal(body.standard?.fen, 3000);
    assert.deepEqual(
      body.standard?.steps.map((step) => step.code),
      ['base', 'bracket', 'product'],
    );
    const preview = await town.call('柳支书', duesApi.previewStandard, {
      personId: id,
      class: 'wage',
      baseFen: 300_000,
      fromMonth: '2026-01',
    });
    assert.equal(preview.body.standard?.fen, 1500);
  });

  it('a base changes only from a month that is not paid', async () => {
    const [id = ''] = await payers(town, ['庚一']);
    await collect(town, [tap(id, ['2026-01', '2026-02'])]);
    const back = await declare(town, id, { class: 'wage', baseFen: 400_000, fromMonth: '2026-02' });
    assert.equal(back.problem.code, 'dues.months_paid_already');
    assert.equal(back.problem.reasons[0]?.possibleFrom, '2026-03-01');
    assert.equal(
      (await declare(town, id, { class: 'wage', baseFen: 400_000, fromMonth: '2026-03' })).status,
      200,
    );
    const { body } = await town.call('柳支书', duesApi.getAccount, { id });
    assert.deepEqual(
      body.months.slice(0, 4).map((one) => one.standardFen),
      [20, 20, 4000, 4000],
    );
  });

  it('who is admitted in the middle of a month pays from that month', async () => {
    const answer = await town.call('林委员', membersApi.registerMember, {
      name: '辛一',
      sex: 'female',
      branchId: town.orgs['柳树村支部'].id,
      kind: 'probationary',
      joinedOn: '2026-05-18',
      asAt: '2026-05-18',
    });
    await declare(town, answer.body.id, { class: 'student' });
    const { body } = await town.call('柳支书', duesApi.getAccount, { id: answer.body.id });
    assert.equal(body.months[0]?.month, '2026-05');
  });

  it('next year is refused with the first possible day, and a day in the future too', async () => {
    const [id = ''] = await payers(town, ['壬一']);
    const ahead = await collect(town, [tap(id, ['2027-01'])]);
    assert.equal(ahead.answers[0]?.because[0]?.possibleFrom, '2027-01-01');
    const future = await collect(town, [{ ...tap(id, ['2026-11']), paidAt: '2026-11-30T04:00:00Z' }]);
    assert.equal(future.answers[0]?.because[0]?.code, 'dues.paid_in_future');
  });

  it('months paid outside the town are not collected here, and one place a month holds in the database', async () => {
    const [id = ''] = await payers(town, ['癸一']);
    const arrangement = {
      personId: id,
      place: '邻县工业园党委',
      fromMonth: '2026-03',
      toMonth: '2026-08',
      reason: '在外务工，按约定',
    };
    assert.equal((await town.call('柳支书', duesApi.arrangeElsewhere, arrangement)).status, 200);
    const twice = await town.call('柳支书', duesApi.arrangeElsewhere, {
      ...arrangement,
      fromMonth: '2026-06',
      toMonth: '2026-12',
    });
    assert.equal(twice.problem.code, 'dues.paid_elsewhere');
    const { answers } = await collect(town, [tap(id, ['2026-04'])]);
    assert.equal(answers[0]?.because[0]?.code, 'dues.paid_elsewhere');
  });

  it('a member who moves takes the account along; a month paid before is not paid again', async () => {
    const [id = ''] = await payers(town, ['子一']);
    await collect(town, [tap(id, ['2026-08'])]);
    const { body: record } = await town.call('林委员', membersApi.getMember, { id });
    const moved = await town.call('林委员', membersApi.enterEvent, {
      id,
      version: record.version,
      event: 'moved',
      on: '2026-09-10',
      branchId: town.orgs['石桥村支部'].id,
      reason: '迁居',
    });
    assert.equal(moved.status, 200, JSON.stringify(moved.problem));
    const old = await collect(town, [tap(id, ['2026-10'])]);
    assert.equal(old.answers[0]?.because[0]?.code, 'dues.not_of_this_branch');
    const there = { who: '石支书', at: '石桥村支部' } as const;
    const twice = await collect(town, [tap(id, ['2026-08'])], there);
    assert.equal(twice.answers[0]?.because[0]?.code, 'dues.month_paid');
    const now = await collect(town, [tap(id, ['2026-10'])], there);
    assert.notEqual(now.answers[0]?.paymentId, null);
    const { body } = await town.call('石支书', duesApi.getAccount, { id });
    const placeOf = (month: string) => body.months.find((one) => one.month === month)?.orgName;
    assert.deepEqual([placeOf('2026-09'), placeOf('2026-10')], ['柳树村支部', '石桥村支部']);
  });

  it('forty taps at once on one month make one payment', async () => {
    const [id = ''] = await payers(town, ['丑一']);
    const cash = await cashOf(town);
    const all = await Promise.all(Array.from({ length: 40 }, () => collect(town, [tap(id, ['2026-07'])])));
    const written = all.filter(({ answers }) => answers[0]?.paymentId);
    assert.equal(written.length, 1);
    assert.equal(await cashOf(town), cash + 20);
  });

  it('another village, a member and the supervisor are refused; nobody sees the account of somebody else', async () => {
    const [id = ''] = await payers(town, ['寅一']);
    const orgId = town.orgs['柳树村支部'].id;
    const body = { orgId, month: '2026-11', taps: [tap(id, ['2026-11'])] };
    assert.equal((await town.call('石支书', duesApi.collectDues, body)).status, 403);
    for (const who of ['柳党员', '监主任', '小唐', '钱会计', '周书记'] as const)
      assert.equal((await town.call(who, duesApi.collectDues, body)).status, 403, who);
    assert.equal((await town.call('石支书', duesApi.getAccount, { id })).status, 404);
    assert.equal((await town.call('柳党员', duesApi.getAccount, { id })).status, 403);
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from dues_payments where person_id = ${id}`.execute(town.owner);
    assert.equal(rows[0]?.n, 0);
  });

  it('opening an account is recorded with the reader’s name', async () => {
    const [id = ''] = await payers(town, ['卯一']);
    await town.call('钱会计', duesApi.getAccount, { id });
    const event = await town.owner
      .selectFrom('audit_events')
      .select('actor_name')
      .where('event', '=', 'dues.opened')
      .where('subject_id', '=', id)
      .executeTakeFirst();
    assert.equal(event?.actor_name, '钱会计');
  });

  it('the database refuses an entry that does not balance, and a second payment of a month', async () => {
    const org = town.orgs['柳树村支部'];
    const entry = town.owner.transaction().execute(async (tx) => {
      const { id } = await tx
        .insertInto('dues_entries')
        .values({
          org_id: org.id,
          org_path: org.path,
          kind: 'payment',
          happened_on: Temporal.PlainDate.from('2026-11-01'),
          recorded_on: Temporal.PlainDate.from('2026-11-01'),
          recorded_at: Temporal.Instant.from('2026-11-01T04:00:00Z'),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const line = { entry_id: id, org_id: org.id, org_path: org.path };
      await tx
        .insertInto('dues_lines')
        .values([
          { ...line, account: 'cash', fen: 100 },
          { ...line, account: 'dues', fen: -99 },
        ])
        .execute();
    });
    await assert.rejects(entry, /does not balance/u);
    const paid = await town.owner
      .selectFrom('dues_paid_months')
      .selectAll()
      .where('reversed_by', 'is', null)
      .where('month', '=', Temporal.PlainDate.from('2026-11-01'))
      .executeTakeFirstOrThrow();
    const other = await town.owner
      .selectFrom('dues_paid_months')
      .select('payment_id as id')
      .where('month', '=', Temporal.PlainDate.from('2026-09-01'))
      .executeTakeFirstOrThrow();
    await assert.rejects(
      town.owner
        .insertInto('dues_paid_months')
        .values({ ...paid, payment_id: other.id })
        .execute(),
      /member_pays_a_month_once/u,
    );
    await assert.rejects(
      town.db.updateTable('dues_lines').set({ fen: 1 }).execute(),
      /permission denied/u,
      'the app cannot edit a line',
    );
  });
});
