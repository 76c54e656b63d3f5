/** Who may do what with dispositions; nobody else sees that there is one. */
import type { PermissionRows } from '../roles.ts';

export const dispositionPermissions = {
  'dispositions.read': [
    'town_secretary',
    'organization_officer',
    'discipline_inspector',
    'village_secretary',
  ],
  /** Opens a case, keeps its papers, brings it before the branch, looks after the correction. */
  'dispositions.keep': ['organization_officer', 'village_secretary'],
  /** Checks what the branch decided and brings it before the town committee. */
  'dispositions.check': ['town_secretary', 'organization_officer'],
  /** Carries out in the roll what was approved, and files the case. */
  'dispositions.carry_out': ['organization_officer'],
  /** Receives appeals and enters the answer; never the branch whose decision is appealed against. */
  'dispositions.answer': ['organization_officer', 'discipline_inspector'],
} as const satisfies PermissionRows;
