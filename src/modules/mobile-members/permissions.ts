/** Who may do what with the register of mobile members. */
import type { PermissionRows } from '../roles.ts';

const keepers = [
  'organization_officer',
  'party_building_clerk',
  'village_secretary',
  'graduate_village_official',
] as const;

export const mobilePermissions = {
  'mobile_members.read': ['town_secretary', ...keepers],
  /** Registers a stay, ends it, records a contact. */
  'mobile_members.keep': keepers,
} as const satisfies PermissionRows;
