import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, requireMove } from '../../src/kernel/procedure/procedure.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import type { AdmissionFacts, Details } from '../../src/modules/admission/facts.ts';
import { admissionProcedure } from '../../src/modules/admission/procedure.ts';
import { type Entry, replay } from '../../src/modules/admission/progress.ts';
import { messages } from '../../src/modules/messages.ts';
import { ballot, byways, day, factsFor, rows } from '../admission/way.ts';
import { testEveryMove } from './every-move.ts';

/** The application after which every step follows one rule set. */
const starts = {
  rules_1990: day('2009-03-02'),
  rules_2014: day('2016-03-01'),
  rules_2026: day('2026-06-01'),
} as const;

type Spoil = (facts: AdmissionFacts) => AdmissionFacts;
const bringing =
  (change: (details: Details) => Details): Spoil =>
  (facts) => ({ ...facts, brought: change(facts.brought ?? {}) });
const without = (field: keyof Details): Spoil =>
  bringing((details) => {
    const rest = { ...details };
    delete rest[field];
    return rest;
  });
const voting = (change: Parameters<typeof ballot>[0]): Spoil =>
  bringing((details) =>
    details.ballot ? { ...details, ballot: { ...details.ballot, ...change } } : details,
  );
const entries = (facts: AdmissionFacts, change: (entry: Entry) => Entry | undefined): AdmissionFacts => {
  const kept = facts.progress.entries.flatMap((entry) => change(entry) ?? []);
  return { ...facts, progress: { ...facts.progress, entries: kept } };
};
const withoutStep =
  (step: string): Spoil =>
  (facts) =>
    entries(facts, (entry) => (entry.step === step ? undefined : entry));
const withResult =
  (step: string, result: string): Spoil =>
  (facts) =>
    entries(facts, (entry) =>
      entry.step === step ? { ...entry, details: { ...entry.details, result } } : entry,
    );
const someone = { personId: 'p9', name: '某人', isFull: true, isActive: true };

