/** Who may do what with the records of members. */
import type { PermissionRows } from '../roles.ts';

export const memberPermissions = {
  /** The records, with numbers masked. */
  'members.read': [
    'town_secretary',
    'organization_officer',
    'party_building_clerk',
    'discipline_inspector',
    'village_secretary',
    'graduate_village_official',
  ],
  /** How many people, and the names behind the number, for the board. */
  'members.count': [
    'town_secretary',
    'organization_officer',
    'party_building_clerk',
    'discipline_inspector',
    'village_secretary',
    'graduate_village_official',
    'village_supervisor',
    'county_officer',
  ],
  'members.edit': ['organization_officer', 'party_building_clerk', 'village_secretary'],
  'members.change_standing': ['organization_officer'],
  'members.unmask': ['organization_officer', 'discipline_inspector'],
  'members.import': ['organization_officer', 'party_building_clerk'],
  'members.export': ['organization_officer'],
} as const satisfies PermissionRows;
