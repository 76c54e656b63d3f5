/** Figures of plans and help for the module that owns the partnerships; what several sides share counts for each of them. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';

type Piece = ReturnType<typeof sql>;

type Of = {
  key: string;
  permission: string;
  /** Which rows `p` of plans or help: their `subject_type` and `subject_id`. */
  among: Piece;
  /** Where the partnership of a row `p` opens. */
  path: Piece;
};

const below = ({ paths }: FigureQuestion) => sql`p.org_paths <@ any(${paths}::ltree[])`;

/** Items done by the day in its year. */
export function itemsDone({ among, path, ...figure }: Of): Figure {
  return figureOfRows({
    ...figure,
    unit: 'items',
    rows: (question) => sql`
      select i.id, i.task as label, p.org_id as "orgId", i.settled_on as "on", ${path} as path
      from partnership_plan_items i join partnership_plans p on p.id = i.plan_id
      where ${below(question)} and ${among} and i.state = 'done' and i.settled_on <= ${question.asOf}
        and p.year = ${question.asOf.year}`,
  });
}

/** Plans of the day's year; with `reviewed`, the plans of any year reviewed in that year by the day. */
export function plansOf({ among, path, ...figure }: Of, which: 'made' | 'reviewed'): Figure {
  return figureOfRows({
    ...figure,
    unit: 'plans',
    rows: ({ paths, asOf }) => sql`
      select p.id, p.year || ' · ' || left(p.purposes, 40) as label, p.org_id as "orgId",
        ${which === 'made' ? sql`p.made_on` : sql`p.reviewed_on`} as "on", ${path} as path
      from partnership_plans p
      where ${below({ paths, asOf })} and ${among} and ${
        which === 'made'
          ? sql`p.year = ${asOf.year} and p.made_on <= ${asOf}`
          : sql`extract(year from p.reviewed_on) = ${asOf.year} and p.reviewed_on <= ${asOf}`
      }`,
  });
}

/** Help given in the day's year up to it: how often, and in money. */
export function supportGiven({ among, path, ...figure }: Of, which: 'times' | 'yuan'): Figure {
  return figureOfRows({
    ...figure,
    unit: which === 'yuan' ? 'yuan' : 'items',
    ...(which === 'yuan' && { sums: true }),
    rows: ({ paths, asOf }) => sql`
      select p.id, p.given as label, p.org_id as "orgId", p.given_on as "on", ${path} as path
        ${which === 'yuan' ? sql`, (p.amount_fen / 100.0)::float8 as amount` : sql``}
      from partnership_supports p
      where ${below({ paths, asOf })} and ${among} and p.given_on <= ${asOf}
        and extract(year from p.given_on) = ${asOf.year}
        ${which === 'yuan' ? sql`and p.amount_fen is not null` : sql``}`,
  });
}
