/** Who may do what in liaison; each person of a pair records the own visits besides. */
import type { PermissionRows } from '../roles.ts';

const office = ['organization_officer', 'party_building_clerk'] as const;
const branch = ['village_secretary', 'graduate_village_official'] as const;

export const liaisonPermissions = {
  'liaison.read': ['town_secretary', ...office, 'discipline_inspector', ...branch],
  /** Names the leaders of villages and pairs branches. */
  'liaison.assign': office,
  /** Pairs members with households, records visits, says what came of a need. */
  'liaison.keep': [...office, ...branch],
} as const satisfies PermissionRows;
