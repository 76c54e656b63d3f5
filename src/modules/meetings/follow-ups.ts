/** What follows from a meeting: who carries it out until when, what was reported, what the next meeting hears of. */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import {
  withinPaths,
  dayOf,
  isInScope,
  scopeUnder,
  timeZone,
  underPermission,
  type Ctx,
} from '../../kernel/ctx.ts';
import type { ReplyOf, RequestOf } from '../../kernel/http/contract.ts';
import { accountsOfPersons, notify } from '../../kernel/notice/notify.ts';
import { Refusal, stale } from '../../kernel/refusal.ts';
import { getOrganization } from '../organizations/facade.ts';
import { requireOpenRecord } from './actions.ts';
import {
  changeFollowUp,
  findOwnPlace,
  insertFollowUp,
  lockFollowUp,
  selectFollowUps,
  type FollowUpRow,
} from './follow-up-store.ts';
import type { followUpsApi } from './follow-ups-api.ts';
import * as store from './store.ts';

const pageSize = 20;

export type FollowUpView = ReplyOf<typeof followUpsApi.getFollowUp>;

/** Gives a task of the meeting to somebody on its list. Refuses a day before the meeting, and a record that never was. */
export async function giveFollowUp(
  ctx: Ctx,
  input: RequestOf<typeof followUpsApi.giveFollowUp>,
): Promise<{ followUpId: string }> {
  const meeting = await store.getMeeting(ctx, input.id, 'share');
  requireOpenRecord(meeting, ['held', 'closed']);
  const attendees = await store.listAttendees(ctx, meeting.id);
  const who = attendees.find((one) => one.id === input.attendeeId);
  if (!who) throw new Refusal('not_found', { status: 404, field: 'attendeeId' });
  const dueOn = Temporal.PlainDate.from(input.dueOn);
  const heldOn = meeting.heldOn ?? meeting.plannedOn;
  if (Temporal.PlainDate.compare(dueOn, heldOn) < 0)
    throw new Refusal('meetings.due_before_meeting', { params: { on: heldOn.toString() }, field: 'dueOn' });
  if (input.voteId) {
    const votes = await store.listVotes(ctx, meeting.id);
    const vote = votes.find((one) => one.id === input.voteId);
    if (!vote) throw new Refusal('not_found', { status: 404, field: 'voteId' });
    if (!vote.passed || vote.state !== 'decided')
      throw new Refusal('meetings.follows_from_nothing', {
        params: { question: vote.question },
        field: 'voteId',
      });
  }
  const followUpId = await insertFollowUp(ctx, meeting, {
    voteId: input.voteId ?? null,
    task: input.task,
    personId: who.personId,
    responsible: who.name,
    dueOn,
  });
  await record(ctx, {
    event: 'meetings.follow_up_given',
    org: { id: meeting.orgId, path: meeting.orgPath },
    subject: { type: 'meeting', id: meeting.id },
    after: { followUp: followUpId, task: input.task, dueOn: input.dueOn },
  });
  const accounts = await accountsOfPersons(ctx, who.personId ? [who.personId] : []);
  await notify(ctx, [...accounts.values()], {
    key: 'meetings.follow_up_given',
    openParams: { on: input.dueOn },
    params: { task: input.task, title: meeting.title },
    path: `/follow-ups/${followUpId}`,
  });
  return { followUpId };
}

/** Says that it is done. Refuses a day to come or before the meeting, and what is not open any more. */
export async function reportFollowUp(
  ctx: Ctx,
  input: { id: string; version: number; report: string; doneOn: string },
): Promise<FollowUpView> {
  return atFollowUp(ctx, input.id, 'write', async (inner, row) => {
    const doneOn = Temporal.PlainDate.from(input.doneOn);
    requireOpenTask(row, input.version, { report: input.report, doneOn: input.doneOn });
    if (Temporal.PlainDate.compare(doneOn, inner.today) > 0)
      throw new Refusal('meetings.day_to_come', { params: { on: input.doneOn }, field: 'doneOn' });
    if (Temporal.PlainDate.compare(doneOn, row.heldOn) < 0)
      throw new Refusal('meetings.due_before_meeting', {
        params: { on: row.heldOn.toString() },
        field: 'doneOn',
      });
    await changeFollowUp(inner, row.id, { state: 'done', report: input.report, done_on: doneOn });
    await recordChange(inner, row, 'meetings.follow_up_reported', { doneOn: input.doneOn });
    return viewById(inner, row.id);
  });
}

/** Says that it need not be done any more; it stays readable with the reason. */
export async function dropFollowUp(
  ctx: Ctx,
  input: { id: string; version: number; reason: string },
): Promise<FollowUpView> {
  await lockFollowUp(ctx, input.id);
  const row = await getRow(ctx, input.id);
  requireOpenTask(row, input.version, {});
  await changeFollowUp(ctx, row.id, { state: 'dropped', dropped_because: input.reason });
  await recordChange(ctx, row, 'meetings.follow_up_dropped', { reason: input.reason });
  return viewById(ctx, row.id);
}

export async function viewFollowUp(ctx: Ctx, id: string): Promise<FollowUpView> {
  return atFollowUp(ctx, id, 'read', async (inner, row) => viewOf(inner, row));
}

