import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '../../src/kernel/refusal.ts';
import { checkRulebook, parameterAt, reasonNotToAdjust, type Rulebook } from '../../src/kernel/rulebook.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

const book: Rulebook<{ termYears: number; publicationDays: number }> = {
  termYears: [
    {
      value: 3,
      from: '2010-10-28',
      to: '2018-12-28',
      source: '村组2010 art. 11',
      kind: 'statutory',
      certainty: 'likely',
    },
    { value: 5, from: '2018-12-29', source: '村组2018 art. 11', kind: 'statutory', certainty: 'certain' },
  ],
  publicationDays: [{ value: 7, from: '2012-08-09', source: '清河镇', kind: 'local', certainty: 'likely' }],
};

test('a term is judged by the law of its day, to the day', () => {
  assert.equal(parameterAt(book, 'termYears', day('2018-12-28')).value, 3);
  assert.equal(parameterAt(book, 'termYears', day('2018-12-29')).value, 5);
});

test('a day before every rule is refused', () => {
  assert.throws(
    () => parameterAt(book, 'termYears', day('2010-10-27')),
    (error) => error instanceof Refusal && error.code === 'rulebook.none_in_force',
  );
});

test("a town's own value counts on its days and only where no statute speaks", () => {
  const own = {
    value: 15,
    from: '2026-01-01',
    to: '2026-06-30',
    source: '清河镇',
    kind: 'local',
    certainty: 'certain',
  } as const;
  const at = (iso: string) =>
    parameterAt(book, 'publicationDays', day(iso), { publicationDays: [own] }).value;
  assert.deepEqual([at('2025-12-31'), at('2026-01-01'), at('2026-06-30'), at('2026-07-01')], [7, 15, 15, 7]);
  assert.equal(parameterAt(book, 'termYears', day('2026-02-01'), { termYears: [own] }).value, 5);
});

test('changing what a statute sets is refused with the statute', () => {
  const reason = reasonNotToAdjust(book.termYears, day('2026-01-01'), 'parameter.term');
  assert.equal(reason?.code, 'rulebook.statutory_locked');
  assert.equal(reason.cites, '村组2018 art. 11');
  assert.equal(reasonNotToAdjust(book.publicationDays, day('2026-01-01'), 'parameter.days'), undefined);
});

test('what no rule sets holds only where the town set it', () => {
  const empty: Rulebook<{ fund: number }> = { fund: [] };
  const own = {
    value: 100,
    from: '2012-08-09',
    source: '清河镇',
    kind: 'document',
    certainty: 'certain',
  } as const;
  assert.equal(parameterAt(empty, 'fund', day('2013-01-01'), { fund: [own] }).value, 100);
  assert.throws(() => parameterAt(empty, 'fund', day('2013-01-01')), Refusal);
});

test('a book without gap or overlap has no fault, and each fault is named with its day', () => {
  assert.deepEqual(checkRulebook(book), []);
  const row = (from: string, to?: string) =>
    ({ value: 1, from, ...(to && { to }), source: 's', kind: 'local', certainty: 'check' }) as const;
  const faultsOf = (...rows: ReturnType<typeof row>[]) =>
    checkRulebook({ key: rows }).map(({ fault, on }) => [fault, on]);
  assert.deepEqual(faultsOf(), [['empty', undefined]]);
  assert.deepEqual(faultsOf(row('2026-02-01', '2026-01-31')), [['backwards', '2026-02-01']]);
  assert.deepEqual(faultsOf(row('2026-01-01', '2026-01-31'), row('2026-02-02')), [['gap', '2026-02-01']]);
  assert.deepEqual(faultsOf(row('2026-01-01', '2026-02-01'), row('2026-02-01')), [['overlap', '2026-02-01']]);
  assert.deepEqual(faultsOf(row('2026-01-01'), row('2027-01-01')), [['overlap', '2027-01-01']]);
  assert.deepEqual(faultsOf(row('2026-02-01'), row('2026-01-01', '2026-01-31')), []);
});
