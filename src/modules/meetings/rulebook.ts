/** What each kind of meeting needs to be held and to decide, by date. Values of village bodies are those of their law. */
import type { Quorum, Threshold } from '../../kernel/ballot/threshold.ts';
import type { NoticePeriod } from '../../kernel/clock/calendar.ts';
import type { ParameterBook } from '../../kernel/parameters.ts';
import type { Certainty, Dated, Rulebook } from '../../kernel/rulebook.ts';
import type { MeetingKind, Unit } from './choices.ts';

type Counted =
  | 'branch_members_meeting'
  | 'branch_committee_meeting'
  | 'joint_committee_deliberation'
  | 'villagers_assembly'
  | 'villager_representatives_meeting'
  | 'collective_members_assembly'
  | 'collective_representatives_meeting'
  | 'town_committee_meeting';
type Announced =
  | 'branch_members_meeting'
  | 'party_class'
  | 'organization_life_meeting'
  | 'villagers_assembly'
  | 'collective_members_assembly';

/** Notices of meetings run in calendar days in every rule that we know. */
export type MeetingNotice = NoticePeriod & { unit: 'calendar' };

export type MeetingParameters = { [Kind in Counted as `${Kind}.quorum`]: Quorum } & {
  [Kind in Counted as `${Kind}.pass`]: Threshold;
} & { [Kind in Announced as `${Kind}.notice`]: MeetingNotice };

/** `holding`: without its quorum there was no meeting; `deciding`: the meeting stands but decides nothing. */
export type QuorumFor = 'holding' | 'deciding';

export const quorumFor: Readonly<Record<MeetingKind, QuorumFor>> = {
  branch_members_meeting: 'deciding',
  branch_committee_meeting: 'holding',
  party_group_meeting: 'deciding',
  party_class: 'deciding',
  theme_party_day: 'deciding',
  organization_life_meeting: 'deciding',
  joint_committee_deliberation: 'deciding',
  villagers_assembly: 'holding',
  villager_representatives_meeting: 'holding',
  collective_members_assembly: 'holding',
  collective_representatives_meeting: 'holding',
  town_committee_meeting: 'holding',
};

const half = { num: 1, den: 2 } as const;
const twoThirds = { num: 2, den: 3 } as const;
const atLeastHalf = (unit: Unit): Quorum => ({ anyOf: [{ unit, operator: 'atLeast', ...half }] });
const atLeastTwoThirds = (unit: Unit): Quorum => ({ anyOf: [{ unit, operator: 'atLeast', ...twoThirds }] });
const overHalfOf = (of: Threshold['of']): Threshold => ({ of, operator: 'moreThan', ...half });

/** Rules of branches in 支部2018, and before it the same as practice under the Constitution of the Party. */
function byBranchRules<Value>(source: string, value: Value): Dated<Value>[] {
  return [
    {
      value,
      from: '2007-01-01',
      to: '2018-10-27',
      source: '党章 (local practice)',
      kind: 'local',
      certainty: 'check',
    },
    { value, from: '2018-10-28', source, kind: 'statutory', certainty: 'certain' },
  ];
}

// Article numbers of the law amended in 2026 are not verified: the old one is shown as the old one.
const villageLaw: readonly {
  from: string;
  to?: string;
  cite: (article: string) => string;
  certainty: Certainty;
}[] = [
  {
    from: '2010-10-28',
    to: '2018-12-28',
    cite: (article) => `村组2010 art. ${article}`,
    certainty: 'likely',
  },
  {
    from: '2018-12-29',
    to: '2025-12-31',
    cite: (article) => `村组2018 art. ${article}`,
    certainty: 'certain',
  },
  {
    from: '2026-01-01',
    cite: (article) => `村组2026 [?] (村组2018 art. ${article})`,
    certainty: 'check',
  },
];

function byVillageLaw<Value>(article: string, value: Value): Dated<Value>[] {
  return villageLaw.map(({ cite, ...version }) => ({
    value,
    ...version,
    source: cite(article),
    kind: 'statutory',
  }));
}

/** The values were read in the law; the numbers of its articles 27 and 28 were not, so they count as likely. */
function byCollectiveLaw<Value>(article: string, value: Value): Dated<Value>[] {
  return [
    { value, from: '2025-05-01', source: `集体法 art. ${article}`, kind: 'statutory', certainty: 'likely' },
  ];
}

function byPractice<Value>(
  value: Value,
  given: { from: string; source: string; certainty: Certainty },
): Dated<Value>[] {
  return [{ value, kind: 'local', ...given }];
}

