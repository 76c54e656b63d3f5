/** Meetings as those see them who are called: found by the own place on the list, wherever they are held. */
import { sql } from 'kysely';
import { withinPaths, isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { openAttachment } from '../../kernel/files/attachments.ts';
import type { ReplyOf } from '../../kernel/http/contract.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import type { Download } from '../../kernel/http/bind.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { nameOf } from '../organizations/facade.ts';
import { answerCall, answerKey, reasonNotToAnswer, standingAnswers, viewOfAnswer } from './answers.ts';
import type { Attendance } from './choices.ts';
import type { ownMeetingsApi } from './own-api.ts';
import { listPapers, ownerOf } from './papers.ts';
import * as store from './store.ts';

const pageSize = 20;

type OwnView = ReplyOf<typeof ownMeetingsApi.getOwnMeeting>;
type OwnLine = ReplyOf<typeof ownMeetingsApi.listOwnMeetings>['rows'][number];

type Place = {
  meetingId: string;
  orgPath: string;
  personId: string;
  votes: boolean;
  status: Attendance;
  reason: string | null;
};

/** The own calls: what is to come first, the soonest on top; then what is past, the newest on top. */
export async function listOwnMeetings(
  ctx: Ctx,
  { page }: { page: number },
): Promise<ReplyOf<typeof ownMeetingsApi.listOwnMeetings>> {
  const places = await ownPlaces(ctx);
  const rows = await withinPaths(ctx, pathsOf(places), async (inner) => {
    const found = await sql<LineRow>`
      select m.id, m.title, m.kind, m.org_id as "orgId", coalesce(m.held_on, m.planned_on) as "on",
        m.starts_at as "startsAt", m.place, m.state, count(*) over () as total
      from meetings m
      where m.id = any(${places.map((one) => one.meetingId)}::uuid[]) and m.state <> 'planned'
      order by m.state <> 'called',
        case when m.state = 'called' then m.planned_on end,
        coalesce(m.held_on, m.planned_on) desc, m.id
      offset ${(page - 1) * pageSize} limit ${pageSize}
    `.execute(inner.tx);
    return linesOf(inner, found.rows, places);
  });
  return {
    rows: rows.lines,
    total: rows.total,
    isMember: ctx.actor.kind === 'person' && ctx.actor.personId !== null,
  };
}

type LineRow = Omit<OwnLine, 'on' | 'orgName' | 'status' | 'answer'> & {
  orgId: string;
  on: Temporal.PlainDate;
  total: number;
};

async function linesOf(
  ctx: Ctx,
  rows: LineRow[],
  places: Place[],
): Promise<{ lines: OwnLine[]; total: number }> {
  const answers = await standingAnswers(
    ctx,
    rows.map((row) => row.id),
  );
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  const placeOf = new Map(places.map((one) => [one.meetingId, one]));
  const lines = rows.map(({ orgId, on, ...row }) => {
    const place = placeOf.get(row.id);
    return {
      ...row,
      on: on.toString(),
      orgName: names.get(orgId)?.shortName ?? '',
      status: place?.status ?? 'unknown',
      answer: viewOfAnswer(place && answers.get(answerKey(row.id, place.personId))),
    };
  });
  return { lines, total: rows[0]?.total ?? 0 };
}

/** One meeting of the own calls; refuses `not_found` for any other, and for one that nobody has been called to yet. */
export async function viewOwnMeeting(ctx: Ctx, id: string): Promise<OwnView> {
  return atOwnPlace(ctx, id, (inner, { meeting, place }) => viewOf(inner, meeting, place));
}

/** Keeps the answer and gives the meeting as it then stands. */
export async function answerOwnCall(
  ctx: Ctx,
  input: { id: string; coming: boolean; reason?: string | undefined },
): Promise<OwnView> {
  return atOwnPlace(ctx, input.id, async (inner, { place }) => {
    const meeting = await store.getMeeting(inner, input.id, 'share');
    await answerCall(inner, meeting, {
      personId: place.personId,
      coming: input.coming,
      reason: input.reason ?? '',
    });
    return viewOf(inner, meeting, place);
  });
}

/** A paper that is shown to those who are called; any other file of the meeting is not found. */
export async function openOwnPaper(
  ctx: Ctx,
  input: { id: string; fileId: string; show: boolean },
): Promise<Download> {
  return atOwnPlace(ctx, input.id, async (inner, { meeting }) => {
    const papers = await listPapers(inner, meeting);
    if (!papers.some((paper) => paper.id === input.fileId)) throw new Refusal('not_found', { status: 404 });
    return openAttachment(inner, ownerOf(meeting), input.fileId, { show: input.show });
  });
}

async function atOwnPlace<T>(
  ctx: Ctx,
  id: string,
  work: (ctx: Ctx, own: { meeting: store.MeetingRow; place: Place }) => Promise<T>,
): Promise<T> {
  const [place] = await ownPlaces(ctx, id);
  if (!place) throw new Refusal('not_found', { status: 404 });
  return withinPaths(ctx, [place.orgPath], async (inner) => {
    const meeting = await store.getMeeting(inner, id);
    if (meeting.state === 'planned' && !meeting.calledOn) throw new Refusal('not_found', { status: 404 });
    return work(inner, { meeting, place });
  });
}

/** The own places on lists of those who should come. */
export async function ownPlaces(ctx: Ctx, meetingId?: string): Promise<Place[]> {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  if (!personId) return [];
  const rows = await ctx.tx
    .selectFrom('meeting_attendees')
    .select(['meeting_id as meetingId', 'org_path as orgPath', 'votes', 'status', 'reason'])
    .where('person_id', '=', personId)
    .$if(meetingId !== undefined, (query) => query.where('meeting_id', '=', meetingId ?? ''))
    .execute();
  return rows.map((row) => ({ ...row, personId, status: row.status as Attendance })); // held by a check constraint
}

export function pathsOf(places: readonly { orgPath: string }[]): string[] {
  return [...new Set(places.map((one) => one.orgPath))];
}

async function viewOf(ctx: Ctx, meeting: store.MeetingRow, place: Place): Promise<OwnView> {
  const closed = meeting.state === 'closed';
  const items = await store.listItems(ctx, meeting.id);
  const names = await nameOf(ctx, [meeting.orgId], meeting.heldOn ?? meeting.plannedOn);
  const answers = await standingAnswers(ctx, [meeting.id]);
  const against = reasonNotToAnswer(meeting, ctx.today);
  return {
    id: meeting.id,
    title: meeting.title,
    kind: meeting.kind,
    orgName: names.get(meeting.orgId)?.shortName ?? '',
    on: (meeting.heldOn ?? meeting.plannedOn).toString(),
    startsAt: meeting.startsAt,
    place: meeting.place,
    state: meeting.state,
    stateReason: meeting.stateReason,
    status: place.status,
    reason: place.reason,
    votes: place.votes,
    answer: viewOfAnswer(answers.get(answerKey(meeting.id, place.personId))),
    agenda: items.map(({ id, title, minutes }) => ({ id, title, minutes: closed ? minutes : null })),
    papers: await listPapers(ctx, meeting),
    mayAnswer: {
      now: !against,
      because: against ? [reasonViewOf(against, ctx.services.translate[ctx.locale])] : [],
    },
    record: closed ? await recordOf(ctx, meeting) : null,
    mayManage: isInScope(scopeUnder(ctx, 'meetings.read'), meeting.orgPath),
  };
}

/** What a closed record says to those who were called: how many came, what was decided; nobody's own voice or absence. */
async function recordOf(ctx: Ctx, meeting: store.MeetingRow): Promise<OwnView['record']> {
  const attendees = (await store.listAttendees(ctx, meeting.id)).filter((one) => !one.guest);
  const votes = await store.listVotes(ctx, meeting.id);
  const corrections = await store.listCorrections(ctx, meeting.id);
  return {
    host: meeting.host ?? '',
    recorder: meeting.recorder ?? '',
    present: attendees.filter((one) => one.status === 'present').length,
    shouldCome: attendees.length,
    decisions: votes.flatMap(({ id, question, mode, passed, counts, state }) =>
      state === 'decided' && counts && passed !== null
        ? [{ id, question, mode, passed, yes: counts.yes, no: counts.no, abstain: counts.abstain }]
        : [],
    ),
    corrections: corrections.map(({ id, text, at }) => ({ id, text, at: at.toString() })),
  };
}
