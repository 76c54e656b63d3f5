/** Figures of the appraisal: branches, never people. A past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';

type Piece = ReturnType<typeof sql>;

/** Branches with the round of the year of the day, as far as it was by then. */
function branchesAsOf({ paths, asOf }: FigureQuestion): Piece {
  return sql`(
    select o.id, n.short_name as name, a.id as round, a.told_on, a.opened_on, r.confirmed_on
    from organizations o
    join organization_names n on n.org_id = o.id and n.valid @> ${asOf}::date
    left join appraisals a on a.org_id = o.id and a.year = extract(year from ${asOf}::date) and a.state <> 'withdrawn'
      and a.opened_on <= ${asOf}
    left join star_ratings r on r.appraisal_id = a.id
    where o.kind in ('branch', 'joint_branch') and o.founded_on <= ${asOf} and (o.dissolved_on is null or o.dissolved_on > ${asOf})
      and o.id in (select organizations_below(${paths}::ltree[], ${asOf}::date))
      and exists (select from member_status_as_of(${asOf}) s where s.org_id = o.id and s.status = 'active')
  )`;
}

function branches(key: string, condition: (asOf: Temporal.PlainDate) => Piece, on: Piece): Figure {
  return figureOfRows({
    key,
    unit: 'branches',
    permission: 'appraisals.read',
    rows: (question) => sql`
      select b.id, b.name as label, b.id as "orgId", ${on} as "on",
        '/appraisals' || coalesce('/' || b.round, ${`?year=${question.asOf.year}`}) as path
      from ${branchesAsOf(question)} b where ${condition(question.asOf)}`,
    order: sql`f.label collate "C"`,
  });
}

export const appraisalFigures: readonly Figure[] = [
  branches('appraisals.done', (asOf) => sql`b.told_on <= ${asOf}`, sql`b.told_on`),
  branches(
    'appraisals.under_way',
    (asOf) => sql`b.round is not null and (b.told_on is null or b.told_on > ${asOf})`,
    sql`b.opened_on`,
  ),
  branches('appraisals.outstanding', () => sql`b.round is null`, sql`null::date`),
];

/** Branches that have confirmed the stars of the year; of people there is no figure. */
export const starsConfirmed: Figure = branches(
  'appraisals.stars_confirmed',
  (asOf) => sql`b.confirmed_on <= ${asOf}`,
  sql`b.confirmed_on`,
);
