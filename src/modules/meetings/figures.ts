/** Figures of organization life: closed records of the year up to the day, by kind. Of branches, never of people. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion, FigureRow } from '../../kernel/figure.ts';
import { organizationLife } from './cadence.ts';
import type { MeetingKind } from './choices.ts';

/** Condition on `meetings m`: of the day's year, closed by the day's end, and not annulled by then. */
export function recordsOn({ paths, asOf }: FigureQuestion, wanted: readonly MeetingKind[]) {
  const end = asOf.add({ days: 1 }).toZonedDateTime('Asia/Shanghai').toInstant();
  return sql<boolean>`
    m.kind = any(${[...wanted]}) and m.held_on between ${asOf.with({ month: 1, day: 1 })} and ${asOf}
      and m.closed_at < ${end} and (m.annulled_at is null or m.annulled_at >= ${end})
      and m.org_path <@ any(${paths}::ltree[])`;
}

function meetingsHeld(key: string, wanted: readonly MeetingKind[]): Figure {
  return {
    key,
    unit: 'meetings',
    permission: 'meetings.read',
    async value(ctx, question) {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from meetings m where ${recordsOn(question, wanted)}
      `.execute(ctx.tx);
      return rows[0]?.n ?? 0;
    },
    async rows(ctx, question, page) {
      const { rows } = await sql<Omit<FigureRow, 'path'>>`
        with found as (
          select m.id, m.title as label, m.org_id as "orgId", m.held_on as "on"
          from meetings m where ${recordsOn(question, wanted)}
          order by m.held_on desc, m.id desc offset ${page.offset} limit ${page.limit}
        )
        select f.id, f.label, f."orgId", n.short_name as "orgName", f."on"
        from found f
        left join organization_names n on n.org_id = f."orgId" and n.valid @> ${question.asOf}::date
        order by f."on" desc, f.id desc
      `.execute(ctx.tx);
      return rows.map((row) => ({ ...row, orgName: row.orgName ?? '', path: `/meetings/${row.id}` }));
    },
  };
}

export const meetingFigures: readonly Figure[] = [
  meetingsHeld(
    'meetings.held',
    organizationLife.map((row) => row.kind),
  ),
  ...organizationLife.map(({ kind }) => meetingsHeld(`meetings.held.${kind}`, [kind])),
];
