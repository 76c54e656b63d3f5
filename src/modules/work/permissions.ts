/** Who sees where duties stand, and who may say that one need not be done. */
import type { PermissionRows } from '../roles.ts';

export const workPermissions = {
  'duties.read': [
    'town_secretary',
    'organization_officer',
    'party_building_clerk',
    'discipline_inspector',
    'village_secretary',
    'village_committee',
    'graduate_village_official',
    'village_supervisor',
  ],
  /** The level above excuses; who owes a duty does not excuse it. */
  'duties.excuse': ['organization_officer'],
} as const satisfies PermissionRows;
