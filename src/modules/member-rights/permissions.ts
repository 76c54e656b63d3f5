/** Who may do what with members' requests. What lies at one desk is not open to another. */
import type { PermissionRows } from '../roles.ts';

export const memberRightsPermissions = {
  /** Reads and handles what lies at the own desk; the desks below say which that is. */
  'member_rights.handle': [
    'town_secretary',
    'organization_officer',
    'discipline_inspector',
    'village_secretary',
  ],
  'member_rights.desk_branch': ['village_secretary'],
  'member_rights.desk_town': ['organization_officer'],
  'member_rights.desk_discipline': ['discipline_inspector'],
  'member_rights.desk_committee': ['town_secretary'],
  /** Puts a record right at the member's request, or refuses with the reason. */
  'member_rights.decide_correction': ['organization_officer', 'party_building_clerk', 'village_secretary'],
  /** How many there are and how they stand, without names or texts. */
  'member_rights.count': [
    'town_secretary',
    'organization_officer',
    'party_building_clerk',
    'discipline_inspector',
  ],
} as const satisfies PermissionRows;
