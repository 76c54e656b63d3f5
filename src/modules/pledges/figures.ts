/** Figures of pledges, each with its rows, as they stood at the end of a day. By branch, never an order of people. */
import { sql } from 'kysely';
import { timeZone } from '../../kernel/ctx.ts';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';

type Piece = ReturnType<typeof sql>;

/** Pledges `p` of the day's year that the branch had agreed to and nobody had ended. */
function agreedOn({ paths, asOf }: FigureQuestion): Piece {
  return sql`p.year = ${asOf.year} and p.org_path <@ any(${paths}::ltree[])
    and exists (select from pledge_steps s where s.pledge_id = p.id and s.move = 'agree' and s.happened_on <= ${asOf})
    and not exists (select from pledge_steps s where s.pledge_id = p.id and s.move = 'drop' and s.happened_on <= ${asOf})`;
}

/** The evaluation of item `i` that stood at the end of the day. */
function outcomeOn({ asOf }: FigureQuestion): Piece {
  const end = asOf.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  return sql`(select e.outcome from pledge_entries e
    where e.pledge_id = i.pledge_id and e.item_no = i.no and e.kind = 'evaluation' and e.recorded_at < ${end}
    order by e.id desc limit 1)`;
}

type Rows = (question: FigureQuestion) => Piece;

const pledges: Rows = (question) => sql`
  select p.id::text as id, p.person_name as label, p.org_id as "orgId", p.proposed_on as "on",
    '/pledges/' || p.id as path, p.org_path, p.person_name
  from pledges p where ${agreedOn(question)}`;

const itemsWhere =
  (condition: Rows): Rows =>
  (question) =>
    sql`
    select p.id || '.' || i.no as id, p.person_name || ' · ' || i.text as label, p.org_id as "orgId", i.due_on as "on",
      '/pledges/' || p.id as path, p.org_path, p.person_name
    from pledges p join pledge_items i on i.pledge_id = p.id
    where ${agreedOn(question)} and ${condition(question)}`;

function figureOf(key: string, unit: string, rows: Rows): Figure {
  return figureOfRows({
    key,
    unit,
    permission: 'pledges.read',
    rows,
    order: sql`f.org_path, f.person_name`,
  });
}

export const pledgeFigures: readonly Figure[] = [
  figureOf('pledges.members', 'people', pledges),
  figureOf(
    'pledges.fulfilled',
    'pledge_items',
    itemsWhere((question) => sql`${outcomeOn(question)} = 'done'`),
  ),
  figureOf(
    'pledges.unevaluated',
    'pledge_items',
    itemsWhere((question) => sql`i.due_on < ${question.asOf} and ${outcomeOn(question)} is null`),
  ),
];