/** For each condition, the facts in which just that is missing. */
const spoilt: Record<string, Spoil> = {
  not_in_future: (facts) => ({ ...facts, today: facts.on.subtract({ days: 1 }) }),
  after_stage: (facts) => ({ ...facts, progress: { ...facts.progress, since: facts.on.add({ days: 1 }) } }),
  records_stand: (facts) => ({
    ...entries(facts, (entry) => ({
      ...entry,
      details: { ...entry.details, ballot: ballot({ decisionId: 'gone' }) },
    })),
    annulled: ['gone'],
  }),
  ...Object.fromEntries(
    [...new Set(admissionProcedure.moves.flatMap((move) => move.conditions))]
      .filter((condition) => condition.key.startsWith('after_') && condition.key !== 'after_stage')
      .map((condition) => [condition.key, withoutStep(condition.key.slice('after_'.length))]),
  ),
  decision: without('ballot'),
  quorum: voting({ present: 5, yes: 5, no: 0 }),
  carried: voting({ yes: 6, no: 3 }),
  lost: voting({ yes: 9, no: 0 }),
  secret: voting({ secret: false }),
  tellers: voting({ tellers: ['何一川', '何一川'] }),
  people: bringing((details) => ({ ...details, people: [someone, someone] })),
  full_members: bringing((details) => ({
    ...details,
    people: [{ ...someone, personId: 'p8', isFull: false }, someone],
  })),
  result: without('result'),
  formNo: without('formNo'),
  once_per_day: (facts) =>
    entries(facts, (entry) => (entry.step?.includes('ation') ? { ...entry, on: facts.on } : entry)),
  filed_activist: withResult('activist_filed', 'objected'),
  cultivated_long_enough: (facts) =>
    entries(facts, (entry) =>
      entry.step === 'activist_confirmed' ? { ...entry, on: facts.on.subtract({ months: 11 }) } : entry,
    ),
  observed_each_half_year: withoutStep('cultivation'),
  answer_fits: bringing((details) => ({ ...details, result: 'filed' })),
  candidate_fixed: withResult('candidate_filed_or_consented', 'objected'),
  candidate_notice: (facts) => ({ ...facts, notices: [] }),
  admission_notice: (facts) => ({ ...facts, notices: [], ...askingNotice('admission.notice') }),
  conversion_notice: (facts) => ({ ...facts, notices: [], ...askingNotice('conversion.notice') }),
  training_long_enough: bringing((details) => ({ ...details, hours: 20, days: 2 })),
  politically_qualified: withResult('political_review', 'not_qualified'),
  trained: withResult('candidate_training', 'repeat'),
  form_unused: (facts) => ({ ...facts, formTaken: true }),
  prereview_fresh: (facts) =>
    entries(facts, (entry) =>
      entry.step === 'tc_prereview' ? { ...entry, on: facts.on.subtract({ months: 1, days: 1 }) } : entry,
    ),
  not_expired: (facts) =>
    entries(facts, (entry) =>
      entry.step === 'branch_meeting_admission'
        ? { ...entry, on: facts.on.subtract({ months: 6, days: 1 }) }
        : entry,
    ),
  in_time_or_reasoned: (facts) =>
    entries(facts, (entry) =>
      entry.step === 'branch_meeting_admission'
        ? { ...entry, on: facts.on.subtract({ months: 3, days: 1 }) }
        : entry,
    ),
  near_the_end: (facts) => ({ ...facts, on: facts.on.subtract({ days: 22 }) }),
  probation_over: (facts) =>
    entries(facts, (entry) =>
      entry.step === 'branch_meeting_admission'
        ? { ...entry, on: facts.on.subtract({ months: 12 }).add({ days: 1 }) }
        : entry,
    ),
  observed_on_probation: withoutStep('probation_observation'),
  not_extended_before: (facts) => {
    const extension = {
      ...facts.progress.entries.at(-1),
      move: 'approve_extension',
      step: null,
      details: { months: 6 },
    };
    return {
      ...facts,
      progress: { ...facts.progress, entries: [...facts.progress.entries, extension as Entry] },
    }; // the last entry is there
  },
  extension_in_range: bringing((details) => ({ ...details, months: 5 })),
};

function askingNotice(key: 'admission.notice' | 'conversion.notice'): Pick<AdmissionFacts, 'local'> {
  return {
    local: {
      [key]: [
        {
          value: { days: 5, unit: 'working' },
          from: '2026-06-01',
          source: '清河镇发展党员公示办法',
          kind: 'local',
          certainty: 'certain',
        },
      ],
    },
  };
}

testEveryMove(admissionProcedure, {
  ready: (move) => factsFor(move, starts.rules_2026),
  spoilt,
  texts: messages,
});

const steps = [...new Set(rows.map((row) => row.move)), ...Object.keys(byways)];

/** The reason that each missing condition gives; what a rule set does not ask gives none. */
const codes: Record<string, string> = {
  not_in_future: 'admission.day_in_future',
  after_stage: 'admission.before_stage',
  records_stand: 'admission.record_annulled',
  decision: 'admission.decision_missing',
  quorum: 'admission.no_quorum',
  carried: 'admission.not_carried',
  lost: 'admission.it_was_carried',
  secret: 'admission.ballot_not_secret',
  tellers: 'admission.two_tellers',
  people: 'admission.wrong_number_of_people',
  full_members: 'admission.not_a_full_member',
  result: 'admission.result_missing',
  formNo: 'admission.form_no_missing',
  once_per_day: 'admission.observed_that_day',
  filed_activist: 'admission.filing_objected',
  cultivated_long_enough: 'admission.cultivation_too_short',
  observed_each_half_year: 'admission.observations_missing',
  answer_fits: 'admission.consent_needed',
  candidate_fixed: 'admission.filing_objected',
  candidate_notice: 'admission.notice_missing',
  admission_notice: 'admission.notice_missing',
  conversion_notice: 'admission.notice_missing',
  training_long_enough: 'admission.training_too_short',
  politically_qualified: 'admission.not_qualified',
  trained: 'admission.training_to_repeat',
  form_unused: 'admission.form_taken',
  prereview_fresh: 'admission.prereview_expired',
  not_expired: 'admission.approval_expired',
  in_time_or_reasoned: 'admission.approval_late',
  near_the_end: 'admission.request_too_early',
  probation_over: 'admission.probation_running',
  observed_on_probation: 'admission.observations_missing',
  not_extended_before: 'admission.extended_before',
  extension_in_range: 'admission.extension_out_of_range',
};

