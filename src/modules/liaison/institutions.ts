/** Liaison points and linked hearts as institutions of the town (art. 10). */
import type { Institution } from '../../kernel/institution.ts';
import { branchDuty, branchYear, householdDuty, leaderDuty, leaderYear } from './duties.ts';
import { leaderFigures, linkFigures, needFigures, planFigures, supportFigures } from './figures.ts';

const responsible = {
  first: 'town_secretary',
  direct: 'organization_officer',
  specific: 'village_secretary',
} as const;

export const liaisonInstitutions: readonly Institution[] = [
  {
    id: 'leader_liaison_point',
    responsible,
    path: '/liaison?kind=leader',
    duties: [leaderDuty, ...leaderYear],
    figures: leaderFigures,
    catalogue: [],
  },
  {
    id: 'heart_linked_codevelopment',
    responsible,
    path: '/liaison',
    duties: [branchDuty, householdDuty, ...branchYear],
    figures: [...linkFigures, ...planFigures],
    catalogue: [],
  },
  {
    id: 'three_links',
    responsible,
    path: '/liaison?state=needs',
    duties: [],
    figures: needFigures,
    catalogue: [],
  },
  {
    id: 'pair_support',
    responsible,
    path: '/liaison?kind=branch',
    duties: [],
    figures: supportFigures,
    catalogue: [],
  },
];
