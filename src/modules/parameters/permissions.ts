/** Who may see and change the numbers by which the town works. */
import type { PermissionRows } from '../roles.ts';

export const parameterPermissions = {
  'parameters.read': [
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
  'parameters.propose': ['organization_officer', 'party_building_clerk'],
  // Who proposes a number does not approve it.
  'parameters.approve': ['town_secretary'],
  'calendar.read': [
    'town_secretary',
    'organization_officer',
    'party_building_clerk',
    'discipline_inspector',
    'finance_officer',
    'village_secretary',
    'graduate_village_official',
    'village_supervisor',
    'county_officer',
  ],
  'calendar.load': ['organization_officer', 'party_building_clerk'],
} as const satisfies PermissionRows;
