import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, warningsOf } from '../../src/kernel/procedure/procedure.ts';
import type { StepId } from '../../src/modules/admission/choices.ts';
import type { AdmissionFacts, Details, ShownNotice } from '../../src/modules/admission/facts.ts';
import { admissionProcedure } from '../../src/modules/admission/procedure.ts';
import { probationOf } from '../../src/modules/admission/probation.ts';
import { after, type Entry, entryOf, type Progress, replay } from '../../src/modules/admission/progress.ts';
import { attempt, oneOf, type Pick, seededFor } from '../support/walk.ts';
import { ballot, birthDate, day, plainCalendar } from './way.ts';

const stepsWanted = 10_200;

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
function anyDetails(pick: Pick): Details {
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

const start = (pick: Pick) => day('2008-01-01').add({ days: pick(6500) });

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

/** Each step with those that come before it in the official chart. */
const chart: Readonly<Record<string, readonly StepId[]>> = {
  talk: ['application_submitted'],
  confirm_activist: ['application_talk'],
  file_activist: ['activist_confirmed'],
  assign_mentors: ['activist_confirmed'],
  observe: ['mentors_assigned'],
  confirm_candidate: ['activist_filed', 'mentors_assigned', 'cultivation'],
  file_candidate: ['candidate_confirmed'],
  assign_sponsors: ['candidate_filed_or_consented'],
  review_politically: ['candidate_filed_or_consented'],
  train: ['candidate_filed_or_consented'],
  review_by_committee: ['sponsors_assigned', 'political_review', 'candidate_training'],
  prereview: ['bc_review'],
  fill_form: ['tc_prereview'],
  pass_meeting: ['bc_review', 'tc_prereview', 'application_form_filled'],
  talk_by_committee: ['branch_meeting_admission'],
  approve: ['branch_meeting_admission', 'tc_talk'],
  place: ['tc_approval'],
  take_oath: ['tc_approval'],
  observe_probation: ['placed_in_group'],
  request_conversion: ['tc_approval'],
  resolve_conversion: ['conversion_requested', 'placed_in_group'],
  approve_conversion: ['branch_meeting_conversion'],
  approve_revocation: ['branch_meeting_conversion'],
  archive: ['tc_conversion_approval'],
};

const votedOn: Readonly<Record<string, 'members' | 'committee'>> = {
  confirm_activist: 'committee',
  confirm_candidate: 'committee',
  review_by_committee: 'committee',
  pass_meeting: 'members',
  fail_meeting: 'members',
  approve: 'committee',
  refuse_admission: 'committee',
  resolve_conversion: 'members',
  resolve_extension: 'members',
  resolve_revocation: 'members',
  resolution_lost: 'members',
  approve_conversion: 'committee',
  approve_extension: 'committee',
  approve_revocation: 'committee',
  refuse_resolution: 'committee',
};
const lostVotes = ['fail_meeting', 'refuse_admission', 'resolution_lost', 'refuse_resolution'];

/** The votes behind an entry, counted here anew: of members more than half are there, of a committee half. */
function checkVote(move: string, vote: Details['ballot']): void {
  const body = votedOn[move];
  if (!body) return;
  assert.ok(vote, `${move} without a vote`);
  const { eligible, present, yes } = vote;
  const isMet = body === 'members' ? present * 2 > eligible : present * 2 >= eligible;
  assert.ok(isMet, `${move} by ${present} of ${eligible}: no quorum`);
  const isLost = lostVotes.includes(move);
  assert.equal(yes * 2 > eligible, !isLost, `${move} by ${yes} votes of ${eligible}`);
  if (body === 'members') assert.ok(vote.secret && vote.tellers.length === 2, `${move} by raised hands`);
}

/** What must be true after every entry, whatever was tried. */
function check(facts: AdmissionFacts, entry: Entry, before: Progress, now: Progress): void {
  for (const needed of chart[entry.move] ?? []) {
    const done = before.entries.filter((one) => one.step === needed);
    assert.ok(done.length > 0, `${entry.move} without ${needed}`);
    const isInOrder = done.some((one) => Temporal.PlainDate.compare(one.on, entry.on) <= 0);
    assert.ok(isInOrder, `${entry.move} lies before ${needed}`);
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
  const pick = seededFor(t);
  let tried = 0;
  let count = 0;
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
      attempt(admissionProcedure, oneOf(pick, admissionProcedure.moves).key, progress.state, facts);
      const { moves } = explain(admissionProcedure, progress.state, facts, () => true);
      for (const view of moves) if (view.available) checkVote(view.move, facts.brought?.ballot);
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
      const made = attempt(admissionProcedure, chosen.move, progress.state, facts);
      assert.ok(move && made, `${chosen.move} is shown as possible and refused`);
      warningsOf(move, facts);
      const entry: Entry = {
        no: entries.length + 1,
        move: move.key,
        step: move.step,
        from: progress.state,
        to: made.to,
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
      count += 1;
      if (admissionProcedure.states[progress.state].final)
        for (const { key } of admissionProcedure.moves)
          assert.equal(
            attempt(admissionProcedure, key, progress.state, facts),
            undefined,
            `${key} after the end`,
          );
    }
  }
  assert.ok(tried >= 10_000 && count > 1000, `${count} of ${tried} steps were made`);
  for (const state of ['candidate', 'prereviewed', 'probationary', 'full'])
    assert.ok(reached.has(state), `no walk came to ${state}: ${[...reached].join(' ')}`);
});
