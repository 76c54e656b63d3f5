import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fittingForms, gapsOf, type UnitFacts } from '../../src/modules/coverage/rules.ts';

const today = Temporal.PlainDate.from('2026-11-23');
const on = Temporal.PlainDate.from('2026-03-01');
const unit = (survey: Partial<UnitFacts['survey']> = {}, rest: Partial<UnitFacts> = {}): UnitFacts => {
  const found = { on, fullMembers: 3, instructor: null, hasVenue: true, uncoveredBecause: null, ...survey };
  return { form: 'single', tied: found.fullMembers, survey: found, ...rest };
};
const gaps = (facts: UnitFacts) => gapsOf(facts, today, 3);

describe('forms that fit', () => {
  it('follow the number of full members at its edges', () => {
    for (const [members, forms] of [
      [0, ['area']],
      [1, ['joint', 'attached']],
      [2, ['joint', 'attached']],
      [3, ['single']],
      [200, ['single']],
    ] as const)
      assert.deepEqual(fittingForms(members, 3), forms, String(members));
    assert.deepEqual(fittingForms(3, 5), ['joint', 'attached'], 'where the town says five');
  });
});

describe('what is missing at a unit', () => {
  it('is nothing where the form fits, a venue is there and all members are entered', () => {
    assert.deepEqual(gaps(unit()), []);
  });

  it('begins with the survey: never, or not in this year', () => {
    assert.deepEqual(gaps(unit({}, { survey: null })), ['survey']);
    assert.deepEqual(gaps(unit({}, { survey: null, form: null })), ['survey', 'form']);
    assert.deepEqual(gaps(unit({ on: Temporal.PlainDate.from('2025-12-31') })), ['survey']);
    assert.deepEqual(gaps(unit({ on: Temporal.PlainDate.from('2026-01-01') })), []);
  });

  it('a branch of its own is possible from three on, and stands on too few below', () => {
    assert.deepEqual(gaps(unit({ fullMembers: 3 }, { form: 'joint' })), ['own_branch']);
    assert.deepEqual(gaps(unit({ fullMembers: 2 }, { form: 'joint' })), []);
    assert.deepEqual(gaps(unit({ fullMembers: 2 })), ['below_own_branch']);
  });

  it('an uncovered unit says why; one without members gets an instructor', () => {
    assert.deepEqual(gaps(unit({ fullMembers: 1 }, { form: null })), ['form', 'reason']);
    assert.deepEqual(gaps(unit({ fullMembers: 1, uncoveredBecause: 'too_few' }, { form: null })), ['form']);
    assert.deepEqual(gaps(unit({ fullMembers: 0 }, { form: 'area' })), ['instructor']);
    assert.deepEqual(gaps(unit({ fullMembers: 0, instructor: '村支部派出' }, { form: 'area' })), []);
  });

  it('a branch of its own has a place to meet; members found are entered', () => {
    assert.deepEqual(gaps(unit({ hasVenue: false })), ['venue']);
    assert.deepEqual(gaps(unit({ fullMembers: 4 }, { tied: 3 })), ['ties']);
    assert.deepEqual(gaps(unit({ fullMembers: 3 }, { tied: 5 })), []);
  });
});
