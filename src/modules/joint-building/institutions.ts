/** Joint building and the pattern of town and country as institutions of the town (art. 9, 10). */
import type { CatalogueRow, Institution } from '../../kernel/institution.ts';
import { allianceKinds } from './choices.ts';
import { disclosureDueDays } from './disclosures.ts';
import { allianceDuties } from './duties.ts';
import { figuresOf, patternFigures } from './figures.ts';

const responsible = {
  first: 'town_secretary',
  direct: 'organization_officer',
  specific: 'village_secretary',
} as const;

const onTheBoard: CatalogueRow = {
  key: 'joint_building.public',
  catalogue: 'party',
  every: 'each_time',
  owedBy: ['village'],
  dueDays: disclosureDueDays,
  cites: '村居、村村、村企联建 (local practice)',
  certainty: 'check',
  profile: 'names_hidden',
};

export const jointBuildingInstitutions: readonly Institution[] = [
  ...allianceKinds.map((kind): Institution => ({
    id: `${kind}_joint`,
    responsible,
    path: `/joint-building?kind=${kind}`,
    duties: allianceDuties(kind),
    figures: figuresOf(kind),
    // One row for the three kinds: it stands where the kind first comes.
    catalogue: kind === 'village_community' ? [onTheBoard] : [],
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
