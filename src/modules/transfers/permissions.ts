/** Who may do what with transfers. */
import type { PermissionRows } from '../roles.ts';

const office = ['organization_officer', 'party_building_clerk'] as const;

export const transferPermissions = {
  'transfers.read': ['town_secretary', ...office, 'village_secretary', 'graduate_village_official'],
  /** Asks for a transfer on behalf of a member of the branch. */
  'transfers.apply': [...office, 'village_secretary'],
  /** Issues letters, calls them in, confirms the return slip: letters go through the town committee. */
  'transfers.issue': office,
  /** Receives somebody into a branch, or returns faulty papers. */
  'transfers.receive': [...office, 'village_secretary'],
} as const satisfies PermissionRows;
