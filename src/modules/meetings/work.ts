/** What waits for those who run meetings, and for tellers. */
import { sql, type RawBuilder } from 'kysely';
import { accountOf, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { selectFollowUps, type FollowUpRow } from './follow-up-store.ts';
import { ownPlaces, pathsOf } from './own-meetings.ts';

/** What waits up to the meeting's day, and after it, by its state. */
const beforehand = { planned: 'call', called: 'begin' } as const;
const afterwards = { planned: 'record', called: 'record', held: 'close_record' } as const;

/** Meetings whose day has come and whose record is still open, and planned ones that nobody has called. */
const openMeetings: WorkSource = {
  permission: 'meetings.manage',
  async list(ctx) {
    const { rows } = await sql<{
      id: string;
      title: string;
      state: 'planned' | 'called' | 'held';
      on: Temporal.PlainDate;
      orgName: string;
      orgPath: string;
      kind: string;
    }>`
      select m.id, m.title, m.state, m.kind, m.org_path as "orgPath", coalesce(m.held_on, m.planned_on) as "on", n.short_name as "orgName"
      from meetings m
      join organization_names n on n.org_id = m.org_id and n.valid @> ${ctx.today}::date
      where m.state in ('planned', 'called', 'held') and m.org_path <@ any(${ctx.scope}::ltree[])
        and (m.state <> 'called' or m.planned_on <= ${ctx.today})
      order by "on" limit 100
    `.execute(ctx.tx);
    return rows.map((row) => {
      const isPast = Temporal.PlainDate.compare(row.on, ctx.today) < 0;
      const key = isPast || row.state === 'held' ? afterwards[row.state] : beforehand[row.state];
      return {
        key: `meetings.${key}`,
        params: { title: row.title },
        path: `/meetings/${row.id}`,
        orgName: row.orgName,
        dueOn: row.on,
        late: isPast,
        waitsFor: isRunByMe(ctx, row) ? 'me' : 'role.village_secretary',
      };
    });
  },
};

/** Paper counts that await a sheet of somebody who has not counted yet. */
const openCounts: WorkSource = {
  permission: 'meetings.count',
  async list(ctx) {
    const account = accountOf(ctx);
    const { rows } = await sql<{
      id: string;
      question: string;
      on: Temporal.PlainDate;
      orgName: string;
      orgPath: string;
    }>`
      select v.id, v.question, m.org_path as "orgPath", m.held_on as "on", n.short_name as "orgName"
      from meeting_votes v
      join meetings m on m.id = v.meeting_id and m.state = 'held'
      join organization_names n on n.org_id = m.org_id and n.valid @> ${ctx.today}::date
      where v.state = 'open' and v.mode = 'paper' and v.org_path <@ any(${ctx.scope}::ltree[])
        and not exists (
          select from meeting_teller_sheets s
          where s.vote_id = v.id and s.round = v.round and s.teller = ${account}::uuid
        )
      order by v.opened_at limit 50
    `.execute(ctx.tx);
    const near = rows.filter((row) => isOfMyVillage(ctx, row.orgPath));
    return near.map((row) => ({
      key: 'meetings.count',
      params: { question: row.question },
      path: `/meetings/counts/${row.id}`,
      orgName: row.orgName,
      dueOn: row.on,
      late: false,
      waitsFor: 'me',
    }));
  },
};

/** Calls that the person has not answered yet. */
const openCalls: WorkSource = {
  permission: 'signed_in',
  async list(ctx) {
    const places = await ownPlaces(ctx);
    return withinPaths(ctx, pathsOf(places), async (inner) => {
      const { rows } = await sql<{ id: string; title: string; on: Temporal.PlainDate; orgName: string }>`
        select m.id, m.title, m.planned_on as "on", n.short_name as "orgName"
        from meetings m
        join organization_names n on n.org_id = m.org_id and n.valid @> ${ctx.today}::date
        where m.id = any(${places.map((one) => one.meetingId)}::uuid[])
          and m.state = 'called' and m.planned_on >= ${ctx.today}
          and not exists (
            select from meeting_answers a
            where a.meeting_id = m.id and a.for_day = m.planned_on and a.person_id = ${places[0]?.personId ?? null}::uuid
          )
        order by m.planned_on limit 50
      `.execute(inner.tx);
      return rows.map((row) => ({
        key: 'meetings.answer_call',
        params: { title: row.title },
        path: `/own-meetings/${row.id}`,
        orgName: row.orgName,
        dueOn: row.on,
        late: false,
        waitsFor: 'me',
      }));
    });
  },
};

/** Tasks from closed meetings that the person carries out. */
const ownFollowUps: WorkSource = {
  permission: 'signed_in',
  async list(ctx) {
    const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    if (!personId) return [];
    const own = await ctx.tx
      .selectFrom('meeting_follow_ups')
      .select('org_path as orgPath')
      .where('person_id', '=', personId)
      .where('state', '=', 'open')
      .execute();
    return withinPaths(ctx, pathsOf(own), (inner) =>
      followUpItems(inner, sql<boolean>`f.person_id = ${personId}::uuid`, () => 'me'),
    );
  },
};

/** Tasks of others in one's meetings that are late, or of whoever has no account and is reported for. */
const othersFollowUps: WorkSource = {
  permission: 'meetings.manage',
  list(ctx) {
    const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    const others = sql<boolean>`f.person_id is distinct from ${personId}::uuid and (
      f.due_on < ${ctx.today} or not exists (
        select from accounts a where a.person_id = f.person_id and a.disabled_at is null
      ))`;
    return followUpItems(ctx, others, (row) =>
      isOfMyVillage(ctx, row.orgPath) ? 'me' : 'role.village_secretary',
    );
  },
};

async function followUpItems(
  ctx: Ctx,
  whose: RawBuilder<boolean>,
  waitsFor: (row: FollowUpRow) => string,
): Promise<WorkItem[]> {
  const condition = sql<boolean>`${whose} and f.state = 'open' and m.state = 'closed'`;
  const rows = await selectFollowUps(ctx, condition, { offset: 0, limit: 50 });
  return rows.map((row) => ({
    key: 'meetings.follow_up',
    params: { task: row.task, responsible: row.responsible },
    path: `/follow-ups/${row.id}`,
    orgName: row.orgName,
    dueOn: row.dueOn,
    late: Temporal.PlainDate.compare(row.dueOn, ctx.today) < 0,
    waitsFor: waitsFor(row),
  }));
}

/** The town's office may help a village with its record, yet the village's meetings are not its work. */
function isRunByMe(ctx: Ctx, meeting: { kind: string; orgPath: string }): boolean {
  return meeting.kind === 'town_committee_meeting' || isOfMyVillage(ctx, meeting.orgPath);
}

/** True for whoever holds a role in the village or branch, not above it. */
function isOfMyVillage(ctx: Ctx, orgPath: string): boolean {
  if (ctx.actor.kind !== 'person') return false;
  return ctx.actor.grants.some(
    (grant) =>
      ['village_secretary', 'graduate_village_official', 'village_supervisor', 'member'].includes(
        grant.role,
      ) &&
      (orgPath === grant.orgPath || orgPath.startsWith(`${grant.orgPath}.`)),
  );
}

export const meetingWork: readonly WorkSource[] = [
  openMeetings,
  openCounts,
  openCalls,
  ownFollowUps,
  othersFollowUps,
];
