/** Kinds of organizations and where each may stand in the tree. Sources: 支部2018, 农组2018, 村组2018 art. 2–3, 32. */

export type KindRow = {
  /** Message key `organizations.kind.<key>`. */
  key: string;
  /** A Party organization; its superior is its nearest Party ancestor. */
  party: boolean;
  /** Members stand in it. */
  holdsMembers: boolean;
  /** Kinds under which it may stand; empty: only at the root. */
  under: readonly string[];
  /** At most one of it under one parent, by which rule. */
  onlyOne?: string;
};

const units = ['enterprise', 'cooperative', 'social_org', 'office'] as const;
/** The kind of a town: its Party committee stands for it. */
export const townKind = 'township_party_committee';
const town = townKind;

export const kinds = [
  { key: 'county_party_committee', party: true, holdsMembers: false, under: [] },
  { key: town, party: true, holdsMembers: false, under: ['county_party_committee'] },
  { key: 'village', party: false, holdsMembers: false, under: [town] },
  {
    key: 'village_party_committee',
    party: true,
    holdsMembers: false,
    under: ['village'],
    onlyOne: '农组2018 art. 4',
  },
  { key: 'general_branch', party: true, holdsMembers: false, under: [town, 'village', ...units] },
  {
    key: 'branch',
    party: true,
    holdsMembers: true,
    under: [town, 'village', 'general_branch', 'village_party_committee', ...units],
  },
  {
    key: 'joint_branch',
    party: true,
    holdsMembers: true,
    under: [town, 'village', 'general_branch', 'village_party_committee'],
  },
  // Its members stay in their own branches.
  {
    key: 'temporary_branch',
    party: true,
    holdsMembers: false,
    under: [town, 'village', 'general_branch', 'village_party_committee', ...units],
  },
  { key: 'party_group', party: true, holdsMembers: false, under: ['branch', 'joint_branch'] },
  {
    key: 'villagers_committee',
    party: false,
    holdsMembers: false,
    under: ['village'],
    onlyOne: '村组2018 art. 6',
  },
  {
    key: 'village_supervision_committee',
    party: false,
    holdsMembers: false,
    under: ['village'],
    onlyOne: '村组2018 art. 32',
  },
  {
    key: 'collective_economic_org',
    party: false,
    holdsMembers: false,
    under: ['village'],
    onlyOne: '集体法 art. 2',
  },
  { key: 'villager_group', party: false, holdsMembers: false, under: ['village'] },
  ...units.map((key) => ({ key, party: false, holdsMembers: false, under: [town, 'village'] })),
] as const satisfies readonly KindRow[];

export type OrganizationKind = (typeof kinds)[number]['key'];

export const kindKeys = kinds.map((row) => row.key) as [OrganizationKind, ...OrganizationKind[]]; // keys of a constant

/** Kinds that begin and end by a decision of the superior committee; a Party group is set up by its branch. */
export const decidedKinds: readonly string[] = kinds
  .filter((row) => row.party && !['county_party_committee', town, 'party_group'].includes(row.key))
  .map((row) => row.key);

/** Kinds that a joint branch may cover. */
export const unitKinds: readonly string[] = ['village', ...units];

/** Kinds in which members stand. */
export const memberKinds: readonly string[] = kinds.filter((row) => row.holdsMembers).map((row) => row.key);

const byKey = new Map<string, KindRow>(kinds.map((row) => [row.key, row]));

/** The row of a kind; an unknown kind is our mistake, the contract has checked it. */
export function kindRow(key: string): KindRow {
  const row = byKey.get(key);
  if (!row) throw new Error(`unknown kind of organization ${key}`);
  return row;
}

/** Where a term stands: reminded of ahead of its end, first and again, or over. */
export const termStates = ['running', 'remind_first', 'remind_again', 'overdue'] as const;
export type TermState = (typeof termStates)[number];
