/** Figures of transfers, each with the cases behind it; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';

type Piece = ReturnType<typeof sql>;

/** Transfers known by the day, in the state in which they stood then. */
function transfersAsOf({ paths, asOf }: FigureQuestion): Piece {
  return sql`(
    select t.id, t.person_name, t.direction, coalesce(t.to_org_id, t.org_id) as org_id,
      coalesce(s.to_state, case when t.direction = 'in' then 'issued' else 'applied' end) as state,
      coalesce(s.happened_on, t.applied_on) as since,
      exists (select from transfer_letters l where l.transfer_id = t.id and l.issued_on <= ${asOf}
        and (l.voided_on is null or l.voided_on > ${asOf}) and l.valid_until < ${asOf}) as expired
    from membership_transfers t
    left join lateral (
      select to_state, happened_on from transfer_steps
      where transfer_id = t.id and happened_on <= ${asOf} order by order_no desc limit 1
    ) s on true
    where (t.org_path <@ any(${paths}::ltree[]) or t.to_org_path <@ any(${paths}::ltree[])) and t.applied_on <= ${asOf}
  )`;
}

function transfersWhere(key: string, condition: (asOf: Temporal.PlainDate) => Piece): Figure {
  return figureOfRows({
    key,
    unit: 'transfers',
    permission: 'transfers.read',
    rows: (question) => sql`
      select f.id, f.person_name as label, f.org_id as "orgId", f.since as "on", '/transfers/' || f.id as path
      from ${transfersAsOf(question)} f where ${condition(question.asOf)}`,
  });
}

export const transferFigures: readonly Figure[] = [
  transfersWhere('transfers.under_way', () => sql`f.state in ('applied', 'issued')`),
  transfersWhere('transfers.expired', () => sql`f.state = 'issued' and f.expired`),
  transfersWhere(
    'transfers.received',
    (asOf) => sql`f.state = 'received' and extract(year from f.since) = ${asOf.year}`,
  ),
];
