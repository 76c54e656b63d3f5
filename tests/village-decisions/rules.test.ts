import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Turnout } from '../../src/kernel/ballot/threshold.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { checkRulebook } from '../../src/kernel/rulebook.ts';
import { messages } from '../../src/modules/messages.ts';
import {
  type DecisionBody,
  type MatterKey,
  matterOf,
  matters,
} from '../../src/modules/village-decisions/matters.ts';
import { decisionRules, type VotingMeeting } from '../../src/modules/village-decisions/rulebooks.ts';
import {
  compositionWarnings,
  decisionBodyFor,
  judgeMeeting,
  type LocalRules,
  reasonNotToDecide,
} from '../../src/modules/village-decisions/rules.ts';
import { requireTexts } from '../procedures/every-move.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);
const today = day('2026-03-02');

/** Votes of a meeting where everyone present voted. */
const vote = (unit: string, eligible: number, present: number, yes: number) => ({
  turnout: { [unit]: { eligible, present } } satisfies Turnout,
  yes,
  no: present - yes,
  abstain: 0,
});
const passed = (meeting: VotingMeeting, ...counted: Parameters<typeof vote>): boolean =>
  judgeMeeting(meeting, vote(...counted), today).passed;

test('the rulebook has no gap and no overlap', () => {
  assert.deepEqual(checkRulebook(decisionRules), []);
  assert.ok(Object.keys(decisionRules).length > 15);
});

test("the villagers' assembly of 801 needs 401 present and then 201 in favour", () => {
  assert.equal(passed('villagers_assembly', 'villagers', 801, 401, 201), true);
  assert.equal(passed('villagers_assembly', 'villagers', 801, 401, 200), false);
  assert.equal(passed('villagers_assembly', 'villagers', 801, 400, 400), false);
});

test('of 300 households 200 may meet for the village, and more than half of those present decide', () => {
  assert.equal(passed('villagers_assembly', 'households', 300, 200, 101), true);
  assert.equal(passed('villagers_assembly', 'households', 300, 200, 100), false);
  assert.equal(passed('villagers_assembly', 'households', 300, 199, 199), false);
});

test('of 45 representatives 30 must come and 16 of 30 decide', () => {
  assert.equal(passed('villager_representatives_meeting', 'representatives', 45, 30, 16), true);
  assert.equal(passed('villager_representatives_meeting', 'representatives', 45, 30, 15), false);
  assert.equal(passed('villager_representatives_meeting', 'representatives', 45, 29, 29), false);
});

test('of 600 members of the collective 400 must come and 400 of all must agree', () => {
  assert.equal(passed('member_assembly', 'collective_members', 600, 400, 400), true);
  assert.equal(passed('member_assembly', 'collective_members', 600, 450, 399), false);
  assert.equal(passed('member_assembly', 'collective_members', 600, 399, 399), false);
  assert.equal(passed('member_representatives_meeting', 'representatives', 30, 25, 20), true);
  assert.equal(passed('member_representatives_meeting', 'representatives', 30, 25, 19), false);
});

test('30 Party members: 20 present, 15 in favour where half is enough, 16 where the town asks more than half', () => {
  const moreThanHalf: LocalRules = {
    'members_meeting.pass': [
      {
        value: { of: 'eligible', operator: 'moreThan', num: 1, den: 2 },
        from: '2025-01-01',
        source: '清河镇四议两公开实施办法',
        kind: 'local',
        certainty: 'certain',
      },
    ],
  };
  const judged = (present: number, yes: number, local?: LocalRules) =>
    judgeMeeting('members_meeting', vote('members', 30, present, yes), today, local);
  assert.equal(judged(20, 15).passed, true);
  assert.equal(judged(20, 14).passed, false);
  assert.equal(judged(19, 19).passed, false);
  assert.equal(judged(20, 16, moreThanHalf).passed, true);
  assert.deepEqual(
    judged(20, 15, moreThanHalf).because.map(({ code, cites }) => [code, cites]),
    [['village_decisions.not_passed', '清河镇四议两公开实施办法']],
  );
});

