/** Party groups in workshops and teams as an institution of the town (art. 9). */
import type { Institution } from '../../kernel/institution.ts';
import { groupFigures } from './figures.ts';

export const partyGroupInstitutions: readonly Institution[] = [
  {
    id: 'workshop_group',
    responsible: { first: 'town_secretary', direct: 'organization_officer', specific: 'village_secretary' },
    path: '/party-groups',
    duties: [],
    figures: groupFigures,
    catalogue: [],
  },
];
