/** Disposition of unqualified members as an institution of the town (art. 5). */
import type { Institution } from '../../kernel/institution.ts';
import { dispositionFigures } from './figures.ts';

export const dispositionInstitutions: readonly Institution[] = [
  {
    id: 'member_disposition',
    responsible: { first: 'town_secretary', direct: 'organization_officer', specific: 'village_secretary' },
    path: '/dispositions',
    // A matter comes up when it comes up; nobody owes one, and nothing of it is ever published.
    duties: [],
    figures: dispositionFigures,
    catalogue: [],
  },
];
