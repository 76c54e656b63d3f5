/** Read models of the roll: list as of any day, one record, the own record. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { recordRead, whoOpened } from '../../kernel/audit/reads.ts';
import { rolesWith } from '../../kernel/auth/permissions.ts';
import { dayOf, isInScope, requireInScope, scopeOf, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { getOrganization, nameOf, sizeRulesAt, sizeWarnings } from '../organizations/facade.ts';
import type { listRequest } from './api.ts';
import { readSearch, type MemberSearch } from './names.ts';
import { fingerprintOf, maskPhone, valueAt } from './record-values.ts';
import { rosterFields } from './roster-columns.ts';
import { writeDate } from './roster-dates.ts';
import { type Kind, type Status } from './choices.ts';
import { possibleEvents } from './standing.ts';
import { branchesBelow, standingAt } from './standing-at.ts';
import * as store from './store.ts';
import { getOwn } from './actions.ts';
import { valuesOf } from './values-of.ts';

export const pageSize = 20;
/** Beyond it nobody turns pages; the list says to narrow the search. */
export const countTo = 5000;

export type ListRequest = z.output<typeof listRequest>;

type Found = { ids: string[]; total: number };

/** One page of the roll as of a day, in the order of names. */
export async function listMembers(ctx: Ctx, input: ListRequest) {
  const asOf = input.asOf ? Temporal.PlainDate.from(input.asOf) : ctx.today;
  const page = { skip: ((input.page ?? 1) - 1) * pageSize, take: pageSize };
  const paths = await pathsOf(ctx, input.org);
  const found = asOf.equals(ctx.today)
    ? await pageNow(ctx, input, { paths, page })
    : await pageAsOf(ctx, input, { paths, page, asOf });
  const may = {
    register: mayAnywhere(ctx, 'members.edit'),
    import: mayAnywhere(ctx, 'members.import'),
    export: mayAnywhere(ctx, 'members.export'),
  };
  return {
    rows: found.lines.map(({ birthDate, orgId, branchName, ...line }) => ({
      ...line,
      age: birthDate && yearsBetween(birthDate, asOf),
      branch: { id: orgId, name: branchName ?? '' },
    })),
    total: Math.min(found.total, countTo),
    more: found.total > countTo,
    asOf: asOf.toString(),
    may,
  };
}

/** Ids of everybody whom the list shows, for the export. */
export async function listShown(ctx: Ctx, input: ListRequest): Promise<string[]> {
  const asOf = input.asOf ? Temporal.PlainDate.from(input.asOf) : ctx.today;
  const where = { paths: await pathsOf(ctx, input.org), page: { skip: 0, take: 1_000_000 } };
  if (!asOf.equals(ctx.today)) return (await findAsOf(ctx, input, { ...where, asOf })).ids;
  const { rows } = await sql<{ id: string | null }>`select id from ${found(ctx, input, where)}`.execute(
    ctx.tx,
  );
  return rows.flatMap((row) => row.id ?? []);
}

/** The scope, or one organization in it. */
async function pathsOf(ctx: Ctx, orgId: string | undefined): Promise<string[]> {
  if (!orgId) return ctx.scope;
  const org = await getOrganization(ctx, orgId);
  requireInScope(ctx, org.path);
  return [org.path];
}

type Terms = {
  grams: string[] | null;
  letters: string | null;
  last4: string | null;
  fingerprint: Buffer | null;
};

function termsOf(ctx: Ctx, search: MemberSearch | undefined): Terms {
  return {
    grams: search?.by === 'name' ? search.grams : null,
    letters: search?.by === 'letters' ? search.letters : null,
    last4: search?.by === 'last4' ? search.last4 : null,
    fingerprint: search?.by === 'id' ? fingerprintOf(ctx.services.secrets, search.number) : null,
  };
}

type Page = { skip: number; take: number };

function statusAsked(input: ListRequest): Status | null {
  const status = input.status ?? 'active';
  return status === 'all' ? null : status;
}

/** The people of one page by id, and in each row how many there are; one row without an id when there is nobody. */
function found(ctx: Ctx, input: ListRequest, { paths, page }: { paths: string[]; page: Page }) {
  const terms = termsOf(ctx, readSearch(input.q ?? ''));
  return sql`list_members(${branchesBelow(ctx, paths, ctx.today)}, ${statusAsked(input)}, ${input.kind ?? null},
    ${terms.grams}::text[], ${terms.letters}, ${terms.last4}, ${terms.fingerprint}::bytea,
    ${page.skip}, ${page.take}, ${countTo + 1})`;
}

type Line = {
  id: string;
  name: string;
  sex: 'male' | 'female';
  birthDate: Temporal.PlainDate | null;
  orgId: string;
  branchName: string | null;
  kind: Kind;
  status: Status;
  idMasked: string | null;
  mobileMasked: string | null;
};

