/** SQL on the tables of meetings. */
import { sql } from 'kysely';
import type { PaperCount, TellerSheet } from '../../kernel/ballot/paper-count.ts';
import type { Turnout } from '../../kernel/ballot/threshold.ts';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Attendance, Body, Choice, MeetingKind, MeetingState, VoteMode } from './choices.ts';
import type { Electorate, VoteCounts } from './rules.ts';

export type MeetingRow = {
  id: string;
  orgId: string;
  orgPath: string;
  kind: MeetingKind;
  title: string;
  place: string;
  plannedOn: Temporal.PlainDate;
  startsAt: string;
  state: MeetingState;
  calledOn: Temporal.PlainDate | null;
  toldOn: Temporal.PlainDate | null;
  heldOn: Temporal.PlainDate | null;
  host: string | null;
  recorder: string | null;
  turnout: Turnout | null;
  stateReason: string | null;
  closedAt: Temporal.Instant | null;
  closedByName: string | null;
  version: number;
};

const columns = [
  'id',
  'org_id as orgId',
  'org_path as orgPath',
  'kind',
  'title',
  'place',
  'planned_on as plannedOn',
  'starts_at as startsAt',
  'state',
  'called_on as calledOn',
  'told_on as toldOn',
  'held_on as heldOn',
  'host',
  'recorder',
  'turnout',
  'state_reason as stateReason',
  'closed_at as closedAt',
  'closed_by_name as closedByName',
  'version',
] as const;

/**
 * A meeting in the act's scope; refuses `not_found`. `update` keeps every other writer out until the act ends,
 * `share` lets several write rows below it (taps, sheets) while nobody closes it.
 */
export async function getMeeting(ctx: Ctx, id: string, how?: 'update' | 'share'): Promise<MeetingRow> {
  const query = ctx.tx
    .selectFrom('meetings')
    .select(columns)
    .where('id', '=', id)
    .where(sql<boolean>`org_path <@ any(${ctx.scope}::ltree[])`);
  const locked = how === 'update' ? query.forUpdate() : how === 'share' ? query.forShare() : query;
  const row = await locked.executeTakeFirst();
  if (!row) throw new Refusal('not_found', { status: 404 });
  return row as MeetingRow; // kind and state are written by us alone, from the tables in choices.ts
}

export type NewMeeting = Pick<
  MeetingRow,
  'id' | 'orgId' | 'orgPath' | 'kind' | 'title' | 'place' | 'plannedOn' | 'startsAt'
>;

export async function insertMeeting(ctx: Ctx, row: NewMeeting): Promise<void> {
  await ctx.tx
    .insertInto('meetings')
    .values({
      id: row.id,
      org_id: row.orgId,
      org_path: row.orgPath,
      kind: row.kind,
      title: row.title,
      place: row.place,
      planned_on: row.plannedOn,
      starts_at: row.startsAt,
      state: 'planned',
      created_at: ctx.now,
      created_by: accountOf(ctx),
    })
    .execute();
}

export type MeetingChange = Partial<{
  title: string;
  place: string;
  planned_on: Temporal.PlainDate;
  starts_at: string;
  called_on: Temporal.PlainDate | null;
  told_on: Temporal.PlainDate | null;
  held_on: Temporal.PlainDate;
  host: string;
  recorder: string;
  turnout: string;
  state_reason: string | null;
  closed_at: Temporal.Instant;
  closed_by: string | null;
  closed_by_name: string;
  annulled_at: Temporal.Instant;
}>;

