/** Who may do what in joint building. */
import type { PermissionRows } from '../roles.ts';

const office = ['organization_officer', 'party_building_clerk'] as const;
const branch = ['village_secretary', 'graduate_village_official'] as const;

export const jointBuildingPermissions = {
  'joint_building.read': ['town_secretary', ...office, 'discipline_inspector', ...branch],
  /** Drafts agreements, ends and renews them. */
  'joint_building.draft': [...office, 'village_secretary'],
  /** Signs for the own village. */
  'joint_building.sign': ['village_secretary'],
  /** Records the signatures of partners that have no secretary here. */
  'joint_building.sign_for': office,
  /** Plans, outcomes, projects, help. */
  'joint_building.keep': [...office, ...branch],
} as const satisfies PermissionRows;
