/** Figures of requests: how many and how they stand, without names; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';

type Piece = ReturnType<typeof sql>;

const oldestFirst = sql`f."on"`;

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

/** Without names: the end of the number tells one from another. */
function requestsWhere(key: string, condition: (asOf: Temporal.PlainDate) => Piece): Figure {
  return figureOfRows({
    key,
    unit: 'member_requests',
    permission: 'member_rights.count',
    rows: (question) => sql`
      select f.id, upper(right(f.id::text, 6)) as label, f.org_id as "orgId", f.since as "on",
        '/member-requests/' || f.id as path
      from ${requestsAsOf(question)} f where ${condition(question.asOf)}`,
  });
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
  return figureOfRows({
    key,
    unit: 'member_requests',
    permission: 'member_rights.count',
    rows: ({ paths, asOf }) => sql`
      select c.id, upper(right(c.id::text, 6)) as label, c.org_id as "orgId", c.submitted_on as "on",
        '/record-corrections/' || c.id as path
      from record_corrections c
      where c.org_path <@ any(${paths}::ltree[]) and c.submitted_on <= ${asOf}
        and (c.decided_on is null or c.decided_on > ${asOf}) and ${condition(asOf)}`,
    order: oldestFirst,
  });
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
