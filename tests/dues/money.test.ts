/** Money up and down, the box, requests, reminders, what a member sees, what is published: through HTTP. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { duesApi } from '../../src/modules/dues/api.ts';
import { returnedFigures, collectedFigures } from '../../src/modules/dues/figures.ts';
import { duesInstitutions } from '../../src/modules/dues/institutions.ts';
import { opennessApi } from '../../src/modules/openness/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { openSheetFile } from '../../src/kernel/paper/sheet.ts';
import { cellText } from '../../src/kernel/paper/cell.ts';
import { openTown, type Town } from '../support/town.ts';
import { cashOf, collect, payers, requireBalance, tap } from './world.ts';

const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];

describe('what a branch has goes up and comes back', () => {
  let town: Town;
  let people: string[];
  let branch: string;
  before(async () => {
    town = await openTown();
    people = await payers(town, ['甲一', '甲二', '甲三', '甲四']);
    branch = town.orgs['柳树村支部'].id;
    // The member of the cast is the first of them.
    await town.owner
      .updateTable('accounts')
      .set({ person_id: people[0] ?? null })
      .where('id', '=', town.accounts['柳党员'])
      .execute();
    await collect(town, [tap(people[1] ?? '', months), tap(people[2] ?? '', months, { amountFen: 100_000 })]);
  });
  after(async () => {
    await requireBalance(town);
    await town.close();
  });

  const handUp = (amountFen: number, who: '柳支书' | '石支书' = '柳支书') =>
    town.call(who, duesApi.handUpDues, { orgId: branch, amountFen, on: '2026-11-21', note: '三季度' });

  it('cannot hand up more than the box holds, nor for another village', async () => {
    const cash = await cashOf(town);
    const refused = await handUp(cash + 1);
    assert.equal(refused.problem.code, 'dues.cash_too_small');
    assert.equal((await handUp(100, '石支书')).status, 403);
    assert.equal(await cashOf(town), cash);
  });

  it('is on the way until the finance officer confirms, and is confirmed once', async () => {
    const cash = await cashOf(town);
    assert.equal((await handUp(5000)).status, 200);
    const work = await town.call('钱会计', workApi.listWork, {});
    assert.ok(work.body.mine.some((one) => one.text.includes('50.00')));
    const { body } = await town.call('钱会计', duesApi.getOverview, {});
    const line = body.branches.find((one) => one.id === branch);
    assert.deepEqual([line?.cashFen, line?.onTheWayFen, line?.handedUpFen], [cash - 5000, 5000, 5000]);
    const entryId = body.toConfirm[0]?.id ?? '';
    const confirm = { entryId, on: '2026-11-22' };
    assert.equal((await town.call('柳支书', duesApi.confirmReceived, confirm)).status, 403);
    const early = await town.call('钱会计', duesApi.confirmReceived, { entryId, on: '2026-11-20' });
    assert.equal(early.problem.code, 'dues.received_before_handed_up');
    assert.equal((await town.call('钱会计', duesApi.confirmReceived, confirm)).status, 200);
    const again = await town.call('钱会计', duesApi.confirmReceived, confirm);
    assert.equal(again.problem.code, 'dues.received_already');
    const book = await town.call('柳支书', duesApi.getLedger, { org: branch });
    assert.equal(book.body.onTheWayFen, 0);
    assert.ok(book.body.rows.some((row) => row.kind === 'received'));
  });

  it('ten hands at once never take out more than there is', async () => {
    const cash = await cashOf(town);
    const each = Math.floor(cash / 3);
    const answers = await Promise.all(Array.from({ length: 10 }, () => handUp(each)));
    assert.equal(answers.filter((one) => one.status === 200).length, 3);
    assert.equal(await cashOf(town), cash - 3 * each);
  });

  it('returns money as an entry of its own, never netted against what went up', async () => {
    const before = await town.call('钱会计', duesApi.getOverview, {});
    const move = { amountFen: 3000, on: '2026-11-22', note: '返还活动经费' };
    const nowhere = await town.call('钱会计', duesApi.moveTownMoney, { move: 'returned', ...move });
    assert.equal(nowhere.problem.reasons[0]?.code, 'dues.branch_missing');
    const given = await town.call('钱会计', duesApi.moveTownMoney, {
      move: 'returned',
      orgId: branch,
      ...move,
    });
    assert.equal(given.status, 200, JSON.stringify(given.problem));
    const after = await town.call('钱会计', duesApi.getOverview, {});
    const lineOf = (reply: typeof after) => reply.body.branches.find((one) => one.id === branch);
    assert.equal(lineOf(after)?.handedUpFen, lineOf(before)?.handedUpFen);
    assert.equal(lineOf(after)?.returnedFen, 3000);
    assert.equal(after.body.town?.cashFen, (before.body.town?.cashFen ?? 0) - 3000);
    const tooMuch = await town.call('钱会计', duesApi.moveTownMoney, {
      ...move,
      move: 'to_county',
      amountFen: 1_000_000,
    });
    assert.equal(tooMuch.problem.code, 'dues.cash_too_small');
    for (const way of ['to_county', 'from_county'] as const)
      assert.equal(
        (await town.call('钱会计', duesApi.moveTownMoney, { ...move, move: way, amountFen: 500 })).status,
        200,
      );
  });

  it('a difference in the box needs its reason and changes no entry', async () => {
    const cash = await cashOf(town);
    const count = { orgId: branch, countedFen: cash - 100, on: '2026-11-23', note: '' };
    const refused = await town.call('柳支书', duesApi.countCash, count);
    assert.equal(refused.problem.code, 'dues.difference_unexplained');
    assert.equal(refused.problem.reasons[0]?.field, 'note');
    const counted = await town.call('柳支书', duesApi.countCash, { ...count, note: '少一元，待查' });
    assert.equal(counted.body.differenceFen, -100);
    assert.equal(await cashOf(town), cash);
  });

  it('lists who has months open for the branch alone, in the order of the roll, and tells each member alone', async () => {
    const { body } = await town.call('柳支书', duesApi.getCollection, { org: branch, month: '2026-11' });
    const standing = Object.fromEntries(body.arrears.map((one) => [one.name, `${one.inARow} ${one.prompt}`]));
    assert.deepEqual(standing, {
      甲一: '10 before_branch',
      甲二: '4 contact',
      甲三: '4 contact',
      甲四: '10 before_branch',
    });
    const roll = body.people.map((one) => one.name);
    assert.deepEqual(
      body.arrears.map((one) => one.name),
      roll,
      'in the order of the roll, whoever owes how much',
    );
    const { body: above } = await town.call('钱会计', duesApi.getCollection, {
      org: branch,
      month: '2026-11',
    });
    assert.deepEqual(
      [above.people.length > 0, above.arrears],
      [true, []],
      'the town sees the month, no list',
    );
    const told = await town.call('柳支书', duesApi.remindOfDues, {
      orgId: branch,
      personIds: body.arrears.map((one) => one.personId),
    });
    assert.deepEqual(told.body, { told: 1, onPaper: 3 });
    const notices = await town.owner
      .selectFrom('notices')
      .select(['account_id', 'key'])
      .where('key', '=', 'dues.open_months')
      .execute();
    assert.deepEqual(notices, [{ account_id: town.accounts['柳党员'], key: 'dues.open_months' }]);
  });

  it('a member sees the own account alone, with why and what is open', async () => {
    const { body } = await town.call('柳党员', duesApi.getOwnAccount, {});
    assert.equal(body.account?.personId, people[0]);
    assert.equal(body.account?.standard?.fen, 20);
    assert.equal(body.account?.arrears.months, 10);
    await town.call('钱会计', duesApi.getAccount, { id: people[0] ?? '' });
    const { body: later } = await town.call('柳党员', duesApi.getOwnAccount, {});
    assert.ok(
      later.readings.some((one) => one.by === '钱会计'),
      'and who looked',
    );
    const work = await town.call('柳党员', workApi.listWork, {});
    assert.ok(work.body.mine.some((one) => one.path === '/own-dues'));
    const foreign = await town.owner
      .selectFrom('dues_payments')
      .select('id')
      .where('person_id', '=', people[1] ?? '')
      .executeTakeFirstOrThrow();
    assert.equal((await town.call('柳党员', duesApi.getOwnReceipt, { id: foreign.id })).status, 404);
    assert.equal((await town.call('小唐', duesApi.getOwnAccount, {})).body.account, null);
  });

  it('a reduction is asked by the member, studied by the branch, granted above; the months follow', async () => {
    const ask = { fromMonth: '2026-11', toMonth: '2026-12', reducedFen: 0, reason: '住院，家里困难' };
    const backwards = await town.call('柳党员', duesApi.askReduction, { ...ask, toMonth: '2026-10' });
    assert.equal(backwards.problem.code, 'dues.months_backwards');
    assert.equal((await town.call('柳党员', duesApi.askReduction, ask)).status, 200);
    assert.equal((await town.call('柳党员', duesApi.askReduction, ask)).problem.code, 'dues.request_open');
    const seen = async (who: '柳支书' | '林委员' | '钱会计') =>
      (await town.call(who, duesApi.listDuesRequests, {})).body.rows[0];
    assert.equal((await seen('钱会计'))?.reason, null, 'who neither studies nor decides does not read it');
    const open = await seen('柳支书');
    assert.equal(open?.reason, '住院，家里困难');
    const decision = { id: open?.id ?? '', version: 1, granted: true, answer: '同意减免两个月' };
    const early = await town.call('林委员', duesApi.decideReduction, decision);
    assert.equal(early.problem.code, 'dues.not_studied');
    assert.equal((await town.call('柳支书', duesApi.decideReduction, decision)).status, 403);
    const study = { id: open?.id ?? '', version: 1, on: '2026-11-23', opinion: '情况属实，建议免交' };
    assert.equal((await town.call('柳支书', duesApi.studyReduction, study)).status, 200);
    assert.equal((await town.call('柳支书', duesApi.studyReduction, study)).status, 409);
    const granted = await town.call('林委员', duesApi.decideReduction, { ...decision, version: 2 });
    assert.equal(granted.status, 200, JSON.stringify(granted.problem));
    const { body } = await town.call('柳党员', duesApi.getOwnAccount, {});
    const month = body.account?.months.find((one) => one.month === '2026-11');
    assert.deepEqual([month?.dueFen, month?.state, month?.reduced], [0, 'released', true]);
    const { answers } = await collect(town, [tap(people[0] ?? '', ['2026-11'])]);
    assert.equal(answers[0]?.because[0]?.code, 'dues.nothing_due');
    const plain = await town.owner
      .selectFrom('dues_requests')
      .select('reason_sealed')
      .executeTakeFirstOrThrow();
    assert.ok(!plain.reason_sealed.toString('utf8').includes('住院'), 'the words are sealed');
    const audit = await town.owner
      .selectFrom('audit_events')
      .select(['after', 'reason', 'subject_type'])
      .where('event', 'like', 'dues.reduction%')
      .execute();
    assert.ok(
      audit.every((one) => one.after === null && one.reason === null && one.subject_type === 'dues_request'),
    );
  });

  it('a correction is answered within three weeks', async () => {
    assert.equal(
      (await town.call('柳党员', duesApi.askCorrection, { text: '五月已交现金，没有登记' })).status,
      200,
    );
    const { body } = await town.call('柳支书', duesApi.listDuesRequests, {});
    const [open] = body.rows;
    assert.equal(open?.kind, 'correction');
    assert.equal(open?.answerDueOn, '2026-12-14');
    const answer = { id: open?.id ?? '', version: 1, granted: true, answer: '已核对并补登' };
    assert.equal((await town.call('石支书', duesApi.answerCorrection, answer)).status, 404);
    assert.equal((await town.call('柳支书', duesApi.answerCorrection, answer)).status, 200);
    assert.equal(
      (await town.call('柳支书', duesApi.answerCorrection, answer)).problem.code,
      'dues.decided_already',
    );
  });

  it('figures open to rows that add up to them, and a past day gives the same answer', async () => {
    const asOf = Temporal.PlainDate.from('2026-11-23');
    for (const figure of [...collectedFigures, ...returnedFigures]) {
      const question = { paths: [town.orgs['清河镇'].path], asOf };
      const { value, rows } = await town.act('周书记', 'dues.read', async (ctx) => ({
        value: await figure.value(ctx, question),
        rows: await figure.rows(ctx, question, { offset: 0, limit: 1000 }),
      }));
      assert.ok(value > 0, figure.key);
      const sum =
        figure.unit === 'months'
          ? rows.length
          : rows.reduce((total, row) => total + Number(row.label.split(' ').at(-1)), 0);
      assert.equal(Math.round(sum * 100), Math.round(value * 100), figure.key);
    }
    const collected = collectedFigures.find((one) => one.key === 'dues.collected');
    const question = { paths: [town.orgs['清河镇'].path], asOf: Temporal.PlainDate.from('2026-11-22') };
    const before = await town.act(
      '周书记',
      'dues.read',
      (ctx) => collected?.value(ctx, question) ?? Promise.resolve(-1),
    );
    assert.equal(before, 0, 'what was entered today was not known yesterday');
  });

  it('what was handed up discharges the duty of the quarter', async () => {
    const duty = duesInstitutions[0]?.duties[0];
    const evidence = await town.act('周书记', 'duties.read', (ctx) =>
      duty
        ? duty.evidence(ctx, {
            paths: ctx.scope,
            from: Temporal.PlainDate.from('2026-10-01'),
            to: Temporal.PlainDate.from('2026-12-31'),
          })
        : Promise.resolve([]),
    );
    assert.ok(evidence.some((one) => one.orgId === branch));
  });

  it('publishes sums and counts within the Party, never a name', async () => {
    const input = { orgId: branch, half: '2026-H1' };
    assert.equal((await town.call('石支书', duesApi.publishDues, input)).status, 403);
    const early = await town.call('柳支书', duesApi.publishDues, { ...input, half: '2027-H1' });
    assert.equal(early.problem.code, 'dues.period_not_begun');
    const proposed = await town.call('柳支书', duesApi.publishDues, input);
    assert.equal(proposed.status, 200, JSON.stringify(proposed.problem));
    const { body } = await town.call('柳支书', opennessApi.getPublication, { id: proposed.body.id });
    const text = JSON.stringify(body);
    for (const name of ['甲一', '甲二', '甲三', '甲四']) assert.ok(!text.includes(name), name);
    assert.match(text, /"audience":"members"/u);
  });

  it('exports the book exactly as the screen shows it', async () => {
    await town.owner
      .updateTable('sessions')
      .set({ proven_until: Temporal.Instant.from('2026-11-23T06:00:00Z') })
      .execute();
    const { body: shown } = await town.call('柳支书', duesApi.getLedger, { org: branch });
    const { status, body } = await town.call('柳支书', duesApi.exportLedger, { org: branch });
    assert.equal(status, 200);
    const file = await openSheetFile(body as unknown as Uint8Array);
    const lines: string[][] = [];
    for await (const row of file.sheets[0]?.rows() ?? []) lines.push(row.cells.map(cellText));
    assert.equal(lines.length, shown.rows.length + 2);
    assert.deepEqual(
      lines.slice(2).map((line) => line[7]),
      shown.rows.map((row) => (row.balanceFen / 100).toFixed(2)),
    );
    assert.equal((await town.call('石支书', duesApi.exportLedger, { org: branch })).status, 403);
  });
});
