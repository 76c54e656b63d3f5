import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordKinds, recordRows, type Way, ways } from '../../src/modules/dispositions/choices.ts';
import type { DispositionState, MoveKey, RecordKind } from '../../src/modules/dispositions/choices.ts';
import type { CountedVote, DispositionFacts } from '../../src/modules/dispositions/facts.ts';
import { dispositionProcedure } from '../../src/modules/dispositions/procedure.ts';
import type { MeetingKind } from '../../src/modules/meetings/choices.ts';
import { reasonNotToVote, ruleOf, verdictOf } from '../../src/modules/meetings/rules.ts';
import { attempt, oneOf, type Pick, seededFor } from '../support/walk.ts';

type Day = Temporal.PlainDate;
/** A vote with the heads behind it. */
type Vote = CountedVote & { kind: MeetingKind; eligible: number; present: number; yes: number };
type Entry = { move: string; from: DispositionState; to: DispositionState; on: Day; vote?: Vote };

const stepsWanted = 40_000;
const isAfter = (a: Day, b: Day) => Temporal.PlainDate.compare(a, b) > 0;
const carriedByVote = ['resolve', 'approve', 'confirm_correction'];
const wayBack = ['return_to_branch', 'not_corrected', 'refuses_to_withdraw'];

type Course = {
  state: DispositionState;
  since: Day;
  standing: NonNullable<DispositionFacts['standing']>;
  records: { kind: RecordKind; on: Day }[];
  tasks: { isNoted: boolean }[];
  way?: Way;
  deadlineOn?: Day;
  isAppealOpen: boolean;
  voided: boolean;
  log: Entry[];
};

const inRoll: Course['standing'] = { status: 'active', kind: 'full', orgId: 'branch' };
const elsewhere: Course['standing'][] = [
  { ...inRoll, kind: 'probationary' },
  { ...inRoll, orgId: 'another' },
  { ...inRoll, status: 'deceased' },
];
const begin = (today: Day): Course => ({
  state: 'verifying',
  since: today,
  standing: inRoll,
  records: [],
  tasks: [],
  isAppealOpen: false,
  voided: false,
  log: [],
});

/** A vote as the meetings' module counts it: no quorum, no vote. */
function anyVote(pick: Pick, move: string, heldOn: Day): Vote {
  const kind = move === 'approve' ? 'town_committee_meeting' : 'branch_members_meeting';
  const eligible = 3 + pick(14);
  const present = pick(3) > 0 ? eligible : pick(eligible + 1);
  const yes = pick(3) > 0 ? present : pick(present + 1);
  const rule = ruleOf(kind, heldOn, {});
  const unit = kind === 'town_committee_meeting' ? 'committee' : 'members';
  const heads = { eligible, present };
  const canVote = reasonNotToVote(kind, rule, { [unit]: heads }) === undefined;
  assert.equal(canVote, present * 2 >= eligible, `a vote of ${present} of ${eligible}: no quorum`);
  const counts = { yes, no: present - yes, abstain: 0 };
  return {
    kind,
    ...heads,
    yes,
    heldOn,
    fits: pick(12) > 0,
    final: pick(12) > 0,
    passed: canVote && verdictOf(rule, { unit, ...heads }, counts).passed,
    mode: pick(10) === 0 ? 'hands' : 'paper',
  };
}

/** What happens to a case beside its moves: papers come in, tasks are noted, somebody appeals, a record is annulled. */
function live(course: Course, pick: Pick, today: Day): void {
  const asked = recordKinds.filter((kind) => recordRows[kind].during.some((state) => state === course.state));
  if (asked.length > 0 && pick(2) === 0)
    course.records.push({ kind: oneOf(pick, asked), on: today.subtract({ days: pick(4) }) });
  for (const task of course.tasks) task.isNoted ||= pick(3) === 0;
  if (pick(20) === 0) course.isAppealOpen = !course.isAppealOpen;
  if (pick(60) === 0) course.voided = !course.voided;
  if (course.standing.status !== 'delisted')
    course.standing = pick(60) === 0 ? oneOf(pick, elsewhere) : inRoll;
}

/** The record of the member's hearing is made on the day of the meeting. */
function meetingDay({ records }: Course, pick: Pick, today: Day): Day {
  const heard = records.findLast(({ kind }) => kind.startsWith('hearing'));
  return heard && pick(3) > 0 ? heard.on : today.subtract({ days: pick(5) - 1 });
}

