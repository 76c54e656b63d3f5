/** Figures of joint building, each with its rows; what partners share counts for each of them and once for all. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows, stoodBelow } from '../organizations/facade.ts';
import { itemsDone } from '../partnerships/facade.ts';
import type { AllianceKind } from './choices.ts';

const permission = 'joint_building.read';
const below = ({ paths }: FigureQuestion) => sql`a.org_paths <@ any(${paths}::ltree[])`;
const ranOn = (asOf: Temporal.PlainDate) =>
  sql`a.runs_from <= ${asOf} and (a.ended_on is null or a.ended_on > ${asOf})`;

function running(kind: AllianceKind): Figure {
  return figureOfRows({
    key: `joint_building.running_${kind}`,
    unit: 'alliances',
    permission,
    rows: (question) => sql`
      select a.id, a.title as label, a.org_id as "orgId", a.runs_from as "on", '/joint-building/' || a.id as path
      from alliances a where ${below(question)} and a.kind = ${kind} and ${ranOn(question.asOf)}`,
  });
}

function outcomes(kind: AllianceKind): Figure {
  return itemsDone({
    key: `joint_building.items_done_${kind}`,
    permission,
    among: sql`p.subject_type = 'alliance' and p.subject_id in (select a.id from alliances a where a.kind = ${kind})`,
    path: sql`'/joint-building/' || p.subject_id`,
  });
}

const projectMoney: Figure = figureOfRows({
  key: 'joint_building.project_money',
  unit: 'yuan',
  permission,
  sums: true,
  rows: (question) => sql`
    select m.id, m.what as label, p.org_id as "orgId", m.happened_on as "on",
      '/joint-building/' || a.id as path, (m.amount_fen / 100.0)::float8 as amount
    from alliance_project_money m
    join alliance_projects p on p.id = m.project_id
    join alliances a on a.id = p.alliance_id
    where ${below(question)} and m.direction = 'source' and m.happened_on <= ${question.asOf}`,
});

/** Villages without a leader, without a paired branch or without an alliance. */
const villagesWithBlanks: Figure = figureOfRows({
  key: 'joint_building.villages_with_blanks',
  unit: 'villages',
  permission,
  rows: ({ paths, asOf }, ctx) => {
    const pairRuns = sql`p.since <= ${asOf} and (p.ended_on is null or p.ended_on > ${asOf})`;
    return sql`
      select o.id, n.short_name as label, o.id as "orgId", o.founded_on as "on", '/joint-building/villages' as path
      from organizations o join organization_names n on n.org_id = o.id and n.valid @> ${asOf}::date
      where o.kind = 'village' and o.founded_on <= ${asOf} and (o.dissolved_on is null or o.dissolved_on > ${asOf})
        and ${stoodBelow(ctx, paths, asOf)}
        and not (
          exists (select from liaison_pairs p where p.kind = 'leader' and p.to_org_id = o.id and ${pairRuns})
          and exists (select from liaison_pairs p where p.kind = 'branch' and p.to_org_path <@ o.path and ${pairRuns})
          and exists (select from alliances a join alliance_partners l on l.alliance_id = a.id
            where l.org_id = o.id and ${ranOn(asOf)}))`;
  },
});

export const figuresOf = (kind: AllianceKind): readonly Figure[] => [
  running(kind),
  outcomes(kind),
  ...(kind === 'village_firm' ? [projectMoney] : []),
];

export const patternFigures: readonly Figure[] = [villagesWithBlanks];
