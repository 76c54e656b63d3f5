/** Members' rights and members' reasonable needs as institutions of the town (art. 8). */
import type { Institution } from '../../kernel/institution.ts';
import { correctionFigures, needFigures, rightsFigures } from './figures.ts';

const responsible = {
  first: 'town_secretary',
  direct: 'organization_officer',
  specific: 'village_secretary',
} as const;

export const memberRightsInstitutions: readonly Institution[] = [
  {
    id: 'member_rights',
    responsible,
    path: '/member-requests',
    duties: [],
    figures: [...rightsFigures, ...correctionFigures],
    catalogue: [],
  },
  {
    id: 'member_needs',
    responsible,
    path: '/member-requests?kind=need',
    duties: [],
    figures: needFigures,
    catalogue: [],
  },
];
