/** SQL on what follows from meetings. */
import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { FollowUpState } from './choices.ts';
import type { MeetingRow } from './store.ts';

export type FollowUpRow = {
  id: string;
  meetingId: string;
  orgId: string;
  orgPath: string;
  task: string;
  personId: string | null;
  responsible: string;
  dueOn: Temporal.PlainDate;
  state: FollowUpState;
  decision: string | null;
  meetingTitle: string;
  heldOn: Temporal.PlainDate;
  orgName: string;
  report: string | null;
  doneOn: Temporal.PlainDate | null;
  reportedAt: Temporal.Instant | null;
  reportedByName: string | null;
  droppedBecause: string | null;
  version: number;
};

/** Rows `f` with their meeting `m`, in the order of the condition's caller; only below the act's scope. */
export async function selectFollowUps(
  ctx: Ctx,
  condition: RawBuilder<boolean>,
  page: { offset: number; limit: number },
): Promise<(FollowUpRow & { total: number })[]> {
  const { rows } = await sql<FollowUpRow & { total: number }>`
    select f.id, f.meeting_id as "meetingId", f.org_id as "orgId", f.org_path as "orgPath", f.task, f.person_id as "personId",
      f.responsible, f.due_on as "dueOn", f.state, v.question as decision, m.title as "meetingTitle", m.held_on as "heldOn",
      coalesce(n.short_name, '') as "orgName", f.report, f.done_on as "doneOn", f.reported_at as "reportedAt",
      f.reported_by_name as "reportedByName", f.dropped_because as "droppedBecause", f.version, count(*) over () as total
    from meeting_follow_ups f
    join meetings m on m.id = f.meeting_id
    left join meeting_votes v on v.id = f.vote_id
    left join organization_names n on n.org_id = f.org_id and n.valid @> ${ctx.today}::date
    where f.org_path <@ any(${ctx.scope}::ltree[]) and ${condition}
    order by f.state <> 'open', f.due_on, f.created_at, f.id
    offset ${page.offset} limit ${page.limit}
  `.execute(ctx.tx);
  return rows;
}

/** Where a task of one's own lies; found under the person's own policy, whatever roles are held there. */
export async function findOwnPlace(ctx: Ctx, id: string): Promise<{ orgPath: string } | undefined> {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  if (!personId) return undefined;
  return ctx.tx
    .selectFrom('meeting_follow_ups')
    .select('org_path as orgPath')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

export async function lockFollowUp(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx.selectFrom('meeting_follow_ups').select('id').where('id', '=', id).forUpdate().execute();
}

export async function insertFollowUp(
  ctx: Ctx,
  meeting: MeetingRow,
  given: {
    voteId: string | null;
    task: string;
    personId: string | null;
    responsible: string;
    dueOn: Temporal.PlainDate;
  },
): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('meeting_follow_ups')
    .values({
      meeting_id: meeting.id,
      vote_id: given.voteId,
      org_id: meeting.orgId,
      org_path: meeting.orgPath,
      task: given.task,
      person_id: given.personId,
      responsible: given.responsible,
      due_on: given.dueOn,
      created_at: ctx.now,
      created_by_name: ctx.actor.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function changeFollowUp(
  ctx: Ctx,
  id: string,
  change:
    | { state: 'done'; report: string; done_on: Temporal.PlainDate }
    | { state: 'dropped'; dropped_because: string },
): Promise<void> {
  const when =
    change.state === 'done'
      ? { reported_at: ctx.now, reported_by_name: ctx.actor.name }
      : { dropped_at: ctx.now };
  await ctx.tx
    .updateTable('meeting_follow_ups')
    .set({ ...change, ...when, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
}
