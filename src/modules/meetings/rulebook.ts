/** What each kind of meeting needs to be held and to decide, by date. Values of village bodies are those of their law. */
import type { Quorum, Threshold } from '../../kernel/ballot/threshold.ts';
import type { NoticePeriod } from '../../kernel/clock/calendar.ts';
import type { Certainty, Dated, Rulebook } from '../../kernel/rulebook.ts';
import type { MeetingKind, Unit } from './choices.ts';

/**
 * `quorumFor`: `holding` means that without it there was no meeting; `deciding` that the meeting stands but decides nothing.
 * `notice` binds where the rule is a statute and is a reminder elsewhere.
 */
export type MeetingRule = {
  quorum?: Quorum;
  quorumFor: 'holding' | 'deciding';
  pass?: Threshold;
  notice?: NoticePeriod & { binding: boolean };
};

const half = { num: 1, den: 2 } as const;
const twoThirds = { num: 2, den: 3 } as const;
const atLeastHalf = (unit: Unit): Quorum => ({ anyOf: [{ unit, operator: 'atLeast', ...half }] });
const atLeastTwoThirds = (unit: Unit): Quorum => ({ anyOf: [{ unit, operator: 'atLeast', ...twoThirds }] });
const overHalfOf = (of: Threshold['of']): Threshold => ({ of, operator: 'moreThan', ...half });

const branchRulesFrom = '2018-10-28';
const before = '2018-10-27';

/** Branch meetings: 支部2018 (article where it was read), and before it the same as practice under the Constitution of the Party. */
function byBranchRules(source: string, value: MeetingRule): Dated<MeetingRule>[] {
  return [
    {
      value,
      from: '2007-01-01',
      to: before,
      source: '党章 (practice before 支部2018)',
      kind: 'local',
      certainty: 'check',
    },
    {
      value,
      from: branchRulesFrom,
      source,
      kind: 'statutory',
      certainty: 'certain',
    },
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

function byVillageLaw(article: string, value: MeetingRule): Dated<MeetingRule>[] {
  return villageLaw.map(({ cite, ...version }) => ({
    value,
    ...version,
    source: cite(article),
    kind: 'statutory',
  }));
}

function byCollectiveLaw(
  article: string,
  value: MeetingRule,
  certainty: Certainty = 'certain',
): Dated<MeetingRule>[] {
  return [{ value, from: '2025-05-01', source: `集体法 art. ${article}`, kind: 'statutory', certainty }];
}

const threeDays = { days: 3, unit: 'calendar', binding: false } as const;
const tenDays = { days: 10, unit: 'calendar', binding: true } as const;

export const meetingRules: Rulebook<Record<MeetingKind, MeetingRule>> = {
  // 半数以上 of those with a vote come, more than half of those who should come agree.
  branch_members_meeting: byBranchRules('支部2018 art. 11', {
    quorum: atLeastHalf('members'),
    quorumFor: 'deciding',
    pass: overHalfOf('eligible'),
    notice: threeDays,
  }),
  branch_committee_meeting: byBranchRules('支部2018', {
    quorum: atLeastHalf('committee'),
    quorumFor: 'holding',
    pass: overHalfOf('eligible'),
  }),
  party_group_meeting: byBranchRules('支部2018', { quorumFor: 'deciding' }),
  party_class: byBranchRules('支部2018', { quorumFor: 'deciding', notice: threeDays }),
  theme_party_day: byBranchRules('支部2018', { quorumFor: 'deciding' }),
  organization_life_meeting: byBranchRules('支部2018', { quorumFor: 'deciding', notice: threeDays }),
  joint_committee_deliberation: [
    {
      value: {
        quorum: atLeastHalf('committee'),
        quorumFor: 'deciding',
        pass: overHalfOf('present'),
      },
      from: '2010-10-28',
      source: '四议两公开 (local practice)',
      kind: 'local',
      certainty: 'check',
    },
  ],
  villagers_assembly: byVillageLaw('22', {
    quorum: {
      anyOf: [
        { unit: 'villagers', operator: 'moreThan', ...half },
        { unit: 'households', operator: 'atLeast', ...twoThirds },
      ],
    },
    quorumFor: 'holding',
    pass: overHalfOf('present'),
    notice: tenDays,
  }),
  villager_representatives_meeting: byVillageLaw('26', {
    quorum: atLeastTwoThirds('representatives'),
    quorumFor: 'holding',
    pass: overHalfOf('present'),
  }),
  collective_members_assembly: byCollectiveLaw('27', {
    quorum: atLeastTwoThirds('collective_members'),
    quorumFor: 'holding',
    pass: { of: 'eligible', operator: 'atLeast', ...twoThirds },
    notice: tenDays,
  }),
  collective_representatives_meeting: byCollectiveLaw(
    '28',
    {
      quorum: atLeastTwoThirds('representatives'),
      quorumFor: 'holding',
      pass: { of: 'eligible', operator: 'atLeast', ...twoThirds },
    },
    'likely',
  ),
  town_committee_meeting: [
    {
      value: {
        quorum: atLeastHalf('committee'),
        quorumFor: 'holding',
        pass: overHalfOf('eligible'),
      },
      from: '2007-01-01',
      source: '党章 (rules of procedure of the committee)',
      kind: 'local',
      certainty: 'check',
    },
  ],
};
