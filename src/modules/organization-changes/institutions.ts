/** Setting organizations up as institutions of the town (art. 9). */
import type { Institution } from '../../kernel/institution.ts';
import { branchFigure } from '../members/facade.ts';
import { termFigures } from '../organizations/facade.ts';
import { catalogueKey, disclosureDueDays } from './disclosures.ts';
import { changeFigures, ruralFigures } from './figures.ts';

const responsible = {
  first: 'town_secretary',
  direct: 'organization_officer',
  specific: 'village_secretary',
} as const;

export const organizationChangeInstitutions: readonly Institution[] = [
  {
    id: 'classified_setup',
    responsible,
    path: '/organizations',
    duties: [],
    figures: [branchFigure, ...termFigures, ...changeFigures],
    catalogue: [
      {
        key: catalogueKey,
        catalogue: 'party',
        every: 'each_time',
        owedBy: ['township_party_committee'],
        dueDays: disclosureDueDays,
        cites: '公开2017',
        certainty: 'check',
        profile: 'names_hidden',
      },
    ],
  },
  {
    id: 'rural_community_org',
    responsible,
    path: '/organization-changes?type=set_up',
    duties: [],
    figures: ruralFigures,
    catalogue: [],
  },
];