const limits: [
  VotingMeeting,
  string,
  (eligible: number) => number,
  (eligible: number, present: number) => number,
][] = [
  // Smallest attendance and smallest yes as the statute reads, found by counting up with no division.
  ['party_proposal', 'committee', (d) => first((p) => 2 * p >= d), (d) => first((y) => 2 * y > d)],
  ['joint_committee', 'committee', (d) => first((p) => 2 * p >= d), (_, p) => first((y) => 2 * y > p)],
  ['members_meeting', 'members', (d) => first((p) => 3 * p >= 2 * d), (d) => first((y) => 2 * y >= d)],
  ['villagers_assembly', 'villagers', (d) => first((p) => 2 * p > d), (_, p) => first((y) => 2 * y > p)],
  [
    'villagers_assembly',
    'households',
    (d) => first((p) => 3 * p >= 2 * d),
    (_, p) => first((y) => 2 * y > p),
  ],
  [
    'villager_representatives_meeting',
    'representatives',
    (d) => first((p) => 3 * p >= 2 * d),
    (_, p) => first((y) => 2 * y > p),
  ],
  [
    'member_assembly',
    'collective_members',
    (d) => first((p) => 3 * p >= 2 * d),
    (d) => first((y) => 3 * y >= 2 * d),
  ],
  [
    'member_representatives_meeting',
    'representatives',
    (d) => first((p) => 3 * p >= 2 * d),
    (d) => first((y) => 3 * y >= 2 * d),
  ],
];

function first(holds: (count: number) => boolean): number {
  let count = 1;
  while (!holds(count)) count += 1;
  return count;
}

for (const [meeting, unit, attendance, majority] of limits) {
  test(`${meeting} counted by ${unit}: every limit from 1 to 200, one fewer fails`, () => {
    for (let eligible = 1; eligible <= 200; eligible += 1) {
      const quorum = attendance(eligible);
      for (const present of new Set([quorum, Math.min(quorum + 1, eligible), eligible])) {
        const yes = majority(eligible, present);
        if (yes <= present)
          assert.equal(passed(meeting, unit, eligible, present, yes), true, `${eligible} ${present} ${yes}`);
        assert.equal(
          passed(meeting, unit, eligible, present, Math.min(yes - 1, present)),
          false,
          `${eligible} ${present}`,
        );
      }
      assert.equal(
        passed(meeting, unit, eligible, quorum - 1, quorum - 1),
        false,
        `${eligible} ${quorum - 1}`,
      );
    }
  });
}

test('a failed vote names the attendance, the votes, the rule and what to do', () => {
  const verdict = judgeMeeting('villagers_assembly', vote('villagers', 801, 400, 100), day('2025-06-01'));
  assert.deepEqual(verdict.because, [
    {
      code: 'village_decisions.no_quorum',
      params: {
        meetingKey: 'village_decisions.meeting.villagers_assembly',
        have: 400,
        needed: 401,
        base: 801,
        num: 1,
        den: 2,
        ofKey: 'ballot.count.villagers',
        operatorKey: 'ballot.operator.moreThan',
      },
      cites: '村组2018 art. 22',
      remedy: 'village_decisions.meet_again',
    },
    {
      code: 'village_decisions.not_passed',
      params: {
        meetingKey: 'village_decisions.meeting.villagers_assembly',
        have: 100,
        needed: 201,
        base: 400,
        num: 1,
        den: 2,
        ofKey: 'ballot.count.present',
        operatorKey: 'ballot.operator.moreThan',
      },
      cites: '村组2018 art. 22',
      remedy: 'village_decisions.return_with_reasons',
    },
  ]);
});