/** One page of the tasks in scope: the open first, the soonest due on top. */
export async function listFollowUps(
  ctx: Ctx,
  input: RequestOf<typeof followUpsApi.listFollowUps>,
): Promise<ReplyOf<typeof followUpsApi.listFollowUps>> {
  const org = input.org ? await getOrganization(ctx, input.org) : undefined;
  const words = input.q ? `%${input.q.replaceAll(/[\\%_]/gu, (char) => `\\${char}`)}%` : undefined;
  const state =
    input.state === 'late'
      ? sql<boolean>`f.state = 'open' and f.due_on < ${ctx.today}::date`
      : input.state
        ? sql<boolean>`f.state = ${input.state}`
        : sql<boolean>`true`;
  const rows = await selectFollowUps(
    ctx,
    sql<boolean>`${state}
      ${org ? sql`and f.org_path <@ ${org.path}::ltree` : sql``}
      ${words ? sql`and (f.task like ${words} or f.responsible like ${words})` : sql``}`,
    { offset: (input.page - 1) * pageSize, limit: pageSize },
  );
  return { rows: rows.map((row) => viewOf(ctx, row)), total: rows[0]?.total ?? 0 };
}

/** Tasks of one meeting. */
export async function followUpsOf(ctx: Ctx, meetingId: string): Promise<FollowUpView[]> {
  const rows = await selectFollowUps(ctx, sql<boolean>`f.meeting_id = ${meetingId}`, all);
  return rows.map((row) => viewOf(ctx, row));
}

/** What earlier closed meetings of the same body left open on the day of this one. */
export async function carriedOver(ctx: Ctx, meeting: store.MeetingRow): Promise<FollowUpView[]> {
  const day = meeting.heldOn ?? meeting.plannedOn;
  const rows = await selectFollowUps(
    ctx,
    sql<boolean>`m.org_id = ${meeting.orgId} and m.kind = ${meeting.kind} and m.id <> ${meeting.id}
      and m.state = 'closed' and m.held_on < ${day}::date
      and (f.done_on is null or f.done_on >= ${day}::date)
      and (f.dropped_at is null or f.dropped_at >= ${day.toZonedDateTime(timeZone).toInstant()})`,
    all,
  );
  return rows.map((row) => viewOf(ctx, row));
}

const all = { offset: 0, limit: 100 };

/** Finds a task of one's own, or one in the scope of the meetings that one may read (`read`) or keeps (`write`). */
export async function atFollowUp<T>(
  ctx: Ctx,
  id: string,
  how: 'read' | 'write',
  work: (ctx: Ctx, row: FollowUpRow) => Promise<T>,
): Promise<T> {
  const locked = async (inner: Ctx): Promise<T> => {
    if (how === 'write') await lockFollowUp(inner, id);
    return work(inner, await getRow(inner, id));
  };
  const own = await findOwnPlace(ctx, id);
  if (own) return withinPaths(ctx, [own.orgPath], locked);
  const permission = how === 'write' ? 'meetings.manage' : 'meetings.read';
  const done = await underPermission(ctx, permission, async (inner) => ({ result: await locked(inner) }));
  if (!done) throw new Refusal('not_found', { status: 404 });
  return done.result;
}

async function getRow(ctx: Ctx, id: string): Promise<FollowUpRow> {
  const [row] = await selectFollowUps(ctx, sql<boolean>`f.id = ${id}`, all);
  if (!row) throw new Refusal('not_found', { status: 404 });
  return row;
}

async function viewById(ctx: Ctx, id: string): Promise<FollowUpView> {
  return viewOf(ctx, await getRow(ctx, id));
}

function requireOpenTask(row: FollowUpRow, version: number, yours: Record<string, string>): void {
  if (row.state !== 'open')
    throw new Refusal('meetings.follow_up_not_open', {
      status: 409,
      params: { stateKey: `meetings.follow_up.${row.state}`, by: row.reportedByName ?? '' },
    });
  if (row.version !== version)
    throw stale({
      yours,
      theirs: { report: row.report, doneOn: row.doneOn?.toString() ?? null, version: row.version },
    });
}

async function recordChange(
  ctx: Ctx,
  row: FollowUpRow,
  event: string,
  after: Record<string, string>,
): Promise<void> {
  await record(ctx, {
    event,
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'meeting', id: row.meetingId },
    before: { state: row.state },
    after: { followUp: row.id, ...after },
  });
}

function viewOf(ctx: Ctx, row: FollowUpRow): FollowUpView {
  const holds = (permission: string): boolean => isInScope(scopeUnder(ctx, permission), row.orgPath);
  const isMine = ctx.actor.kind === 'person' && row.personId !== null && ctx.actor.personId === row.personId;
  const open = row.state === 'open';
  return {
    id: row.id,
    version: row.version,
    task: row.task,
    responsible: row.responsible,
    dueOn: row.dueOn.toString(),
    state: row.state,
    late: Temporal.PlainDate.compare(row.doneOn ?? ctx.today, row.dueOn) > 0 && row.state !== 'dropped',
    decision: row.decision,
    meeting: {
      id: row.meetingId,
      title: row.meetingTitle,
      on: row.heldOn.toString(),
      orgName: row.orgName,
    },
    report: row.report,
    doneOn: row.doneOn?.toString() ?? null,
    reportedOn: row.reportedAt && dayOf(row.reportedAt).toString(),
    reportedBy: row.reportedByName,
    droppedBecause: row.droppedBecause,
    may: {
      report: open && (isMine || holds('meetings.manage')),
      drop: open && holds('meetings.manage'),
      open: holds('meetings.read'),
    },
  };
}
