import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seedCalendar, workingCalendar } from '../../src/kernel/clock/calendar.ts';
import { explain, procedureFor, requireMove } from '../../src/kernel/procedure/procedure.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { messages } from '../../src/modules/messages.ts';
import type { CaseFacts, StepMeeting } from '../../src/modules/village-decisions/case-facts.ts';
import {
  type CaseState,
  fourDiscussions,
  fourDiscussionsVersions,
} from '../../src/modules/village-decisions/procedure.ts';
import type { LocalRules } from '../../src/modules/village-decisions/rules.ts';
import { requireTexts, testEveryMove } from './every-move.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);
const seed = seedCalendar();

/** A meeting at which everyone present voted yes or no. */
const meeting = (
  heldOn: string,
  unit: string,
  eligible: number,
  present: number,
  yes: number,
): StepMeeting => ({
  heldOn: day(heldOn),
  vote: { turnout: { [unit]: { eligible, present } }, yes, no: present - yes, abstain: 0 },
  textVersion: 2,
  minutesSigned: true,
});

const mayMerge: LocalRules = {
  'proposal_and_deliberation.may_merge': [
    {
      value: true,
      from: '2026-01-01',
      source: '清河镇四议两公开实施办法',
      kind: 'local',
      certainty: 'certain',
    },
  ],
};

/** 柳树村 repairs its road: 5 on the committee, 30 Party members, 45 at the representatives' meeting; all has gone well. */
const roadCase: CaseFacts = {
  today: day('2026-04-30'),
  stateSince: day('2026-03-01'),
  calendar: workingCalendar(seed.rows, seed.years),
  local: mayMerge,
  matter: 'public_works_funding',
  isOfGroup: false,
  motion: { title: '修缮东沟组道路', source: 'members_or_villagers', proposers: 12, hasPlanText: true },
  substantiveVersion: 2,
  consulted: true,
  proposal: meeting('2026-03-02', 'committee', 5, 4, 4),
  deliberation: meeting('2026-03-05', 'committee', 9, 8, 6),
  review: { ...meeting('2026-03-10', 'members', 30, 22, 18), planSentOn: day('2026-03-06') },
  resolution: {
    ...meeting('2026-03-20', 'representatives', 45, 36, 30),
    body: 'villager_representatives_meeting',
    authorized: true,
  },
  publication: { postedOn: day('2026-03-21'), places: 2, openObjections: 0 },
  implementation: { hasResponsible: true, steps: 3, openSteps: 0, finishedOn: day('2026-04-20') },
  result: { postedOn: day('2026-04-25'), places: 1 },
  supervised: true,
  archiveNo: '柳树村-2026-03',
};

const stepOf = {
  propose: 'proposal',
  propose_and_deliberate: 'deliberation',
  deliberate: 'deliberation',
  review: 'review',
  resolve: 'resolution',
} as const;

type Optional = 'proposal' | 'deliberation' | 'review' | 'resolution' | 'implementation' | 'result';

function without(facts: CaseFacts, key: Optional): CaseFacts {
  const rest = { ...facts };
  delete rest[key];
  return rest;
}

/** For each voted step: no meeting, a lost vote, minutes unsigned. */
const spoiltVotes = Object.fromEntries(
  Object.entries(stepOf).flatMap(([move, step]): [string, (facts: CaseFacts) => CaseFacts][] => {
    const lost = { turnout: roadCase[step]?.vote.turnout ?? {}, yes: 0, no: 0, abstain: 0 };
    return [
      [`${move}.held`, (facts) => without(facts, step)],
      [`${move}.passed`, (facts) => ({ ...facts, [step]: { ...facts[step], vote: lost } })],
      [`${move}.minutes_signed`, (facts) => ({ ...facts, [step]: { ...facts[step], minutesSigned: false } })],
    ];
  }),
);

const membersSentOn = (on: string) => ({
  ...meeting('2026-03-10', 'members', 30, 22, 18),
  planSentOn: day(on),
});
const assemblyCalledOn = (on?: string) => ({
  ...meeting('2026-03-20', 'villagers', 801, 500, 400),
  body: 'villagers_assembly' as const,
  authorized: false,
  ...(on && { noticeOn: day(on) }),
});

