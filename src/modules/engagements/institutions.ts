/** Posts, households and pairs as institutions of the town (art. 5 and 8). */
import type { CatalogueRow, Institution } from '../../kernel/institution.ts';
import { disclosureDueDays } from './disclosures.ts';
import { postReviewDuty } from './duties.ts';
import { householdFigures, pairFigures, postFigures } from './figures.ts';

const responsible = {
  first: 'town_secretary',
  direct: 'organization_officer',
  specific: 'village_secretary',
} as const;

const onTheBoard = (kind: 'post' | 'household', cites: string): CatalogueRow => ({
  key: `engagements.${kind}`,
  catalogue: 'party',
  every: 'each_time',
  owedBy: ['branch', 'joint_branch'],
  dueDays: disclosureDueDays,
  cites,
  certainty: 'check',
  profile: 'names_full',
});

export const engagementInstitutions: readonly Institution[] = [
  {
    id: 'post_and_duty',
    responsible,
    path: '/engagements?kind=post',
    duties: [postReviewDuty],
    figures: postFigures,
    catalogue: [onTheBoard('post', '设岗定责 (local practice)')],
  },
  {
    id: 'member_center_household',
    responsible,
    path: '/engagements?kind=household',
    duties: [],
    figures: householdFigures,
    catalogue: [onTheBoard('household', '党员中心户 (local practice)')],
  },
  {
    id: 'dual_cultivation',
    responsible,
    path: '/engagements?kind=pair',
    duties: [],
    figures: pairFigures,
    catalogue: [],
  },
];
