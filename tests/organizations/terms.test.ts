import assert from 'node:assert/strict';
import { after, before, describe, it, test } from 'node:test';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { organizationsApi as api } from '../../src/modules/organizations/api.ts';
import { standingOfTerm } from '../../src/modules/organizations/term-rules.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

test('a term is reminded of six and three months ahead, and over from the day after its last', () => {
  const term = { class: 'branch' as const, beganOn: day('2023-06-30'), postponedTo: null };
  const at = (today: string) => standingOfTerm(term, day(today), {}).state;
  assert.equal(standingOfTerm(term, day('2024-01-01'), {}).dueOn.toString(), '2026-06-30');
  assert.equal(at('2025-12-29'), 'running');
  assert.equal(at('2025-12-30'), 'remind_first');
  assert.equal(at('2026-03-29'), 'remind_first');
  assert.equal(at('2026-03-30'), 'remind_again');
  assert.equal(at('2026-06-30'), 'remind_again');
  assert.equal(at('2026-07-01'), 'overdue');
});

test('the years are those of the day on which the term began', () => {
  const due = (termClass: 'village' | 'villagers_committee', began: string) =>
    standingOfTerm(
      { class: termClass, beganOn: day(began), postponedTo: null },
      day('2019-06-01'),
      {},
    ).dueOn.toString();
  assert.equal(due('village', '2018-07-11'), '2021-07-11');
  assert.equal(due('village', '2018-07-12'), '2023-07-12');
  assert.equal(due('villagers_committee', '2018-12-28'), '2021-12-28');
  assert.equal(due('villagers_committee', '2018-12-29'), '2023-12-29');
});

describe('terms of organizations', () => {
  let town: Town;
  let id = '';
  before(async () => {
    town = await openTown();
    town.setToday('2026-11-23');
    id = town.orgs.柳树村支部.id;
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
  const reminded = async (who: Person) =>
    (await done(who, workApi.listWork, {})).mine.filter(({ path }) => path === `/organizations/${id}`);

  it('only the officer enters an election, none of tomorrow; a village elects nobody', async () => {
    const reference = '清委〔2021〕12号';
    await refusedFor('柳支书', api.beginTerm, { id, on: '2021-12-20', reference }, 403);
    assert.deepEqual(await refusedFor('林委员', api.beginTerm, { id, on: '2026-11-24', reference }), [
      ['organizations.day_to_come', 'on'],
    ]);
    assert.deepEqual(
      await refusedFor(
        '林委员',
        api.beginTerm,
        { id: town.orgs.柳树村.id, on: '2021-12-20', reference },
        409,
      ),
      [['organizations.no_terms', undefined]],
    );
    assert.deepEqual(
      await refusedFor(
        '林委员',
        api.postponeTerm,
        { id, until: '2027-01-01', reason: '统一换届', reference },
        409,
      ),
      [['organizations.term_unknown', undefined]],
    );
    const { term, entries } = await done('柳支书', api.getTerm, { id });
    assert.equal(term, null);
    assert.deepEqual(entries, [], 'nothing was written');
  });

  it('a village branch has five years; its secretary and the officer are reminded', async () => {
    const began = await done('林委员', api.beginTerm, {
      id,
      on: '2021-12-20',
      reference: '清委〔2021〕12号',
    });
    assert.equal(began.term?.dueOn, '2026-12-20');
    assert.equal(began.term.state, 'remind_again');
    assert.deepEqual(
      (await reminded('柳支书')).map(({ late }) => late),
      [false],
    );
    assert.equal((await reminded('林委员')).length, 1);
    assert.equal((await reminded('石支书')).length, 0);
    await refusedFor('石支书', api.getTerm, { id }, 404);
  });

  it('postponed with approval to the limit and no day further, all postponements together', async () => {
    const given = { id, reason: '全县统一换届', reference: '青组〔2026〕8号' };
    await refusedFor('柳支书', api.postponeTerm, { ...given, until: '2027-06-30' }, 403);
    assert.deepEqual(await refusedFor('林委员', api.postponeTerm, { ...given, until: '2026-12-20' }), [
      ['organizations.not_later', 'until'],
    ]);
    assert.deepEqual(await refusedFor('林委员', api.postponeTerm, { ...given, until: '2027-12-21' }), [
      ['organizations.postponed_too_far', 'until'],
    ]);
    assert.equal((await done('林委员', api.getTerm, { id })).term?.dueOn, '2026-12-20');
    const postponed = await done('林委员', api.postponeTerm, { ...given, until: '2027-06-30' });
    assert.equal(postponed.term?.state, 'running');
    assert.deepEqual(await refusedFor('林委员', api.postponeTerm, { ...given, until: '2027-12-21' }), [
      ['organizations.postponed_too_far', 'until'],
    ]);
    const again = await done('林委员', api.postponeTerm, { ...given, until: '2027-12-20' });
    assert.equal(again.term?.dueOn, '2027-12-20');
  });

  it('late from the day after the last, until a new term begins', async () => {
    town.setToday('2027-12-21');
    assert.deepEqual(
      (await reminded('柳支书')).map(({ late }) => late),
      [true],
    );
    assert.deepEqual(
      await refusedFor('林委员', api.beginTerm, { id, on: '2021-12-20', reference: '清委〔2027〕1号' }),
      [['organizations.term_too_early', 'on']],
    );
    const { term } = await done('林委员', api.beginTerm, {
      id,
      on: '2027-12-21',
      reference: '清委〔2027〕12号',
    });
    assert.equal(term?.dueOn, '2032-12-21');
    assert.equal((await reminded('柳支书')).length, 0);
  });
});
