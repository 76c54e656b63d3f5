import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standingOfStay, type StayFacts } from '../../src/modules/mobile-members/rules.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);
const away = (given: Partial<StayFacts> = {}): StayFacts => ({
  direction: 'out',
  since: day('2026-01-10'),
  endedOn: null,
  lastContactOn: null,
  ...given,
});

const asked = (facts: StayFacts, today: string) => standingOfStay(facts, day(today), {}).prompts;

test('a member who left is to be contacted within three months, and shows two weeks before', () => {
  assert.equal(standingOfStay(away(), day('2026-02-01'), {}).contactDueOn?.toString(), '2026-04-10');
  assert.deepEqual(asked(away(), '2026-03-26'), []);
  assert.deepEqual(asked(away(), '2026-03-27'), ['contact_due']);
  assert.deepEqual(asked(away(), '2026-04-10'), ['contact_due'], 'on the due day it is not yet late');
  assert.deepEqual(asked(away(), '2026-04-11'), ['contact_late']);
});

test('six months without contact: look for the person; six months away: the membership should follow', () => {
  assert.deepEqual(asked(away(), '2026-07-09'), ['contact_late']);
  assert.deepEqual(asked(away(), '2026-07-10'), ['lost', 'should_transfer']);
  assert.deepEqual(asked(away({ lastContactOn: day('2026-06-20') }), '2026-07-10'), ['should_transfer']);
});

test('a contact starts the count anew', () => {
  assert.deepEqual(asked(away({ lastContactOn: day('2026-04-01') }), '2026-04-20'), []);
});

test('guests and ended stays ask for nothing', () => {
  assert.deepEqual(asked(away({ direction: 'in' }), '2027-01-01'), []);
  assert.deepEqual(asked(away({ endedOn: day('2026-03-01') }), '2027-01-01'), []);
});

test('a town that keeps in touch every month is reminded every month', () => {
  const local = {
    'contact.months': [
      { value: 1, from: '2026-01-01', source: '清组〔2026〕3号', kind: 'local', certainty: 'certain' },
    ],
  } as const;
  assert.deepEqual(standingOfStay(away(), day('2026-02-11'), local).prompts, ['contact_late']);
});
