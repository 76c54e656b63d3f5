/** Figures of the four discussions, each with the cases behind it; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';

type Piece = ReturnType<typeof sql>;

/** Cases that had been moved by the day, with the state in which they stood then. */
function casesAsOf({ paths, asOf }: FigureQuestion): Piece {
  return sql`(
    select c.id, c.org_id, c.year, c.number, c.title, c.moved_on, c.acted_first_on, coalesce(s.to_state, 'motion') as state,
      coalesce(s.happened_on, c.moved_on) as since,
      exists (select from village_decision_steps r where r.case_id = c.id and r.move like 'return%'
        and r.happened_on <= ${asOf} and extract(year from r.happened_on) = ${asOf.year}) as returned
    from village_decision_cases c
    left join lateral (
      select to_state, happened_on from village_decision_steps
      where case_id = c.id and happened_on <= ${asOf} order by order_no desc limit 1
    ) s on true
    where c.org_path <@ any(${paths}::ltree[]) and c.moved_on <= ${asOf}
  )`;
}

function casesWhere(key: string, condition: (asOf: Temporal.PlainDate) => Piece): Figure {
  return figureOfRows({
    key,
    unit: 'village_cases',
    permission: 'village_decisions.read',
    rows: (question) => sql`
      select f.id, f.year || '-' || lpad(f.number::text, 3, '0') || ' ' || f.title as label, f.org_id as "orgId",
        f.since as "on", '/village-decisions/' || f.id as path, f.year, f.number
      from ${casesAsOf(question)} f where ${condition(question.asOf)}`,
    order: sql`f."orgId", f.year desc, f.number desc`,
  });
}

export const villageDecisionFigures: readonly Figure[] = [
  casesWhere('village_decisions.open', () => sql`f.state not in ('archived', 'withdrawn')`),
  casesWhere('village_decisions.on_display', () => sql`f.state = 'published'`),
  casesWhere(
    'village_decisions.finished',
    (asOf) => sql`f.state = 'archived' and extract(year from f.since) = ${asOf.year}`,
  ),
  casesWhere('village_decisions.returned', () => sql`f.returned`),
  casesWhere(
    'village_decisions.acted_first',
    (asOf) =>
      sql`f.acted_first_on <= ${asOf} and f.state in ('motion', 'proposed', 'deliberated', 'reviewed')`,
  ),
];
