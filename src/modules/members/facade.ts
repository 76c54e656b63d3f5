/** What other modules may ask of the roll. Callers filter by `ctx.scope`; row-level security binds them anyway. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { kept } from '../../kernel/kept-figures.ts';
import { Refusal, type Reason } from '../../kernel/refusal.ts';
import { stoodBelow } from '../organizations/facade.ts';
import { enterEvent, registerMember, type EventInput } from './actions.ts';
import type { Kind } from './choices.ts';
import { rollTables } from './standing-at.ts';
import { valuesOfForm, withBirthFromNumber } from './form.ts';
import { strengthOf } from './queries.ts';

export { registerMember, type Registration } from './actions.ts';
export { convertMember, revokeProbation } from './conversion.ts';
export { memberColumns, openNumbers } from './applicants.ts';
export { parseIdNumber } from './id-number.ts';
export { fieldAsText, fieldFromText, putFieldRight } from './own-corrections.ts';
export { ownRecords, requireVersion } from './own-record.ts';
export { branchFigure } from './figures.ts';
export { strengthOf } from './queries.ts';

export type ListedMember = {
  id: string;
  name: string;
  orgId: string;
  kind: Kind;
  /** Full members vote; those on probation attend without a vote (选举2020 art. 5). */
  votes: boolean;
};

/** Active members at or below the paths on a day, in the order of names. */
export async function listActiveMembers(
  ctx: Ctx,
  paths: readonly string[],
  asOf: Temporal.PlainDate = ctx.today,
): Promise<ListedMember[]> {
  const { rows } = await sql<ListedMember>`
    select m.id, m.name, s.org_id as "orgId", s.kind, s.kind = 'full' as votes
    from member_status_as_of(${asOf}) s
    join members m on m.id = s.person_id
    join organizations o on o.id = s.org_id
    where s.status = 'active' and ${stoodBelow(ctx, paths, asOf)}
    order by m.sort_key, m.id
  `.execute(ctx.tx);
  return rows;
}

/**
 * Which of the branches have at least so many full members on a day. Today it looks for the last one needed and no
 * further; of a past day the whole roll is asked, so that answer is kept until the roll changes.
 */
export async function branchesWithFullMembers(
  ctx: Ctx,
  branchIds: readonly string[],
  { least, asOf }: { least: number; asOf: Temporal.PlainDate },
): Promise<ReadonlySet<string>> {
  if (asOf.equals(ctx.today)) {
    const { rows } = await sql<{ id: string }>`
      select o.id from unnest(${[...branchIds]}::uuid[]) o (id)
      where exists (
        select from members m
        where m.org_id = o.id and m.status = 'active' and m.kind = 'full' offset ${least - 1}
      )
    `.execute(ctx.tx);
    return new Set(rows.map((row) => row.id));
  }
  const question = { name: `full_members.${least}`, tables: rollTables, asked: branchIds, asOf };
  return kept(ctx, question, async () => {
    const { rows } = await sql<{ id: string }>`
      select s.org_id as id from member_status_as_of(${asOf}) s
      where s.org_id = any(${[...branchIds]}::uuid[]) and s.status = 'active' and s.kind = 'full'
      group by s.org_id having count(*) >= ${least}
    `.execute(ctx.tx);
    return new Set(rows.map((row) => row.id));
  });
}

/** Names by id, for lists of other modules. */
export async function namesOfMembers(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('members')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

export type PlacedMember = {
  id: string;
  name: string;
  orgId: string;
  kind: Kind;
  status: string;
  convertedOn: Temporal.PlainDate | null;
};

/** The named people where they stand now, in the order of names, with the day of conversion; who is not visible is left out. */
export async function listMembersById(ctx: Ctx, ids: readonly string[]): Promise<PlacedMember[]> {
  const { rows } = await sql<PlacedMember>`
    select m.id, m.name, m.org_id as "orgId", m.kind, m.status,
      (select max(e.happened_on) from membership_events e where e.person_id = m.id and e.event = 'converted') as "convertedOn"
    from members m where m.id = any(${[...ids]}::uuid[])
    order by m.sort_key, m.id
  `.execute(ctx.tx);
  return rows;
}

/** Who stands in one branch now; undefined when the record is not visible. */
export async function findMember(
  ctx: Ctx,
  id: string,
): Promise<
  { id: string; name: string; orgId: string; orgPath: string; kind: Kind; status: string } | undefined
> {
  const row = await ctx.tx
    .selectFrom('members')
    .select(['id', 'name', 'org_id as orgId', 'org_path as orgPath', 'kind', 'status'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...row, kind: row.kind as Kind }; // held by a check constraint
}

/**
 * The named people as they stood on a day, in the order asked; who is not visible is left out. Of a day before the roll
 * began the day of conversion tells who was a full member.
 */
export async function standingsOn(
  ctx: Ctx,
  ids: readonly string[],
  day: Temporal.PlainDate,
): Promise<{ id: string; name: string; isFull: boolean; isActive: boolean }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string; isFull: boolean; isActive: boolean }>`
    select m.id, m.name, coalesce(s.status, m.status) = 'active' as "isActive",
      coalesce(s.kind = 'full', exists (
        select from membership_events e
        where e.person_id = m.id and e.event = 'converted' and e.happened_on <= ${day}::date
      )) as "isFull"
    from members m
    left join member_status_as_of(${day}) s on s.person_id = m.id
    where m.id = any(${[...ids]}::uuid[])
    order by array_position(${[...ids]}::uuid[], m.id)
  `.execute(ctx.tx);
  return rows;
}

