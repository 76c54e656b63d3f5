/** What those who are called say ahead: every answer is kept, the latest for the day now planned stands. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal, type Reason } from '../../kernel/refusal.ts';
import { orgOf } from './actions.ts';
import type { answerView } from './own-api.ts';
import { refuseIf } from './rules.ts';
import type { MeetingRow } from './store.ts';

export type Answer = { personId: string; coming: boolean; reason: string | null; at: Temporal.Instant };

/** Why nothing can be answered: only an open call is, up to its own day. */
export function reasonNotToAnswer(
  meeting: Pick<MeetingRow, 'state' | 'plannedOn'>,
  today: Temporal.PlainDate,
): Reason | undefined {
  if (meeting.state !== 'called')
    return { code: 'meetings.not_now', params: { stateKey: `procedure.meeting.state.${meeting.state}` } };
  if (Temporal.PlainDate.compare(meeting.plannedOn, today) < 0)
    return {
      code: 'meetings.answer_too_late',
      params: { on: meeting.plannedOn.toString() },
      remedy: 'meetings.tell_the_recorder',
    };
  return undefined;
}

/** Keeps the answer of somebody on the list. Refuses leave without a reason, and what is no open call. */
export async function answerCall(
  ctx: Ctx,
  meeting: MeetingRow,
  answer: { personId: string; coming: boolean; reason: string },
): Promise<void> {
  refuseIf(reasonNotToAnswer(meeting, ctx.today), 409);
  if (!answer.coming && !answer.reason)
    throw new Refusal('meetings.excuse_needs_reason', { field: 'reason' });
  await ctx.tx
    .insertInto('meeting_answers')
    .values({
      meeting_id: meeting.id,
      person_id: answer.personId,
      org_path: meeting.orgPath,
      for_day: meeting.plannedOn,
      coming: answer.coming,
      reason: answer.coming ? null : answer.reason,
      at: ctx.now,
    })
    .execute();
  await record(ctx, {
    event: 'meetings.call_answered',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    after: { coming: answer.coming },
  });
}

/** The answer that stands of each person, for the day on which each of the meetings is now planned; by `meeting person`. */
export async function standingAnswers(ctx: Ctx, meetingIds: readonly string[]): Promise<Map<string, Answer>> {
  const { rows } = await sql<Answer & { meetingId: string }>`
    select distinct on (a.meeting_id, a.person_id)
      a.meeting_id as "meetingId", a.person_id as "personId", a.coming, a.reason, a.at
    from meeting_answers a
    join meetings m on m.id = a.meeting_id and m.planned_on = a.for_day
    where a.meeting_id = any(${[...meetingIds]}::uuid[]) and a.org_path <@ any(${ctx.scope}::ltree[])
    order by a.meeting_id, a.person_id, a.id desc
  `.execute(ctx.tx);
  return new Map(rows.map((row) => [answerKey(row.meetingId, row.personId), row]));
}

/** An answer as the contract shows it. */
export function viewOfAnswer(answer: Answer | undefined): z.infer<typeof answerView> | null {
  return answer ? { coming: answer.coming, reason: answer.reason, at: answer.at.toString() } : null;
}

export function answerKey(meetingId: string, personId: string): string {
  return `${meetingId} ${personId}`;
}
