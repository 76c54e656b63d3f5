/** Read models of meetings: list, one meeting as one task list, what can be planned, what a teller sees. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { reconcile } from '../../kernel/ballot/paper-count.ts';
import type { Verdict } from '../../kernel/ballot/threshold.ts';
import { accountOf, dayOf, isInScope, requireInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import type { ReasonView } from '../../kernel/http/answers.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { listReached } from '../../kernel/notice/notify.ts';
import { localValuesAt } from '../../kernel/parameters.ts';
import { explain, targetOf } from '../../kernel/procedure/procedure.ts';
import type { Reason } from '../../kernel/refusal.ts';
import { reasonNotToCount } from '../../kernel/ballot/paper-count.ts';
import { getOrganization, listBelow, nameOf } from '../organizations/facade.ts';
import { answerKey, standingAnswers, viewOfAnswer } from './answers.ts';
import type { meetingLine, meetingsApi, MeetingView } from './api.ts';
import type { ReplyOf, RequestOf } from '../../kernel/http/contract.ts';
import { dueDayOf } from './cadence.ts';
import { factsOf, holdsAt } from './facts.ts';
import { recordsOn } from './figures.ts';
import { carriedOver, followUpsOf } from './follow-ups.ts';
import { bodies, kindKeys, kindRow, kinds, type MeetingKind } from './choices.ts';
import { shownIds } from './papers.ts';
import { meetingProcedure } from './procedure.ts';
import { meetingParameters } from './rulebook.ts';
import { noticeBinds, quorumOf, reasonNotToVote, ruleOf, shortNotice } from './rules.ts';
import * as store from './store.ts';

export const pageSize = 20;

type Line = z.infer<typeof meetingLine>;

type LineRow = Omit<Line, 'on' | 'recordedOn' | 'orgName'> & {
  on: Temporal.PlainDate;
  closedAt: Temporal.Instant | null;
  total: number;
};

/** One page of the meetings in scope, the newest day first. */
export async function listMeetings(
  ctx: Ctx,
  input: RequestOf<typeof meetingsApi.listMeetings>,
): Promise<ReplyOf<typeof meetingsApi.listMeetings>> {
  let paths = ctx.scope;
  if (input.org) {
    const org = await getOrganization(ctx, input.org);
    requireInScope(ctx, org.path);
    paths = [org.path];
  }
  const day = sql`coalesce(m.held_on, m.planned_on)`;
  const first = input.month ? Temporal.PlainDate.from(`${input.month}-01`) : undefined;
  const asOf = input.stoodOn ? Temporal.PlainDate.from(input.stoodOn) : undefined;
  const words = input.q ? `%${input.q.replaceAll(/[\\%_]/gu, (char) => `\\${char}`)}%` : undefined;
  const { rows } = await sql<LineRow>`
    with page as (
      select m.*, count(*) over () as total from meetings m
      where m.org_path <@ any(${paths}::ltree[])
        ${first ? sql`and ${day} >= ${first} and ${day} < ${first.add({ months: 1 })}` : sql``}
        ${input.kind ? sql`and m.kind = ${input.kind}` : sql``}
        ${input.state ? sql`and m.state = ${input.state}` : sql``}
        ${words ? sql`and m.title like ${words}` : sql``}
        ${asOf ? sql`and ${recordsOn({ paths, asOf }, kindKeys)}` : sql``}
      order by ${day} desc, m.id desc
      offset ${(input.page - 1) * pageSize} limit ${pageSize}
    )
    select m.id, m.org_id as "orgId", m.kind, m.title, m.place, ${day} as "on", m.starts_at as "startsAt", m.state,
      m.closed_at as "closedAt", m.total,
      (select count(*) from meeting_attendees a where a.meeting_id = m.id and a.status = 'present' and not a.guest) as present,
      (select count(*) from meeting_attendees a where a.meeting_id = m.id and not a.guest) as "shouldCome"
    from page m order by "on" desc, m.id desc
  `.execute(ctx.tx);
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  return {
    rows: rows.map(({ on, closedAt, ...row }) => ({
      ...row,
      orgName: names.get(row.orgId)?.shortName ?? '',
      on: on.toString(),
      recordedOn: closedAt && dayOf(closedAt).toString(),
    })),
    total: rows[0]?.total ?? 0,
    mayPlan: scopeUnder(ctx, 'meetings.manage').length > 0,
  };
}