testEveryMove(fourDiscussions, {
  ready: () => roadCase,
  texts: messages,
  spoilt: {
    ...spoiltVotes,
    motion_complete: (facts) => ({ ...facts, motion: { title: ' ', proposers: 0, hasPlanText: false } }),
    consulted: (facts) => ({ ...facts, consulted: false }),
    merge_allowed: (facts) => ({ ...facts, local: {} }),
    'review.noticed': (facts) => ({ ...facts, review: membersSentOn('2026-03-08') }),
    'resolve.noticed': (facts) => ({ ...facts, resolution: assemblyCalledOn() }),
    review_text_current: (facts) => ({ ...facts, substantiveVersion: 3 }),
    resolution_text_current: (facts) => ({ ...facts, substantiveVersion: 3 }),
    reviewed_text: (facts) => without(facts, 'review'),
    body_may_decide: (facts) => ({ ...facts, matter: 'land_compensation' as const }),
    resolution_posted: (facts) => ({
      ...facts,
      publication: { postedOn: day('2026-03-21'), places: 0, openObjections: 0 },
    }),
    result_posted: (facts) => without(facts, 'result'),
    notice_over: (facts) => ({ ...facts, today: day('2026-03-28') }),
    objections_answered: (facts) => ({
      ...facts,
      publication: { postedOn: day('2026-03-21'), places: 2, openObjections: 1 },
    }),
    responsible_named: (facts) => without(facts, 'implementation'),
    work_finished: (facts) => ({
      ...facts,
      implementation: { hasResponsible: true, steps: 3, openSteps: 2 },
    }),
    supervised: (facts) => ({ ...facts, supervised: false }),
    archive_numbered: (facts) => ({ ...facts, archiveNo: ' ' }),
  },
});

const all = (): boolean => true;

/** Codes and first possible days of one move's reasons; each reason must have its text. */
function because(move: string, state: CaseState, facts: CaseFacts): [string, string | undefined][] {
  const view = explain(fourDiscussions, state, facts, all).moves.find((one) => one.move === move);
  assert.ok(view);
  for (const reason of view.because) requireTexts(messages, reason);
  return view.because.map(({ code, possibleFrom }) => [code.replace('village_decisions.', ''), possibleFrom]);
}

test('a matter goes from motion to the archive step by step, and nothing is skipped', () => {
  const path: CaseState[] = ['motion'];
  const moves = ['propose', 'deliberate', 'review', 'resolve', 'publish_resolution', 'begin_implementation'];
  for (const key of [...moves, 'complete_implementation', 'publish_result', 'archive']) {
    path.push(requireMove(fourDiscussions, key, path.at(-1) ?? 'motion', roadCase, { holds: all }).to);
  }
  assert.equal(path.at(-1), 'archived');
  assert.equal(new Set(path).size, 10);
  assert.throws(
    () => requireMove(fourDiscussions, 'resolve', 'deliberated', roadCase, { holds: all }),
    (error) => error instanceof Refusal && error.code === 'procedure.not_from_here',
  );
});

test('the next step is the plain one; the merged one only where the town allows it and it is ready', () => {
  const next = (facts: CaseFacts) => explain(fourDiscussions, 'motion', facts, all).next?.move;
  assert.equal(next({ ...roadCase, local: {} }), 'propose');
  assert.equal(next(without(roadCase, 'proposal')), 'propose_and_deliberate');
  assert.equal(next(without({ ...roadCase, local: {} }, 'proposal')), 'propose');
});

test('the plan reaches the members three days before they meet', () => {
  const sent = (on: string) => because('review', 'deliberated', { ...roadCase, review: membersSentOn(on) });
  assert.deepEqual(sent('2026-03-07'), []);
  assert.deepEqual(sent('2026-03-08'), [['notice_too_short', '2026-03-11']]);
});

test('before the meeting the first possible day is told, from the notice given or from one given today', () => {
  const reviewed = without(
    { ...roadCase, today: day('2026-03-12'), stateSince: day('2026-03-10') },
    'resolution',
  );
  const asked = (upcoming: CaseFacts['upcoming'], matter: CaseFacts['matter'] = 'public_works_funding') =>
    because('resolve', 'reviewed', { ...reviewed, matter, ...(upcoming && { upcoming }) });
  const representatives = { body: 'villager_representatives_meeting' } as const;
  assert.deepEqual(asked({ body: 'villagers_assembly' }), [['meeting_missing', '2026-03-22']]);
  assert.deepEqual(asked({ body: 'villagers_assembly', noticeOn: day('2026-03-11') }), [
    ['meeting_missing', '2026-03-21'],
  ]);
  assert.deepEqual(asked(representatives), [['meeting_missing', undefined]]);
  assert.deepEqual(asked(representatives, 'land_compensation'), [
    ['wrong_body', undefined],
    ['meeting_missing', undefined],
  ]);
});

test('the assembly is called ten days ahead, neither nine nor without any notice', () => {
  const called = (on?: string) =>
    because('resolve', 'reviewed', { ...roadCase, resolution: assemblyCalledOn(on) });
  assert.deepEqual(called('2026-03-10'), []);
  assert.deepEqual(called('2026-03-11'), [['notice_too_short', '2026-03-21']]);
  assert.deepEqual(called(), [['notice_missing', undefined]]);
});

