/** Who may do what with Party groups. */
import type { PermissionRows } from '../roles.ts';

const office = ['organization_officer', 'party_building_clerk'] as const;
const branch = ['village_secretary', 'graduate_village_official'] as const;

export const partyGroupPermissions = {
  'party_groups.read': ['town_secretary', ...office, ...branch, 'county_officer'],
  /** Sets groups up, places members in them, names leaders, dissolves them. */
  'party_groups.keep': [...office, ...branch],
} as const satisfies PermissionRows;
