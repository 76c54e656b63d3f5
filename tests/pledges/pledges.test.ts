import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { pledgesApi as api } from '../../src/modules/pledges/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { publishProposed } from '../support/publishing.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

describe('pledges of members', () => {
  let town: Town;
  let luo = '';
  let onPaper = '';
  before(async () => {
    town = await openTown();
    [luo = '', onPaper = ''] = await enterMembers(town, ['罗承诺', '薛书面']);
    await town.act('system', 'system', (ctx) =>
      ctx.tx.updateTable('accounts').set({ person_id: luo }).where('id', '=', town.accounts.柳党员).execute(),
    );
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

  const proposal = (given: Partial<InputOf<typeof api.proposePledge>> = {}) => ({
    year: 2026,
    items: [{ text: '帮两户学会茶园管护', dueOn: '2026-12-10' }],
    consent: true,
    ...given,
  });

  /** One of the member, agreed by the branch. */
  async function agreed(given: Partial<InputOf<typeof api.proposePledge>> = {}): Promise<string> {
    const { id } = await done(given.personId ? '柳支书' : '柳党员', api.proposePledge, proposal(given));
    await done('柳支书', api.agreePledge, { id, version: 1 });
    return id;
  }

  const versionOf = async (id: string) => (await done('柳支书', api.getPledge, { id })).version;

  async function at(id: string): Promise<{ id: string; version: number; itemNo: number }> {
    return { id, version: await versionOf(id), itemNo: 1 };
  }

  /** Each test begins with nobody pledged. */
  afterEach(() =>
    town.act('system', 'system', (ctx) =>
      ctx.tx.updateTable('pledges').set({ state: 'dropped' }).where('state', '<>', 'withdrawn').execute(),
    ),
  );

  it('more than three items, a day before today and one of another year are each refused at their place', async () => {
    const item = (dueOn: string) => ({ text: '清理门前水渠一公里', dueOn });
    assert.deepEqual(
      await refusedFor(
        '柳党员',
        api.proposePledge,
        proposal({
          items: [item('2026-12-01'), item('2026-11-22'), item('2027-01-01'), item('2026-12-31')],
        }),
      ),
      [
        ['pledges.too_many_items', 'items'],
        ['pledges.due_before_pledge', 'items.1.dueOn'],
        ['pledges.due_in_another_year', 'items.2.dueOn'],
      ],
    );
    assert.deepEqual((await done('柳党员', api.listOwnPledges, {})).rows, [], 'nothing was written');
  });

  it('a member without a role proposes; the branch sends it back with a reason, and agrees to what was mended', async () => {
    const { id } = await done('柳党员', api.proposePledge, proposal());
    const work = await done('柳支书', workApi.listWork, {});
    assert.ok(work.mine.some((item) => item.path === `/pledges/${id}`));
    assert.deepEqual(await refusedFor('柳支书', api.sendPledgeBack, { id, version: 1, why: '' }, 400), [
      ['input.too_small', 'why'],
    ]);
    await done('柳支书', api.sendPledgeBack, { id, version: 1, why: '请写明是哪两户所在的组' });
    const own = await done('柳党员', workApi.listWork, {});
    assert.ok(own.mine.some((item) => item.path === `/pledges/${id}`));

    await done('柳党员', api.resubmitPledge, {
      id,
      version: 2,
      items: [{ text: '帮三组两户学会茶园管护', beneficiaries: '三组农户', dueOn: '2026-12-10' }],
    });
    const view = await done('柳支书', api.agreePledge, { id, version: 3 });
    assert.equal(view.state, 'agreed');
    assert.equal(view.items[0]?.text, '帮三组两户学会茶园管护');
    assert.deepEqual(
      view.steps.map((step) => step.move),
      ['propose', 'send_back', 'resubmit', 'agree'],
    );
    const { rows } = await done('柳支书', workApi.listDuties, { duty: 'pledge_review' });
    assert.equal(rows.find((row) => row.period === '2026')?.state, 'done', 'the agreement is the evidence');
    assert.deepEqual(await refusedFor('柳党员', api.proposePledge, proposal(), 409), [
      ['pledges.pledged_already', 'year'],
    ]);
  });

  it('another village and another member see nothing of it, and cannot act', async () => {
    const { id } = await done('柳党员', api.proposePledge, proposal());
    await refusedFor('石支书', api.getPledge, { id }, 404);
    await refusedFor('石支书', api.agreePledge, { id, version: 1 }, 404);
    await refusedFor('监主任', api.getPledge, { id }, 404);
    await refusedFor('柳党员', api.agreePledge, { id, version: 1 }, 403);
    await refusedFor('柳党员', api.proposePledge, proposal({ personId: onPaper }), 404);
    assert.equal((await done('柳党员', api.getPledge, { id })).state, 'proposed');
  });

  it('nobody reviews the own pledge, whatever the role', async () => {
    await town.act('system', 'system', (ctx) =>
      ctx.tx
        .updateTable('accounts')
        .set({ person_id: onPaper })
        .where('id', '=', town.accounts.柳支书)
        .execute(),
    );
    const { id } = await done('柳支书', api.proposePledge, proposal());
    assert.deepEqual(await refusedFor('柳支书', api.agreePledge, { id, version: 1 }), [
      ['pledges.own_pledge', undefined],
    ]);
    await done('林委员', api.agreePledge, { id, version: 1 });
    await town.act('system', 'system', (ctx) =>
      ctx.tx
        .updateTable('accounts')
        .set({ person_id: null })
        .where('id', '=', town.accounts.柳支书)
        .execute(),
    );
  });

  it('from paper the day on the paper counts, and a day to come is refused', async () => {
    assert.deepEqual(
      await refusedFor('小唐', api.proposePledge, proposal({ personId: onPaper, on: '2026-11-24' })),
      [['day.to_come', 'on']],
    );
    const { id } = await done(
      '小唐',
      api.proposePledge,
      proposal({ personId: onPaper, on: '2026-11-20', consent: false }),
    );
    const view = await done('小唐', api.getPledge, { id });
    assert.equal(view.onPaper, true);
    assert.equal(view.steps[0]?.lateDays, 3);
    await refusedFor('小唐', api.agreePledge, { id, version: 1 }, 403);
  });

  it('an item is evaluated once reported; short of done needs reasons; the member answers once, and both sides stay', async () => {
    const id = await agreed();
    const evaluation = { outcome: 'partly' as const, text: '' };
    assert.deepEqual(await refusedFor('柳支书', api.evaluateItem, { ...(await at(id)), ...evaluation }), [
      ['pledges.not_due_yet', undefined],
    ]);
    assert.deepEqual(
      await refusedFor('柳党员', api.reportItem, { ...(await at(id)), on: '2026-11-24', text: '已教会一户' }),
      [['day.to_come', 'on']],
    );
    await done('柳党员', api.reportItem, { ...(await at(id)), on: '2026-11-23', text: '已教会一户' });
    assert.deepEqual(await refusedFor('柳支书', api.evaluateItem, { ...(await at(id)), ...evaluation }), [
      ['pledges.reasons_missing', 'text'],
    ]);
    const judged = await done('柳支书', api.evaluateItem, {
      ...(await at(id)),
      outcome: 'partly',
      text: '第二户还没有学会',
    });
    assert.equal(judged.state, 'evaluated', 'the last item closes the pledge');
    assert.deepEqual(
      await refusedFor('柳支书', api.evaluateItem, { ...(await at(id)), outcome: 'done', text: '' }),
      [['pledges.evaluated_already', undefined]],
    );

    await done('柳党员', api.answerEvaluation, { ...(await at(id)), text: '第二户本周已学会，可以核实' });
    assert.deepEqual(
      await refusedFor('柳党员', api.answerEvaluation, { ...(await at(id)), text: '再说明一次' }),
      [['pledges.answered_already', undefined]],
    );
    const work = await done('柳支书', workApi.listWork, {});
    assert.ok(
      work.mine.some((item) => item.path === `/pledges/${id}`),
      'the answer asks for a word',
    );
    const again = await done('柳支书', api.evaluateItem, {
      ...(await at(id)),
      outcome: 'done',
      text: '核实属实',
    });
    assert.equal(again.items[0]?.outcome, 'done');
    assert.deepEqual(
      again.items[0]?.entries.map((entry) => [entry.kind, entry.outcome]),
      [
        ['report', null],
        ['evaluation', 'partly'],
        ['answer', null],
        ['evaluation', 'done'],
      ],
    );
  });

  it('without a report the branch evaluates from the day after its day', async () => {
    const id = await agreed({ items: [{ text: '清理门前水渠一公里', dueOn: '2026-11-23' }] });
    await refusedFor('柳支书', api.evaluateItem, {
      ...(await at(id)),
      outcome: 'not_done',
      text: '没有清理',
    });
    town.setToday('2026-11-24');
    const judged = await done('柳支书', api.evaluateItem, {
      ...(await at(id)),
      outcome: 'not_done',
      text: '没有清理',
    });
    assert.equal(judged.items[0]?.outcome, 'not_done');
    town.setToday('2026-11-23');
  });

  it('only whoever consents is put forward; the consent withdrawn, the notice comes down in the same act', async () => {
    const forward = { orgId: town.orgs.柳树村支部.id, year: 2026 };
    const silent = await agreed({ personId: onPaper, consent: false });
    assert.deepEqual(await refusedFor('柳支书', api.putPledgesForward, forward), [
      ['pledges.nothing_to_show', undefined],
    ]);
    const shown = await agreed();
    const { publicationId, pledges } = await done('柳支书', api.putPledgesForward, forward);
    assert.equal(pledges, 1);
    await refusedFor('柳支书', api.putPledgesForward, forward);
    await publishProposed(town, publicationId);
    const publicText = await town.act('system', 'system', (ctx) =>
      ctx.tx
        .selectFrom('publications')
        .select(['state', 'public_text'])
        .where('id', '=', publicationId)
        .executeTakeFirstOrThrow(),
    );
    assert.equal(publicText.state, 'published');
    assert.match(publicText.public_text ?? '', /罗承诺/u);
    assert.doesNotMatch(publicText.public_text ?? '', /薛书面/u);

    await refusedFor('石支书', api.setConsent, { id: shown, version: 2, granted: false }, 404);
    const after = await done('柳党员', api.setConsent, { id: shown, version: 2, granted: false });
    assert.equal(after.shown, false);
    assert.deepEqual(
      after.notices.map((notice) => notice.state),
      ['ended'],
    );
    assert.equal((await done('柳支书', api.getPledge, { id: silent })).state, 'agreed', 'the others stand');
    await refusedFor('柳支书', api.putPledgesForward, forward);
  });

  it('what the member said on the phone nobody else takes back, answers or consents to; a no is entered by anybody who records', async () => {
    const { id } = await done('柳党员', api.proposePledge, proposal({ consent: false }));
    await refusedFor('柳支书', api.withdrawPledge, { id, version: 1, why: '代为撤回' }, 403);
    assert.deepEqual(await refusedFor('柳支书', api.setConsent, { id, version: 1, granted: true }, 403), [
      ['members.own_word', undefined],
    ]);
    assert.equal((await done('柳党员', api.getPledge, { id })).consent, false);
    await done('柳党员', api.setConsent, { id, version: 1, granted: true });
    const { consent } = await done('柳支书', api.setConsent, { id, version: 2, granted: false });
    assert.equal(consent, false);
  });

  it('a stale form is refused, and nothing is written', async () => {
    const id = await agreed();
    await refusedFor(
      '柳党员',
      api.reportItem,
      { id, version: 1, itemNo: 1, on: '2026-11-23', text: '已做' },
      409,
    );
    assert.deepEqual((await done('柳党员', api.getPledge, { id })).items[0]?.entries, []);
  });

  it('files are open to the member and the branch, to nobody of elsewhere', async () => {
    const id = await agreed();
    const file = new File(['做完的情况'], '说明.txt', { type: 'text/plain' });
    const added = await town.call('柳党员', api.addAttachment, { id }, { file });
    assert.equal(added.status, 200, JSON.stringify(added.problem));
    assert.equal((await done('柳支书', api.listAttachments, { id })).files.length, 1);
    await refusedFor('石支书', api.listAttachments, { id }, 404);
    const foreign = await town.call('石支书', api.addAttachment, { id }, { file });
    assert.equal(foreign.status, 404);
  });

  it('the list is ordered by branch and name, never by outcome, and names the year it shows', async () => {
    await agreed();
    await agreed({ personId: onPaper });
    const list = await done('林委员', api.listPledges, {});
    assert.equal(list.year, 2026);
    assert.equal(list.total, 2);
    assert.deepEqual(
      list.rows.map((row) => row.person.name),
      list.rows.map((row) => row.person.name).toSorted(),
    );
    assert.equal((await done('石支书', api.listPledges, {})).total, 0);
  });
});
