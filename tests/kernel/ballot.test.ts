import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  differencesBetween,
  faultsOnSheet,
  type PaperCount,
  reasonNotToCount,
  reconcile,
} from '../../src/kernel/ballot/paper-count.ts';
import { meetsQuorum, needed, passes, type Share } from '../../src/kernel/ballot/threshold.ts';
import { Refusal } from '../../src/kernel/refusal.ts';

const shares: Share[] = [
  { operator: 'moreThan', num: 1, den: 2 },
  { operator: 'atLeast', num: 1, den: 2 },
  { operator: 'moreThan', num: 2, den: 3 },
  { operator: 'atLeast', num: 2, den: 3 },
  { operator: 'moreThan', num: 4, den: 5 },
  { operator: 'atLeast', num: 4, den: 5 },
  { operator: 'atLeast', num: 1, den: 3 },
  { operator: 'atLeast', num: 1, den: 1 },
];

for (const share of shares) {
  test(`${share.operator} ${share.num}/${share.den}: for 1 to 200 people the limit passes and one fewer fails`, () => {
    for (let base = 1; base <= 200; base += 1) {
      const limit = needed(share, base);
      for (const yes of [limit - 1, limit, limit + 1].filter((count) => count >= 0 && count <= base)) {
        // Cross-multiplied, the way the statute reads, with no division anywhere.
        const lawful =
          share.operator === 'atLeast'
            ? yes * share.den >= base * share.num
            : yes * share.den > base * share.num;
        assert.equal(
          passes({ ...share, of: 'eligible' }, { yes, eligible: base }).passed,
          lawful,
          `${yes} of ${base}`,
        );
      }
      assert.ok(limit >= 1 && limit <= base);
    }
  });
}

test('exactly half passes 半数以上 and fails 过半数', () => {
  const half = { num: 1, den: 2, of: 'eligible' } as const;
  assert.equal(passes({ ...half, operator: 'atLeast' }, { yes: 15, eligible: 30 }).passed, true);
  assert.equal(passes({ ...half, operator: 'moreThan' }, { yes: 15, eligible: 30 }).passed, false);
});

test('an admission vote needs more than half of those eligible', () => {
  const half = { operator: 'moreThan', num: 1, den: 2, of: 'eligible' } as const;
  const present = { anyOf: [{ unit: 'members', operator: 'moreThan', num: 1, den: 2 }] } as const;
  const vectors = [
    [12, 7, 7, true, true],
    [12, 6, 6, false, false],
    [12, 7, 6, true, false],
    [13, 7, 7, true, true],
    [13, 7, 6, true, false],
    [20, 11, 10, true, false],
    [20, 11, 11, true, true],
  ] as const;
  for (const [eligible, attending, yes, valid, passed] of vectors) {
    assert.equal(meetsQuorum(present, { members: { eligible, present: attending } }).met, valid);
    assert.equal(passes(half, { yes, eligible }).passed && valid, passed, `${eligible} ${attending} ${yes}`);
  }
});

test('four fifths asks 16 of 20, more than four fifths asks 17', () => {
  assert.equal(needed({ operator: 'atLeast', num: 4, den: 5 }, 20), 16);
  assert.equal(needed({ operator: 'moreThan', num: 4, den: 5 }, 20), 17);
});

test('the verdict carries its arithmetic', () => {
  const verdict = passes({ operator: 'moreThan', num: 1, den: 2, of: 'eligible' }, { yes: 17, eligible: 31 });
  assert.deepEqual(verdict, {
    passed: true,
    have: 17,
    needed: 16,
    arithmetic: {
      have: 17,
      needed: 16,
      base: 31,
      num: 1,
      den: 2,
      ofKey: 'ballot.count.eligible',
      operatorKey: 'ballot.operator.moreThan',
    },
  });
});

test('either half of the villagers or two thirds of the households make a quorum', () => {
  const assembly = {
    anyOf: [
      { unit: 'villagers', operator: 'moreThan', num: 1, den: 2 },
      { unit: 'households', operator: 'atLeast', num: 2, den: 3 },
    ],
  } as const;
  assert.equal(meetsQuorum(assembly, { villagers: { eligible: 801, present: 401 } }).met, true);
  assert.equal(meetsQuorum(assembly, { villagers: { eligible: 801, present: 400 } }).met, false);
  const byHouseholds = meetsQuorum(assembly, {
    villagers: { eligible: 801, present: 200 },
    households: { eligible: 300, present: 200 },
  });
  assert.equal(byHouseholds.met, true);
  assert.deepEqual(
    byHouseholds.alternatives.map(({ unit, passed, needed: least }) => [unit, passed, least]),
    [
      ['villagers', false, 401],
      ['households', true, 200],
    ],
  );
  assert.equal(meetsQuorum(assembly, { households: { eligible: 300, present: 199 } }).met, false);
  assert.equal(meetsQuorum(assembly, {}).met, false);
});

test('an empty electorate decides nothing', () => {
  assert.equal(
    passes({ operator: 'atLeast', num: 1, den: 2, of: 'present' }, { yes: 0, present: 0 }).passed,
    false,
  );
});

