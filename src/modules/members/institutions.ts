/** Institutions that the roll and the tree run. */
import type { Institution } from '../../kernel/institution.ts';
import { termFigures } from '../organizations/facade.ts';
import { branchFigure, memberFigures } from './figures.ts';

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
  {
    // art. 9: organizations are set up by class
    id: 'classified_setup',
    responsible: { first: 'town_secretary', direct: 'organization_officer', specific: 'village_secretary' },
    path: '/organizations',
    duties: [],
    figures: [branchFigure, ...termFigures],
    catalogue: [],
  },
];
