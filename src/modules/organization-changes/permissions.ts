/** Who may do what with the cases of organizations. */
import type { PermissionRows } from '../roles.ts';

const office = ['organization_officer', 'party_building_clerk'] as const;

export const organizationChangePermissions = {
  'organization_changes.read': [
    'town_secretary',
    ...office,
    'village_secretary',
    'graduate_village_official',
    'county_officer',
  ],
  'organization_changes.apply': [...office, 'village_secretary'],
  /** Takes the committee's vote over, or sends papers back. */
  'organization_changes.decide': office,
  /** Changes the tree and the roll, enters the election, files with the county. */
  'organization_changes.carry_out': ['organization_officer'],
} as const satisfies PermissionRows;
