/** Who may do what with organizations. */
import type { PermissionRows } from '../roles.ts';

export const organizationPermissions = {
  'organizations.read': [
    'town_secretary',
    'organization_officer',
    'party_building_clerk',
    'discipline_inspector',
    'finance_officer',
    'village_secretary',
    'village_committee',
    'graduate_village_official',
    'village_supervisor',
    'county_officer',
  ],
  'organizations.manage': ['organization_officer'],
} as const satisfies PermissionRows;
