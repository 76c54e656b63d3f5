/** Who may do what with pledges; each member with the own one besides. */
import type { PermissionRows } from '../roles.ts';

const office = ['organization_officer', 'party_building_clerk'] as const;

export const pledgePermissions = {
  'pledges.read': ['town_secretary', ...office, 'village_secretary', 'graduate_village_official'],
  /** Enters on behalf of a member what the member wrote on paper. */
  'pledges.record': [...office, 'village_secretary', 'graduate_village_official'],
  /** Reviews, sends back, evaluates in the name of the branch. */
  'pledges.review': [...office, 'village_secretary'],
} as const satisfies PermissionRows;