function factsOf(course: Course, pick: Pick, move: string, today: Day): DispositionFacts & { vote?: Vote } {
  const isVoted = carriedByVote.includes(move);
  const vote = isVoted ? anyVote(pick, move, meetingDay(course, pick, today)) : undefined;
  const deadlineOn = vote?.heldOn.add({ days: pick(5) > 0 ? pick(90) : pick(400) - 10 });
  const { way, deadlineOn: lastDay } = course;
  return {
    today,
    local: {},
    stateSince: course.since,
    branchId: 'branch',
    standing: course.standing,
    records: course.records,
    tasks: course.tasks,
    ...(way && { way }),
    ...(lastDay && { deadlineOn: lastDay }),
    isCorrectedBefore: course.log.some((one) => one.move === 'begin_correction'),
    hasOpenAppeal: course.isAppealOpen,
    voided: course.voided,
    ...(vote && { vote }),
    brought: {
      on: today.subtract({ days: pick(5) - 1 }),
      isUpheld: pick(3) === 0,
      ...(vote && { vote }),
      ...(move === 'resolve' && {
        terms: { way: oneOf(pick, ways), tasks: pick(3), ...(deadlineOn && pick(6) > 0 && { deadlineOn }) },
      }),
    },
  };
}

const without: Partial<Record<MoveKey, RecordKind[][]>> = {
  confirm_facts: [['verification']],
  put_before_branch: [['talk']],
  resolve: [['invitation'], ['statement', 'statement_declined'], ['hearing', 'hearing_declined']],
  approve: [['town_check']],
  begin_correction: [['delivery'], ['announcement']],
  ask_to_withdraw: [['delivery'], ['announcement']],
  delist: [['delivery'], ['announcement']],
  take_withdrawal: [['withdrawal']],
  confirm_correction: [['review']],
  not_corrected: [['review']],
};

/** What must be true of a move that was made; told here anew, not with the rules that let it pass. */
function check(course: Course, move: MoveKey, facts: DispositionFacts & { vote?: Vote }): void {
  const { vote, records, brought, today } = facts;
  const on = vote?.heldOn ?? brought.on ?? today;
  assert.ok(!isAfter(on, today), `${move} on a day to come`);
  assert.ok(!isAfter(course.since, on), `${move} before the case came this far`);
  for (const kinds of without[move] ?? [])
    assert.ok(
      records.some(({ kind }) => kinds.includes(kind)),
      `${move} without ${kinds.join(' or ')}`,
    );
  if (carriedByVote.includes(move)) {
    assert.ok(vote?.fits && vote.final, `${move} by a vote that is not this body’s or not closed`);
    assert.ok(vote.present * 2 >= vote.eligible, `${move} by ${vote.present} of ${vote.eligible}: no quorum`);
    assert.ok(vote.yes * 2 > vote.eligible, `${move} by ${vote.yes} votes of ${vote.eligible}`);
  }
  if (move === 'resolve' && vote) {
    assert.equal(vote.mode, 'paper', 'a member disposed of by raised hands');
    const has = (kinds: RecordKind[], fits: (day: Day) => boolean) =>
      records.some((one) => kinds.includes(one.kind) && fits(one.on));
    assert.ok(
      has(['invitation'], (day) => !isAfter(day.add({ days: 3 }), vote.heldOn)),
      'invited too late',
    );
    assert.ok(
      has(['statement', 'statement_declined'], (day) => !isAfter(day, vote.heldOn)),
      'stated later',
    );
    assert.ok(
      has(['hearing', 'hearing_declined'], (day) => day.equals(vote.heldOn)),
      'heard another day',
    );
    const { terms } = brought;
    if (terms?.way === 'rectify') {
      assert.ok(terms.tasks > 0 && terms.deadlineOn && isAfter(terms.deadlineOn, vote.heldOn));
      assert.ok(
        !isAfter(terms.deadlineOn, vote.heldOn.add({ years: 1 })),
        'a correction of more than a year',
      );
      assert.ok(!course.log.some((one) => one.move === 'begin_correction'), 'corrected twice');
    }
  }
  if (move === 'confirm_correction' || move === 'not_corrected')
    assert.ok(
      facts.tasks.every((one) => one.isNoted),
      'judged with tasks that nobody looked at',
    );
  if (move === 'not_corrected') assert.ok(facts.deadlineOn && isAfter(on, facts.deadlineOn));
  if (move === 'archive') assert.ok(!facts.hasOpenAppeal, 'filed away over an open appeal');
  if (move === 'revoke') assert.ok(brought.isUpheld, 'revoked without an appeal upheld');
  if (move === 'delist' || move === 'take_withdrawal') checkLeaving(course, facts);
}