test('counts that cannot be are refused at their field', () => {
  const half = { operator: 'moreThan', num: 1, den: 2, of: 'present' } as const;
  const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
  assert.throws(() => passes(half, { yes: 9, present: 8 }), refusedWith('ballot.more_than_base'));
  assert.throws(() => passes(half, { yes: 1.5, present: 8 }), refusedWith('ballot.count_not_whole'));
  assert.throws(() => passes(half, { yes: -1, present: 8 }), refusedWith('ballot.count_not_whole'));
  assert.throws(() => passes(half, { yes: 1 }), refusedWith('ballot.count_missing'));
});

test('a share above the whole is a mistake of the rule, not of the clerk', () => {
  assert.throws(() => needed({ operator: 'atLeast', num: 3, den: 2 }, 10), RangeError);
  assert.throws(() => needed({ operator: 'moreThan', num: 1, den: 1 }, 10), RangeError);
});

const sheet: PaperCount = {
  issued: 45,
  returned: 43,
  unreturned: 2,
  valid: 41,
  invalid: 2,
  yes: 30,
  no: 8,
  abstain: 3,
};
const sheetOf = (teller: string, change: Partial<PaperCount> = {}) => ({
  teller,
  count: { ...sheet, ...change },
});

test('a sheet whose sums hold has no fault', () => {
  assert.deepEqual(faultsOnSheet(sheet), []);
});

test('each broken sum is named at its field', () => {
  const codes = (change: Partial<PaperCount>) =>
    faultsOnSheet({ ...sheet, ...change }).map((fault) => fault.code);
  assert.deepEqual(codes({ unreturned: 3 }), ['ballot.sum_of_issued']);
  assert.deepEqual(codes({ invalid: 3 }), ['ballot.sum_of_returned']);
  assert.deepEqual(codes({ yes: 31 }), ['ballot.sum_of_valid']);
  assert.deepEqual(codes({ yes: 31, unreturned: 1 }), ['ballot.sum_of_issued', 'ballot.sum_of_valid']);
  assert.deepEqual(codes({ yes: -1 }), ['ballot.count_not_whole']);
});

test('more papers returned than issued voids the ballot', () => {
  assert.deepEqual(
    faultsOnSheet({ ...sheet, issued: 40 }).map((fault) => [fault.code, fault.remedy]),
    [['ballot.more_returned_than_issued', 'ballot.vote_again']],
  );
});

test('one sheet waits for the second, and the same person may not hand it in', () => {
  const sheets = [sheetOf('周一鸣')];
  assert.deepEqual(reconcile(sheets), { kind: 'waiting', sheets: 1 });
  assert.equal(reasonNotToCount(sheets, '周一鸣')?.code, 'ballot.same_teller');
  assert.equal(reasonNotToCount(sheets, '吴秀兰'), undefined);
});

test('two equal sheets agree, and a further count is closed', () => {
  const sheets = [sheetOf('周一鸣'), sheetOf('吴秀兰')];
  assert.deepEqual(reconcile(sheets), { kind: 'agreed', count: sheet });
  assert.equal(reasonNotToCount(sheets, '何建国')?.code, 'ballot.count_closed');
});

test('two tellers who differ are told where, and a third decides', () => {
  const sheets = [sheetOf('周一鸣'), sheetOf('吴秀兰', { yes: 29, no: 9 })];
  const differences = [
    { field: 'yes', counted: [30, 29] },
    { field: 'no', counted: [8, 9] },
  ];
  assert.deepEqual(differencesBetween(sheets.map(({ count }) => count)), differences);
  assert.deepEqual(reconcile(sheets), { kind: 'third_needed', differences });
  assert.deepEqual(reconcile([...sheets, sheetOf('何建国')]), { kind: 'agreed', count: sheet });
});

test('three different figures are counted anew', () => {
  const sheets = [
    sheetOf('周一鸣'),
    sheetOf('吴秀兰', { yes: 29, no: 9 }),
    sheetOf('何建国', { yes: 28, no: 10 }),
  ];
  assert.equal(reconcile(sheets).kind, 'recount');
});

test('fields settled apart whose sums fail together are counted anew', () => {
  const sheets = [
    sheetOf('周一鸣'),
    sheetOf('吴秀兰', { yes: 29, no: 9 }),
    sheetOf('何建国', { yes: 30, no: 9, abstain: 2 }),
  ];
  // yes 30 by two, no 9 by two, abstain 3 by two: 42 of 41 valid papers.
  assert.equal(reconcile(sheets).kind, 'recount');
});

test('an agreed count always satisfies the sums', () => {
  const papers = fc.record({
    unreturned: fc.nat(9),
    invalid: fc.nat(9),
    yes: fc.nat(99),
    no: fc.nat(99),
    abstain: fc.nat(9),
  });
  const whole = papers.map((part) => {
    const valid = part.yes + part.no + part.abstain;
    const returned = valid + part.invalid;
    return { ...part, valid, returned, issued: returned + part.unreturned };
  });
  fc.assert(
    fc.property(fc.array(whole, { minLength: 2, maxLength: 2 }), fc.nat(1), (counts, choice) => {
      const third = counts[choice];
      const sheets = [...counts, third].map((count, index) => ({
        teller: `${index}`,
        count: count ?? sheet,
      }));
      const result = reconcile(sheets);
      assert.ok(result.kind === 'agreed');
      assert.deepEqual(faultsOnSheet(result.count), []);
    }),
  );
});
