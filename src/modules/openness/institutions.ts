/** Disclosure of Party and village affairs: what each branch and village publishes, and how often. */
import type { CatalogueRow, Institution } from '../../kernel/institution.ts';

const partyBodies = ['branch', 'joint_branch', 'general_branch', 'village_party_committee'] as const;

/** 公开2017 lists what base organizations publish and leaves the rhythm to the catalogue of each place: check before use. */
const party = { catalogue: 'party', owedBy: partyBodies, cites: '公开2017', certainty: 'check' } as const;

/** 村组2018 art. 30: ordinary matters at least quarterly, major ones at any time. The days after the quarter are local. */
const village = { catalogue: 'village', owedBy: ['village'], cites: '村组2018 art. 30' } as const;

export const partyCatalogue: readonly CatalogueRow[] = [
  { ...party, key: 'party.plan_and_progress', every: 'year', dueDays: 31, profile: 'names_masked' },
  { ...party, key: 'party.organization_life', every: 'quarter', dueDays: 15, profile: 'names_masked' },
  { ...party, key: 'party.dues', every: 'half_year', dueDays: 31, profile: 'names_masked' },
  {
    ...party,
    owedBy: ['branch', 'joint_branch'],
    key: 'party.appraisal',
    every: 'year',
    dueDays: 90,
    profile: 'names_masked',
  },
  { ...party, key: 'party.service_to_people', every: 'half_year', dueDays: 31, profile: 'names_masked' },
  { ...party, key: 'party.elections_and_changes', every: 'each_time', dueDays: 7, profile: 'names_full' },
  { ...party, key: 'party.admission', every: 'each_time', dueDays: 5, profile: 'names_full' },
];

export const villageCatalogue: readonly CatalogueRow[] = [
  {
    ...village,
    key: 'village.affairs',
    every: 'quarter',
    dueDays: 15,
    profile: 'names_masked',
    certainty: 'likely',
  },
  {
    ...village,
    key: 'village.finance',
    every: 'quarter',
    dueDays: 15,
    profile: 'names_masked',
    certainty: 'likely',
  },
  {
    ...village,
    key: 'village.relief',
    every: 'each_time',
    dueDays: 7,
    profile: 'names_hidden',
    certainty: 'check',
  },
  {
    ...village,
    key: 'village.major_matter',
    every: 'each_time',
    dueDays: 7,
    profile: 'names_masked',
    certainty: 'check',
  },
];

/** 政府信息公开条例 art. 26: within 20 working days after the information came about. */
export const governmentCatalogue: readonly CatalogueRow[] = [
  {
    key: 'government.information',
    catalogue: 'government',
    owedBy: ['township_party_committee'],
    every: 'each_time',
    dueDays: 20,
    dueUnit: 'working',
    cites: '政府信息公开条例 art. 26',
    profile: 'names_masked',
  },
];

const responsible = {
  first: 'town_secretary',
  direct: 'organization_officer',
  specific: 'village_secretary',
} as const;

export const opennessInstitutions: readonly Institution[] = [
  // art. 10
  {
    id: 'party_disclosure',
    responsible,
    path: '/openness/catalogue?catalogue=party',
    duties: [],
    figures: [],
    catalogue: [...partyCatalogue, ...villageCatalogue],
  },
  // art. 10
  {
    id: 'government_disclosure',
    responsible: { ...responsible, specific: 'party_building_clerk' },
    path: '/openness/catalogue?catalogue=government',
    duties: [],
    figures: [],
    catalogue: governmentCatalogue,
  },
];
