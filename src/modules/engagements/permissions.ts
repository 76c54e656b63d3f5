/** Who may do what with engagements; each member with the own ones besides. */
import type { PermissionRows } from '../roles.ts';

const office = ['organization_officer', 'party_building_clerk'] as const;

export const engagementPermissions = {
  'engagements.read': ['town_secretary', ...office, 'village_secretary', 'graduate_village_official'],
  /** Keeps the catalogue of posts, offers, enters what members wrote on paper and what was done. */
  'engagements.record': [...office, 'village_secretary', 'graduate_village_official'],
  /** Fixes, extends, ends and reviews in the name of the branch. */
  'engagements.decide': [...office, 'village_secretary'],
} as const satisfies PermissionRows;
