/** Who may do what with policy documents, the board and responsibility. */
import type { PermissionRows } from '../roles.ts';

export const policyPermissions = {
  'policy.read': [
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
  /** Take in documents, correct what was read, assign responsible persons. */
  'policy.manage': ['organization_officer', 'party_building_clerk'],
  /** Make a document the town's own from a day on. */
  'policy.confirm': ['town_secretary', 'organization_officer'],
} as const satisfies PermissionRows;
