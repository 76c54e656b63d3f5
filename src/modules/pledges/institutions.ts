/** Members' pledges as an institution of the town (art. 8). */
import type { Institution } from '../../kernel/institution.ts';
import { disclosureDueDays } from './disclosures.ts';
import { pledgeReviewDuty } from './duties.ts';
import { pledgeFigures } from './figures.ts';

export const pledgeInstitutions: readonly Institution[] = [
  {
    id: 'member_pledge',
    responsible: { first: 'town_secretary', direct: 'organization_officer', specific: 'village_secretary' },
    path: '/pledges',
    duties: [pledgeReviewDuty],
    figures: pledgeFigures,
    catalogue: [
      {
        key: 'pledges.public',
        catalogue: 'party',
        every: 'each_time',
        owedBy: ['branch', 'joint_branch'],
        dueDays: disclosureDueDays,
        cites: '党员承诺 (local practice)',
        certainty: 'check',
        profile: 'names_full',
      },
    ],
  },
];
