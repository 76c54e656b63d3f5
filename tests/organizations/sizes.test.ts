import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kinds } from '../../src/modules/organizations/choices.ts';
import { reasonAgainstPlace, sizeWarnings } from '../../src/modules/organizations/rules.ts';
import { sizeRulesOn } from '../../src/modules/organizations/size-rulebook.ts';

const rules = sizeRulesOn(Temporal.PlainDate.from('2026-11-23'));
const codes = (kind: string, full: number, all = full) =>
  sizeWarnings(kind, { full, all }, rules).map((one) => one.code);

describe('sizes of Party organizations', () => {
  it('two full members are too few for a branch, three are enough', () => {
    assert.deepEqual(codes('branch', 2), ['organizations.branch_too_small']);
    assert.deepEqual(codes('branch', 3), []);
    assert.deepEqual(codes('joint_branch', 2), []);
  });

  it('a committee is due from seven full members on, not from six', () => {
    assert.deepEqual(codes('branch', 6), []);
    assert.deepEqual(codes('branch', 7), ['organizations.branch_needs_committee']);
  });

  it('fifty members are a large branch, fifty-one too large; those on probation count', () => {
    assert.ok(!codes('branch', 50).includes('organizations.branch_too_large'));
    assert.ok(codes('branch', 51).includes('organizations.branch_too_large'));
    assert.ok(codes('branch', 49, 51).includes('organizations.branch_too_large'));
  });

  it('a general branch wants more than fifty full members, a committee a hundred', () => {
    assert.deepEqual(codes('general_branch', 50), ['organizations.general_branch_small']);
    assert.deepEqual(codes('general_branch', 51), []);
    assert.deepEqual(codes('village_party_committee', 99), ['organizations.committee_small']);
    assert.deepEqual(codes('village_party_committee', 100), []);
  });

  it('a town’s own number goes before the general one', () => {
    const source = { source: '清委〔2020〕3号', kind: 'local', certainty: 'certain' } as const;
    const own = sizeRulesOn(Temporal.PlainDate.from('2026-11-23'), {
      'branch.up_to': [{ value: 40, from: '2020-01-01', ...source }],
    });
    assert.deepEqual(
      sizeWarnings('joint_branch', { full: 6, all: 41 }, own).map((one) => [one.code, one.cites]),
      [['organizations.branch_too_large', '清委〔2020〕3号']],
    );
  });

  it('every warning names its rule', () => {
    for (const warning of sizeWarnings('branch', { full: 60, all: 60 }, rules))
      assert.match(warning.cites ?? '', /20\d\d/u);
  });
});

describe('places in the tree', () => {
  it('every kind can stand somewhere, and every place named is a kind', () => {
    const known = new Set<string>(kinds.map((row) => row.key));
    for (const row of kinds) {
      for (const parent of row.under) assert.ok(known.has(parent), parent);
      const atRoot = reasonAgainstPlace(row.key, undefined) === undefined;
      assert.ok(atRoot || row.under.length > 0, row.key);
    }
  });

  it('a branch under a branch is refused', () => {
    assert.equal(reasonAgainstPlace('branch', 'branch')?.code, 'organizations.wrong_place');
  });
});