/** What can be planned at which organization, with the place and hour of last time. */
export async function planOptions(ctx: Ctx): Promise<ReplyOf<typeof meetingsApi.planOptions>> {
  const holders = new Set<string>(kinds.flatMap((row) => [...row.at]));
  const orgs = await listBelow(ctx, ctx.scope, [...holders]);
  const { rows: last } = await sql<{ orgId: string; kind: string; place: string; startsAt: string }>`
    select distinct on (org_id, kind) org_id as "orgId", kind, place, starts_at as "startsAt" from meetings
    where org_path <@ any(${ctx.scope}::ltree[]) and state <> 'cancelled'
    order by org_id, kind, planned_on desc, id desc
  `.execute(ctx.tx);
  const latest = new Map(last.map((row) => [`${row.orgId} ${row.kind}`, row]));
  const paths = orgs.map((org) => org.path);
  const local = await localValuesAt(ctx, meetingParameters, paths);
  return {
    today: ctx.today.toString(),
    organizations: orgs.map((org) => ({
      id: org.id,
      name: org.shortName,
      kinds: kinds
        .filter((row) => (row.at as readonly string[]).includes(org.kind))
        .map(({ key }) => {
          const rule = ruleOf(key, ctx.today, local.get(org.path) ?? {});
          const before = latest.get(`${org.id} ${key}`);
          return {
            kind: key,
            lastPlace: before?.place ?? null,
            lastStartsAt: before?.startsAt ?? null,
            noticeDays: rule.notice?.value.days ?? null,
            noticeBinds: noticeBinds(rule),
            cites: rule.notice?.source ?? rule.source,
          };
        }),
    })),
  };
}

/** One meeting as its page shows it. */
export async function viewMeeting(ctx: Ctx, id: string): Promise<MeetingView> {
  const meeting = await store.getMeeting(ctx, id);
  const facts = await factsOf(ctx, meeting);
  const items = await store.listItems(ctx, id);
  const attendees = await store.listAttendees(ctx, id);
  const { rule } = facts;
  const quorum = quorumOf(rule, facts.turnout);
  const holds = holdsAt(ctx, meeting.orgPath);
  const words = (reason: Reason): ReasonView => reasonViewOf(reason, ctx.services.translate[ctx.locale]);
  const explained = explain(meetingProcedure, meeting.state, facts, holds);
  const here = meetingProcedure.moves.filter((move) => move.from.includes(meeting.state));
  const against = meeting.state === 'held' ? reasonNotToVote(meeting.kind, rule, facts.turnout) : undefined;
  const reminder = meeting.state === 'planned' ? shortNotice(rule, ctx.today, meeting.plannedOn) : undefined;
  const names = await nameOf(ctx, [meeting.orgId], facts.heldOn);
  const recordedOn = meeting.closedAt && dayOf(meeting.closedAt);
  const dueOn = dueDayOf(meeting.kind, facts.heldOn);
  const corrections = await store.listCorrections(ctx, id);
  const answers = await standingAnswers(ctx, [id]);
  return {
    id,
    version: meeting.version,
    org: { id: meeting.orgId, name: names.get(meeting.orgId)?.shortName ?? '' },
    kind: meeting.kind,
    title: meeting.title,
    place: meeting.place,
    state: meeting.state,
    stateReason: meeting.stateReason,
    plannedOn: meeting.plannedOn.toString(),
    startsAt: meeting.startsAt,
    calledOn: iso(meeting.calledOn),
    toldOn: iso(meeting.toldOn),
    heldOn: iso(meeting.heldOn),
    recordedOn: iso(recordedOn),
    dueOn: iso(dueOn),
    lateness:
      recordedOn && dueOn ? (Temporal.PlainDate.compare(recordedOn, dueOn) > 0 ? 'recorded' : 'none') : null,
    host: meeting.host,
    recorder: meeting.recorder,
    closedBy: meeting.closedByName,
    rule: {
      cites: rule.source,
      certainty: rule.certainty,
      noticeDays: rule.notice?.value.days ?? null,
      noticeBinds: noticeBinds(rule),
      quorumFor: rule.quorumFor,
      mayDecide: kindRow(meeting.kind).mayDecide,
    },
    reminders: reminder && !noticeBinds(rule) ? [words(reminder)] : [],
    items,
    attendees: attendees.map((one) => ({
      id: one.id,
      name: one.name,
      votes: one.votes,
      guest: one.guest,
      status: one.status,
      reason: one.reason,
      by: one.tappedByName,
      announced: viewOfAnswer(one.personId ? answers.get(answerKey(id, one.personId)) : undefined),
    })),
    heads: headsOf(meeting.kind, meeting.turnout),
    quorum: quorum
      ? {
          met: quorum.met,
          alternatives: quorum.alternatives.map((one) => comparisonOf(one.unit, one)),
        }
      : null,
    mayVote: {
      now: meeting.state === 'held' && !against && holds('meetings.manage'),
      because: against ? [words(against)] : [],
    },
    votes: await votesOf(ctx, id),
    corrections: corrections.map((row) => ({ ...row, at: row.at.toString() })),
    subjects: await store.listSubjects(ctx, id),
    followUps: await followUpsOf(ctx, id),
    carriedOver: await carriedOver(ctx, meeting),
    moves: here.map((move) => {
      const view = explained.moves.find((candidate) => candidate.move === move.key);
      return {
        move: move.key,
        to: targetOf(move, meeting.state),
        available: view?.available ?? false,
        because: (view?.because ?? []).map(words),
      };
    }),
    told: await toldOf(ctx, meeting, attendees),
    papers: [...(await shownIds(ctx, id))],
    may: { manage: holds('meetings.manage'), count: holds('meetings.count') },
  };
}

