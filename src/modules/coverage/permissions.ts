/** Who may do what with coverage. */
import type { PermissionRows } from '../roles.ts';

const office = ['organization_officer', 'party_building_clerk'] as const;
const branch = ['village_secretary', 'graduate_village_official'] as const;

export const coveragePermissions = {
  'coverage.read': ['town_secretary', ...office, ...branch, 'county_officer'],
  /** Lists and surveys units, and says which members work there. */
  'coverage.keep': [...office, ...branch],
  /** Decides by which organization and in which form a unit is covered. */
  'coverage.decide': office,
} as const satisfies PermissionRows;