test('land compensation needs two thirds of all the members of the collective', () => {
  const decided = (yes: number) =>
    because('resolve', 'reviewed', {
      ...roadCase,
      matter: 'land_compensation',
      resolution: {
        ...meeting('2026-03-20', 'collective_members', 600, 450, yes),
        body: 'member_assembly',
        authorized: false,
        noticeOn: day('2026-03-10'),
      },
    }).map(([code]) => code);
  assert.deepEqual(decided(400), []);
  assert.deepEqual(decided(399), ['not_passed']);
});

test('a vote of an earlier round or of a day to come does not count', () => {
  const asked = (change: Partial<CaseFacts>) => because('deliberate', 'proposed', { ...roadCase, ...change });
  assert.deepEqual(asked({ stateSince: day('2026-03-06') }), [['meeting_before_stage', undefined]]);
  assert.deepEqual(asked({ stateSince: day('2026-03-05') }), []);
  assert.deepEqual(asked({ today: day('2026-03-04') }), [['meeting_in_future', '2026-03-05']]);
});

test('work begins the day after seven full days on the board, and objections are answered first', () => {
  const asked = (today: string, openObjections = 0) =>
    because('begin_implementation', 'published', {
      ...roadCase,
      today: day(today),
      publication: { postedOn: day('2026-03-21'), places: 2, openObjections },
    });
  assert.deepEqual(asked('2026-03-28'), [['notice_running', '2026-03-29']]);
  assert.deepEqual(asked('2026-03-29'), []);
  assert.deepEqual(asked('2026-03-28', 2), [
    ['notice_running', '2026-03-29'],
    ['objections_open', undefined],
  ]);
});

test('a town that counts the notice in working days passes over National Day', () => {
  const source = { source: '清河镇四议两公开实施办法', kind: 'local', certainty: 'certain' } as const;
  const local: LocalRules = {
    'publication.notice': [{ value: { days: 5, unit: 'working' }, from: '2026-01-01', ...source }],
  };
  const publication = { postedOn: day('2026-09-28'), places: 1, openObjections: 0 };
  const asked = (today: string) =>
    because('begin_implementation', 'published', { ...roadCase, local, publication, today: day(today) });
  assert.deepEqual(asked('2026-10-10'), [['notice_running', '2026-10-11']]);
  assert.deepEqual(asked('2026-10-11'), []);
});

test('work that ended before it could begin, or is to end tomorrow, is not finished', () => {
  const asked = (finishedOn?: string) =>
    because('complete_implementation', 'implementing', {
      ...roadCase,
      implementation: {
        hasResponsible: true,
        steps: 3,
        openSteps: 0,
        ...(finishedOn && { finishedOn: day(finishedOn) }),
      },
    });
  assert.deepEqual(asked('2026-02-28'), [['day_before_stage', undefined]]);
  assert.deepEqual(asked('2026-05-01'), [['day_in_future', '2026-05-01']]);
  assert.deepEqual(asked(), [['finish_day_missing', undefined]]);
  assert.deepEqual(because('complete_implementation', 'implementing', without(roadCase, 'implementation')), [
    ['no_steps', undefined],
  ]);
});

test('a text whose substance changed after the review goes back to the members, from wherever it stands', () => {
  const changed = { ...roadCase, substantiveVersion: 3 };
  const blocked: [string, CaseState][] = [
    ['resolve', 'reviewed'],
    ['publish_resolution', 'resolved'],
    ['begin_implementation', 'published'],
  ];
  for (const [move, state] of blocked) {
    assert.ok(
      because(move, state, changed).some(([code]) => code === 'text_changed'),
      move,
    );
    const back = requireMove(fourDiscussions, 'return_to_review', state, changed, {
      holds: all,
      why: '资金来源改变',
    });
    assert.equal(back.to, 'deliberated');
  }
});

test('a step that failed returns to the one before, and only there', () => {
  const back = fourDiscussions.moves.filter((move) => move.direction === 'back');
  assert.deepEqual(
    back.map(({ from, to }) => [from.join(' '), to]),
    [
      ['proposed', 'motion'],
      ['deliberated', 'proposed'],
      ['reviewed resolved published', 'deliberated'],
    ],
  );
});

test('what was resolved cannot be withdrawn any more', () => {
  const withdraw = (state: CaseState) =>
    explain(fourDiscussions, state, roadCase, all).moves.find((one) => one.move === 'withdraw');
  assert.equal(withdraw('reviewed')?.available, true);
  assert.equal(withdraw('resolved')?.available, false);
});

test('one order of steps has been in force since the village law of 2010', () => {
  assert.equal(procedureFor(fourDiscussionsVersions, day('2012-08-09')), fourDiscussions);
  assert.throws(() => procedureFor(fourDiscussionsVersions, day('2010-10-27')), Refusal);
});
