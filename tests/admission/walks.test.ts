import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { explain, targetOf, warningsOf } from '../../src/kernel/procedure/procedure.ts';
import { judgeBallot } from '../../src/modules/admission/ballots.ts';
import type { AdmissionFacts, Details, ShownNotice } from '../../src/modules/admission/facts.ts';
import { admissionProcedure } from '../../src/modules/admission/procedure.ts';
import { probationOf } from '../../src/modules/admission/probation.ts';
import { after, type Entry, entryOf, type Progress, replay } from '../../src/modules/admission/progress.ts';
import { ballot, birthDate, day, plainCalendar } from './way.ts';

const stepsWanted = 10_200;

/** Small and reproducible: mulberry32. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One word for every form: those that fit come up more often than those that stop a case. */
const results = [
  'filed',
  'filed',
  'consented',
  'qualified',
  'passed',
  'qualified',
  'objected',
  'not_qualified',
  'repeat',
];

/** What a careless or a careful clerk may bring: most of it fits, some of it never does. */
function anyDetails(pick: (below: number) => number): Details {
  const eligible = 3 + pick(12);
  const present = Math.min(eligible, Math.ceil(eligible * 0.4) + pick(eligible));
  const yes = pick(present + 1);
  const keen = pick(3) > 0;
  const member = (n: number) => ({
    personId: `p${n}`,
    name: `成员${n}`,
    isFull: pick(20) > 0,
    isActive: true,
  });
  return {
    ballot: ballot({
      eligible,
      present: keen ? eligible : present,
      yes: keen ? eligible : yes,
      no: 0,
      secret: pick(10) > 0,
      tellers: pick(10) > 0 ? ['计一川', '计二川'] : ['计一川'],
    }),
    people: [member(1), member(2)],
    result: results[pick(results.length)] ?? 'filed',
    hours: pick(60),
    days: pick(8),
    months: 4 + pick(11),
    formNo: 'F1',
    ...(pick(2) > 0 && { specialReason: '疫情期间推迟' }),
  };
}

const start = (pick: (below: number) => number) => day('2008-01-01').add({ days: pick(6500) });

function begun(on: Temporal.PlainDate): Entry[] {
  return [
    {
      no: 1,
      move: 'apply',
      step: 'application_submitted',
      from: 'applicant',
      to: 'applicant',
      on,
      details: {},
    },
  ];
}

/** What must be true after every entry, whatever was tried. */
function check(facts: AdmissionFacts, entry: Entry, before: Progress, now: Progress): void {
  const move = admissionProcedure.moves.find((one) => one.key === entry.move);
  assert.ok(move);
  for (const condition of move.conditions) {
    if (!condition.key.startsWith('after_') || condition.key === 'after_stage') continue;
    const step = before.entries.findLast((one) => one.step === condition.key.slice('after_'.length));
    assert.ok(step, `${entry.move} without ${condition.key}`);
    assert.ok(
      Temporal.PlainDate.compare(step.on, entry.on) <= 0,
      `${entry.move} lies before ${condition.key}`,
    );
  }
  if (move.conditions.some((condition) => condition.key === 'quorum')) {
    const body =
      entry.move.includes('approve') || entry.move.startsWith('refuse') ? 'town_committee' : undefined;
    assert.ok(entry.details.ballot);
    const verdict = judgeBallot(
      body ?? (move.conditions.some((one) => one.key === 'secret') ? 'branch_meeting' : 'branch_committee'),
      entry.details.ballot,
      entry.on,
    );
    assert.equal(verdict.quorum?.met, true, `${entry.move} without a quorum`);
    assert.equal(verdict.votes?.passed, move.direction === 'forward', `${entry.move} against its vote`);
  }
  assert.ok(Temporal.PlainDate.compare(entry.on, facts.today) <= 0, 'an entry of a day to come');
  if (now.state === 'full') {
    const probation = probationOf({ progress: now, local: {} });
    const resolved = entryOf(now, 'branch_meeting_conversion');
    assert.ok(probation && resolved && Temporal.PlainDate.compare(resolved.on, probation.fullFrom) >= 0);
    assert.equal(entryOf(now, 'political_review')?.details.result, 'qualified');
  }
  assert.ok(now.entries.filter((one) => one.move === 'approve_extension').length <= 1, 'extended twice');
}

