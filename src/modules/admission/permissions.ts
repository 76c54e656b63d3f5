/** Who may do what with the cases of admission; the steps' own permissions stand in procedure.ts. */
import type { PermissionRows } from '../roles.ts';

const secretary = ['village_secretary'] as const;
/** The branch's secretary and the official who keeps its papers. */
const branchOffice = ['village_secretary', 'graduate_village_official'] as const;
const townOffice = ['organization_officer', 'party_building_clerk'] as const;

export const admissionPermissions = {
  'admission.read': ['town_secretary', ...townOffice, 'discipline_inspector', ...branchOffice],
  /** Takes applications in and keeps the branch's records. */
  'admission.record': branchOffice,
  /** Puts down what the branch's committee or meeting decided. */
  'admission.decide': secretary,
  /** Observation entries: the mentor's own, or the branch's. */
  'admission.observe': [...branchOffice, 'member'],
  'admission.review_politically': ['village_secretary', 'organization_officer'],
  /** What the town's office answers for: filings, pre-review, training, talk, archive. */
  'admission.file': townOffice,
  /** Puts down what the town's committee decided. */
  'admission.approve': ['town_secretary'],
  'admission.put_forward': [...branchOffice, ...townOffice],
  'admission.correct': ['organization_officer'],
  'admission.plan': ['organization_officer'],
  'admission.inquire': ['discipline_inspector', 'organization_officer'],
} as const satisfies PermissionRows;
