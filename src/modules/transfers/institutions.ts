/** Members who move, as an institution of the town (art. 8): their membership follows them. */
import type { Institution } from '../../kernel/institution.ts';
import { transferFigures } from './figures.ts';

export const transferInstitutions: readonly Institution[] = [
  {
    id: 'mobile_member',
    responsible: { first: 'town_secretary', direct: 'organization_officer', specific: 'village_secretary' },
    path: '/transfers',
    // A transfer comes up when somebody moves; its letter, not a period, sets the deadline.
    duties: [],
    figures: transferFigures,
    catalogue: [],
  },
];
