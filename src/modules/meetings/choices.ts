/** Kinds of meetings: where each is held, who should come, whether it decides. Data for the server, the contract and the app. */

/** Bodies whose members are entered once, with their periods. */
export const bodies = [
  'branch_committee',
  'party_group',
  'villagers_committee',
  'village_representatives',
  'collective_representatives',
  'town_committee',
] as const;
export type Body = (typeof bodies)[number];

/**
 * `members`: the active members of the branch, full members with a vote. `bodies`: those who sit in them at or below the
 * organization, each once. `counted`: nobody keeps a list of names, people are counted by head in these units.
 */
export type Electorate =
  | { of: 'members' }
  | { of: 'bodies'; bodies: readonly Body[] }
  | { of: 'counted'; units: readonly Unit[] };

/** What is counted; message keys `ballot.count.<unit>`. */
export type Unit =
  | 'members'
  | 'committee'
  | 'villagers'
  | 'households'
  | 'representatives'
  | 'collective_members';

export type KindRow = {
  /** Message key `meetings.kind.<key>`. */
  key: string;
  /** Kinds of organizations that hold it. */
  at: readonly string[];
  electorate: Electorate;
  unit: Unit;
  mayDecide: boolean;
};

const branches = ['branch', 'joint_branch'] as const;
const inBodies = (...of: Body[]) => ({ of: 'bodies', bodies: of }) as const;

export const kinds = [
  {
    key: 'branch_members_meeting',
    at: branches,
    electorate: { of: 'members' },
    unit: 'members',
    mayDecide: true,
  },
  {
    key: 'branch_committee_meeting',
    at: branches,
    electorate: inBodies('branch_committee'),
    unit: 'committee',
    mayDecide: true,
  },
  {
    key: 'party_group_meeting',
    at: ['party_group'],
    electorate: inBodies('party_group'),
    unit: 'members',
    mayDecide: false,
  },
  { key: 'party_class', at: branches, electorate: { of: 'members' }, unit: 'members', mayDecide: false },
  { key: 'theme_party_day', at: branches, electorate: { of: 'members' }, unit: 'members', mayDecide: false },
  {
    key: 'organization_life_meeting',
    at: branches,
    electorate: { of: 'members' },
    unit: 'members',
    mayDecide: false,
  },
  {
    // 一肩挑: who sits in both committees comes once and votes once
    key: 'joint_committee_deliberation',
    at: ['village'],
    electorate: inBodies('branch_committee', 'villagers_committee'),
    unit: 'committee',
    mayDecide: true,
  },
  {
    key: 'villagers_assembly',
    at: ['village'],
    electorate: { of: 'counted', units: ['villagers', 'households'] },
    unit: 'villagers',
    mayDecide: true,
  },
  {
    key: 'villager_representatives_meeting',
    at: ['village'],
    electorate: inBodies('villagers_committee', 'village_representatives'),
    unit: 'representatives',
    mayDecide: true,
  },
  {
    key: 'collective_members_assembly',
    at: ['village'],
    electorate: { of: 'counted', units: ['collective_members'] },
    unit: 'collective_members',
    mayDecide: true,
  },
  {
    key: 'collective_representatives_meeting',
    at: ['village'],
    electorate: inBodies('collective_representatives'),
    unit: 'representatives',
    mayDecide: true,
  },
  {
    key: 'town_committee_meeting',
    at: ['township_party_committee'],
    electorate: inBodies('town_committee'),
    unit: 'committee',
    mayDecide: true,
  },
] as const satisfies readonly KindRow[];

export type MeetingKind = (typeof kinds)[number]['key'];

export const kindKeys = kinds.map((row) => row.key) as [MeetingKind, ...MeetingKind[]]; // keys of a constant

/** Kinds of organization life: how often each is owed stands in `cadence.ts`. */
export const lifeKinds = [
  'branch_members_meeting',
  'branch_committee_meeting',
  'party_group_meeting',
  'party_class',
  'theme_party_day',
  'organization_life_meeting',
] as const satisfies readonly MeetingKind[];

/** At these members learn together. */
export const studyKinds = [
  'party_class',
  'theme_party_day',
  'organization_life_meeting',
] as const satisfies readonly MeetingKind[];

const byKey = new Map<string, KindRow>(kinds.map((row) => [row.key, row]));

/** The row of a kind; an unknown kind is our mistake, the contract has checked it. */
export function kindRow(key: MeetingKind): KindRow {
  const row = byKey.get(key);
  if (!row) throw new Error(`unknown kind of meeting ${key}`);
  return row;
}

export const states = ['planned', 'called', 'held', 'closed', 'cancelled', 'annulled'] as const;
export type MeetingState = (typeof states)[number];

export const attendance = ['unknown', 'present', 'excused', 'absent'] as const;
export type Attendance = (typeof attendance)[number];

export const voteModes = ['hands', 'named', 'paper'] as const;
export type VoteMode = (typeof voteModes)[number];

export const choices = ['yes', 'no', 'abstain'] as const;
export type Choice = (typeof choices)[number];

/** What follows from a meeting: message keys `meetings.follow_up.<state>`. */
export const followUpStates = ['open', 'done', 'dropped'] as const;
export type FollowUpState = (typeof followUpStates)[number];

/** Where the roster of a body is kept: the kind of organization that it belongs to. */
export const bodySeats: Record<Body, readonly string[]> = {
  branch_committee: branches,
  party_group: ['party_group'],
  villagers_committee: ['village'],
  village_representatives: ['village'],
  collective_representatives: ['village'],
  town_committee: ['township_party_committee'],
};
