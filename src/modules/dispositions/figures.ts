/** Figures of dispositions: how many, for those who may see the cases; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';
import { ways } from './choices.ts';

type Piece = ReturnType<typeof sql>;

/** Cases known by the day, as they stood then; `decided_on`: when the town committee approved last. */
function casesAsOf({ paths, asOf }: FigureQuestion): Piece {
  return sql`(
    select d.id, d.person_name, d.org_id, coalesce(s.to_state, 'verifying') as state,
      coalesce(s.happened_on, d.opened_on) as since, v.happened_on as decided_on, v.way as decided_way,
      exists (select from disposition_appeals a where a.disposition_id = d.id and a.lodged_on <= ${asOf}
        and (a.answered_on is null or a.answered_on > ${asOf})) as appealed
    from member_dispositions d
    left join lateral (
      select to_state, happened_on from disposition_steps
      where disposition_id = d.id and happened_on <= ${asOf} order by order_no desc limit 1
    ) s on true
    left join lateral (
      select way, happened_on from disposition_steps
      where disposition_id = d.id and move = 'approve' and happened_on <= ${asOf} order by order_no desc limit 1
    ) v on true
    where d.org_path <@ any(${paths}::ltree[]) and d.opened_on <= ${asOf}
  )`;
}

function casesWhere(key: string, condition: (asOf: Temporal.PlainDate) => Piece): Figure {
  return figureOfRows({
    key,
    unit: 'dispositions',
    permission: 'dispositions.read',
    rows: (question) => sql`
      select f.id, f.person_name as label, f.org_id as "orgId", f.since as "on", '/dispositions/' || f.id as path
      from ${casesAsOf(question)} f where ${condition(question.asOf)}`,
  });
}

export const dispositionFigures: readonly Figure[] = [
  casesWhere(
    'dispositions.under_way',
    () => sql`f.state not in ('concluded', 'effective', 'archived', 'dropped', 'revoked')`,
  ),
  ...ways.map((way) =>
    casesWhere(
      `dispositions.decided_${way}`,
      (asOf) => sql`f.decided_way = ${way} and f.state <> 'revoked'
        and extract(year from f.decided_on) = ${asOf.year}`,
    ),
  ),
  casesWhere('dispositions.appealed', () => sql`f.appealed`),
];
