import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Direction } from '../../src/modules/transfers/choices.ts';
import type { TransferFacts } from '../../src/modules/transfers/facts.ts';
import { transferProcedures } from '../../src/modules/transfers/procedure.ts';
import { attempt, oneOf, type Pick, seededFor } from '../support/walk.ts';

type Day = Temporal.PlainDate;
type Letter = { issuedOn: Day; validUntil: Day };
type Standing = { status: string; orgId: string };
type Entry = { move: string; from: string; to: string; on: Day };

const stepsWanted = 10_000;
const isAfter = (a: Day, b: Day) => Temporal.PlainDate.compare(a, b) > 0;

/** One transfer, with the papers and the roll that its moves leave behind. */
type Course = {
  direction: Direction;
  state: string;
  since: Day;
  standing: Standing;
  valid: Letter | undefined;
  log: Entry[];
};

function begin(pick: Pick, today: Day): Course {
  const direction = oneOf(pick, ['within', 'out', 'in'] as const);
  const isIn = direction === 'in';
  return {
    direction,
    state: isIn ? 'issued' : 'applied',
    since: today,
    standing: isIn ? { status: 'transferred_out', orgId: 'old' } : { status: 'active', orgId: 'old' },
    valid: isIn ? { issuedOn: today, validUntil: today.add({ days: 5 + pick(60) }) } : undefined,
    log: [],
  };
}

function brought(pick: Pick, today: Day): TransferFacts['brought'] {
  const issuedOn = today.add({ days: pick(5) - 3 });
  return {
    letter: {
      issuedOn,
      validUntil: issuedOn.add({ days: pick(8) === 0 ? -1 : 1 + pick(110) }),
      ...(pick(6) > 0 && { duesPaidTo: issuedOn.with({ day: 1 }).add({ months: pick(4) - 1 }) }),
    },
    arrivedOn: today.add({ days: pick(12) - 10 }),
    enrolment: pick(5) > 0,
  };
}

/** What must be true of a move that was made; told here anew, not with the rules that let it pass. */
function check(course: Course, move: string, facts: TransferFacts): void {
  const { arrivedOn, letter } = facts.brought;
  if (move === 'issue') {
    assert.ok(letter?.duesPaidTo, 'a letter that does not say up to where dues are paid');
    assert.deepEqual(
      facts.standing,
      { status: 'active', orgId: 'old' },
      'a letter for somebody else’s member',
    );
    assert.ok(!isAfter(letter.issuedOn, facts.today) && !isAfter(course.since, letter.issuedOn));
    assert.ok(
      !isAfter(letter.validUntil, letter.issuedOn.add({ months: 3 })),
      'a letter longer than three months',
    );
    assert.equal(course.valid, undefined, 'a second letter while one holds');
  }
  if (move === 'receive' || move === 'confirm') {
    assert.ok(arrivedOn && course.valid, 'received without a letter');
    assert.ok(!isAfter(arrivedOn, course.valid.validUntil), 'received on a letter that had run out');
    assert.ok(!isAfter(course.valid.issuedOn, arrivedOn), 'received before the letter');
    assert.ok(!isAfter(arrivedOn, facts.today), 'received on a day to come');
    if (course.direction === 'in') assert.equal(facts.brought.enrolment, true, 'enrolled without a record');
  }
  if (move === 'call_in')
    assert.ok(course.valid && isAfter(facts.today, course.valid.validUntil), 'a letter called in that holds');
  if (move === 'withdraw') assert.equal(course.valid, undefined, 'withdrawn while a letter is abroad');
}

function apply(course: Course, move: string, to: string, { brought: given, today }: TransferFacts): void {
  const on = move === 'issue' ? given.letter?.issuedOn : (given.arrivedOn ?? today);
  course.log.push({ move, from: course.state, to, on: on ?? today });
  if (move === 'issue') course.valid = given.letter;
  else course.valid = undefined;
  if (to === 'received') course.standing = { status: 'active', orgId: 'new' };
  if (move === 'confirm') course.standing = { status: 'transferred_out', orgId: 'old' };
  if (to !== course.state) course.since = move === 'issue' && given.letter ? given.letter.issuedOn : today;
  course.state = to;
}

/** Where the entries of the file leave the person; the roll must say the same. */
function replayed({ direction, log }: Course): { state: string; isGone: boolean } {
  let state = direction === 'in' ? 'issued' : 'applied';
  for (const entry of log) {
    assert.equal(entry.from, state, `${entry.move} does not follow what came before`);
    state = entry.to;
  }
  return { state, isGone: log.some(({ move }) => move === 'receive' || move === 'confirm') };
}

test(`${stepsWanted} random steps of transfers break no rule`, (t) => {
  const pick = seededFor(t);
  const reached = new Map<string, number>();
  const refused = new Set<string>();
  for (let tried = 0; tried < stepsWanted;) {
    let today = Temporal.PlainDate.from('2019-01-01').add({ days: pick(2500) });
    const course = begin(pick, today);
    const procedure = transferProcedures[course.direction];
    const isOver = () => course.state in procedure.states && procedure.states[course.state]?.final === true;
    for (let step = 0; step < 40 && !(isOver() && pick(4) === 0); step += 1, tried += 1) {
      today = today.add({ days: pick(15) });
      if (course.direction !== 'in' && course.log.length === 0 && pick(12) === 0)
        course.standing = oneOf(pick, [
          { status: 'suspended', orgId: 'old' },
          { status: 'active', orgId: 'elsewhere' },
          { status: 'active', orgId: 'old' },
        ]);
      const facts: TransferFacts = {
        today,
        local: {},
        stateSince: course.since,
        branchId: 'old',
        standing: course.standing,
        ...(course.valid && { letter: course.valid }),
        brought: brought(pick, today),
      };
      const { key } = oneOf(pick, procedure.moves);
      const made = attempt(procedure, key, course.state, facts);
      if (!made) {
        refused.add(key);
        continue;
      }
      check(course, key, facts);
      const before = course.standing;
      apply(course, key, made.to, facts);
      const said = replayed(course);
      assert.equal(said.state, course.state);
      assert.equal(said.isGone, before !== course.standing, 'gone exactly when received');
      reached.set(course.state, (reached.get(course.state) ?? 0) + 1);
    }
  }
  for (const state of ['applied', 'issued', 'received', 'withdrawn', 'sent_back'])
    assert.ok((reached.get(state) ?? 0) > 10, `no walk came to ${state}`);
  for (const key of ['issue', 'receive', 'confirm', 'call_in', 'withdraw', 'return', 'send_back'])
    assert.ok(refused.has(key), `${key} was never refused`);
});