test('counts that cannot be are named at their field and give no verdict', () => {
  const faults = (turnout: Turnout, yes: number, no = 0) =>
    judgeMeeting('members_meeting', { turnout, yes, no, abstain: 0 }, today).because.map(
      ({ code, field }) => [code, field],
    );
  assert.deepEqual(faults({ members: { eligible: 30, present: 31 } }, 20), [
    ['ballot.more_than_base', 'turnout.members.present'],
  ]);
  assert.deepEqual(faults({ members: { eligible: 30, present: 20 } }, 20, 1), [
    ['village_decisions.more_votes_than_present', 'yes'],
  ]);
  assert.deepEqual(faults({ members: { eligible: 30, present: 20 } }, -1), [
    ['ballot.count_not_whole', 'yes'],
  ]);
  assert.deepEqual(faults({ households: { eligible: 30, present: 20 } }, 20), [
    ['village_decisions.turnout_missing', 'turnout'],
  ]);
});

test('the village law is cited as of the day, and its numbers of 2026 are marked as unchecked', () => {
  const option = (iso: string) => decisionBodyFor('public_works_funding', day(iso))[0];
  const read = (iso: string) => [option(iso)?.cites, option(iso)?.certainty, option(iso)?.pass.source];
  assert.deepEqual(read('2012-08-09'), ['村组2010 art. 24(3)', 'likely', '村组2010 art. 22']);
  assert.deepEqual(read('2025-12-31'), ['村组2018 art. 24(3)', 'certain', '村组2018 art. 22']);
  assert.deepEqual(read('2026-01-01'), [
    '村组2026 [?] (村组2018 art. 24(3))',
    'check',
    '村组2026 [?] (村组2018 art. 22)',
  ]);
  assert.throws(() => option('2010-10-27'), Refusal);
});

test("collective property passes from the villagers to the collective's members on 2025-05-01", () => {
  const bodies = (matter: MatterKey, iso: string) =>
    decisionBodyFor(matter, day(iso)).map(({ body, authorized }) => [body, authorized]);
  assert.deepEqual(bodies('collective_project', '2025-04-30'), [
    ['villagers_assembly', false],
    ['villager_representatives_meeting', true],
  ]);
  assert.deepEqual(bodies('collective_project', '2025-05-01'), [
    ['member_assembly', false],
    ['member_representatives_meeting', false],
  ]);
  assert.deepEqual(bodies('land_compensation', '2025-05-01'), [['member_assembly', false]]);
  assert.deepEqual(bodies('self_government_charter', '2026-03-02'), [['villagers_assembly', false]]);
});

test("the matters that never go to the collective's representatives are the law's five items, and no other", () => {
  const items = new Set<string>();
  for (const matter of Object.keys(matters) as MatterKey[]) {
    const { collective } = matterOf(matter);
    const representatives = decisionBodyFor(matter, today).some(
      (option) => option.body === 'member_representatives_meeting',
    );
    if (collective) assert.equal(representatives, collective.representatives === 'may', matter);
    if (collective?.representatives === 'never') items.add(collective.article);
  }
  assert.deepEqual([...items].sort(), ['26(1)', '26(10)', '26(12)', '26(3)', '26(8)']);
});

test('a body that may not decide is refused with the law and the body that may', () => {
  const refusal = (matter: MatterKey, body: DecisionBody, iso = '2026-03-02', authorized = true) => {
    const reason = reasonNotToDecide(matter, body, { day: day(iso), authorized });
    return reason && [reason.code, reason.cites, reason.params?.['lawfulKey']];
  };
  const members = 'village_decisions.meeting.member_assembly';
  const villagers = 'village_decisions.meeting.villagers_assembly';
  assert.deepEqual(refusal('land_compensation', 'member_representatives_meeting'), [
    'village_decisions.representatives_may_not',
    '集体法 art. 26(10)',
    members,
  ]);
  assert.deepEqual(refusal('land_compensation', 'villager_representatives_meeting'), [
    'village_decisions.wrong_body',
    '集体法 art. 26(10)',
    members,
  ]);
  assert.deepEqual(refusal('helper_subsidies', 'member_assembly', '2025-06-01'), [
    'village_decisions.wrong_body',
    '村组2018 art. 24(1)',
    villagers,
  ]);
  assert.deepEqual(refusal('helper_subsidies', 'villager_representatives_meeting', '2025-06-01', false), [
    'village_decisions.not_authorized',
    '村组2018 art. 24(1)',
    villagers,
  ]);
  assert.deepEqual(refusal('self_government_charter', 'villager_representatives_meeting', '2025-06-01'), [
    'village_decisions.representatives_may_not',
    '村组2018 art. 27',
    villagers,
  ]);
  assert.equal(refusal('helper_subsidies', 'villager_representatives_meeting', '2025-06-01'), undefined);
  assert.equal(refusal('land_compensation', 'member_assembly'), undefined);
});