/** What the list shows of `m` (the record) and `s` (the standing), with the branch's name on the day or the nearest one. */
function lineOn(asOf: Temporal.PlainDate) {
  return sql`m.id, m.name, m.sex, m.birth_date as "birthDate", s.org_id as "orgId", s.kind, s.status,
    m.id_masked as "idMasked", m.mobile_masked as "mobileMasked",
    (select n.short_name from organization_names n where n.org_id = s.org_id
     order by (n.valid @> ${asOf}::date) desc, lower(n.valid) desc limit 1) as "branchName"`;
}

/** In one statement, because it is what the office looks at all day. */
async function pageNow(
  ctx: Ctx,
  input: ListRequest,
  where: { paths: string[]; page: Page },
): Promise<{ lines: Line[]; total: number }> {
  const { rows } = await sql<(Line | { id: null }) & { total: number }>`
    select f.total, ${lineOn(ctx.today)}
    from ${found(ctx, input, where)} f
    left join members m on m.id = f.id and m.org_path <@ any(${ctx.scope}::ltree[])
    left join lateral (select m.org_id, m.kind, m.status) s on true
    order by m.sort_key, m.id
  `.execute(ctx.tx);
  const lines = rows.flatMap((row) => (row.id === null ? [] : [row]));
  return { lines, total: rows[0]?.total ?? 0 };
}

async function pageAsOf(
  ctx: Ctx,
  input: ListRequest,
  where: { paths: string[]; page: Page; asOf: Temporal.PlainDate },
): Promise<{ lines: Line[]; total: number }> {
  const { ids, total } = await findAsOf(ctx, input, where);
  const { rows: lines } = await sql<Line>`
    select ${lineOn(where.asOf)}
    from members m join member_status_as_of(${where.asOf}) s on s.person_id = m.id
    where m.id = any(${ids}::uuid[]) and m.org_path <@ any(${ctx.scope}::ltree[])
    order by m.sort_key, m.id
  `.execute(ctx.tx);
  return { lines, total };
}

/** A past day is asked for rarely; it may read every event below. */
async function findAsOf(
  ctx: Ctx,
  input: ListRequest,
  where: { paths: string[]; asOf: Temporal.PlainDate; page: Page },
): Promise<Found> {
  const terms = termsOf(ctx, readSearch(input.q ?? ''));
  const status = statusAsked(input);
  const { rows } = await sql<{ id: string; total: number }>`
    select m.id, count(*) over () as total
    from member_status_as_of(${where.asOf}) s
    join members m on m.id = s.person_id
    where s.org_id = any(${branchesBelow(ctx, where.paths, where.asOf)})
      ${status ? sql`and s.status = ${status}` : sql``}
      ${input.kind ? sql`and s.kind = ${input.kind}` : sql``}
      ${terms.grams ? sql`and m.grams @> ${terms.grams}::text[]` : sql``}
      ${terms.letters ? sql`and (m.pinyin like ${`${terms.letters}%`} or m.initials like ${`${terms.letters}%`})` : sql``}
      ${terms.last4 ? sql`and (m.id_last4 = ${terms.last4} or m.mobile_last4 = ${terms.last4})` : sql``}
      ${terms.fingerprint ? sql`and m.id_fingerprint = ${terms.fingerprint}` : sql``}
    order by m.sort_key, m.id offset ${where.page.skip} limit ${where.page.take}
  `.execute(ctx.tx);
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 };
}

function yearsBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return from.until(to, { largestUnit: 'years' }).years;
}

/** One record; refuses `not_found` outside the scope. The opening is recorded, unless it is the reader's own. */
export async function getMember(ctx: Ctx, input: { id: string }) {
  const person = await getOwn(ctx, input.id);
  const isOwn = ctx.actor.kind === 'person' && ctx.actor.personId === person.id;
  const org = { id: person.orgId, path: person.orgPath };
  if (!isOwn) await recordRead(ctx, { module: 'members', type: 'member', id: person.id, org });
  const may = (permission: string) => mayAt(ctx, permission, person.orgPath);
  const changeStanding = may('members.change_standing');
  return {
    ...(await viewOf(ctx, person, { mayWithdraw: changeStanding })),
    version: person.version,
    possibleEvents: changeStanding ? possibleEvents(person) : [],
    may: { edit: may('members.edit'), unmask: may('members.unmask'), changeStanding },
  };
}

/** The own record and who opened it. The organization's name needs no scope; the rows are the reader's own. */
export async function getOwnRecord(ctx: Ctx) {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const person = personId ? await store.find(ctx, personId) : undefined;
  if (!person) return { member: null, readings: [] };
  const readings = await whoOpened(ctx, { module: 'members', type: 'member', id: person.id });
  return {
    member: await viewOf(ctx, person, { mayWithdraw: false }),
    readings: readings.map((one) => ({
      at: one.at.toString(),
      by: one.by,
      how: one.event.slice('members.'.length),
      reason: one.reason,
    })),
  };
}

