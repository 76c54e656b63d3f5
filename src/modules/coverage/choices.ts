/** Words of coverage that the server, the contract and the staff app share. */

/** Non-public enterprises, farmers' cooperatives, social organizations, and places where migrants of the town gather. */
export const unitKinds = ['firm', 'cooperative', 'social_organization', 'outbound_point'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** The kind of organization in the tree that is such a unit; a cluster of migrants stands in no tree. */
export const treeKinds: Partial<Record<UnitKind, string>> = {
  firm: 'enterprise',
  cooperative: 'cooperative',
  social_organization: 'social_org',
};

/** New economic and new social organizations (两新): where members count as “two new”. */
export const newSectorKinds: readonly UnitKind[] = ['firm', 'cooperative', 'social_organization'];

/** The four forms of the document: of its own, jointly with others, attached to another, covered with its area or trade. */
export const forms = ['single', 'joint', 'attached', 'area'] as const;
export type Form = (typeof forms)[number];

/** Why nothing covers a unit. */
export const uncoveredReasons = ['no_members', 'too_few', 'newly_opened', 'unstable', 'other'] as const;
export type UncoveredReason = (typeof uncoveredReasons)[number];

export const tieKinds = ['owner', 'manager', 'technician', 'worker'] as const;
export type TieKind = (typeof tieKinds)[number];

/** What is missing at a unit, the most pressing first. */
export const gaps = [
  'survey',
  'form',
  'own_branch',
  'below_own_branch',
  'reason',
  'instructor',
  'venue',
  'ties',
] as const;
export type Gap = (typeof gaps)[number];