function iso(day: Temporal.PlainDate | null | undefined): string | null {
  return day?.toString() ?? null;
}

function headsOf(kind: MeetingKind, turnout: store.MeetingRow['turnout']): MeetingView['heads'] {
  const { electorate } = kindRow(kind);
  if (electorate.of !== 'counted') return [];
  return electorate.units.map((unit) => ({ unit, ...(turnout?.[unit] ?? { eligible: 0, present: 0 }) }));
}

type Comparison = NonNullable<MeetingView['quorum']>['alternatives'][number];

function comparisonOf(unit: string, verdict: Verdict): Comparison {
  const { base, num, den, operatorKey } = verdict.arithmetic;
  return {
    unit,
    met: verdict.passed,
    have: verdict.have,
    needed: verdict.needed,
    base: Number(base),
    num: Number(num),
    den: Number(den),
    operator: operatorKey === 'ballot.operator.atLeast' ? 'atLeast' : 'moreThan',
  };
}

/** As judged when the vote was decided: the stored arithmetic, not today's. */
function storedComparison(vote: store.VoteRow): Comparison | null {
  if (!vote.verdict || vote.passed === null) return null;
  const { arithmetic } = vote.verdict;
  const unit = String(arithmetic['ofKey'] ?? '').replace(/^ballot\.count\./u, '');
  return comparisonOf(unit, {
    passed: vote.passed,
    have: Number(arithmetic['have']),
    needed: Number(arithmetic['needed']),
    arithmetic,
  });
}

async function votesOf(ctx: Ctx, meetingId: string): Promise<MeetingView['votes']> {
  const votes = await store.listVotes(ctx, meetingId);
  const ids = votes.map((vote) => vote.id);
  const named = await store.listNamedVotes(ctx, ids);
  const sheets = await store.listSheets(ctx, ids);
  return votes.map((vote) => {
    const round = sheets.filter((sheet) => sheet.voteId === vote.id && sheet.round === vote.round);
    return {
      id: vote.id,
      itemId: vote.itemId,
      question: vote.question,
      mode: vote.mode,
      state: vote.state,
      electorate: vote.electorate,
      counts: vote.counts,
      passed: vote.passed,
      comparison: storedComparison(vote),
      cites: vote.verdict?.cites ?? null,
      voidReason: vote.voidReason,
      named: named
        .filter((one) => one.voteId === vote.id)
        .map(({ attendeeId, choice }) => ({ attendeeId, choice })),
      tellers: round.map((sheet) => sheet.tellerName),
      paperState: vote.mode === 'paper' ? paperStateOf(vote, round) : null,
    };
  });
}

