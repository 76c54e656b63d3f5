/** Care for and management of mobile members as an institution of the town (art. 8), with the transfers that follow from it. */
import type { Institution } from '../../kernel/institution.ts';
import { transferFigures } from '../transfers/facade.ts';
import { mobileContactDuty } from './duties.ts';
import { mobileFigures } from './figures.ts';

export const mobileMemberInstitutions: readonly Institution[] = [
  {
    id: 'mobile_member',
    responsible: { first: 'town_secretary', direct: 'organization_officer', specific: 'village_secretary' },
    path: '/mobile-members',
    duties: [mobileContactDuty],
    figures: [...mobileFigures, ...transferFigures],
    catalogue: [],
  },
];
