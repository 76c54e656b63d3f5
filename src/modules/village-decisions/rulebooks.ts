/** Attendance, majorities and notice of the four discussions, by date. Towns may change what is local, with a reason. */
import type { Quorum, Share, Threshold } from '../../kernel/ballot/threshold.ts';
import type { NoticePeriod } from '../../kernel/clock/calendar.ts';
import type { Certainty, Dated, Rulebook } from '../../kernel/rulebook.ts';
import { collectiveLawFrom, type DecisionBody } from './matters.ts';

/** Meetings at which a step is voted on; the decision bodies are those of V4. */
export type VotingMeeting = 'party_proposal' | 'joint_committee' | 'members_meeting' | DecisionBody;

export type DecisionRules = { [Meeting in VotingMeeting as `${Meeting}.quorum`]: Quorum } & {
  [Meeting in VotingMeeting as `${Meeting}.pass`]: Threshold;
} & {
  /** From sending the plan to the Party members to their meeting. */
  'members_meeting.notice': NoticePeriod;
  'villagers_assembly.notice': NoticePeriod;
  'member_assembly.notice': NoticePeriod;
  /** How long the resolution is shown before it is carried out. */
  'publication.notice': NoticePeriod;
  /** Whether the Party organization and the committee may propose and deliberate in one meeting. */
  'proposal_and_deliberation.may_merge': boolean;
  /** Whether an emergency may be handled before it is discussed. */
  'emergency.may_act_first': boolean;
  /** From the day it was handled to the resolution that follows. */
  'emergency.supplement': NoticePeriod;
  /** Share of representatives among all who sit in their meeting. */
  'villager_representatives.share': Share;
  'villager_representatives.women_share': Share;
  'villager_representatives.households_each': Range;
  'member_representatives.households_each': Range;
  /** Fewest representatives of a collective. */
  'member_representatives.number': number;
};

export type Range = { min: number; max: number };

const villageLawFrom = '2010-10-28';

// The village law of 2010 was amended in 2018 (terms) and 2025 (renumbered); thresholds are believed kept in 2026.
const villageLawVersions: readonly { name: string; from: string; to?: string; certainty: Certainty }[] = [
  { name: '村组2010', from: villageLawFrom, to: '2018-12-28', certainty: 'likely' },
  { name: '村组2018', from: '2018-12-29', to: '2025-12-31', certainty: 'certain' },
  { name: '村组2026', from: '2026-01-01', certainty: 'check' },
];

/** The village law on a day: how to cite an article of its 2018 numbering, and how sure the citation is. */
export function citeVillageLaw(
  article: string,
  day: Temporal.PlainDate,
): { cites: string; certainty: Certainty } | undefined {
  const iso = day.toString();
  const version = villageLawVersions.find(
    (row) => row.from <= iso && (row.to === undefined || iso <= row.to),
  );
  return version && { cites: villageCitation(version.name, article), certainty: version.certainty };
}

function villageCitation(version: string, article: string): string {
  // Article numbers changed in 2026 and the new ones are not verified: show the old one as the old one.
  return version === '村组2026' ? `村组2026 [?] (村组2018 art. ${article})` : `${version} art. ${article}`;
}

function byVillageLaw<Value>(article: string, value: Value, unit?: string): Dated<Value>[] {
  return villageLawVersions.map(({ name, from, to, certainty }) => ({
    value,
    ...(unit && { unit }),
    from,
    ...(to && { to }),
    source: villageCitation(name, article),
    kind: 'statutory',
    certainty,
  }));
}

/** The values were read in the law; the numbers of its articles 27 and 28 were not, so they count as likely. */
function byCollectiveLaw<Value>(article: string, value: Value): Dated<Value>[] {
  return [
    {
      value,
      from: collectiveLawFrom,
      source: `集体法 art. ${article}`,
      kind: 'statutory',
      certainty: 'likely',
    },
  ];
}

function byTown<Value>(
  value: Value,
  certainty: Certainty,
  source = '四议两公开 (local practice)',
): Dated<Value>[] {
  return [{ value, from: villageLawFrom, source, kind: 'local', certainty }];
}