function paperStateOf(
  vote: store.VoteRow,
  round: store.SheetRow[],
): 'waiting' | 'third_needed' | 'recount' | 'agreed' {
  if (vote.state === 'decided') return 'agreed';
  if (vote.round > 1 && round.length === 0) return 'recount';
  return reconcile(round).kind;
}

async function toldOf(
  ctx: Ctx,
  meeting: store.MeetingRow,
  attendees: store.AttendeeRow[],
): Promise<MeetingView['told']> {
  if (meeting.state === 'planned') return { reached: 0, opened: 0, onPaper: 0 };
  const reached = await listReached(ctx, { type: 'meeting', id: meeting.id });
  const people = new Map(reached.map((one) => [one.accountId, one]));
  const listed = attendees.filter((one) => !one.guest).length;
  return {
    reached: people.size,
    opened: [...people.values()].filter((one) => one.readAt !== null).length,
    onPaper: Math.max(0, listed - people.size),
  };
}

/** What a teller sees. Nobody's figures but the own, until two agree. */
export async function viewCount(ctx: Ctx, voteId: string): Promise<ReplyOf<typeof meetingsApi.getCount>> {
  const vote = await store.getVote(ctx, voteId);
  const meeting = await store.getMeeting(ctx, vote.meetingId);
  const sheets = (await store.listSheets(ctx, [vote.id])).filter((sheet) => sheet.round === vote.round);
  const account = accountOf(ctx) ?? '';
  const against = vote.state === 'open' ? reasonNotToCount(sheets, account) : undefined;
  const names = await nameOf(ctx, [meeting.orgId], ctx.today);
  const { counts } = vote;
  const paper = paperStateOf(vote, sheets);
  return {
    voteId: vote.id,
    meetingId: meeting.id,
    orgName: names.get(meeting.orgId)?.shortName ?? '',
    title: meeting.title,
    question: vote.question,
    state: vote.state === 'void' ? 'void' : paper === 'agreed' ? 'decided' : paper,
    round: vote.round,
    sheets: sheets.length,
    because: against ? [reasonViewOf(against, ctx.services.translate[ctx.locale])] : [],
    own: sheets.find((sheet) => sheet.teller === account)?.count ?? null,
    result:
      vote.state === 'decided' && counts?.papers && vote.passed !== null
        ? {
            count: { ...counts.papers, yes: counts.yes, no: counts.no, abstain: counts.abstain },
            passed: vote.passed,
          }
        : null,
    mayOpenMeeting: isInScope(scopeUnder(ctx, 'meetings.read'), meeting.orgPath),
  };
}

/** Rosters of the bodies in scope: present seats first. */
export async function listBodies(
  ctx: Ctx,
  input: RequestOf<typeof meetingsApi.listBodies>,
): Promise<ReplyOf<typeof meetingsApi.listBodies>> {
  let paths = ctx.scope;
  if (input.org) {
    const org = await getOrganization(ctx, input.org);
    requireInScope(ctx, org.path);
    paths = [org.path];
  }
  const everyone = await store.listBodyMembers(ctx, { paths, bodies: input.body ? [input.body] : bodies });
  const found = everyone.filter((one) => !input.q || one.name.includes(input.q));
  const open = found.filter((one) => one.to === null || Temporal.PlainDate.compare(one.to, ctx.today) >= 0);
  const sorted = [...open, ...found.filter((one) => !open.includes(one))];
  const from = (input.page - 1) * pageSize;
  const names = await nameOf(
    ctx,
    sorted.map((one) => one.orgId),
    ctx.today,
  );
  return {
    rows: sorted.slice(from, from + pageSize).map(({ personId, ...one }) => ({
      ...one,
      orgName: names.get(one.orgId)?.shortName ?? '',
      isMember: personId !== null,
      from: one.from.toString(),
      to: iso(one.to),
    })),
    total: sorted.length,
    mayManage: scopeUnder(ctx, 'meetings.manage').length > 0,
  };
}
