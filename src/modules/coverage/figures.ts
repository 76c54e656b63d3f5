/** Figures of coverage, each with the units or members behind it; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';
import { forms, newSectorKinds, type UnitKind } from './choices.ts';
import { nameOfUnit, openOn, unitsOn } from './store.ts';

type Piece = ReturnType<typeof sql>;
const permission = 'coverage.read';

function unitsWhere(key: string, condition: (question: FigureQuestion) => Piece): Figure {
  return figureOfRows({
    key,
    unit: 'coverage_units',
    permission,
    rows: (question) => sql`
      select u.id, ${nameOfUnit} as label, u.org_id as "orgId", u.listed_on as "on", '/coverage/' || u.id as path, u.org_path
      from ${unitsOn(question.asOf)}
      where u.org_path <@ any(${question.paths}::ltree[]) and ${openOn(question.asOf)} and ${condition(question)}`,
    order: sql`f.org_path, f.label`,
  });
}

const isCovered = sql`f.form is not null`;

/** All of a kind, and how many of them are covered. */
const ofKind = (key: string, kind: UnitKind): readonly Figure[] => [
  unitsWhere(`coverage.${key}`, () => sql`u.kind = ${kind}`),
  unitsWhere(`coverage.${key}_covered`, () => sql`u.kind = ${kind} and ${isCovered}`),
];

export const cooperativeFigures = ofKind('cooperatives', 'cooperative');
export const outboundFigures = ofKind('outbound_points', 'outbound_point');
export const socialFigures = ofKind('social_organizations', 'social_organization');

export const formFigures: readonly Figure[] = [
  ...ofKind('firms', 'firm'),
  ...forms.map((form) =>
    unitsWhere(`coverage.form_${form}`, () => sql`u.kind = 'firm' and f.form = ${form}`),
  ),
];

export const ledgerFigures: readonly Figure[] = [
  unitsWhere('coverage.units', () => sql`true`),
  unitsWhere('coverage.covered', () => isCovered),
  unitsWhere('coverage.uncovered', () => sql`not (${isCovered})`),
  unitsWhere(
    'coverage.unsurveyed',
    ({ asOf }) => sql`(s.surveyed_on is null or extract(year from s.surveyed_on) < ${asOf.year})`,
  ),
];

/** Ties `t` that ran on the day, of units `u` of the new sectors. */
function tiesWhere(key: string, condition: (question: FigureQuestion) => Piece): Figure {
  return figureOfRows({
    key,
    unit: 'people',
    permission,
    rows: (question) => sql`
      select distinct on (t.person_id) t.person_id::text as id, t.person_name || ' · ' || ${nameOfUnit} as label,
        t.org_id as "orgId", t.since as "on", '/coverage/' || u.id as path
      from coverage_ties t join coverage_units u on u.id = t.unit_id
      where t.org_path <@ any(${question.paths}::ltree[]) and u.kind = any(${[...newSectorKinds]}::text[])
        and t.since <= ${question.asOf} and (t.ended_on is null or t.ended_on > ${question.asOf})
        and ${condition(question)}
      order by t.person_id, t.since`,
    order: sql`f.label`,
  });
}

export const memberFigures: readonly Figure[] = [
  tiesWhere('coverage.new_sector_members', () => sql`true`),
  // The unit has closed, and nobody has said what follows for the member.
  tiesWhere('coverage.to_follow_up', ({ asOf }) => sql`u.closed_on <= ${asOf}`),
];
