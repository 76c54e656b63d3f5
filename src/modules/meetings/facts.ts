/** Gathers what the procedure looks at. */
import type { Ctx } from '../../kernel/ctx.ts';
import { isInScope, scopeUnder } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import type { MeetingFacts } from './procedure.ts';
import { meetingParameters } from './rulebook.ts';
import { ruleOf, turnoutOf } from './rules.ts';
import { listAttendees, listItems, listVotes, type MeetingRow } from './store.ts';

export async function factsOf(
  ctx: Ctx,
  meeting: MeetingRow,
  given: { heldOn?: Temporal.PlainDate; toldOn?: Temporal.PlainDate; host?: string; recorder?: string } = {},
): Promise<MeetingFacts> {
  const items = await listItems(ctx, meeting.id);
  const attendees = await listAttendees(ctx, meeting.id);
  const votes = await listVotes(ctx, meeting.id);
  const heldOn = given.heldOn ?? meeting.heldOn ?? meeting.plannedOn;
  const local = await localValues(ctx, meetingParameters, meeting.orgPath);
  return {
    today: ctx.today,
    kind: meeting.kind,
    rule: ruleOf(meeting.kind, heldOn, local),
    heldOn,
    toldOn: given.toldOn ?? meeting.toldOn ?? meeting.calledOn ?? undefined,
    host: given.host ?? meeting.host ?? '',
    recorder: given.recorder ?? meeting.recorder ?? '',
    items,
    attendees,
    turnout: turnoutOf(meeting.kind, attendees, meeting.turnout ?? undefined),
    votes: votes.map(({ question, state, counts, passed }) => ({
      question,
      state,
      counts: counts ?? undefined,
      passed: passed ?? undefined,
    })),
  };
}

/** Whether the actor holds a permission at the meeting's organization. */
export function holdsAt(ctx: Ctx, orgPath: string): (permission: string) => boolean {
  return (permission) => isInScope(scopeUnder(ctx, permission), orgPath);
}
