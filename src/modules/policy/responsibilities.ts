/** Naming who answers for an institution, ending it, and one person's list. */
import { sql } from 'kysely';
import { standingOf } from '../../kernel/duty/standing.ts';
import { record } from '../../kernel/audit/record.ts';
import { accountOf, isInScope, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { requireOpen } from '../organizations/facade.ts';
import { countsOf, institutionState } from './board-states.ts';
import { levels, type Level } from './choices.ts';
import { nameOfInstitution, type Running } from './institution-names.ts';
import { findInstitution } from './institutions-catalogue.ts';
import { isValidOn, loadResponsibility, type Assigned, type Responsibility } from './responsibles.ts';
import { townOf } from './town.ts';

/**
 * Names a person or a post from a day on; whoever was named before ends the day before. Refuses `policy.person_or_post`,
 * `policy.assigned_later` where another begins on or after that day, `policy.person_unknown`.
 */
export async function assignResponsible(
  ctx: Ctx,
  input: {
    institution: string;
    level: Level;
    orgId: string;
    accountId: string | null;
    post: string | null;
    from: string;
    reason: string;
  },
): Promise<{ id: string }> {
  const org = await requireOpen(ctx, input.orgId);
  requireInScope(ctx, org.path);
  if (!findInstitution(input.institution))
    throw new Refusal('policy.unknown_institution', {
      field: 'institution',
      params: { id: input.institution },
    });
  if ((input.accountId === null) === (input.post === null))
    throw new Refusal('policy.person_or_post', { field: 'accountId' });
  if (input.accountId !== null) await requirePerson(ctx, input.accountId);
  const from = Temporal.PlainDate.from(input.from);
  await endFormer(ctx, { ...input, orgId: org.id }, from);
  const { id } = await ctx.tx
    .insertInto('institution_responsibles')
    .values({
      org_id: org.id,
      org_path: org.path,
      institution: input.institution,
      level: input.level,
      account_id: input.accountId,
      post: input.post,
      valid: `[${input.from},)`,
      reason: input.reason,
      assigned_by: accountOf(ctx),
      assigned_by_name: ctx.actor.name,
      assigned_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { institution, level, accountId, post, reason } = input;
  await record(ctx, {
    event: 'policy.responsible_assigned',
    org,
    subject: { type: 'institution_responsible', id },
    after: { institution, level, accountId, post, from: input.from },
    reason,
  });
  return { id };
}

async function requirePerson(ctx: Ctx, accountId: string): Promise<void> {
  const found = await ctx.tx
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', accountId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!found) throw new Refusal('policy.person_unknown', { field: 'accountId' });
}

async function endFormer(
  ctx: Ctx,
  place: { orgId: string; institution: string; level: Level },
  from: Temporal.PlainDate,
): Promise<void> {
  const { rows } = await sql<{ id: string; start: Temporal.PlainDate; name: string }>`
    select r.id, lower(r.valid) as start, coalesce(a.display_name, r.post) as name
    from institution_responsibles r left join accounts a on a.id = r.account_id
    where r.org_id = ${place.orgId} and r.institution = ${place.institution} and r.level = ${place.level}
      and r.valid && daterange(${from}, null)
    order by lower(r.valid) desc for update of r
  `.execute(ctx.tx);
  const [latest] = rows;
  if (!latest) return;
  if (Temporal.PlainDate.compare(from, latest.start) <= 0)
    throw new Refusal('policy.assigned_later', {
      status: 409,
      field: 'from',
      params: { name: latest.name, start: latest.start.toString() },
      possibleFrom: latest.start.add({ days: 1 }).toString(),
    });
  await sql`
    update institution_responsibles set valid = daterange(lower(valid), ${from}), version = version + 1
    where id = ${latest.id}
  `.execute(ctx.tx);
}

/** `on` is the first day on which it no longer holds. Refuses `stale` and `policy.ends_before_start`. */
export async function endResponsible(
  ctx: Ctx,
  input: { id: string; version: number; on: string; reason: string },
): Promise<{ id: string }> {
  const { rows } = await sql<{
    orgId: string;
    path: string;
    start: Temporal.PlainDate;
    until: Temporal.PlainDate | null;
    version: number;
  }>`
    select org_id as "orgId", org_path as path, lower(valid) as start, upper(valid) as until, version
    from institution_responsibles where id = ${input.id} for update
  `.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, row.path);
  if (row.version !== input.version) throw new Refusal('stale', { status: 409 });
  const on = Temporal.PlainDate.from(input.on);
  if (Temporal.PlainDate.compare(on, row.start) <= 0)
    throw new Refusal('policy.ends_before_start', {
      field: 'on',
      params: { start: row.start.toString() },
      possibleFrom: row.start.add({ days: 1 }).toString(),
    });
  if (row.until !== null && Temporal.PlainDate.compare(row.until, on) <= 0)
    throw new Refusal('policy.ended_already', { status: 409, params: { on: row.until.toString() } });
  await sql`
    update institution_responsibles set valid = daterange(lower(valid), ${on}), ended_because = ${input.reason},
      version = version + 1
    where id = ${input.id}
  `.execute(ctx.tx);
  await record(ctx, {
    event: 'policy.responsible_ended',
    org: { id: row.orgId, path: row.path },
    subject: { type: 'institution_responsible', id: input.id },
    after: { on: input.on },
    reason: input.reason,
  });
  return { id: input.id };
}

type Item = {
  institution: string;
  level: Level;
  org: { id: string; name: string; path: string };
  byOffice: boolean;
  since: Temporal.PlainDate | null;
};

/** What somebody answers for, assigned or by office, each with its state where it is theirs. */
export async function getResponsibilities(
  ctx: Ctx,
  input: { account?: string | undefined; asOf?: string | undefined },
  running: Running,
) {
  const town = await townOf(ctx);
  const asOf = input.asOf ? Temporal.PlainDate.from(input.asOf) : ctx.today;
  const account = input.account ?? accountOf(ctx);
  if (account === null) throw new Refusal('not_found', { status: 404 });
  const all = await loadResponsibility(ctx, town.path, asOf);
  const person = await personOf(ctx, account, all);
  const items = itemsOf(all, account, running).filter(({ org }) => isInScope(ctx.scope, org.path));
  const standings = await standingOf(ctx, [...running.values()], {
    paths: items.map(({ org }) => org.path),
    asOf,
  });
  return {
    asOf: asOf.toString(),
    person,
    offices: all.holders
      .filter((row) => row.accountId === account)
      .map(({ role, orgName }) => ({ role, org: orgName })),
    items: items.map(({ institution, level, org, byOffice, since }) => {
      const own = standings.filter(
        (one) => one.institution === institution && isInScope([org.path], one.org.path),
      );
      const duties = countsOf(own);
      const open = own.filter((one) => ['late', 'due', 'on_course'].includes(one.state));
      const days = open.map((one) => one.dueOn.toString()).toSorted();
      return {
        institution: { id: institution, name: nameOfInstitution(institution, ctx.locale) },
        level,
        org: { id: org.id, name: org.name },
        byOffice,
        since: since?.toString() ?? null,
        state: institutionState(institution, running.has(institution), duties),
        duties,
        nextDue: days[0] ?? null,
      };
    }),
    history: all.assigned.filter((row) => row.accountId === account).map((row) => assignmentView(ctx, row)),
  };
}

async function personOf(
  ctx: Ctx,
  account: string,
  all: Responsibility,
): Promise<{ id: string; name: string }> {
  const isOwn = account === accountOf(ctx);
  const isHere =
    all.holders.some((row) => row.accountId === account) ||
    all.assigned.some((row) => row.accountId === account);
  if (!isOwn && !isHere) throw new Refusal('not_found', { status: 404 });
  const row = await ctx.tx
    .selectFrom('accounts')
    .select(['id', 'display_name as name'])
    .where('id', '=', account)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', { status: 404 });
  return row;
}

function itemsOf(all: Responsibility, account: string, running: Running): Item[] {
  const valid = all.assigned.filter((row) => isValidOn(row, all.asOf));
  const assigned = valid
    .filter((row) => row.accountId === account)
    .map((row) => ({
      institution: row.institution,
      level: row.level,
      org: { id: row.orgId, name: row.orgName, path: row.orgPath },
      byOffice: false,
      since: row.from,
    }));
  const taken = new Set(valid.map((row) => `${row.institution} ${row.level} ${row.orgId}`));
  const byOffice = all.holders
    .filter((row) => row.accountId === account)
    .flatMap((holder) =>
      [...running.values()].flatMap(({ id, responsible }) =>
        levels
          .filter(
            (level) => responsible[level] === holder.role && !taken.has(`${id} ${level} ${holder.orgId}`),
          )
          .map((level) => ({
            institution: id,
            level,
            org: { id: holder.orgId, name: holder.orgName, path: holder.orgPath },
            byOffice: true,
            since: null,
          })),
      ),
    );
  return [...assigned, ...byOffice];
}

export function assignmentView(ctx: Ctx, row: Assigned) {
  return {
    id: row.id,
    institution: { id: row.institution, name: nameOfInstitution(row.institution, ctx.locale) },
    level: row.level,
    name: row.name,
    org: { id: row.orgId, name: row.orgName },
    from: row.from.toString(),
    to: row.until?.subtract({ days: 1 }).toString() ?? null,
    reason: row.reason,
    endedBecause: row.endedBecause,
    version: row.version,
  };
}

/** Everyone who holds a role in the town today, for choosing a responsible person. */
export async function listPeople(ctx: Ctx) {
  const town = await townOf(ctx);
  const { holders } = await loadResponsibility(ctx, town.path, ctx.today);
  const visible = holders.filter((row) => isInScope(ctx.scope, row.orgPath));
  const ids = [...new Set(visible.map((row) => row.accountId))];
  return {
    people: ids.map((id) => {
      const own = visible.filter((row) => row.accountId === id);
      return {
        id,
        name: own[0]?.name ?? '',
        roles: own.map((row) => row.role),
        orgs: own.map((row) => row.orgName),
      };
    }),
  };
}
