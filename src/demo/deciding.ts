/** Votes of the demo town: a meeting from plan to closed record, on a day past and in somebody's name. */
import { timeZone, type Ctx } from '../kernel/ctx.ts';
import { beginMeeting, closeMeeting, planMeeting, writeMinutes } from '../modules/meetings/actions.ts';
import { tapAttendance } from '../modules/meetings/attendance.ts';
import type { MeetingKind } from '../modules/meetings/choices.ts';
import { viewMeeting } from '../modules/meetings/queries.ts';
import { handInSheet, openVote } from '../modules/meetings/votes.ts';
import type { DemoTown } from './town.ts';

type DecidingTown = Pick<DemoTown, 'orgs' | 'accounts'>;

export type Meeting = {
  daysAgo: number;
  by: string;
  kind: MeetingKind;
  org: string;
  title: string;
  agenda: string;
  minutes: string;
  question: string;
  tellers: readonly [string, string];
};

/** A meeting with one secret ballot, from plan to closed record; gives the vote. */
export async function decide(ctx: Ctx, town: DecidingTown, meeting: Meeting): Promise<string> {
  const { by, daysAgo } = meeting;
  const then = onDay(ctx, daysAgo, by);
  const { id } = await planMeeting(onDay(ctx, daysAgo + 5, by), {
    orgId: idOf(town, meeting.org),
    kind: meeting.kind,
    title: meeting.title,
    place: '会议室',
    plannedOn: then.today,
    startsAt: '15:00',
    agenda: [meeting.agenda],
  });
  await beginMeeting(then, { id, version: (await viewMeeting(then, id)).version, heldOn: then.today });
  const begun = await viewMeeting(then, id);
  await tapAttendance(then, {
    id,
    taps: begun.attendees.map((one) => ({
      attendeeId: one.id,
      tappedAt: then.now.toString(),
      status: 'present' as const,
    })),
  });
  for (const item of begun.items)
    await writeMinutes(then, {
      id,
      itemId: item.id,
      version: item.version,
      minutes: meeting.minutes,
    });
  const { voteId } = await openVote(then, { id, question: meeting.question, mode: 'paper' });
  const papers = begun.attendees.filter((one) => one.votes).length;
  for (const username of meeting.tellers)
    await handInSheet(asTeller(then, town, username), {
      voteId,
      count: {
        issued: papers,
        returned: papers,
        unreturned: 0,
        valid: papers,
        invalid: 0,
        yes: papers - 1,
        no: 0,
        abstain: 1,
      },
    });
  const { version } = await viewMeeting(then, id);
  await closeMeeting(then, { id, version, host: by, recorder: by });
  return voteId;
}

/** Tellers count apart, each on the own account. */
function asTeller(ctx: Ctx, town: DecidingTown, username: string): Ctx {
  const accountId = town.accounts.get(username);
  if (!accountId) throw new Error(`the demo has no account ${username}`);
  const name = ctx.actor.name;
  return {
    ...ctx,
    actor: {
      kind: 'person',
      accountId,
      personId: null,
      name,
      grants: [],
      sessionId: 'demo',
      provenUntil: null,
    },
  };
}

export function idOf(town: Pick<DemoTown, 'orgs'>, shortName: string): string {
  const id = town.orgs.get(shortName);
  if (!id) throw new Error(`the demo has no ${shortName}`);
  return id;
}

/** A day before the demo's, written as dates are: `2026-07-01`; a negative number gives one to come. */
export function dayOf(ctx: Ctx, daysAgo: number): string {
  return ctx.today.subtract({ days: daysAgo }).toString();
}

/** Noon of that day, in somebody's name. */
export function onDay(ctx: Ctx, daysAgo: number, by: string): Ctx {
  const today = ctx.today.subtract({ days: daysAgo });
  const now = today.toZonedDateTime({ timeZone, plainTime: '12:00' }).toInstant();
  return { ...ctx, today, now, actor: { kind: 'system', name: by } };
}
