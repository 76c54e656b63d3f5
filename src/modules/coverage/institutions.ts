/** Coverage as institutions of the town (art. 8 and 9). */
import type { Institution } from '../../kernel/institution.ts';
import { surveyDuty } from './duties.ts';
import {
  cooperativeFigures,
  formFigures,
  ledgerFigures,
  memberFigures,
  outboundFigures,
  socialFigures,
} from './figures.ts';

function institution(
  id: string,
  path: string,
  figures: Institution['figures'],
  duties: Institution['duties'] = [],
): Institution {
  return {
    id,
    responsible: { first: 'town_secretary', direct: 'organization_officer', specific: 'village_secretary' },
    path,
    duties,
    figures,
    catalogue: [],
  };
}

export const coverageInstitutions: readonly Institution[] = [
  institution('should_be_built', '/coverage', ledgerFigures, [surveyDuty]),
  institution('firm_org_form', '/coverage?kind=firm', formFigures),
  institution('cooperative_org', '/coverage?kind=cooperative', cooperativeFigures),
  institution('outbound_org', '/coverage?kind=outbound_point', outboundFigures),
  institution('social_org_branch', '/coverage?kind=social_organization', socialFigures),
  institution('new_sector_members', '/coverage', memberFigures),
];
