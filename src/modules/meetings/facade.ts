/** What other modules may ask of meetings. Acts run under the caller's own permission and scope. */
import { sql } from 'kysely';
import { dayOf, type Ctx } from '../../kernel/ctx.ts';
import type { Turnout } from '../../kernel/ballot/threshold.ts';
import { localValues } from '../../kernel/parameters.ts';
import type { Reason } from '../../kernel/refusal.ts';
import { lifeKinds, type MeetingKind, type MeetingState, type VoteMode } from './choices.ts';
import { reasonNotToVote, ruleOf, turnoutOf, type Electorate, type VoteCounts } from './rules.ts';
import { factsOf } from './facts.ts';
import { meetingParameters } from './rulebook.ts';
import * as store from './store.ts';

export { planMeeting, type Plan } from './actions.ts';
export { addBodyMember, endBodyMember } from './bodies.ts';
export { kindKeys as meetingKinds, type MeetingKind, type MeetingState } from './choices.ts';

/** `toldOn`: when those who should come were told; `recordedOn`: when the record was closed. */
export type MeetingSummary = {
  id: string;
  orgId: string;
  orgPath: string;
  kind: MeetingKind;
  title: string;
  state: MeetingState;
  plannedOn: Temporal.PlainDate;
  heldOn: Temporal.PlainDate | undefined;
  toldOn: Temporal.PlainDate | undefined;
  recordedOn: Temporal.PlainDate | undefined;
  place: string;
  host: string | undefined;
  recorder: string | undefined;
  /** Where it opens in the staff app. */
  path: string;
};

/** One decision with its meeting; `counts` for the sum, `turnout` by unit as when the record stands now. */
export type Decision = {
  id: string;
  meeting: MeetingSummary;
  question: string;
  mode: VoteMode;
  state: 'open' | 'decided' | 'void';
  /** Only a decision of a closed record counts. */
  final: boolean;
  passed: boolean | undefined;
  electorate: Electorate | undefined;
  counts: VoteCounts | undefined;
  turnout: Turnout;
  cites: string | undefined;
  arithmetic: Record<string, string | number> | undefined;
};

/** One meeting; refuses `not_found` outside the scope. */
export async function getMeeting(ctx: Ctx, id: string): Promise<MeetingSummary> {
  return summaryOf(await store.getMeeting(ctx, id));
}

/** Who came to a meeting, guests apart, and why the quorum of a kind was not reached with them. */
export type Gathering = { meeting: MeetingSummary; present: number; noQuorum: Reason | undefined };

/** One meeting's attendance, judged as if it were of `judgedAs`: some occasions decide nothing and name no quorum themselves. */
export async function gatheringOf(ctx: Ctx, id: string, judgedAs: MeetingKind): Promise<Gathering> {
  const meeting = await store.getMeeting(ctx, id);
  const { attendees, heldOn } = await factsOf(ctx, meeting);
  const rule = ruleOf(judgedAs, heldOn, await localValues(ctx, meetingParameters, meeting.orgPath));
  return {
    meeting: summaryOf(meeting),
    present: attendees.filter((one) => !one.guest && one.status === 'present').length,
    noQuorum: reasonNotToVote(judgedAs, rule, turnoutOf(judgedAs, attendees, undefined)),
  };
}

/** Meetings of these kinds that one organization has held since a day, the newest first; at most 30. */
export async function heldMeetings(
  ctx: Ctx,
  orgId: string,
  { kinds, since }: { kinds: readonly MeetingKind[]; since: Temporal.PlainDate },
): Promise<MeetingSummary[]> {
  const { rows } = await sql<{ id: string }>`
    select id from meetings
    where org_id = ${orgId} and org_path <@ any(${ctx.scope}::ltree[]) and kind = any(${[...kinds]}::text[])
      and state in ('held', 'closed') and held_on >= ${since}::date
    order by held_on desc, id limit 30
  `.execute(ctx.tx);
  const meetings: MeetingSummary[] = [];
  for (const { id } of rows) meetings.push(summaryOf(await store.getMeeting(ctx, id)));
  return meetings;
}

/** Who sits today in the Party groups at or below an organization. */
export function listGroupSeats(ctx: Ctx, { orgPath }: { orgPath: string }): Promise<store.BodyMemberRow[]> {
  return store.listBodyMembers(ctx, { paths: [orgPath], bodies: ['party_group'], on: ctx.today });
}

/** How somebody was marked at one meeting whose record is closed. */
export type Attended = {
  personId: string;
  meetingId: string;
  title: string;
  on: Temporal.PlainDate;
  present: boolean;
};

