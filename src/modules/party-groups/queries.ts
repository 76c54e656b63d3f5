/** Read models of Party groups. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { heldMeetings, listGroupSeats } from '../meetings/facade.ts';
import { listActiveMembers } from '../members/facade.ts';
import { nameOf } from '../organizations/facade.ts';
import type { groupView, partyGroupsApi } from './api.ts';
import * as store from './store.ts';

export type GroupView = z.output<typeof groupView>;
type Asked = z.output<(typeof partyGroupsApi)['listGroups']['request']>;

const pageSize = 20;

export async function listGroups(ctx: Ctx, input: Asked) {
  const { q, kind, org, state } = input;
  const found = await store.listGroups(
    ctx,
    sql`g.org_path <@ any(${ctx.scope}::ltree[])
      ${state === 'dissolved' ? sql`and o.dissolved_on is not null` : sql`and o.dissolved_on is null`}
      ${state === 'no_leader' ? sql`and l.person_id is null` : sql``}
      ${q ? sql`and position(${q} in n.name || ' ' || g.workplace) > 0` : sql``}
      ${kind ? sql`and g.workplace_kind = ${kind}` : sql``}
      ${org ? sql`and g.org_path <@ (select x.path from organizations x where x.id = ${org})` : sql``}`,
  );
  const skip = ((input.page ?? 1) - 1) * pageSize;
  return {
    rows: await summariesOf(ctx, found.slice(skip, skip + pageSize)),
    total: found.length,
    may: { keep: scopeUnder(ctx, 'party_groups.keep').length > 0 },
  };
}

/** Refuses `not_found` outside the scope. */
export async function viewGroup(ctx: Ctx, id: string): Promise<GroupView> {
  const [group] = await store.listGroups(ctx, sql`g.group_id = ${id}`);
  if (!group || !isInScope(ctx.scope, group.orgPath)) throw new Refusal('not_found', { status: 404 });
  const [summary] = await summariesOf(ctx, [group]);
  if (!summary) throw new Error('a group that was just read');
  const branchPath = group.orgPath.slice(0, group.orgPath.lastIndexOf('.'));
  const placed = await listGroupSeats(ctx, { orgPath: branchPath });
  const keep = !group.dissolvedOn && isInScope(scopeUnder(ctx, 'party_groups.keep'), group.orgPath);
  const members = keep ? await listActiveMembers(ctx, [branchPath]) : [];
  return {
    ...summary,
    basis: group.basis,
    foundedOn: group.foundedOn.toString(),
    leaders: (await store.listLeaders(ctx, id)).map(({ since, until, ...leader }) => ({
      ...leader,
      since: since.toString(),
      until: until?.toString() ?? null,
    })),
    seats: placed
      .filter((seat) => seat.orgId === id)
      .map((seat) => ({
        id: seat.id,
        person: { id: seat.personId, name: seat.name },
        since: seat.from.toString(),
      })),
    meetings: (await groupMeetings(ctx, group)).map((meeting) => ({
      id: meeting.id,
      title: meeting.title,
      on: (meeting.heldOn ?? meeting.plannedOn).toString(),
    })),
    free: members
      .filter((member) => !placed.some((seat) => seat.personId === member.id))
      .map((member) => ({ id: member.id, name: member.name })),
    version: group.version,
    may: { keep },
    today: ctx.today.toString(),
  };
}

function groupMeetings(ctx: Ctx, group: store.GroupRow) {
  return heldMeetings(ctx, group.id, { kinds: ['party_group_meeting'], since: group.foundedOn });
}

async function summariesOf(ctx: Ctx, groups: readonly store.GroupRow[]) {
  const names = await nameOf(
    ctx,
    groups.map((group) => group.branchId),
    ctx.today,
  );
  const summaries = [];
  for (const group of groups) {
    const seats = await listGroupSeats(ctx, group);
    const [last] = await groupMeetings(ctx, group);
    summaries.push({
      id: group.id,
      name: group.name,
      branch: { id: group.branchId, name: names.get(group.branchId)?.shortName ?? '' },
      workplaceKind: group.workplaceKind,
      workplace: group.workplace,
      leader:
        group.leaderId && group.leaderName !== null ? { id: group.leaderId, name: group.leaderName } : null,
      members: seats.length,
      lastMeetingOn: last?.heldOn?.toString() ?? null,
      dissolvedOn: group.dissolvedOn?.toString() ?? null,
    });
  }
  return summaries;
}