/** Moves the meeting; false when it is no longer in one of the states `from`. */
export async function moveMeeting(
  ctx: Ctx,
  id: string,
  move: { from: readonly MeetingState[]; to: MeetingState; change: MeetingChange },
): Promise<boolean> {
  const moved = await ctx.tx
    .updateTable('meetings')
    .set({ ...move.change, state: move.to, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .where('state', 'in', [...move.from])
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

export async function changeMeeting(ctx: Ctx, id: string, change: MeetingChange): Promise<void> {
  await ctx.tx
    .updateTable('meetings')
    .set({ ...change, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
}

export type ItemRow = { id: string; title: string; minutes: string; version: number };

export async function listItems(ctx: Ctx, meetingId: string): Promise<ItemRow[]> {
  return ctx.tx
    .selectFrom('meeting_items')
    .select(['id', 'title', 'minutes', 'version'])
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .execute();
}

export async function insertItems(ctx: Ctx, meeting: NewMeeting, titles: readonly string[]): Promise<void> {
  if (titles.length === 0) return;
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(position), 0) as last from meeting_items where meeting_id = ${meeting.id}
  `.execute(ctx.tx);
  const last = rows[0]?.last ?? 0;
  await ctx.tx
    .insertInto('meeting_items')
    .values(
      titles.map((title, i) => ({
        meeting_id: meeting.id,
        org_path: meeting.orgPath,
        position: last + i + 1,
        title,
      })),
    )
    .execute();
}

/** Writes the minutes of one item; undefined when its version has moved. */
export async function writeMinutes(
  ctx: Ctx,
  item: { meetingId: string; id: string; version: number },
  minutes: string,
): Promise<number | undefined> {
  const row = await ctx.tx
    .updateTable('meeting_items')
    .set({ minutes, version: sql<number>`version + 1` })
    .where('id', '=', item.id)
    .where('meeting_id', '=', item.meetingId)
    .where('version', '=', item.version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

export type AttendeeRow = {
  id: string;
  personId: string | null;
  seatId: string | null;
  name: string;
  votes: boolean;
  guest: boolean;
  status: Attendance;
  reason: string | null;
  tappedByName: string | null;
};

export async function listAttendees(ctx: Ctx, meetingId: string): Promise<AttendeeRow[]> {
  const rows = await ctx.tx
    .selectFrom('meeting_attendees')
    .select([
      'id',
      'person_id as personId',
      'seat_id as seatId',
      'name',
      'votes',
      'guest',
      'status',
      'reason',
      'tapped_by_name as tappedByName',
    ])
    .where('meeting_id', '=', meetingId)
    .orderBy('guest')
    .orderBy('votes', 'desc')
    .orderBy(sql`name collate "C"`)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, status: row.status as Attendance })); // held by a check constraint
}

export type Seat = { personId: string | null; seatId: string | null; name: string; votes: boolean };

/** Makes the list of those who should come equal to `seats`; who was already marked stays as marked. */
export async function seat(
  ctx: Ctx,
  meeting: Pick<MeetingRow, 'id' | 'orgPath'>,
  seats: Seat[],
): Promise<void> {
  const known = await listAttendees(ctx, meeting.id);
  const same = (a: { personId: string | null; seatId: string | null }, b: Seat): boolean =>
    a.personId ? a.personId === b.personId : a.seatId !== null && a.seatId === b.seatId;
  const gone = known.filter(
    (one) => !one.guest && one.status === 'unknown' && !seats.some((wanted) => same(one, wanted)),
  );
  if (gone.length > 0)
    await ctx.tx
      .deleteFrom('meeting_attendees')
      .where(
        'id',
        'in',
        gone.map((one) => one.id),
      )
      .execute();
  for (const one of known) {
    const wanted = seats.find((candidate) => same(one, candidate));
    if (!wanted || wanted.votes === one.votes) continue;
    await ctx.tx
      .updateTable('meeting_attendees')
      .set({ votes: wanted.votes })
      .where('id', '=', one.id)
      .execute();
  }
  const fresh = seats.filter((wanted) => !known.some((one) => same(one, wanted)));
  if (fresh.length === 0) return;
  await ctx.tx
    .insertInto('meeting_attendees')
    .values(
      fresh.map((one) => ({
        meeting_id: meeting.id,
        org_path: meeting.orgPath,
        person_id: one.personId,
        seat_id: one.seatId,
        name: one.name,
        votes: one.votes,
        guest: false,
      })),
    )
    .execute();
}

export async function insertGuest(
  ctx: Ctx,
  meeting: Pick<MeetingRow, 'id' | 'orgPath'>,
  name: string,
): Promise<void> {
  await ctx.tx
    .insertInto('meeting_attendees')
    .values({
      meeting_id: meeting.id,
      org_path: meeting.orgPath,
      name,
      votes: false,
      guest: true,
      status: 'present',
      tapped_at: ctx.now,
      tapped_by_name: ctx.actor.name,
    })
    .execute();
}

export type Tap = {
  attendeeId: string;
  status: Exclude<Attendance, 'unknown'>;
  reason: string | null;
  tappedAt: Temporal.Instant;
};

/** Keeps every tap and lets the latest one stand, whichever phone's arrives last; false when nobody has that id here. */
export async function tap(ctx: Ctx, meeting: Pick<MeetingRow, 'id' | 'orgPath'>, one: Tap): Promise<boolean> {
  const attendee = await ctx.tx
    .selectFrom('meeting_attendees')
    .select('id')
    .where('id', '=', one.attendeeId)
    .where('meeting_id', '=', meeting.id)
    .forUpdate()
    .executeTakeFirst();
  if (!attendee) return false;
  await ctx.tx
    .insertInto('meeting_taps')
    .values({
      meeting_id: meeting.id,
      attendee_id: attendee.id,
      org_path: meeting.orgPath,
      status: one.status,
      reason: one.reason,
      tapped_at: one.tappedAt,
      received_at: ctx.now,
      account_id: accountOf(ctx),
      account_name: ctx.actor.name,
    })
    .execute();
  await ctx.tx
    .updateTable('meeting_attendees')
    .set({
      status: one.status,
      reason: one.reason,
      tapped_at: one.tappedAt,
      tapped_by_name: ctx.actor.name,
    })
    .where('id', '=', attendee.id)
    .where((eb) => eb.or([eb('tapped_at', 'is', null), eb('tapped_at', '<=', one.tappedAt)]))
    .execute();
  return true;
}

export type VoteRow = {
  id: string;
  meetingId: string;
  itemId: string | null;
  orgPath: string;
  question: string;
  mode: VoteMode;
  state: 'open' | 'decided' | 'void';
  round: number;
  electorate: Electorate | null;
  counts: VoteCounts | null;
  passed: boolean | null;
  /** `cites` and the numbers of the sentence, as judged then. */
  verdict: { cites: string; certainty: string; arithmetic: Record<string, string | number> } | null;
  voidReason: string | null;
  decidedAt: Temporal.Instant | null;
};

const voteColumns = [
  'id',
  'meeting_id as meetingId',
  'item_id as itemId',
  'org_path as orgPath',
  'question',
  'mode',
  'state',
  'round',
  'electorate',
  'counts',
  'passed',
  'verdict',
  'void_reason as voidReason',
  'decided_at as decidedAt',
] as const;

export async function listVotes(ctx: Ctx, meetingId: string): Promise<VoteRow[]> {
  const rows = await ctx.tx
    .selectFrom('meeting_votes')
    .select(voteColumns)
    .where('meeting_id', '=', meetingId)
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row as unknown as VoteRow); // json columns are written by us alone, from these types
}

/** A vote in the act's scope; refuses `not_found`. Locked, it has one writer at a time. */
export async function getVote(ctx: Ctx, id: string, how?: 'update'): Promise<VoteRow> {
  const query = ctx.tx
    .selectFrom('meeting_votes')
    .select(voteColumns)
    .where('id', '=', id)
    .where(sql<boolean>`org_path <@ any(${ctx.scope}::ltree[])`);
  const row = await (how ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { status: 404 });
  return row as unknown as VoteRow; // see listVotes
}

export async function insertVote(
  ctx: Ctx,
  meeting: MeetingRow,
  vote: { itemId: string | null; question: string; mode: VoteMode },
): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('meeting_votes')
    .values({
      meeting_id: meeting.id,
      item_id: vote.itemId,
      org_path: meeting.orgPath,
      question: vote.question,
      mode: vote.mode,
      state: 'open',
      opened_at: ctx.now,
      opened_by: accountOf(ctx),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function decideVote(
  ctx: Ctx,
  id: string,
  outcome: {
    electorate: Electorate;
    counts: VoteCounts;
    passed: boolean;
    verdict: NonNullable<VoteRow['verdict']>;
  },
): Promise<void> {
  await ctx.tx
    .updateTable('meeting_votes')
    .set({
      state: 'decided',
      electorate: JSON.stringify(outcome.electorate),
      counts: JSON.stringify(outcome.counts),
      passed: outcome.passed,
      verdict: JSON.stringify(outcome.verdict),
      decided_at: ctx.now,
    })
    .where('id', '=', id)
    .execute();
}

export async function voidVote(ctx: Ctx, id: string, reason: string): Promise<void> {
  await ctx.tx
    .updateTable('meeting_votes')
    .set({ state: 'void', void_reason: reason })
    .where('id', '=', id)
    .execute();
}

export async function nextRound(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx
    .updateTable('meeting_votes')
    .set({ round: sql<number>`round + 1` })
    .where('id', '=', id)
    .execute();
}

export async function insertNamedVotes(
  ctx: Ctx,
  vote: VoteRow,
  cast: readonly { attendeeId: string; choice: Choice }[],
): Promise<void> {
  if (cast.length === 0) return;
  await ctx.tx
    .insertInto('meeting_named_votes')
    .values(
      cast.map((one) => ({
        vote_id: vote.id,
        attendee_id: one.attendeeId,
        org_path: vote.orgPath,
        choice: one.choice,
      })),
    )
    .execute();
}

export async function listNamedVotes(
  ctx: Ctx,
  voteIds: readonly string[],
): Promise<{ voteId: string; attendeeId: string; choice: Choice }[]> {
  if (voteIds.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('meeting_named_votes')
    .select(['vote_id as voteId', 'attendee_id as attendeeId', 'choice'])
    .where('vote_id', 'in', [...voteIds])
    .execute();
  return rows.map((row) => ({ ...row, choice: row.choice as Choice })); // held by a check constraint
}

export type SheetRow = TellerSheet & { voteId: string; round: number; tellerName: string };

export async function listSheets(ctx: Ctx, voteIds: readonly string[]): Promise<SheetRow[]> {
  if (voteIds.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('meeting_teller_sheets')
    .select(['vote_id as voteId', 'round', 'teller', 'teller_name as tellerName', 'count'])
    .where('vote_id', 'in', [...voteIds])
    .orderBy('vote_id')
    .orderBy('round')
    .orderBy('place')
    .execute();
  return rows.map((row) => ({ ...row, count: row.count as unknown as PaperCount })); // written by us alone
}

export async function insertSheet(
  ctx: Ctx,
  vote: VoteRow,
  sheet: { teller: string; count: PaperCount; place: number },
): Promise<void> {
  await ctx.tx
    .insertInto('meeting_teller_sheets')
    .values({
      vote_id: vote.id,
      round: vote.round,
      teller: sheet.teller,
      teller_name: ctx.actor.name,
      org_path: vote.orgPath,
      place: sheet.place,
      count: JSON.stringify(sheet.count),
      handed_in_at: ctx.now,
    })
    .execute();
}

export type CorrectionRow = { id: string; text: string; reason: string; at: Temporal.Instant; by: string };

export async function listCorrections(ctx: Ctx, meetingId: string): Promise<CorrectionRow[]> {
  return ctx.tx
    .selectFrom('meeting_corrections')
    .select(['id', 'text', 'reason', 'at', 'by_name as by'])
    .where('meeting_id', '=', meetingId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export async function insertCorrection(
  ctx: Ctx,
  meeting: MeetingRow,
  correction: { text: string; reason: string },
): Promise<void> {
  await ctx.tx
    .insertInto('meeting_corrections')
    .values({
      meeting_id: meeting.id,
      org_path: meeting.orgPath,
      ...correction,
      at: ctx.now,
      by_account: accountOf(ctx),
      by_name: ctx.actor.name,
    })
    .execute();
}

export async function attachSubject(
  ctx: Ctx,
  meeting: Pick<MeetingRow, 'id' | 'orgPath'>,
  subject: { type: string; id: string },
): Promise<void> {
  await ctx.tx
    .insertInto('meeting_subjects')
    .values({
      meeting_id: meeting.id,
      org_path: meeting.orgPath,
      subject_type: subject.type,
      subject_id: subject.id,
    })
    .onConflict((on) => on.doNothing())
    .execute();
}

export async function listSubjects(ctx: Ctx, meetingId: string): Promise<{ type: string; id: string }[]> {
  return ctx.tx
    .selectFrom('meeting_subjects')
    .select(['subject_type as type', 'subject_id as id'])
    .where('meeting_id', '=', meetingId)
    .execute();
}

export type BodyMemberRow = {
  id: string;
  orgId: string;
  body: Body;
  name: string;
  personId: string | null;
  household: string;
  sex: 'male' | 'female' | null;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate | null;
};

/** Who sits in these bodies at or below the paths on a day; without a day, everyone who ever did. */
export async function listBodyMembers(
  ctx: Ctx,
  where: { paths: readonly string[]; bodies: readonly Body[]; on?: Temporal.PlainDate },
): Promise<BodyMemberRow[]> {
  const { rows } = await sql<BodyMemberRow>`
    select id, org_id as "orgId", body, name, person_id as "personId", household, sex,
      lower(valid) as "from", upper(valid) - 1 as "to"
    from body_members
    where org_path <@ any(${[...where.paths]}::ltree[]) and body = any(${[...where.bodies]})
      ${where.on ? sql`and valid @> ${where.on}::date` : sql``}
    order by body, name collate "C", lower(valid)
  `.execute(ctx.tx);
  return rows;
}

export async function insertBodyMember(
  ctx: Ctx,
  org: { id: string; path: string },
  seat: Omit<BodyMemberRow, 'id' | 'orgId' | 'to'>,
): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('body_members')
    .values({
      org_id: org.id,
      org_path: org.path,
      body: seat.body,
      name: seat.name,
      person_id: seat.personId,
      household: seat.household,
      sex: seat.sex,
      valid: `[${seat.from.toString()},)`,
      created_at: ctx.now,
      created_by: accountOf(ctx),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Ends a seat with `lastDay`; undefined when there is no open seat with that id in scope. */
export async function endBodyMember(
  ctx: Ctx,
  id: string,
  lastDay: Temporal.PlainDate,
): Promise<{ orgId: string; orgPath: string; name: string; body: string } | undefined> {
  return ctx.tx
    .updateTable('body_members')
    .set({ valid: sql<string>`daterange(lower(valid), ${lastDay}::date + 1)` })
    .where('id', '=', id)
    .where(sql<boolean>`upper_inf(valid) and lower(valid) <= ${lastDay}::date`)
    .where(sql<boolean>`org_path <@ any(${ctx.scope}::ltree[])`)
    .returning(['org_id as orgId', 'org_path as orgPath', 'name', 'body'])
    .executeTakeFirst();
}
