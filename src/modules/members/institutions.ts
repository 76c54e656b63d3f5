/** Institutions that the roll runs. */
import type { Institution } from '../../kernel/institution.ts';
import { memberFigures } from './figures.ts';

export const memberInstitutions: readonly Institution[] = [
  {
    // art. 5: the structure of the membership is watched, from the records themselves
    id: 'membership_structure',
    responsible: { first: 'town_secretary', direct: 'organization_officer', specific: 'village_secretary' },
    path: '/members',
    duties: [],
    figures: memberFigures,
    catalogue: [],
  },
];