/** A state can only be reached with what it rests on. */
const restsOn: Partial<Record<Progress['state'], readonly string[]>> = {
  candidate: ['activist_confirmed', 'cultivation', 'candidate_confirmed'],
  prereviewed: ['sponsors_assigned', 'political_review', 'candidate_training', 'bc_review', 'tc_prereview'],
  probationary: ['branch_meeting_admission', 'tc_talk', 'tc_approval'],
  archived: ['tc_conversion_approval'],
};

test(`${stepsWanted} random steps break no rule`, (t) => {
  const seed = Number(process.env['JISHI_SEED'] ?? randomInt(2 ** 31));
  t.diagnostic(`seed ${seed} (JISHI_SEED repeats the walk)`);
  const pick = seeded(seed);
  let tried = 0;
  let made = 0;
  const reached = new Set<string>();
  while (tried < stepsWanted) {
    let today = start(pick);
    const entries = begun(today);
    let progress = replay(entries);
    const notices: ShownNotice[] = [];
    for (let step = 0; step < 400 && admissionProcedure.states[progress.state].final !== true; step += 1) {
      tried += 1;
      today = today.add({ days: pick(45) });
      const on = today.subtract({ days: pick(4) === 0 ? pick(60) : pick(3) });
      if (pick(6) === 0)
        notices.push({
          part: (['candidate', 'admission', 'conversion'] as const)[pick(3)] ?? 'candidate',
          postedOn: on.subtract({ days: pick(20) }),
          openObjections: pick(15) === 0 ? 1 : 0,
          upheldObjections: 0,
        });
      const facts: AdmissionFacts = {
        today,
        on,
        calendar: plainCalendar,
        local: {},
        person: { name: '申小雨', birthDate, personId: 'own' },
        progress,
        notices,
        waitingNotices: [],
        annulled: [],
        brought: anyDetails(pick),
      };
      const { moves } = explain(admissionProcedure, progress.state, facts, () => true);
      // The ways back and out are many; taken as often as the others they would keep every walk from getting far.
      const isRare = (move: string) => move === 'resolve_revocation' || move === 'resolve_extension';
      const possible = moves.filter(
        (view) =>
          view.available &&
          (view.direction === 'forward' || pick(80) === 0) &&
          (!isRare(view.move) || pick(80) === 0),
      );
      const onwards = possible.filter((view) => view.to !== view.from);
      const among = onwards.length > 0 && pick(3) > 0 ? onwards : possible;
      const chosen = among[pick(Math.max(1, among.length))];
      if (!chosen) continue;
      const move = admissionProcedure.moves.find((one) => one.key === chosen.move);
      assert.ok(move);
      warningsOf(move, facts);
      const entry: Entry = {
        no: entries.length + 1,
        move: move.key,
        step: move.step,
        from: progress.state,
        to: targetOf(move, progress.state),
        on,
        details: facts.brought ?? {},
      };
      const now = after(progress, entry);
      check(facts, entry, progress, now);
      entries.push(entry);
      const said = replay(entries);
      assert.equal(said.state, now.state, 'the state is what the entries say');
      assert.ok(said.since.equals(now.since) && said.entries.length === now.entries.length);
      for (const needed of restsOn[now.state] ?? [])
        assert.ok(
          now.entries.some((one) => one.step === needed),
          `${now.state} without ${needed}`,
        );
      progress = now;
      reached.add(progress.state);
      made += 1;
    }
  }
  assert.ok(tried >= 10_000 && made > 1000, `${made} of ${tried} steps were made`);
  for (const state of ['candidate', 'prereviewed', 'probationary', 'full'])
    assert.ok(reached.has(state), `no walk came to ${state}: ${[...reached].join(' ')}`);
});