/** Conditions that only the newer rules know. */
const notAsked: Record<keyof typeof starts, readonly string[]> = {
  rules_1990: ['answer_fits', 'candidate_notice', 'prereview_fresh', 'conversion_notice'],
  rules_2014: ['answer_fits', 'candidate_notice', 'prereview_fresh', 'admission_notice', 'conversion_notice'],
  rules_2026: [],
};

for (const [set, start] of Object.entries(starts) as [keyof typeof starts, Temporal.PlainDate][]) {
  test(`${set}: every step is possible when all is there`, () => {
    for (const key of steps) {
      const facts = factsFor(key, start);
      const move = admissionProcedure.moves.find((one) => one.key === key);
      assert.ok(move);
      const reasons = move.conditions.flatMap((condition) => condition.check(facts) ?? []);
      assert.deepEqual(reasons, [], key);
    }
  });

  test(`${set}: each missing condition of each step has its own reason`, () => {
    let seen = 0;
    for (const move of admissionProcedure.moves) {
      for (const condition of move.conditions) {
        const spoil = spoilt[condition.key];
        assert.ok(spoil, condition.key);
        const facts = spoil(factsFor(move.key, start));
        const local = set === 'rules_2026' ? facts : { ...facts, local: {} };
        const found = [condition.check(local) ?? []].flat().map((reason) => reason.code);
        const expected = notAsked[set].includes(condition.key)
          ? []
          : [codes[condition.key] ?? 'admission.step_missing'];
        assert.deepEqual([...new Set(found)], expected, `${move.key}: ${condition.key}`);
        seen += 1;
      }
    }
    assert.ok(seen > 150, `only ${seen} conditions seen`);
  });
}

test('no step may be dated before what it rests on', () => {
  const facts = factsFor('train', starts.rules_2026);
  const early = { ...facts, on: starts.rules_2026.add({ months: 13, days: 11 }) };
  const make = () => requireMove(admissionProcedure, 'train', 'candidate', early, { holds: () => true });
  assert.throws(
    make,
    (error) =>
      error instanceof Refusal && error.reasons.some((one) => one.code === 'admission.before_prerequisite'),
  );
});

test('someone who was an activist under 2014 is bound by 2026 as a candidate', () => {
  const start = day('2025-03-20');
  // The committee confirmed the candidate on 30 April 2026, before the change, or on 30 May, after it.
  const before = factsFor('assign_sponsors', start);
  const codesOf = (facts: AdmissionFacts) =>
    explain(admissionProcedure, 'candidate', facts, () => true)
      .moves.find((one) => one.move === 'assign_sponsors')
      ?.because.map((one) => one.code);
  assert.deepEqual(codesOf({ ...before, notices: [] }), []);
  const after = factsFor('assign_sponsors', day('2025-04-20'));
  assert.deepEqual(codesOf({ ...after, notices: [] }), ['admission.notice_missing']);
  assert.deepEqual(codesOf(withResult('candidate_filed_or_consented', 'filed')(after)), [
    'admission.consent_needed',
  ]);
});

test('replaying the entries gives the state that the moves gave', () => {
  const facts = factsFor('archive', starts.rules_2026);
  assert.equal(facts.progress.state, 'full');
  assert.equal(replay(facts.progress.entries).state, 'full');
});
