/** What whoever is called is asked to vote on, and what was studied: read from the own places on lists, never the own voice. */
import { sql } from 'kysely';
import { withinPaths, type Ctx } from '../../kernel/ctx.ts';
import type { ReplyOf } from '../../kernel/http/contract.ts';
import { nameOf } from '../organizations/facade.ts';
import { studyKinds } from './choices.ts';
import type { ownMeetingsApi } from './own-api.ts';
import { ownPlaces, pathsOf } from './own-meetings.ts';

type OwnVotes = ReplyOf<typeof ownMeetingsApi.listOwnVotes>;
type OwnStudy = ReplyOf<typeof ownMeetingsApi.listOwnStudy>;

/** Decisions shown; older ones stand in the records of their meetings. */
const recent = 20;
const pageSize = 20;

/** Questions put to the vote now, meetings to come with their agenda, and what was decided; only where the reader has a vote. */
export async function listOwnVotes(ctx: Ctx): Promise<OwnVotes> {
  const places = (await ownPlaces(ctx)).filter((place) => place.votes);
  const meetingIds = places.map((place) => place.meetingId);
  return withinPaths(ctx, pathsOf(places), async (inner): Promise<OwnVotes> => {
    const { rows: votes } = await sql<VoteRow>`
      select v.id, v.question, v.mode, v.passed, m.id as "meetingId", m.title as "meetingTitle", m.org_id as "orgId",
        coalesce(m.held_on, m.planned_on) as "on"
      from meeting_votes v join meetings m on m.id = v.meeting_id
      where m.id = any(${meetingIds}::uuid[])
        and (v.state = 'open' and m.state = 'held' or v.state = 'decided' and m.state = 'closed')
      order by v.state = 'decided', coalesce(m.held_on, m.planned_on) desc, v.opened_at
      limit ${recent}
    `.execute(inner.tx);
    const { rows: coming } = await sql<ComingRow>`
      select m.id, m.title, m.org_id as "orgId", m.planned_on as "on",
        coalesce((select array_agg(i.title order by i.position) from meeting_items i where i.meeting_id = m.id), '{}')
          as agenda
      from meetings m
      where m.id = any(${meetingIds}::uuid[]) and m.state = 'called'
      order by m.planned_on, m.id limit ${recent}
    `.execute(inner.tx);
    const names = await nameOf(
      inner,
      [...votes, ...coming].map((row) => row.orgId),
      inner.today,
    );
    const named = <Row extends { orgId: string; on: Temporal.PlainDate }>({ orgId, on, ...row }: Row) => ({
      ...row,
      on: on.toString(),
      orgName: names.get(orgId)?.shortName ?? '',
    });
    const open = votes.filter((vote) => vote.passed === null).map(named);
    const decided = votes.filter((vote) => vote.passed !== null).map(named);
    return { open, coming: coming.map(named), decided };
  });
}

type VoteRow = {
  id: string;
  question: string;
  mode: OwnVotes['open'][number]['mode'];
  passed: boolean | null;
  meetingId: string;
  meetingTitle: string;
  orgId: string;
  on: Temporal.PlainDate;
};

type ComingRow = { id: string; title: string; orgId: string; on: Temporal.PlainDate; agenda: string[] };

/** Lessons, theme days and life meetings whose record is closed, each with how the own place is marked; nothing is added up. */
export async function listOwnStudy(ctx: Ctx, { page }: { page: number }): Promise<OwnStudy> {
  const places = await ownPlaces(ctx);
  const statusOf = new Map(places.map((place) => [place.meetingId, place.status]));
  return withinPaths(ctx, pathsOf(places), async (inner): Promise<OwnStudy> => {
    const { rows } = await sql<StudyRow>`
      select m.id, m.title, m.kind, m.org_id as "orgId", m.held_on as "on",
        coalesce((select array_agg(i.title order by i.position) from meeting_items i where i.meeting_id = m.id), '{}')
          as agenda, count(*) over () as total
      from meetings m
      where m.id = any(${places.map((place) => place.meetingId)}::uuid[]) and m.state = 'closed'
        and m.kind = any(${[...studyKinds]}::text[])
      order by m.held_on desc, m.id offset ${(page - 1) * pageSize} limit ${pageSize}
    `.execute(inner.tx);
    const names = await nameOf(
      inner,
      rows.map((row) => row.orgId),
      inner.today,
    );
    return {
      rows: rows.map(({ orgId, on, total: _total, ...row }) => ({
        ...row,
        on: on.toString(),
        orgName: names.get(orgId)?.shortName ?? '',
        status: statusOf.get(row.id) ?? 'unknown',
      })),
      total: rows[0]?.total ?? 0,
    };
  });
}

type StudyRow = ComingRow & { kind: (typeof studyKinds)[number]; total: number };
