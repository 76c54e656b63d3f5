/** Who may do what with dues. Who takes the money does not confirm that it arrived; who studies does not grant. */
import type { PermissionRows } from '../roles.ts';

export const duesPermissions = {
  /** The own account, and to ask for a reduction or a correction. */
  'dues.own': [
    'town_secretary',
    'organization_officer',
    'party_building_clerk',
    'discipline_inspector',
    'finance_officer',
    'village_secretary',
    'graduate_village_official',
    'village_supervisor',
    'member',
  ],
  /** Accounts of members, books and receipts; each opening of an account is recorded. */
  'dues.read': ['town_secretary', 'organization_officer', 'finance_officer', 'village_secretary'],
  /** Say class and base of a member, and where a member pays. */
  'dues.declare': ['organization_officer', 'village_secretary'],
  /** Take money, give receipts, reverse, hand up, count the box, remind. */
  'dues.collect': ['village_secretary'],
  'dues.study': ['village_secretary'],
  'dues.grant': ['town_secretary', 'organization_officer'],
  /** Confirm what was handed up, pass on to the county, return to branches. */
  'dues.receive': ['finance_officer'],
  'dues.export': ['organization_officer', 'finance_officer', 'village_secretary'],
  'dues.publish': ['organization_officer', 'village_secretary'],
} as const satisfies PermissionRows;
