/** Figures of organization life: closed records of the year up to the day, by kind. Of branches, never of people. */
import { sql } from 'kysely';
import { timeZone } from '../../kernel/ctx.ts';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';
import { organizationLife } from './cadence.ts';
import type { MeetingKind } from './choices.ts';

/** The first moment after a day in China. */
function endOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
}

/** Condition on `meetings m`: of the day's year, closed by the day's end, and not annulled by then. */
export function recordsOn({ paths, asOf }: FigureQuestion, wanted: readonly MeetingKind[]) {
  const end = endOf(asOf);
  return sql<boolean>`
    m.kind = any(${[...wanted]}) and m.held_on between ${asOf.with({ month: 1, day: 1 })} and ${asOf}
      and m.closed_at < ${end} and (m.annulled_at is null or m.annulled_at >= ${end})
      and m.org_path <@ any(${paths}::ltree[])`;
}

function meetingsHeld(key: string, wanted: readonly MeetingKind[]): Figure {
  return figureOfRows({
    key,
    unit: 'meetings',
    permission: 'meetings.read',
    rows: (question) => sql`
      select m.id, m.title as label, m.org_id as "orgId", m.held_on as "on", '/meetings/' || m.id as path
      from meetings m where ${recordsOn(question, wanted)}`,
  });
}

/** Tasks of closed meetings as they stood at the end of the day. */
function tasksOn({ paths, asOf }: FigureQuestion, which: 'open' | 'late' | 'done') {
  const end = endOf(asOf);
  const given = sql`f.org_path <@ any(${paths}::ltree[]) and f.created_at < ${end}
    and m.closed_at < ${end} and (m.annulled_at is null or m.annulled_at >= ${end})
    and (f.dropped_at is null or f.dropped_at >= ${end})`;
  const isOpen = sql`(f.reported_at is null or f.reported_at >= ${end})`;
  switch (which) {
    case 'open':
      return sql`${given} and ${isOpen}`;
    case 'late':
      return sql`${given} and ${isOpen} and f.due_on < ${asOf}`;
    case 'done':
      return sql`${given} and f.reported_at < ${end} and f.done_on >= ${asOf.with({ month: 1, day: 1 })}`;
  }
}

function followUps(which: 'open' | 'late' | 'done'): Figure {
  return figureOfRows({
    key: `meetings.follow_ups.${which}`,
    unit: 'tasks',
    permission: 'meetings.read',
    rows: (question) => sql`
      select f.id, f.task as label, f.org_id as "orgId", f.due_on as "on", '/follow-ups/' || f.id as path
      from meeting_follow_ups f join meetings m on m.id = f.meeting_id
      where ${tasksOn(question, which)}`,
    order: sql`f."on"`,
  });
}

export const meetingFigures: readonly Figure[] = [
  meetingsHeld(
    'meetings.held',
    organizationLife.map((row) => row.kind),
  ),
  followUps('open'),
  followUps('late'),
  followUps('done'),
  ...organizationLife.map(({ kind }) => meetingsHeld(`meetings.held.${kind}`, [kind])),
];