const days = (count: number): MeetingNotice => ({ days: count, unit: 'calendar' });
/** No rule that we read names days of notice for branch meetings: three are usual, a town sets its own. */
const usualNotice = byPractice(days(3), {
  from: '2007-01-01',
  source: '组织生活 (local practice)',
  certainty: 'check',
});
const jointPractice = { from: '2010-10-28', source: '四议两公开 (local practice)' } as const;
const committeePractice = {
  from: '2007-01-01',
  source: '党章 (local practice)',
  certainty: 'check',
} as const;

export const meetingRules: Rulebook<MeetingParameters> = {
  // 半数以上 of those with a vote come, more than half of those who should come agree.
  'branch_members_meeting.quorum': byBranchRules('支部2018 art. 11', atLeastHalf('members')),
  'branch_members_meeting.pass': byBranchRules('支部2018 art. 11', overHalfOf('eligible')),
  'branch_members_meeting.notice': usualNotice,
  'branch_committee_meeting.quorum': byBranchRules('支部2018', atLeastHalf('committee')),
  'branch_committee_meeting.pass': byPractice(overHalfOf('eligible'), committeePractice),
  'party_class.notice': usualNotice,
  'organization_life_meeting.notice': usualNotice,
  'joint_committee_deliberation.quorum': byPractice(atLeastHalf('committee'), {
    ...jointPractice,
    certainty: 'likely',
  }),
  'joint_committee_deliberation.pass': byPractice(overHalfOf('present'), {
    ...jointPractice,
    certainty: 'check',
  }),
  'villagers_assembly.quorum': byVillageLaw('22', {
    anyOf: [
      { unit: 'villagers', operator: 'moreThan', ...half },
      { unit: 'households', operator: 'atLeast', ...twoThirds },
    ],
  }),
  'villagers_assembly.pass': byVillageLaw('22', overHalfOf('present')),
  'villagers_assembly.notice': byVillageLaw('21', days(10)),
  'villager_representatives_meeting.quorum': byVillageLaw('26', atLeastTwoThirds('representatives')),
  'villager_representatives_meeting.pass': byVillageLaw('26', overHalfOf('present')),
  'collective_members_assembly.quorum': byCollectiveLaw('27', atLeastTwoThirds('collective_members')),
  'collective_members_assembly.pass': byCollectiveLaw('27', {
    of: 'eligible',
    operator: 'atLeast',
    ...twoThirds,
  }),
  'collective_members_assembly.notice': byCollectiveLaw('27', days(10)),
  'collective_representatives_meeting.quorum': byCollectiveLaw('28', atLeastTwoThirds('representatives')),
  'collective_representatives_meeting.pass': byCollectiveLaw('28', {
    of: 'eligible',
    operator: 'atLeast',
    ...twoThirds,
  }),
  'town_committee_meeting.quorum': byPractice(atLeastHalf('committee'), committeePractice),
  'town_committee_meeting.pass': byPractice(overHalfOf('eligible'), committeePractice),
};

const ofVillageBodies = /^(?:joint_committee|villager|collective)/u;

/** The numbers of meetings with the forms of their values, for the parameters' page and the town's own values. */
export const meetingParameters: ParameterBook<MeetingParameters> = {
  key: 'meetings',
  rules: meetingRules,
  institutionOf: (key) =>
    ofVillageBodies.test(key)
      ? 'four_discussions_two_disclosures'
      : key.startsWith('town_committee')
        ? 'leadership_core'
        : 'organization_life',
  forms: {
    'branch_members_meeting.quorum': 'quorum',
    'branch_members_meeting.pass': 'threshold',
    'branch_members_meeting.notice': 'calendar_period',
    'branch_committee_meeting.quorum': 'quorum',
    'branch_committee_meeting.pass': 'threshold',
    'party_class.notice': 'calendar_period',
    'organization_life_meeting.notice': 'calendar_period',
    'joint_committee_deliberation.quorum': 'quorum',
    'joint_committee_deliberation.pass': 'threshold',
    'villagers_assembly.quorum': 'quorum',
    'villagers_assembly.pass': 'threshold',
    'villagers_assembly.notice': 'calendar_period',
    'villager_representatives_meeting.quorum': 'quorum',
    'villager_representatives_meeting.pass': 'threshold',
    'collective_members_assembly.quorum': 'quorum',
    'collective_members_assembly.pass': 'threshold',
    'collective_members_assembly.notice': 'calendar_period',
    'collective_representatives_meeting.quorum': 'quorum',
    'collective_representatives_meeting.pass': 'threshold',
    'town_committee_meeting.quorum': 'quorum',
    'town_committee_meeting.pass': 'threshold',
  },
};
