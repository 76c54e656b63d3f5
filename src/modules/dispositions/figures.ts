/** Figures of dispositions: how many, for those who may see the cases; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion, FigureRow } from '../../kernel/figure.ts';
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
  return {
    key,
    unit: 'dispositions',
    permission: 'dispositions.read',
    async value(ctx, question) {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from ${casesAsOf(question)} f where ${condition(question.asOf)}
      `.execute(ctx.tx);
      return rows[0]?.n ?? 0;
    },
    async rows(ctx, question, page) {
      const { rows } = await sql<Omit<FigureRow, 'path'>>`
        select f.id, f.person_name as label, f.org_id as "orgId", n.short_name as "orgName", f.since as "on"
        from ${casesAsOf(question)} f
        left join organization_names n on n.org_id = f.org_id and n.valid @> ${question.asOf}::date
        where ${condition(question.asOf)}
        order by f.since desc, f.id offset ${page.offset} limit ${page.limit}
      `.execute(ctx.tx);
      return rows.map((row) => ({ ...row, path: `/dispositions/${row.id}` }));
    },
  };
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
