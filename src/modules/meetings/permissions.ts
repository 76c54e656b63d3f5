/** Who may do what with meetings. */
import type { PermissionRows } from '../roles.ts';

export const meetingPermissions = {
  'meetings.read': [
    'town_secretary',
    'organization_officer',
    'party_building_clerk',
    'discipline_inspector',
    'village_secretary',
    'graduate_village_official',
    'village_supervisor',
  ],
  /** Plan, call, take attendance, write, close; rosters of bodies. */
  'meetings.manage': [
    'organization_officer',
    'party_building_clerk',
    'village_secretary',
    'graduate_village_official',
  ],
  /** Count papers as a teller; sees the question and the own sheet only. */
  'meetings.count': [
    'organization_officer',
    'party_building_clerk',
    'village_secretary',
    'graduate_village_official',
    'village_supervisor',
    'member',
  ],
  /** Say that a closed record does not count: the level above, never those who wrote it. */
  'meetings.annul': ['organization_officer'],
} as const satisfies PermissionRows;