/** Nobody leaves the roll but after both bodies voted in this round, for this way, with votes that stand. */
function checkLeaving({ log, way, standing }: Course, facts: DispositionFacts): void {
  const round = log.slice(log.findLastIndex((one) => wayBack.includes(one.move)) + 1);
  assert.ok(round.some((one) => one.move === 'resolve' && one.vote?.kind === 'branch_members_meeting'));
  assert.ok(round.some((one) => one.move === 'approve' && one.vote?.kind === 'town_committee_meeting'));
  assert.equal(way, round.some((one) => one.move === 'ask_to_withdraw') ? 'advise_withdrawal' : 'delist');
  assert.deepEqual(standing, inRoll, 'who is not in the roll of the branch left it');
  if (way === 'delist') assert.equal(facts.voided, false, 'delisted by a vote that was annulled');
}

function apply(course: Course, move: MoveKey, to: DispositionState, facts: ReturnType<typeof factsOf>): void {
  const { vote, brought, today } = facts;
  const on = vote?.heldOn ?? brought.on ?? today;
  course.log.push({ move, from: course.state, to, on, ...(vote && { vote }) });
  course.state = to;
  course.since = on;
  if (move === 'resolve' && brought.terms) {
    course.way = brought.terms.way;
    if (brought.terms.deadlineOn) course.deadlineOn = brought.terms.deadlineOn;
    course.tasks = Array.from({ length: brought.terms.tasks }, () => ({ isNoted: false }));
  }
  if (move === 'delist' || move === 'take_withdrawal')
    course.standing = { ...course.standing, status: 'delisted' };
  if (move === 'revoke' && course.standing.status === 'delisted') course.standing = inRoll;
  if (!wayBack.includes(move)) return;
  delete course.way;
  delete course.deadlineOn;
  course.records = [];
  course.tasks = [];
  course.voided = false;
}

/** Where the entries leave the case and the person. */
function replayed(log: readonly Entry[]): { state: DispositionState; isDelisted: boolean } {
  let state: DispositionState = 'verifying';
  let isDelisted = false;
  for (const entry of log) {
    assert.equal(entry.from, state, `${entry.move} does not follow what came before`);
    state = entry.to;
    if (entry.move === 'delist' || entry.move === 'take_withdrawal') isDelisted = true;
    if (entry.move === 'revoke') isDelisted = false;
  }
  return { state, isDelisted };
}

test(`${stepsWanted} random steps of dispositions break no rule`, (t) => {
  const pick = seededFor(t);
  const reached = new Map<string, number>();
  const made = new Set<string>();
  const refused = new Set<string>();
  for (let tried = 0; tried < stepsWanted;) {
    let today = Temporal.PlainDate.from('2024-06-01').add({ days: pick(700) });
    const course = begin(today);
    for (let step = 0; step < 300 && pick(course.state === 'archived' ? 6 : 200) > 0; step += 1, tried += 1) {
      today = today.add({ days: pick(12) });
      live(course, pick, today);
      const from = dispositionProcedure.moves.filter(
        (move) =>
          move.from.includes(course.state) &&
          (move.direction === 'forward' || pick(move.direction === 'back' ? 8 : 30) === 0),
      );
      const { key } = oneOf(pick, from.length > 0 && pick(10) > 0 ? from : dispositionProcedure.moves);
      const move = key as MoveKey; // the keys of this table
      const facts = factsOf(course, pick, move, today);
      const done = attempt(dispositionProcedure, key, course.state, facts);
      if (!done) {
        refused.add(key);
        continue;
      }
      check(course, move, facts);
      apply(course, move, done.to, facts);
      const said = replayed(course.log);
      assert.equal(said.state, course.state);
      assert.equal(
        said.isDelisted,
        course.standing.status === 'delisted',
        'the roll says what the case says',
      );
      made.add(key);
      reached.set(course.state, (reached.get(course.state) ?? 0) + 1);
    }
  }
  const { moves, states } = dispositionProcedure;
  for (const state of Object.keys(states).filter((one) => one !== 'verifying'))
    assert.ok((reached.get(state) ?? 0) > 0, `no walk came to ${state}`);
  for (const { key } of moves)
    assert.ok(refused.has(key) && made.has(key), `${key} was never made or refused`);
});
