/** The four discussions and two disclosures as an institution of the town (art. 10). */
import type { Institution } from '../../kernel/institution.ts';
import { disclosureDueDays } from './disclosures.ts';
import { villageDecisionFigures } from './figures.ts';

/** 村组2018 art. 30: major matters are public at once, not only by the quarter. */
const eachTime = {
  catalogue: 'village',
  every: 'each_time',
  owedBy: ['village'],
  dueDays: disclosureDueDays,
  cites: '村组2018 art. 30',
  profile: 'names_masked',
} as const;

export const villageDecisionInstitutions: readonly Institution[] = [
  {
    id: 'four_discussions_two_disclosures',
    responsible: { first: 'town_secretary', direct: 'organization_officer', specific: 'village_secretary' },
    path: '/village-decisions',
    // A matter comes up when it comes up: there is no period in which a village must have one.
    duties: [],
    figures: villageDecisionFigures,
    catalogue: [
      { key: 'village_decisions.resolution', ...eachTime },
      { key: 'village_decisions.result', ...eachTime },
    ],
  },
];
