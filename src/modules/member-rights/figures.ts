/** Figures of requests: how many and how they stand, without names; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion, FigureRow } from '../../kernel/figure.ts';

type Piece = ReturnType<typeof sql>;

/** Requests known by the day, as they stood then. */
function requestsAsOf({ paths, asOf }: FigureQuestion): Piece {
  return sql`(
    select r.id, r.kind, r.org_id, s.to_state as state, s.due_on, s.happened_on as since,
      (select min(a.happened_on) from member_request_steps a
        where a.request_id = r.id and a.move = 'answer' and a.happened_on <= ${asOf}) as answered_on
    from member_requests r
    join lateral (
      select to_state, due_on, happened_on from member_request_steps
      where request_id = r.id and happened_on <= ${asOf} order by order_no desc limit 1
    ) s on true
    where r.org_path <@ any(${paths}::ltree[])
  )`;
}

function requestsWhere(key: string, condition: (asOf: Temporal.PlainDate) => Piece): Figure {
  return {
    key,
    unit: 'member_requests',
    permission: 'member_rights.count',
    async value(ctx, question) {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from ${requestsAsOf(question)} f where ${condition(question.asOf)}
      `.execute(ctx.tx);
      return rows[0]?.n ?? 0;
    },
    async rows(ctx, question, page) {
      const { rows } = await sql<Omit<FigureRow, 'path'>>`
        select f.id, upper(right(f.id::text, 6)) as label, f.org_id as "orgId", n.short_name as "orgName", f.since as "on"
        from ${requestsAsOf(question)} f
        left join organization_names n on n.org_id = f.org_id and n.valid @> ${question.asOf}::date
        where ${condition(question.asOf)}
        order by f.since desc, f.id offset ${page.offset} limit ${page.limit}
      `.execute(ctx.tx);
      return rows.map((row) => ({ ...row, path: `/member-requests/${row.id}` }));
    },
  };
}

const isOpen = sql`f.due_on is not null`;
const answeredInYear = (asOf: Temporal.PlainDate) => sql`extract(year from f.answered_on) = ${asOf.year}`;

export const rightsFigures: readonly Figure[] = [
  requestsWhere('member_rights.open', () => sql`f.kind <> 'need' and ${isOpen}`),
  requestsWhere('member_rights.late', (asOf) => sql`f.kind <> 'need' and f.due_on < ${asOf}`),
  requestsWhere('member_rights.answered', (asOf) => sql`f.kind <> 'need' and ${answeredInYear(asOf)}`),
];

/** Corrections of records that were open on the day. */
function correctionsWhere(key: string, condition: (asOf: Temporal.PlainDate) => Piece): Figure {
  const from = ({ paths, asOf }: FigureQuestion) => sql`
    from record_corrections c
    where c.org_path <@ any(${paths}::ltree[]) and c.submitted_on <= ${asOf}
      and (c.decided_on is null or c.decided_on > ${asOf}) and ${condition(asOf)}`;
  return {
    key,
    unit: 'member_requests',
    permission: 'member_rights.count',
    async value(ctx, question) {
      const { rows } = await sql<{ n: number }>`select count(*) as n ${from(question)}`.execute(ctx.tx);
      return rows[0]?.n ?? 0;
    },
    async rows(ctx, question, page) {
      const { rows } = await sql<Omit<FigureRow, 'path'>>`
        with found as (
          select c.id, upper(right(c.id::text, 6)) as label, c.org_id as "orgId", c.submitted_on as "on" ${from(question)}
          order by c.submitted_on, c.id offset ${page.offset} limit ${page.limit}
        )
        select f.id, f.label, f."orgId", n.short_name as "orgName", f."on"
        from found f left join organization_names n on n.org_id = f."orgId" and n.valid @> ${question.asOf}::date
        order by f."on", f.id
      `.execute(ctx.tx);
      return rows.map((row) => ({ ...row, path: `/record-corrections/${row.id}` }));
    },
  };
}

export const correctionFigures: readonly Figure[] = [
  correctionsWhere('member_rights.corrections_open', () => sql`true`),
  correctionsWhere('member_rights.corrections_late', (asOf) => sql`c.due_on < ${asOf}`),
];

export const needFigures: readonly Figure[] = [
  requestsWhere('member_needs.open', () => sql`f.kind = 'need' and ${isOpen}`),
  requestsWhere('member_needs.late', (asOf) => sql`f.kind = 'need' and f.due_on < ${asOf}`),
  requestsWhere('member_needs.answered', (asOf) => sql`f.kind = 'need' and ${answeredInYear(asOf)}`),
];