async function viewOf(ctx: Ctx, person: store.MemberRow, options: { mayWithdraw: boolean }) {
  const events = await store.listEvents(ctx, person.id);
  const names = await nameOf(ctx, [person.orgId, ...events.map((event) => event.orgId)], ctx.today);
  const values = valuesOf(ctx, person);
  const fields: Record<string, string | number | boolean> = {};
  for (const field of rosterFields) {
    const value = valueAt(values, field);
    if (value === undefined || field === 'id_no' || field === 'mobile') continue;
    if (typeof value === 'object') fields[field] = writeDate(value);
    else fields[field] = field === 'phone' ? maskPhone(String(value)) : value;
  }
  const takenBack = new Set(['registered', 'joined', 'moved', 'transferred_in']);
  return {
    id: person.id,
    name: person.name,
    branch: { id: person.orgId, name: names.get(person.orgId)?.shortName ?? '' },
    kind: person.kind,
    status: person.status,
    idMasked: person.idMasked,
    mobileMasked: person.mobileMasked,
    age: person.birthDate && yearsBetween(person.birthDate, ctx.today),
    partyYears: person.convertedOn && yearsBetween(person.convertedOn, ctx.today),
    fields,
    events: events.map((event, i) => ({
      id: event.id,
      event: event.event,
      on: writeDate({ date: event.happenedOn, precision: event.precision }),
      asKind: event.asKind,
      branch: names.get(event.orgId)?.shortName ?? '',
      reason: event.reason,
      reference: event.reference,
      recordedOn: dayOf(event.recordedAt).toString(),
      mayWithdraw: options.mayWithdraw && i === 0 && !takenBack.has(event.event),
    })),
  };
}

const changeEvents = [
  'members.registered',
  'members.corrected',
  'members.standing_changed',
  'members.event_withdrawn',
];

/** What was entered and corrected in one record, newest first. */
export async function listChanges(ctx: Ctx, input: { id: string }) {
  const person = await getOwn(ctx, input.id);
  const rows = await ctx.tx
    .selectFrom('audit_events')
    .select(['at', 'actor_name', 'event', 'reason', 'before', 'after'])
    .where('subject_type', '=', 'member')
    .where('subject_id', '=', person.id)
    .where('event', 'in', changeEvents)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return {
    changes: rows.map((row) => ({
      at: row.at.toString(),
      by: row.actor_name,
      event: row.event,
      reason: row.reason,
      fields: fieldsOf(row.before, row.after),
    })),
  };
}

function fieldsOf(before: unknown, after: unknown) {
  const sideOf = (value: unknown) =>
    value && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  const [old, next] = [sideOf(before), sideOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])].map((field) => ({
    field,
    before: asText(old[field]),
    after: asText(next[field]),
  }));
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  // What a registration enters is a pair of nothing and the value.
  if (Array.isArray(value)) return asText(value.at(-1));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Full and probationary members at or below an organization, and what the size suggests. */
export async function getStrength(ctx: Ctx, input: { org: string; asOf?: string | undefined }) {
  const org = await getOrganization(ctx, input.org);
  requireInScope(ctx, org.path);
  const asOf = input.asOf ? Temporal.PlainDate.from(input.asOf) : ctx.today;
  const strength = await strengthOf(ctx, [org.path], asOf);
  const all = strength.full + strength.probationary;
  const rules = (await sizeRulesAt(ctx, [org.path], asOf)).get(org.path);
  const stands = !org.dissolvedOn || Temporal.PlainDate.compare(asOf, org.dissolvedOn) < 0;
  const warnings = rules && stands ? sizeWarnings(org.kind, { full: strength.full, all }, rules) : [];
  return {
    ...strength,
    warnings: warnings.map(({ code, params = {}, cites }) => ({ code, params, cites: cites ?? null })),
  };
}

/** Active members at or below the paths on a day, by kind. */
export async function strengthOf(
  ctx: Ctx,
  paths: readonly string[],
  asOf: Temporal.PlainDate,
): Promise<{ full: number; probationary: number }> {
  const { rows } = await sql<{ full: number; probationary: number }>`
    select count(*) filter (where s.kind = 'full') as full, count(*) filter (where s.kind = 'probationary') as probationary
    from ${standingAt(ctx, paths, asOf)} s
  `.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Refusal('not_found', { status: 404 });
  return row;
}

function mayAt(ctx: Ctx, permission: string, path: string): boolean {
  if (ctx.actor.kind !== 'person') return ctx.actor.kind === 'system';
  return isInScope(scopeOf(ctx.actor.grants, rolesWith(ctx.services.permissions, permission)), path);
}

function mayAnywhere(ctx: Ctx, permission: string): boolean {
  if (ctx.actor.kind !== 'person') return ctx.actor.kind === 'system';
  return scopeOf(ctx.actor.grants, rolesWith(ctx.services.permissions, permission)).length > 0;
}