/** Present branches of these people, each record kept from others until the act ends; who is not visible is left out. */
export async function holdMembers(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, { id: string; name: string; orgId: string; orgPath: string; status: string }>> {
  const { rows } = await sql<{ id: string; name: string; orgId: string; orgPath: string; status: string }>`
    select id, name, org_id as "orgId", org_path as "orgPath", status from members
    where id = any(${[...ids]}::uuid[]) order by id for update
  `.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Everybody whose place on the roll is this branch, those whose membership rests too: where it goes, they go. */
export async function listStandingIn(ctx: Ctx, branchId: string): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('members')
    .select('id')
    .where('org_id', '=', branchId)
    .where('status', 'in', ['active', 'suspended'])
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Why an organization cannot be dissolved yet: people still stand in it. Given to `organizations` in app.ts. */
export async function membersRemaining(ctx: Ctx, org: { path: string }): Promise<Reason | undefined> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from members
    where org_path <@ ${org.path}::ltree and status in ('active', 'suspended')
  `.execute(ctx.tx);
  const remaining = rows[0]?.n ?? 0;
  if (remaining === 0) return undefined;
  return {
    code: 'members.remain',
    params: { count: remaining },
    remedy: 'members.remain',
    who: 'members.change_standing',
  };
}

/** How many members the subtree has; for other modules' figures. */
export async function countMembers(
  ctx: Ctx,
  paths: readonly string[],
  asOf: Temporal.PlainDate,
): Promise<number> {
  const { full, probationary } = await strengthOf(ctx, paths, asOf);
  return full + probationary;
}

/** Where somebody stands in the roll now; undefined when the record is not visible. */
export async function standingOfPerson(
  ctx: Ctx,
  id: string,
): Promise<{ status: string; kind: Kind; orgId: string } | undefined> {
  return findMember(ctx, id);
}

/** Enters a dated event that another module's procedure decided; gives the record's id. Refuses as `enterEvent` does. */
export async function enterEventOf(
  ctx: Ctx,
  personId: string,
  event: Omit<EventInput, 'id' | 'version'>,
): Promise<string> {
  const row = await ctx.tx
    .selectFrom('members')
    .select('version')
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', { status: 404 });
  const { id } = await enterEvent(ctx, { ...event, id: personId, version: row.version });
  return id;
}

/** What the roll must know of somebody who comes from elsewhere; days are ISO. */
export type Enrolment = {
  sex: 'male' | 'female';
  idNo: string;
  joinedOn: string;
  convertedOn?: string | undefined;
  mobile?: string | undefined;
};

/** Takes somebody from elsewhere into the roll of a branch; gives the record's id. */
export async function enrolFromElsewhere(
  ctx: Ctx,
  input: Enrolment & { branchId: string; name: string; kind: Kind; asAt: Temporal.PlainDate },
): Promise<string> {
  const values = withBirthFromNumber(
    valuesOfForm({
      name: input.name,
      sex: input.sex,
      idNo: input.idNo,
      joinedOn: input.joinedOn,
      convertedOn: input.convertedOn,
      mobile: input.mobile,
    }),
  );
  const { id } = await registerMember(ctx, {
    branchId: input.branchId,
    values,
    kind: input.kind,
    asAt: input.asAt,
  });
  return id;
}

/** People of the town who were transferred out, for those who come back; by a part of the name. */
export async function listGone(
  ctx: Ctx,
  paths: readonly string[],
  q: string,
): Promise<{ id: string; name: string; kind: Kind }[]> {
  const { rows } = await sql<{ id: string; name: string; kind: Kind }>`
    select id, name, kind from members
    where status = 'transferred_out' and org_path <@ any(${[...paths]}::ltree[])
      and (${q} = '' or position(${q} in name) > 0)
    order by pinyin, id limit 30
  `.execute(ctx.tx);
  return rows;
}
