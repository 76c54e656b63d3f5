/** Amounts at every edge, why they are what they are, how months stand, and books that never lose a fen. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkRulebook } from '../../src/kernel/rulebook.ts';
import { messages } from '../../src/modules/messages.ts';
import { classesWithBase, duesClasses, type DuesClass } from '../../src/modules/dues/choices.ts';
import {
  fromCountyLines,
  handedUpLines,
  paymentLines,
  receivedLines,
  returnedLines,
  reversed,
  toCountyLines,
  type Line,
} from '../../src/modules/dues/entries.ts';
import { duesRules } from '../../src/modules/dues/rulebooks.ts';
import {
  arrearsOf,
  monthlyStandard,
  monthState,
  monthOf,
  monthsBetween,
  reasonAgainstMonth,
  roundFen,
  splitPayment,
  yuan,
  type AccountMonth,
} from '../../src/modules/dues/rules.ts';

const month = Temporal.PlainDate.from('2026-03-01');

function fenOf(duesClass: DuesClass, baseFen: number | null): number | undefined {
  return monthlyStandard(duesClass, baseFen, { month })?.fen;
}

describe('what a member owes a month', () => {
  it('the book has a value for every day and no two', () => assert.deepEqual(checkRulebook(duesRules), []));

  it('one rate holds for the whole base: the vectors', () => {
    const vectors: [number, number][] = [
      [3000, 15],
      [3000.01, 30],
      [3001, 30.01],
      [5000, 50],
      [5001, 75.02],
      [10_000, 150],
      [10_001, 200.02],
    ];
    for (const [base, due] of vectors)
      assert.equal(fenOf('wage', Math.round(base * 100)), Math.round(due * 100), `${base}`);
    assert.equal(fenOf('retired', 500_000), 2500);
    assert.equal(fenOf('retired', 500_100), 5001);
  });

  it('a fen below, at and above each edge', () => {
    const edges: [DuesClass, number, [number, number, number]][] = [
      ['wage', 300_000, [1500, 1500, 3000]],
      ['wage', 500_000, [5000, 5000, 7500]],
      ['wage', 1_000_000, [15_000, 15_000, 20_000]],
      ['retired', 500_000, [2500, 2500, 5000]],
    ];
    for (const [duesClass, edge, [below, at, above]] of edges) {
      assert.equal(fenOf(duesClass, edge - 1), below, `${duesClass} ${edge} − 1 fen`);
      assert.equal(fenOf(duesClass, edge), at, `${duesClass} ${edge}`);
      assert.equal(fenOf(duesClass, edge + 1), above, `${duesClass} ${edge} + 1 fen`);
    }
  });

  it('farmers and members without income pay flat sums, whatever base is written', () => {
    for (const duesClass of duesClasses.filter(
      (one) => !(classesWithBase as readonly string[]).includes(one),
    ))
      assert.equal(fenOf(duesClass, 900_000), 20, duesClass);
  });

  it('a class with a base has no amount until the base is known', () => {
    for (const duesClass of classesWithBase) assert.equal(fenOf(duesClass, null), undefined);
  });

  it('a place sets the flat sum of farmers and the rounding; the rates are locked', () => {
    const local = {
      'farmer.monthly': [
        {
          value: 50,
          from: '2026-01-01',
          source: '县委组织部通知',
          kind: 'local' as const,
          certainty: 'certain' as const,
        },
      ],
      'rounding.unit': [
        {
          value: 10,
          from: '2026-01-01',
          source: '县委组织部通知',
          kind: 'local' as const,
          certainty: 'certain' as const,
        },
      ],
      'rounding.half_up': [
        {
          value: false,
          from: '2026-01-01',
          source: '县委组织部通知',
          kind: 'local' as const,
          certainty: 'certain' as const,
        },
      ],
      'wage.brackets': [
        {
          value: [{ upToFen: null, rate: 1 }],
          from: '2026-01-01',
          source: '谁也不能改',
          kind: 'local' as const,
          certainty: 'certain' as const,
        },
      ],
    };
    assert.equal(monthlyStandard('farmer', null, { month, local })?.fen, 50);
    assert.equal(monthlyStandard('wage', 500_100, { month, local })?.fen, 7500);
    const before = Temporal.PlainDate.from('2025-12-01');
    assert.equal(
      monthlyStandard('farmer', null, { month: before, local })?.fen,
      20,
      'the past keeps its rule',
    );
  });

  it('every step has its words in both languages, its rule and how sure it is', () => {
    for (const duesClass of duesClasses)
      for (const base of [0, 100_000, 450_000, 800_000, 2_000_000]) {
        const standard = monthlyStandard(duesClass, base, { month });
        assert.ok(standard && standard.steps.length > 0);
        for (const step of standard.steps) {
          assert.ok(messages['zh-CN'][`dues.step.${step.code}`], step.code);
          assert.ok(messages.en[`dues.step.${step.code}`], step.code);
          assert.notEqual(step.cites, '');
        }
      }
    const steps = monthlyStandard('wage', 500_100, { month })?.steps ?? [];
    assert.deepEqual(steps.find((step) => step.code === 'product')?.params, {
      base: '5001.00',
      percent: 1.5,
      exact: '75.015',
      yuan: '75.02',
    });
    assert.equal(steps.find((step) => step.code === 'product')?.certainty, 'check', 'rounding is not sure');
  });

  it('never falls when the base grows', () => {
    const base = fc.integer({ min: 0, max: 5_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...classesWithBase), base, base, (duesClass, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        return (fenOf(duesClass, low) ?? 0) <= (fenOf(duesClass, high) ?? 0);
      }),
      { numRuns: 10_000 },
    );
  });

  it('rounds in integers, half a fen upwards', () => {
    assert.equal(roundFen(75_015_000, { toFen: 1, halfUp: true }), 7502);
    assert.equal(roundFen(75_014_999, { toFen: 1, halfUp: true }), 7501);
    assert.equal(roundFen(75_015_000, { toFen: 10, halfUp: true }), 7500);
    assert.equal(roundFen(75_019_999, { toFen: 1, halfUp: false }), 7501);
    assert.equal(yuan(7502), '75.02');
    assert.equal(yuan(-5), '-0.05');
  });
});

const today = Temporal.PlainDate.from('2026-07-15');

function account(first: string, states: string): AccountMonth[] {
  return [...states].map((state, i) => ({
    month: monthOf(first).add({ months: i }),
    dueFen: state === 'w' ? 0 : 20,
    elsewhere: state === 'e' ? '外地' : null,
    paidFen: state === 'p' ? 20 : null,
  }));
}

describe('how months stand', () => {
  it('a month is in arrears only when it has ended', () => {
    const states = account('2026-05', '....').map((one) => monthState(one, today));
    assert.deepEqual(states, ['arrears', 'arrears', 'open', 'ahead']);
    assert.deepEqual(
      account('2026-05', 'pwe').map((one) => monthState(one, today)),
      ['paid', 'released', 'elsewhere'],
    );
  });

  it('prompts to ask the reason after four months in a row and to consider after six, and decides nothing', () => {
    const prompts: [string, number, string][] = [
      ['ppp...', 3, 'none'],
      ['pp....', 4, 'contact'],
      ['p.....', 5, 'contact'],
      ['......', 6, 'before_branch'],
      ['...p..', 2, 'none'],
      ['...w..', 2, 'none'],
      ['pppppp', 0, 'none'],
    ];
    for (const [states, inARow, prompt] of prompts) {
      const arrears = arrearsOf(account('2026-01', states), today);
      assert.deepEqual({ inARow: arrears.inARow, prompt: arrears.prompt }, { inARow, prompt }, states);
    }
  });

  it('refuses a month that is paid, paid elsewhere, waived, not owed, or of another year', () => {
    const [paid, elsewhere, waived, open] = account('2026-01', 'pew.');
    const codeOf = (one: AccountMonth | undefined, text = '2026-01') =>
      reasonAgainstMonth(one, monthOf(text), today)?.code;
    assert.equal(codeOf(paid), 'dues.month_paid');
    assert.equal(codeOf(elsewhere), 'dues.paid_elsewhere');
    assert.equal(codeOf(waived), 'dues.nothing_due');
    assert.equal(codeOf(undefined), 'dues.not_owed');
    assert.equal(codeOf(open, '2027-01'), 'dues.beyond_year');
    assert.equal(codeOf(open), undefined);
  });

  it('takes exactly what is due, gives the rest as voluntary, and refuses less', () => {
    assert.deepEqual(splitPayment(60, undefined), { duesFen: 60, extraFen: 0 });
    assert.deepEqual(splitPayment(60, 100), { duesFen: 60, extraFen: 40 });
    const short = splitPayment(60, 59);
    assert.equal('code' in short && short.code, 'dues.too_little');
  });

  it('counts months over the turn of a year', () => {
    const months = monthsBetween(monthOf('2025-11'), monthOf('2026-02'));
    assert.deepEqual(
      months.map((one) => one.toString()),
      ['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'],
    );
  });
});

const sumOf = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + line.fen, 0);
const cashOf = (lines: readonly Line[], org: string) =>
  lines
    .filter((line) => line.org === org && line.account === 'cash')
    .reduce((sum, line) => sum + line.fen, 0);

describe('the book', () => {
  it('every movement sums to zero and its reversal restores what was', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (duesFen, extraFen) => {
        const lines = paymentLines('b', { duesFen, extraFen });
        return (
          sumOf(lines) === 0 &&
          lines.every((line) => line.fen !== 0) &&
          cashOf([...lines, ...reversed(lines)], 'b') === 0
        );
      }),
    );
  });

  it('a walk of twenty thousand movements never loses a fen, pays a month twice or goes below nothing', () => {
    const seed = Number(process.env['JISHI_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    process.stdout.write(`seed ${seed}\n`);
    const random = mulberry(seed);
    const pick = (n: number) => Math.floor(random() * n);
    const lines: Line[] = [];
    const paid = new Map<string, number>();
    const open = new Map<string, { fen: number; months: string[]; lines: Line[] }>();
    const cash = new Map<string, number>();
    const onTheWay: { branch: string; fen: number }[] = [];
    const move = (moved: Line[]) => {
      assert.equal(sumOf(moved), 0);
      lines.push(...moved);
      for (const line of moved)
        if (line.account === 'cash') cash.set(line.org, (cash.get(line.org) ?? 0) + line.fen);
    };
    const cashIn = (org: string) => cash.get(org) ?? 0;
    for (let step = 0; step < 20_000; step += 1) {
      const branch = `branch ${pick(5)}`;
      const act = pick(10);
      if (act < 6) {
        const member = `${branch} member ${pick(30)}`;
        const first = monthOf('2010-01').add({ months: pick(190) });
        const wanted = monthsBetween(first, first.add({ months: pick(3) }));
        const rows = wanted.map((one) => ({
          month: one,
          dueFen: 20 + pick(9000),
          elsewhere: null,
          paidFen: paid.get(`${member} ${one.toString()}`) ?? null,
        }));
        if (rows.some((row) => reasonAgainstMonth(row, row.month, today))) continue;
        const due = rows.reduce((sum, row) => sum + row.dueFen, 0);
        const split = splitPayment(due, pick(3) === 0 ? due + pick(500) : undefined);
        assert.ok(!('code' in split));
        const made = paymentLines(branch, split);
        move(made);
        const keys = rows.map((row) => `${member} ${row.month.toString()}`);
        for (const [i, key] of keys.entries()) {
          assert.ok(!paid.has(key), `${key} is paid twice`);
          paid.set(key, rows[i]?.dueFen ?? 0);
        }
        open.set(`${step}`, { fen: split.duesFen + split.extraFen, months: keys, lines: made });
      } else if (act === 6) {
        const [key, payment] = [...open][pick(Math.min(open.size, 40))] ?? [];
        const org = payment?.lines[0]?.org ?? '';
        if (!key || !payment || cashIn(org) < payment.fen) continue;
        move(reversed(payment.lines));
        for (const one of payment.months) paid.delete(one);
        open.delete(key);
      } else if (act === 7) {
        const fen = pick(cashIn(branch) + 1);
        if (fen === 0) continue;
        move(handedUpLines(branch, fen));
        onTheWay.push({ branch, fen });
      } else if (act === 8) {
        const one = onTheWay.pop();
        if (one) move(receivedLines(one.branch, 'town', one.fen));
      } else {
        const fen = pick(cashIn('town') + 1);
        if (fen === 0) continue;
        move(
          pick(2) === 0
            ? returnedLines('town', branch, fen)
            : pick(2) === 0
              ? toCountyLines('town', fen)
              : fromCountyLines('town', fen),
        );
      }
      for (const [org, fen] of cash) assert.ok(fen >= 0, `${org} holds ${fen} after step ${step}`);
    }
    assert.equal(sumOf(lines), 0);
    assert.ok(lines.length > 20_000);
    const collected = [...open.values()].reduce((sum, one) => sum + one.fen, 0);
    const income = -sumOf(lines.filter((line) => line.account === 'dues' || line.account === 'extra'));
    assert.equal(income, collected, 'what stands in the books is what the open receipts say');
  });
});

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
