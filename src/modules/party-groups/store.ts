/** SQL on Party groups and their leaders. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { LeaderWay, WorkplaceKind } from './choices.ts';

type Day = Temporal.PlainDate;

export type GroupRow = {
  id: string;
  orgPath: string;
  name: string;
  branchId: string;
  workplaceKind: WorkplaceKind;
  workplace: string;
  basis: string;
  foundedOn: Day;
  dissolvedOn: Day | null;
  orgVersion: number;
  version: number;
  leaderId: string | null;
  leaderName: string | null;
  leaderSince: Day | null;
};

/** Groups under a condition on `g` (facts), `o` (organization) and `l` (present leader), by branch and name. */
export async function listGroups(ctx: Ctx, where: ReturnType<typeof sql>): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`
    select g.group_id as id, g.org_path as "orgPath", n.name, p.parent_id as "branchId", g.workplace_kind as "workplaceKind",
      g.workplace, g.basis, o.founded_on as "foundedOn", o.dissolved_on as "dissolvedOn", o.version as "orgVersion", g.version,
      l.person_id as "leaderId", l.person_name as "leaderName", lower(l.valid) as "leaderSince"
    from party_groups g
    join organizations o on o.id = g.group_id
    join lateral (
      select x.name from organization_names x where x.org_id = o.id order by lower(x.valid) desc limit 1
    ) n on true
    join lateral (
      select x.parent_id from organization_parents x where x.org_id = o.id order by lower(x.valid) desc limit 1
    ) p on true
    left join party_group_leaders l on l.group_id = g.group_id and upper_inf(l.valid)
    where ${where} order by g.org_path, n.name limit 2000
  `.execute(ctx.tx);
  return rows;
}

/** Held until the act ends. */
export async function lock(ctx: Ctx, id: string): Promise<GroupRow | undefined> {
  await sql`select group_id from party_groups where group_id = ${id} for update`.execute(ctx.tx);
  const [row] = await listGroups(ctx, sql`g.group_id = ${id}`);
  return row;
}

export async function insert(
  ctx: Ctx,
  group: { id: string; orgPath: string; workplaceKind: WorkplaceKind; workplace: string; basis: string },
): Promise<void> {
  await ctx.tx
    .insertInto('party_groups')
    .values({
      group_id: group.id,
      org_path: group.orgPath,
      workplace_kind: group.workplaceKind,
      workplace: group.workplace,
      basis: group.basis,
    })
    .execute();
}

/** Whatever changes in a group makes what others look at old. */
export async function touch(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx
    .updateTable('party_groups')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('group_id', '=', id)
    .execute();
}

export async function addLeader(
  ctx: Ctx,
  group: Pick<GroupRow, 'id' | 'orgPath'>,
  leader: { id: string; name: string; how: LeaderWay; since: Day },
): Promise<void> {
  await sql`
    insert into party_group_leaders (group_id, org_path, person_id, person_name, how, valid, recorder, recorded_at)
    values (${group.id}, ${group.orgPath}, ${leader.id}, ${leader.name}, ${leader.how}, daterange(${leader.since}::date, null),
      ${ctx.actor.name}, ${ctx.now})
  `.execute(ctx.tx);
}

/** The last day before `on`, with the reason. */
export async function endLeader(ctx: Ctx, groupId: string, on: Day, ending: string): Promise<void> {
  await sql`
    update party_group_leaders set valid = daterange(lower(valid), ${on}::date), ending = ${ending}
    where group_id = ${groupId} and upper_inf(valid)
  `.execute(ctx.tx);
}

export type LeaderRow = {
  name: string;
  how: LeaderWay;
  since: Day;
  until: Day | null;
  ending: string | null;
};

/** Newest first. */
export async function listLeaders(ctx: Ctx, groupId: string): Promise<LeaderRow[]> {
  const { rows } = await sql<LeaderRow>`
    select person_name as name, how, lower(valid) as since, upper(valid) as until, ending
    from party_group_leaders where group_id = ${groupId} order by lower(valid) desc
  `.execute(ctx.tx);
  return rows;
}
