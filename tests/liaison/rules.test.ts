import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standingOfPair, type PairFacts } from '../../src/modules/liaison/rules.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);
const pair = (given: Partial<PairFacts> = {}): PairFacts => ({
  kind: 'leader',
  since: day('2026-01-10'),
  untilOn: null,
  endedOn: null,
  visitedOn: [],
  ...given,
});
const asked = (facts: PairFacts, today: string) => standingOfPair(facts, day(today), {}).prompts;

test('the visit of a quarter shows in its last thirty days, and is late from the next quarter on', () => {
  assert.equal(standingOfPair(pair(), day('2026-02-01'), {}).visitDueOn?.toString(), '2026-03-31');
  assert.deepEqual(asked(pair(), '2026-02-28'), []);
  assert.deepEqual(asked(pair(), '2026-03-01'), ['visit_due']);
  assert.deepEqual(asked(pair(), '2026-03-31'), ['visit_due'], 'on its last day it is not yet late');
  assert.deepEqual(asked(pair(), '2026-04-01'), ['visit_late']);
});

test('a visit discharges its quarter; one in the next makes up for the last', () => {
  const visited = pair({ visitedOn: [day('2026-03-31')] });
  assert.deepEqual(asked(visited, '2026-03-31'), []);
  assert.deepEqual(asked(visited, '2026-04-01'), []);
  assert.deepEqual(asked(visited, '2026-07-01'), ['visit_late']);
  assert.deepEqual(asked(pair({ visitedOn: [day('2026-04-02')] }), '2026-04-02'), []);
});

test('a pair that began within the last month of a quarter owes nothing for it', () => {
  assert.deepEqual(asked(pair({ since: day('2026-03-01') }), '2026-04-01'), []);
  assert.deepEqual(asked(pair({ since: day('2026-02-28') }), '2026-04-01'), ['visit_late']);
});

test('the term shows as over from the day after its last; an ended pair asks for nothing', () => {
  const visitedOn = [day('2026-04-10')];
  assert.deepEqual(asked(pair({ visitedOn, untilOn: day('2026-05-10') }), '2026-05-10'), []);
  assert.deepEqual(asked(pair({ visitedOn, untilOn: day('2026-05-10') }), '2026-05-11'), ['term_over']);
  assert.deepEqual(asked(pair({ endedOn: day('2026-03-31') }), '2026-04-01'), []);
});

test('a town that asks for two visits asks for the second from its day on', () => {
  const local = {
    'leader.visits': [
      { value: 2, from: '2026-04-01', source: '清组〔2026〕3号', kind: 'local', certainty: 'certain' },
    ],
  } as const;
  const at = (today: string, visitedOn: string[]) =>
    standingOfPair(pair({ visitedOn: visitedOn.map(day) }), day(today), local).prompts;
  assert.deepEqual(at('2026-03-31', ['2026-02-01']), [], 'one was enough before');
  assert.deepEqual(at('2026-06-30', ['2026-05-01', '2026-02-01']), ['visit_due']);
  assert.deepEqual(at('2026-06-30', ['2026-05-01', '2026-05-20']), []);
});
