/** Who may do what with the yearly appraisal and the stars that follow from it. */
import type { PermissionRows } from '../roles.ts';

const office = ['organization_officer', 'party_building_clerk'] as const;

export const appraisalPermissions = {
  /** How far a branch is, and grades once they were told; never a count of ballots. */
  'appraisals.read': ['town_secretary', ...office, 'village_secretary', 'graduate_village_official'],
  /** The branch's own part: open, enter papers, propose, tell. The level that approves has no hand in it. */
  'appraisals.manage': ['village_secretary'],
  /** Count the papers as a teller; sees the own sheet only. */
  'appraisals.count': [
    ...office,
    'village_secretary',
    'graduate_village_official',
    'village_supervisor',
    'member',
  ],
  /** Confirms the grades and answers objections to them: the committee above, never those who proposed. */
  'appraisals.approve': ['town_secretary', 'organization_officer'],
} as const satisfies PermissionRows;
