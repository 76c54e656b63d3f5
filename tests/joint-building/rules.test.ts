import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AllianceKind, Side } from '../../src/modules/joint-building/choices.ts';
import { isTermOver, reasonNotToAlly, runsFrom, sideOf } from '../../src/modules/joint-building/rules.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

test('each kind has the partners that make it, and may have others', () => {
  const cases: [AllianceKind, Side[], boolean][] = [
    ['village_village', ['village'], false],
    ['village_village', ['village', 'firm'], false],
    ['village_village', ['village', 'village'], true],
    ['village_village', ['village', 'village', 'firm', 'other'], true],
    ['village_firm', ['village', 'village'], false],
    ['village_firm', ['village', 'firm'], true],
    ['village_community', ['village', 'other'], false],
    ['village_community', ['village', 'community'], true],
  ];
  for (const [kind, partners, fits] of cases)
    assert.equal(reasonNotToAlly(kind, partners) === undefined, fits, `${kind}: ${partners.join(' ')}`);
  assert.equal(reasonNotToAlly('village_firm', ['village'])?.params?.['sideKey'], 'joint_building.side.firm');
});

test('organizations of the tree are villages, firms or other bodies', () => {
  assert.deepEqual(['village', 'enterprise', 'cooperative', 'office', 'branch'].map(sideOf), [
    'village',
    'firm',
    'firm',
    'other',
    'other',
  ]);
});

test('it runs from the later of its first day and the last signature, and not before all have signed', () => {
  assert.equal(runsFrom(day('2027-01-01'), [day('2026-12-20'), null]), undefined);
  assert.equal(runsFrom(day('2027-01-01'), [day('2026-12-20'), day('2026-12-31')])?.toString(), '2027-01-01');
  assert.equal(runsFrom(day('2027-01-01'), [day('2027-01-02'), day('2026-12-31')])?.toString(), '2027-01-02');
});

test('its term is over from the day after its last, while nobody has ended it', () => {
  assert.equal(isTermOver('running', day('2027-12-31'), day('2027-12-31')), false);
  assert.equal(isTermOver('running', day('2027-12-31'), day('2028-01-01')), true);
  assert.equal(isTermOver('ended', day('2027-12-31'), day('2028-01-01')), false);
});
