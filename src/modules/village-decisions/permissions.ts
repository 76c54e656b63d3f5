/** Who may do what with the village's decisions; the moves' own permissions stand in procedure.ts. */
import type { PermissionRows } from '../roles.ts';

const secretary = ['village_secretary'] as const;
/** The secretary, the villagers' committee and the official who keeps the village's papers. */
const office = ['village_secretary', 'graduate_village_official', 'village_committee'] as const;

export const villageDecisionPermissions = {
  'village_decisions.read': [
    'town_secretary',
    'organization_officer',
    'party_building_clerk',
    'discipline_inspector',
    'finance_officer',
    'county_officer',
    ...office,
    'village_supervisor',
  ],
  /** Starts a case, writes its text, calls its meetings and keeps their records. */
  'village_decisions.record': office,
  /** Hands in a count of papers; two people do it apart. */
  'village_decisions.count': [...office, 'village_supervisor'],
  'village_decisions.propose': secretary,
  'village_decisions.deliberate': secretary,
  'village_decisions.review': secretary,
  // 村组2018 art. 21, 25: the villagers' committee convenes; under one hat the secretary is its director
  'village_decisions.resolve': office,
  'village_decisions.publish': office,
  'village_decisions.implement': office,
  // The supervision committee watches the village's officers, so none of them speaks for it.
  'village_decisions.supervise': ['village_supervisor'],
  'village_decisions.archive': office,
  'village_decisions.return': secretary,
  'village_decisions.withdraw': secretary,
} as const satisfies PermissionRows;