const half = { num: 1, den: 2 } as const;
const twoThirds = { num: 2, den: 3 } as const;
const overHalfPresent: Threshold = { of: 'present', operator: 'moreThan', ...half };
const quorum = (
  unit: string,
  operator: 'atLeast' | 'moreThan',
  share: { num: number; den: number },
): Quorum => ({
  anyOf: [{ unit, operator, ...share }],
});

export const decisionRules: Rulebook<DecisionRules> = {
  'party_proposal.quorum': byTown(quorum('committee', 'atLeast', half), 'likely', '支部2018'),
  'party_proposal.pass': byTown({ of: 'eligible', operator: 'moreThan', ...half }, 'check', '支部2018'),
  'joint_committee.quorum': byTown(quorum('committee', 'atLeast', half), 'likely'),
  'joint_committee.pass': byTown(overHalfPresent, 'check'),
  'members_meeting.quorum': byTown(quorum('members', 'atLeast', twoThirds), 'likely'),
  // 半数以上 in most local texts; some say 过半数, and 支部2018 art. 11 asks more than half: a town sets which.
  'members_meeting.pass': byTown({ of: 'eligible', operator: 'atLeast', ...half }, 'check'),
  'members_meeting.notice': byTown({ days: 3, unit: 'calendar' }, 'likely'),

  'villagers_assembly.quorum': byVillageLaw('22', {
    anyOf: [
      { unit: 'villagers', operator: 'moreThan', ...half },
      { unit: 'households', operator: 'atLeast', ...twoThirds },
    ],
  }),
  'villagers_assembly.pass': byVillageLaw('22', overHalfPresent),
  'villagers_assembly.notice': byVillageLaw('21', { days: 10, unit: 'calendar' }),
  'villager_representatives_meeting.quorum': byVillageLaw(
    '26',
    quorum('representatives', 'atLeast', twoThirds),
  ),
  'villager_representatives_meeting.pass': byVillageLaw('26', overHalfPresent),

  'group_meeting.quorum': byVillageLaw('28', {
    anyOf: [
      { unit: 'villagers', operator: 'atLeast', ...twoThirds },
      { unit: 'households', operator: 'atLeast', ...twoThirds },
    ],
  }),
  'group_meeting.pass': byVillageLaw('28', overHalfPresent),

  'member_assembly.quorum': byCollectiveLaw('27', quorum('collective_members', 'atLeast', twoThirds)),
  'member_assembly.pass': byCollectiveLaw('27', { of: 'eligible', operator: 'atLeast', ...twoThirds }),
  'member_assembly.notice': byCollectiveLaw('27', { days: 10, unit: 'calendar' }),
  // No attendance of its own is known; fewer than two thirds could not pass anything, so the verdict is the same.
  'member_representatives_meeting.quorum': byCollectiveLaw(
    '28',
    quorum('representatives', 'atLeast', twoThirds),
  ),
  'member_representatives_meeting.pass': byCollectiveLaw('28', {
    of: 'eligible',
    operator: 'atLeast',
    ...twoThirds,
  }),

  'publication.notice': byTown({ days: 7, unit: 'calendar' }, 'likely'),
  'proposal_and_deliberation.may_merge': byTown(false, 'likely'),
  // Some places allow it for flood and epidemic; no number of days is known, a month is our proposal.
  'emergency.may_act_first': byTown(false, 'check'),
  'emergency.supplement': byTown({ days: 30, unit: 'calendar' }, 'check'),

  'villager_representatives.share': byVillageLaw('25', { operator: 'atLeast', num: 4, den: 5 }),
  'villager_representatives.women_share': byVillageLaw('25', { operator: 'atLeast', num: 1, den: 3 }),
  'villager_representatives.households_each': byVillageLaw('25', { min: 5, max: 15 }, 'households'),
  'member_representatives.households_each': byCollectiveLaw('28', { min: 5, max: 15 }),
  'member_representatives.number': byCollectiveLaw('28', 21),
};