/** Of the closed records of one organization between two days: who was to come, and who did; the excused are left out. */
export async function attendanceBetween(
  ctx: Ctx,
  orgId: string,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<Attended[]> {
  const { rows } = await sql<Attended>`
    select a.person_id as "personId", m.id as "meetingId", m.title, m.held_on as "on", a.status = 'present' as present
    from meetings m join meeting_attendees a on a.meeting_id = m.id
    where m.org_id = ${orgId} and m.org_path <@ any(${ctx.scope}::ltree[]) and m.state = 'closed'
      and m.held_on between ${from}::date and ${to}::date
      and a.person_id is not null and not a.guest and a.status in ('present', 'absent')
      and m.kind = any(${[...lifeKinds]}::text[])
    order by m.held_on, m.id
  `.execute(ctx.tx);
  return rows;
}

/** One decision; refuses `not_found` outside the scope. */
export async function decisionOf(ctx: Ctx, decisionId: string): Promise<Decision> {
  const vote = await store.getVote(ctx, decisionId);
  return withMeeting(ctx, vote, await store.getMeeting(ctx, vote.meetingId));
}

/** Who counted the papers of a decision apart, by name; nobody where no papers were used. */
export async function tellersOf(ctx: Ctx, decisionId: string): Promise<string[]> {
  const vote = await store.getVote(ctx, decisionId);
  const sheets = await store.listSheets(ctx, [vote.id]);
  return sheets.filter((sheet) => sheet.round === vote.round).map((sheet) => sheet.tellerName);
}

/** Decisions taken in one meeting, in the order in which they were put. */
export async function decisionsIn(ctx: Ctx, meetingId: string): Promise<Decision[]> {
  const meeting = await store.getMeeting(ctx, meetingId);
  const votes = await store.listVotes(ctx, meetingId);
  return Promise.all(votes.map((vote) => withMeeting(ctx, vote, meeting)));
}

/** Decisions of closed records of these kinds at or below an organization, held since a day, the newest first; at most 50. */
export async function finalDecisionsUnder(
  ctx: Ctx,
  orgPath: string,
  { kinds, since }: { kinds: readonly MeetingKind[]; since: Temporal.PlainDate },
): Promise<Decision[]> {
  const { rows } = await sql<{ id: string }>`
    select v.id from meeting_votes v join meetings m on m.id = v.meeting_id
    where m.org_path <@ ${orgPath}::ltree and m.org_path <@ any(${ctx.scope}::ltree[])
      and m.kind = any(${[...kinds]}::text[]) and m.state = 'closed' and m.held_on >= ${since}::date and v.state = 'decided'
    order by m.held_on desc, v.id limit 50
  `.execute(ctx.tx);
  const decisions: Decision[] = [];
  for (const { id } of rows) decisions.push(await decisionOf(ctx, id));
  return decisions;
}

/** Those of the decisions that count no more: their record was annulled or their vote is void. */
export async function decisionsWithoutEffect(
  ctx: Ctx,
  decisionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (decisionIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select v.id from meeting_votes v join meetings m on m.id = v.meeting_id
    where v.id = any(${[...decisionIds]}::uuid[]) and (m.state <> 'closed' or v.state <> 'decided')
  `.execute(ctx.tx);
  return new Set(rows.map((row) => row.id));
}

/** Meetings about a record of another module, the newest first. */
export async function meetingsFor(
  ctx: Ctx,
  subject: { type: string; id: string },
): Promise<MeetingSummary[]> {
  const { rows } = await sql<{ id: string }>`
    select s.meeting_id as id from meeting_subjects s
    where s.subject_type = ${subject.type} and s.subject_id = ${subject.id}
      and s.org_path <@ any(${ctx.scope}::ltree[])
  `.execute(ctx.tx);
  const meetings: MeetingSummary[] = [];
  for (const { id } of rows) meetings.push(summaryOf(await store.getMeeting(ctx, id)));
  return meetings.sort((a, b) => Temporal.PlainDate.compare(b.plannedOn, a.plannedOn));
}

/**
 * Who stayed away from every meeting of organization life since the last one attended or excused, at or below the paths:
 * the first day missed in that row. A fact of the records, never a judgement.
 */
export async function unbrokenAbsences(
  ctx: Ctx,
  paths: readonly string[],
): Promise<{ personId: string; since: Temporal.PlainDate }[]> {
  const { rows } = await sql<{ personId: string; since: Temporal.PlainDate }>`
    with seen as (
      select a.person_id, m.held_on, a.status
      from meeting_attendees a join meetings m on m.id = a.meeting_id
      where m.state = 'closed' and m.kind = any(${[...lifeKinds]}::text[]) and m.org_path <@ any(${[...paths]}::ltree[])
        and m.held_on > ${ctx.today.subtract({ years: 2 })}::date and a.person_id is not null and a.status <> 'unknown'
    ), last as (
      select person_id, max(held_on) filter (where status <> 'absent') as on_day from seen group by person_id
    )
    select s.person_id as "personId", min(s.held_on) as since
    from seen s join last l on l.person_id = s.person_id
    where s.status = 'absent' and (l.on_day is null or s.held_on > l.on_day)
    group by s.person_id
  `.execute(ctx.tx);
  return rows;
}

/** Makes a meeting one about a record of another module. */
export async function attachMeeting(
  ctx: Ctx,
  meetingId: string,
  subject: { type: string; id: string },
): Promise<void> {
  await store.attachSubject(ctx, await store.getMeeting(ctx, meetingId, 'share'), subject);
}

function summaryOf(meeting: store.MeetingRow): MeetingSummary {
  return {
    id: meeting.id,
    orgId: meeting.orgId,
    orgPath: meeting.orgPath,
    kind: meeting.kind,
    title: meeting.title,
    state: meeting.state,
    plannedOn: meeting.plannedOn,
    heldOn: meeting.heldOn ?? undefined,
    toldOn: meeting.toldOn ?? meeting.calledOn ?? undefined,
    recordedOn: meeting.closedAt ? dayOf(meeting.closedAt) : undefined,
    place: meeting.place,
    host: meeting.host ?? undefined,
    recorder: meeting.recorder ?? undefined,
    path: `/meetings/${meeting.id}`,
  };
}

async function withMeeting(ctx: Ctx, vote: store.VoteRow, meeting: store.MeetingRow): Promise<Decision> {
  const { turnout } = await factsOf(ctx, meeting);
  return {
    id: vote.id,
    meeting: summaryOf(meeting),
    question: vote.question,
    mode: vote.mode,
    state: vote.state,
    final: vote.state === 'decided' && meeting.state === 'closed',
    passed: vote.passed ?? undefined,
    electorate: vote.electorate ?? undefined,
    counts: vote.counts ?? undefined,
    turnout,
    cites: vote.verdict?.cites,
    arithmetic: vote.verdict?.arithmetic,
  };
}