test('a representative body that is not made up as the law wants is warned about, not stopped', () => {
  const codes = (
    ...[body, composition]: [
      Parameters<typeof compositionWarnings>[0],
      Parameters<typeof compositionWarnings>[1],
    ]
  ) =>
    compositionWarnings(body, composition, today).map((warning) =>
      warning.code.replace('village_decisions.', ''),
    );
  const village = { seats: 45, representatives: 36, women: 15, households: 300 };
  assert.deepEqual(codes('villager_representatives_meeting', village), []);
  assert.deepEqual(codes('villager_representatives_meeting', { ...village, representatives: 35 }), [
    'few_representatives',
  ]);
  assert.deepEqual(codes('villager_representatives_meeting', { ...village, women: 14 }), ['few_women']);
  assert.deepEqual(codes('villager_representatives_meeting', { ...village, households: 541 }), [
    'households_each',
  ]);
  assert.deepEqual(codes('villager_representatives_meeting', { ...village, households: 179 }), [
    'households_each',
  ]);
  const collective = { seats: 21, representatives: 21, women: 6, households: 300 };
  assert.deepEqual(codes('member_representatives_meeting', collective), []);
  assert.deepEqual(
    codes('member_representatives_meeting', { seats: 20, representatives: 20, women: 0, households: 300 }),
    ['few_representatives', 'few_women'],
  );
});

test('every matter, body and counted unit has its name, and every reason its text', () => {
  const named = [
    ...Object.keys(matters).map((matter) => `village_decisions.matter.${matter}`),
    ...Object.keys(decisionRules)
      .filter((key) => key.endsWith('.quorum'))
      .map((key) => `village_decisions.meeting.${key.replace('.quorum', '')}`),
    ...Object.entries(decisionRules)
      .filter(([key]) => key.endsWith('.quorum'))
      .flatMap(([, rows]) =>
        rows.flatMap(({ value }) => (typeof value === 'object' && 'anyOf' in value ? value.anyOf : [])),
      )
      .map(({ unit }) => `ballot.count.${unit}`),
  ];
  assert.ok(named.length > 40);
  for (const key of named) assert.ok(messages['zh-CN'][key] && messages.en[key], key);

  const nobody = { seats: 9, representatives: 1, women: 0, households: 900 };
  const wrongCounts = { turnout: { members: { eligible: 1.5, present: 31 } }, yes: -1, no: 0, abstain: 0 };
  const reasons = [
    ...compositionWarnings('villager_representatives_meeting', nobody, today),
    ...compositionWarnings('member_representatives_meeting', nobody, today),
    ...judgeMeeting('members_meeting', wrongCounts, today).because,
    ...judgeMeeting('members_meeting', { ...wrongCounts, turnout: {}, yes: 0 }, today).because,
    ...judgeMeeting('members_meeting', vote('members', 30, 31, 20), today).because,
    ...judgeMeeting('members_meeting', { ...vote('members', 30, 20, 20), no: 5 }, today).because,
    ...judgeMeeting('members_meeting', vote('members', 30, 10, 5), today).because,
    reasonNotToDecide('relief_list', 'villager_representatives_meeting', { day: today, authorized: false }),
    reasonNotToDecide('self_government_charter', 'villager_representatives_meeting', {
      day: today,
      authorized: true,
    }),
    reasonNotToDecide('relief_list', 'member_assembly', { day: today, authorized: true }),
  ];
  assert.ok(reasons.length >= 17);
  for (const reason of reasons) {
    assert.ok(reason);
    requireTexts(messages, reason);
  }
});
