/** Joint building and the pattern of town and country as institutions of the town (art. 9, 10). */
import type { Institution } from '../../kernel/institution.ts';
import { allianceKinds } from './choices.ts';
import { allianceDuties } from './duties.ts';
import { figuresOf, patternFigures } from './figures.ts';

const responsible = {
  first: 'town_secretary',
  direct: 'organization_officer',
  specific: 'village_secretary',
} as const;

export const jointBuildingInstitutions: readonly Institution[] = [
  ...allianceKinds.map((kind): Institution => ({
    id: `${kind}_joint`,
    responsible,
    path: `/joint-building?kind=${kind}`,
    duties: allianceDuties(kind),
    figures: figuresOf(kind),
    catalogue: [],
  })),
  {
    id: 'urban_rural_pattern',
    responsible,
    path: '/joint-building/villages',
    duties: [],
    figures: patternFigures,
    catalogue: [],
  },
];
