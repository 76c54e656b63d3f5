/** Figures of the cases, each with those behind it; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';

type Piece = ReturnType<typeof sql>;

/** Cases known by the day, in the state in which they stood then. */
const changesWhere =
  (condition: (question: FigureQuestion) => Piece) =>
  (question: FigureQuestion): Piece =>
    sql`
    select c.id::text as id, c.subject_name as label, c.org_id as "orgId", s.happened_on as "on",
      '/organization-changes/' || c.id as path
    from organization_changes c
    join lateral (
      select to_state, happened_on, due_on from organization_change_steps
      where change_id = c.id and happened_on <= ${question.asOf} order by order_no desc limit 1
    ) s on true
    where c.org_path <@ any(${question.paths}::ltree[]) and ${condition(question)}`;

/** Of a year, the steps by which cases of a type took effect. */
const inEffect =
  (type: string) =>
  ({ paths, asOf }: FigureQuestion): Piece =>
    sql`
    select c.id::text as id, c.subject_name as label, c.org_id as "orgId", s.happened_on as "on",
      '/organization-changes/' || c.id as path
    from organization_changes c join organization_change_steps s on s.change_id = c.id and s.move = 'take_effect'
    where c.org_path <@ any(${paths}::ltree[]) and c.type = ${type}
      and s.happened_on <= ${asOf} and extract(year from s.happened_on) = ${asOf.year}`;

function figureOf(key: string, rows: (question: FigureQuestion) => Piece): Figure {
  return figureOfRows({
    key: `organization_changes.${key}`,
    unit: 'organization_changes',
    permission: 'organization_changes.read',
    rows,
  });
}

/** Set up in a village or below it. */
const ofVillages = sql`c.type = 'set_up' and exists (
  select from organizations v where v.kind = 'village' and v.path @> c.org_path)`;
const underWay = sql`s.to_state in ('applied', 'returned', 'approved')`;

/** art. 9: organizations are set up by class. */
export const changeFigures: readonly Figure[] = [
  figureOf(
    'under_way',
    changesWhere(() => underWay),
  ),
  figureOf(
    'reply_late',
    changesWhere(({ asOf }) => sql`s.to_state = 'applied' and s.due_on < ${asOf}`),
  ),
  figureOf(
    'unfiled',
    changesWhere(() => sql`s.to_state in ('in_effect', 'elected')`),
  ),
  figureOf('set_up', inEffect('set_up')),
  figureOf('merged', inEffect('merge')),
  figureOf('dissolved', inEffect('dissolve')),
];

/** art. 9: organizations in rural communities, from the application to the first election. */
export const ruralFigures: readonly Figure[] = [
  figureOf(
    'rural_under_way',
    changesWhere(() => sql`${underWay} and ${ofVillages}`),
  ),
  figureOf(
    'rural_set_up',
    changesWhere(() => sql`s.to_state in ('in_effect', 'elected', 'filed') and ${ofVillages}`),
  ),
];
