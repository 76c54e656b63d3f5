import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProcedure, toDiagram } from '../../src/kernel/procedure/check.ts';
import { explain, type Procedure, procedureFor, requireMove } from '../../src/kernel/procedure/procedure.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { testEveryMove } from '../procedures/every-move.ts';

type Loan = { borrower?: string; returnedOn?: string };
type LoanState = 'asked' | 'lent' | 'returned' | 'dropped';

const keyLoan: Procedure<Loan, LoanState> = {
  key: 'key_loan',
  states: { asked: { initial: true }, lent: {}, returned: { final: true }, dropped: { final: true } },
  moves: [
    {
      key: 'lend',
      from: ['asked'],
      to: 'lent',
      permission: 'keys.lend',
      direction: 'forward',
      conditions: [
        {
          key: 'borrower_named',
          check: (loan) =>
            loan.borrower ? undefined : { code: 'keys.no_borrower', possibleFrom: '2026-03-02' },
        },
      ],
      cites: '场所管理办法 art. 3',
    },
    {
      key: 'take_back',
      from: ['lent'],
      to: 'returned',
      permission: 'keys.take_back',
      direction: 'forward',
      conditions: [
        {
          key: 'came_back',
          check: (loan) =>
            loan.returnedOn
              ? undefined
              : [{ code: 'keys.not_back', cites: '场所管理办法 art. 5' }, { code: 'keys.no_day' }],
        },
      ],
      cites: '场所管理办法 art. 4',
    },
    {
      key: 'drop',
      from: ['asked', 'lent'],
      to: 'dropped',
      permission: 'keys.lend',
      direction: 'out',
      asksReason: true,
      conditions: [],
    },
  ],
};

testEveryMove(keyLoan, {
  ready: () => ({ borrower: '周一鸣', returnedOn: '2026-03-05' }),
  spoilt: { borrower_named: () => ({}), came_back: () => ({ borrower: '周一鸣' }) },
});

const all = (): boolean => true;
const refusedAs = (code: string, status: number) => (error: unknown) =>
  error instanceof Refusal && error.code === code && error.status === status;

test('every move answers: what is missing, by which rule, who can do it, from which day', () => {
  const { moves, next } = explain(keyLoan, 'asked', {}, (permission) => permission === 'keys.take_back');
  assert.equal(next?.move, 'lend');
  assert.deepEqual(
    moves.map(({ move, available, because }) => ({
      move,
      available,
      codes: because.map(({ code }) => code),
    })),
    [
      { move: 'lend', available: false, codes: ['procedure.not_permitted', 'keys.no_borrower'] },
      { move: 'take_back', available: false, codes: ['procedure.not_from_here'] },
      { move: 'drop', available: false, codes: ['procedure.not_permitted'] },
    ],
  );
  assert.deepEqual(moves[0]?.because[1], {
    code: 'keys.no_borrower',
    possibleFrom: '2026-03-02',
    cites: '场所管理办法 art. 3',
  });
});

test("a reason keeps its own citation and takes the move's where it has none", () => {
  const [, takeBack] = explain(keyLoan, 'lent', {}, all).moves;
  assert.deepEqual(
    takeBack?.because.map((reason) => reason.cites),
    ['场所管理办法 art. 5', '场所管理办法 art. 4'],
  );
});

test('a finished case has no next move', () => {
  assert.equal(explain(keyLoan, 'returned', {}, all).next, undefined);
});

test('a refused move names all its reasons, and an unknown one is not found', () => {
  assert.throws(
    () => requireMove(keyLoan, 'take_back', 'lent', {}, { holds: all }),
    (error) => {
      assert.ok(error instanceof Refusal);
      assert.deepEqual(
        error.reasons.map((reason) => reason.code),
        ['keys.not_back', 'keys.no_day'],
      );
      return true;
    },
  );
  assert.throws(
    () => requireMove(keyLoan, 'sell', 'lent', {}, { holds: all }),
    refusedAs('procedure.no_such_move', 404),
  );
});

test('a step follows the version in force on its day', () => {
  const versions = [
    { from: '2014-06-10', to: '2026-05-10', procedure: 'old' },
    { from: '2026-05-11', procedure: 'new' },
  ];
  assert.equal(procedureFor(versions, Temporal.PlainDate.from('2026-05-10')), 'old');
  assert.equal(procedureFor(versions, Temporal.PlainDate.from('2026-05-11')), 'new');
  assert.throws(
    () => procedureFor(versions, Temporal.PlainDate.from('2014-06-09')),
    refusedAs('procedure.none_in_force', 422),
  );
});

// The faults below name states that the type of the real table would not let through.
const base: Procedure<Loan> = keyLoan;

test('each fault of a table is found', () => {
  const faultsOf = (change: Partial<Procedure<Loan>>) =>
    checkProcedure({ ...base, ...change }).map(({ fault, subject }) => `${fault}: ${subject}`);
  const [lend, takeBack, drop] = keyLoan.moves;
  assert.ok(lend && takeBack && drop);
  assert.deepEqual(faultsOf({ states: { ...keyLoan.states, island: {} } }), [
    'unreachable_state: island',
    'dead_end: island',
  ]);
  assert.deepEqual(faultsOf({ moves: [lend, drop, { ...lend, key: 'hide', to: 'cellar' }] }), [
    'unknown_state: hide: cellar',
    'unreachable_state: returned',
  ]);
  assert.deepEqual(faultsOf({ moves: [lend, takeBack, drop, drop] }), ['duplicate_move: drop']);
  assert.deepEqual(faultsOf({ moves: [lend, takeBack, { ...drop, from: ['asked', 'returned'] }] }), [
    'move_from_final_state: drop: returned',
  ]);
  assert.deepEqual(faultsOf({ moves: [lend, takeBack, drop, { ...drop, key: 'vanish', from: [] }] }), [
    'move_without_origin: vanish',
  ]);
  assert.deepEqual(
    faultsOf({ moves: [{ ...lend, conditions: [...lend.conditions, ...lend.conditions] }, takeBack, drop] }),
    ['duplicate_condition: lend: borrower_named'],
  );
  const pit = { ...lend, key: 'lose', to: 'lost' };
  assert.deepEqual(
    faultsOf({ states: { ...keyLoan.states, lost: {} }, moves: [lend, takeBack, drop, pit] }),
    ['dead_end: lost'],
  );
  assert.deepEqual(faultsOf({ states: { ...keyLoan.states, lent: { initial: true } } }), [
    'not_one_initial_state: asked lent',
  ]);
});

test('the diagram shows every state and arrow once', () => {
  assert.equal(
    toDiagram(keyLoan),
    [
      'stateDiagram-v2',
      '  [*] --> asked',
      '  asked --> lent: lend',
      '  asked --> dropped: drop',
      '  lent --> returned: take_back',
      '  lent --> dropped: drop',
      '  returned --> [*]',
      '  dropped --> [*]',
      '',
    ].join('\n'),
  );
});
