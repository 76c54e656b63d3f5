/** SQL on the tables of members. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { MemberColumns } from './record-values.ts';
import type { RosterDate } from './roster-dates.ts';
import type { Kind, Status } from './choices.ts';

export type MemberRow = {
  id: string;
  orgId: string;
  orgPath: string;
  name: string;
  sex: 'male' | 'female';
  birthDate: Temporal.PlainDate | null;
  birthPrecision: 'day' | 'month';
  idNo: Buffer | null;
  idFingerprint: Buffer | null;
  idMasked: string | null;
  mobile: Buffer | null;
  mobileMasked: string | null;
  ethnicity: string | null;
  education: string | null;
  occupation: string | null;
  details: Record<string, string | number | boolean>;
  status: Status;
  kind: Kind;
  version: number;
  joinedOn: Temporal.PlainDate | null;
  joinedPrecision: 'day' | 'month' | null;
  convertedOn: Temporal.PlainDate | null;
  convertedPrecision: 'day' | 'month' | null;
};

const selected = sql`
  m.id, m.org_id as "orgId", m.org_path as "orgPath", m.name, m.sex, m.birth_date as "birthDate",
  m.birth_precision as "birthPrecision", m.id_no as "idNo", m.id_fingerprint as "idFingerprint",
  m.id_masked as "idMasked", m.mobile, m.mobile_masked as "mobileMasked", m.ethnicity, m.education, m.occupation,
  m.details, m.status, m.kind, m.version,
  joined.happened_on as "joinedOn", joined.precision as "joinedPrecision",
  converted.happened_on as "convertedOn", converted.precision as "convertedPrecision"`;

/** The latest of each: who was delisted may have joined again. */
const partyDates = sql`
  left join lateral (select happened_on, precision from membership_events e
    where e.person_id = m.id and e.event = 'joined' order by happened_on desc limit 1) joined on true
  left join lateral (select happened_on, precision from membership_events e
    where e.person_id = m.id and e.event = 'converted' order by happened_on desc limit 1) converted on true`;

export async function find(ctx: Ctx, id: string): Promise<MemberRow | undefined> {
  const { rows } = await sql<MemberRow>`
    select ${selected} from members m ${partyDates} where m.id = ${id}
  `.execute(ctx.tx);
  return rows[0];
}

/** The record, kept from others until the act ends. */
export async function lock(ctx: Ctx, id: string): Promise<MemberRow | undefined> {
  await sql`select from members where id = ${id} for update`.execute(ctx.tx);
  return find(ctx, id);
}

/** The records, kept from others until the act ends; in one order, so that two acts cannot wait for each other. */
export async function lockMany(ctx: Ctx, ids: string[]): Promise<MemberRow[]> {
  await sql`select from members where id = any(${ids}::uuid[]) order by id for update`.execute(ctx.tx);
  const { rows } = await sql<MemberRow>`
    select ${selected} from members m ${partyDates} where m.id = any(${ids}::uuid[])
  `.execute(ctx.tx);
  return rows;
}

/** All records at or below the paths, for the export. */
export async function listBelow(ctx: Ctx, paths: readonly string[]): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select ${selected} from members m ${partyDates} where m.org_path <@ any(${[...paths]}::ltree[])
  `.execute(ctx.tx);
  return rows;
}

/** Records at or below the paths with one of the numbers, or with one of the names and its day of birth. */
export async function listAlike(
  ctx: Ctx,
  paths: readonly string[],
  asked: { fingerprints: Buffer[]; people: { name: string; birthDate: Temporal.PlainDate }[] },
): Promise<MemberRow[]> {
  // Each by its index, whatever the planner knows of a table that has just been filled.
  const { rows } = await sql<{ id: string }>`
    select found.id from unnest(${asked.fingerprints}::bytea[]) as asked (fingerprint)
    cross join lateral (select id from members m where m.id_fingerprint = asked.fingerprint limit 1) as found
    union
    select found.id from unnest(
      ${asked.people.map((one) => one.name)}::text[], ${asked.people.map((one) => one.birthDate.toString())}::date[]
    ) as asked (name, birth_date)
    cross join lateral (
      select id from members m where m.name = asked.name and m.birth_date = asked.birth_date limit 50
    ) as found
  `.execute(ctx.tx);
  if (rows.length === 0) return [];
  const found = await sql<MemberRow>`
    select ${selected} from members m ${partyDates}
    where m.id = any(${rows.map((row) => row.id)}::uuid[]) and m.org_path <@ any(${[...paths]}::ltree[])
  `.execute(ctx.tx);
  return found.rows;
}

/** Which of the fingerprints the roll already has, wherever: numbers are unique in the whole database. */
export async function listTaken(ctx: Ctx, fingerprints: Buffer[]): Promise<Buffer[]> {
  const { rows } = await sql<{ fingerprint: Buffer }>`
    select fingerprint from taken_id_numbers(${fingerprints}::bytea[]) as fingerprint
  `.execute(ctx.tx);
  return rows.map((row) => row.fingerprint);
}

export type NewMember = {
  id: string;
  orgId: string;
  orgPath: string;
  columns: MemberColumns;
  kind: Kind;
  joinedOn: RosterDate | undefined;
  convertedOn: RosterDate | undefined;
};

/** Writes new people with the events that the roll tells and their first branch period; one statement for each table. */
export async function insertMany(ctx: Ctx, people: NewMember[], asAt: Temporal.PlainDate): Promise<void> {
  if (people.length === 0) return;
  const at = <T>(value: (person: NewMember) => T): T[] => people.map(value);
  await sql`
    insert into members (id, org_id, org_path, name, pinyin, initials, grams, sort_key, sex, birth_date, birth_precision,
      id_no, id_fingerprint, id_masked, mobile, mobile_masked, ethnicity, education, occupation, details, status, kind,
      created_at, updated_at)
    select id, org_id, org_path::ltree, name, pinyin, initials, string_to_array(grams, ' '), sort_key, sex,
      birth_date, birth_precision, id_no, id_fingerprint, id_masked, mobile, mobile_masked, ethnicity, education, occupation,
      details::jsonb, 'active', kind, ${ctx.now}, ${ctx.now}
    from unnest(
      ${at((p) => p.id)}::uuid[], ${at((p) => p.orgId)}::uuid[], ${at((p) => p.orgPath)}::text[],
      ${at((p) => p.columns.name)}::text[], ${at((p) => p.columns.pinyin)}::text[],
      ${at((p) => p.columns.initials)}::text[], ${at((p) => p.columns.grams.join(' '))}::text[],
      ${at((p) => p.columns.sort_key)}::text[],
      ${at((p) => p.columns.sex)}::text[], ${at((p) => p.columns.birth_date?.toString() ?? null)}::date[],
      ${at((p) => p.columns.birth_precision)}::text[], ${at((p) => p.columns.id_no)}::bytea[],
      ${at((p) => p.columns.id_fingerprint)}::bytea[], ${at((p) => p.columns.id_masked)}::text[],
      ${at((p) => p.columns.mobile)}::bytea[], ${at((p) => p.columns.mobile_masked)}::text[],
      ${at((p) => p.columns.ethnicity)}::text[], ${at((p) => p.columns.education)}::text[],
      ${at((p) => p.columns.occupation)}::text[], ${at((p) => JSON.stringify(p.columns.details))}::text[],
      ${at((p) => p.kind)}::text[]
    ) as t (id, org_id, org_path, name, pinyin, initials, grams, sort_key, sex, birth_date, birth_precision,
      id_no, id_fingerprint, id_masked, mobile, mobile_masked, ethnicity, education, occupation, details, kind)
  `.execute(ctx.tx);
  await sql`
    insert into branch_memberships (person_id, org_id, org_path, valid)
    select id, org_id, org_path::ltree, daterange(${asAt}, null)
    from unnest(${at((p) => p.id)}::uuid[], ${at((p) => p.orgId)}::uuid[], ${at((p) => p.orgPath)}::text[])
      as t (id, org_id, org_path)
  `.execute(ctx.tx);
  await insertEvents(
    ctx,
    people.flatMap((person) => {
      const own = { personId: person.id, orgId: person.orgId, orgPath: person.orgPath };
      const events: NewEvent[] = [
        { ...own, event: 'registered', on: { date: asAt, precision: 'day' }, asKind: person.kind },
      ];
      if (person.joinedOn) events.push({ ...own, event: 'joined', on: person.joinedOn });
      if (person.convertedOn) events.push({ ...own, event: 'converted', on: person.convertedOn });
      return events;
    }),
  );
}

export type NewEvent = {
  personId: string;
  orgId: string;
  orgPath: string;
  event: string;
  on: RosterDate;
  asKind?: Kind;
  reason?: string | undefined;
  reference?: string | undefined;
};

export async function insertEvents(ctx: Ctx, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const at = <T>(value: (event: NewEvent) => T): T[] => events.map(value);
  await sql`
    insert into membership_events (person_id, org_id, org_path, event, happened_on, precision, as_kind, reason, reference,
      recorded_at, recorded_by)
    select person_id, org_id, org_path::ltree, event, happened_on, precision, as_kind, reason, reference,
      ${ctx.now}, ${accountOf(ctx)}
    from unnest(
      ${at((e) => e.personId)}::uuid[], ${at((e) => e.orgId)}::uuid[], ${at((e) => e.orgPath)}::text[],
      ${at((e) => e.event)}::text[], ${at((e) => e.on.date.toString())}::date[], ${at((e) => e.on.precision)}::text[],
      ${at((e) => e.asKind ?? null)}::text[], ${at((e) => e.reason ?? null)}::text[],
      ${at((e) => e.reference ?? null)}::text[]
    ) as t (person_id, org_id, org_path, event, happened_on, precision, as_kind, reason, reference)
  `.execute(ctx.tx);
}

export type Replacement = { id: string; version: number; columns: MemberColumns };

/** Replaces the facts of records that `lock` or `lockMany` gave. */
export async function updateMany(ctx: Ctx, records: Replacement[]): Promise<void> {
  const at = <T>(value: (record: Replacement) => T): T[] => records.map(value);
  const result = await sql`
    update members m set name = t.name, pinyin = t.pinyin, initials = t.initials,
      grams = string_to_array(t.grams, ' '), sort_key = t.sort_key, sex = t.sex, birth_date = t.birth_date,
      birth_precision = t.birth_precision, id_no = t.id_no, id_fingerprint = t.id_fingerprint,
      id_masked = t.id_masked, mobile = t.mobile, mobile_masked = t.mobile_masked, ethnicity = t.ethnicity,
      education = t.education, occupation = t.occupation, details = t.details::jsonb, updated_at = ${ctx.now},
      version = m.version + 1
    from unnest(
      ${at((r) => r.id)}::uuid[], ${at((r) => r.version)}::integer[], ${at((r) => r.columns.name)}::text[],
      ${at((r) => r.columns.pinyin)}::text[], ${at((r) => r.columns.initials)}::text[],
      ${at((r) => r.columns.grams.join(' '))}::text[], ${at((r) => r.columns.sort_key)}::text[],
      ${at((r) => r.columns.sex)}::text[],
      ${at((r) => r.columns.birth_date?.toString() ?? null)}::date[],
      ${at((r) => r.columns.birth_precision)}::text[], ${at((r) => r.columns.id_no)}::bytea[],
      ${at((r) => r.columns.id_fingerprint)}::bytea[], ${at((r) => r.columns.id_masked)}::text[],
      ${at((r) => r.columns.mobile)}::bytea[], ${at((r) => r.columns.mobile_masked)}::text[],
      ${at((r) => r.columns.ethnicity)}::text[], ${at((r) => r.columns.education)}::text[],
      ${at((r) => r.columns.occupation)}::text[], ${at((r) => JSON.stringify(r.columns.details))}::text[]
    ) as t (id, version, name, pinyin, initials, grams, sort_key, sex, birth_date, birth_precision, id_no, id_fingerprint,
      id_masked, mobile, mobile_masked, ethnicity, education, occupation, details)
    where m.id = t.id and m.version = t.version
  `.execute(ctx.tx);
  if (result.numAffectedRows !== BigInt(records.length))
    throw new Error('a record that was not locked has moved on');
}

/** Counts one change that concerns events only. */
export async function raiseVersion(ctx: Ctx, id: string, version: number): Promise<number | undefined> {
  const row = await ctx.tx
    .updateTable('members')
    .set({ updated_at: ctx.now, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

/** Sets days of joining or conversion: corrects the latest such event or adds the missing one. */
export async function setPartyDates(
  ctx: Ctx,
  event: 'joined' | 'converted',
  people: { person: MemberRow; on: RosterDate }[],
): Promise<void> {
  if (people.length === 0) return;
  const { rows } = await sql<{ personId: string }>`
    update membership_events e set happened_on = t.happened_on, precision = t.precision
    from unnest(
      ${people.map(({ person }) => person.id)}::uuid[], ${people.map(({ on }) => on.date.toString())}::date[],
      ${people.map(({ on }) => on.precision)}::text[]
    ) as t (person_id, happened_on, precision)
    where e.id = (select id from membership_events l where l.person_id = t.person_id and l.event = ${event}
      order by l.happened_on desc limit 1)
    returning e.person_id as "personId"
  `.execute(ctx.tx);
  const corrected = new Set(rows.map((row) => row.personId));
  await insertEvents(
    ctx,
    people
      .filter(({ person }) => !corrected.has(person.id))
      .map(({ person, on }) => ({
        personId: person.id,
        orgId: person.orgId,
        orgPath: person.orgPath,
        event,
        on,
      })),
  );
}

export type Move = { person: MemberRow; branch: { id: string; path: string } };

/** Ends branch periods on a day and opens the next; the whole record goes with the person. */
export async function moveToBranches(ctx: Ctx, moves: (Move & { on: Temporal.PlainDate })[]): Promise<void> {
  if (moves.length === 0) return;
  const moved = sql`unnest(
      ${moves.map(({ person }) => person.id)}::uuid[], ${moves.map(({ branch }) => branch.id)}::uuid[],
      ${moves.map(({ branch }) => branch.path)}::text[], ${moves.map(({ on }) => on.toString())}::date[]
    ) as t (person_id, org_id, org_path, happened_on)`;
  await sql`
    update branch_memberships b set valid = daterange(lower(b.valid), t.happened_on) from ${moved}
    where b.person_id = t.person_id and upper_inf(b.valid)
  `.execute(ctx.tx);
  await sql`
    insert into branch_memberships (person_id, org_id, org_path, valid)
    select person_id, org_id, org_path::ltree, daterange(happened_on, null) from ${moved}
  `.execute(ctx.tx);
  await sql`
    update members m set org_id = t.org_id, org_path = t.org_path::ltree from ${moved} where m.id = t.person_id
  `.execute(ctx.tx);
  await sql`
    update membership_events e set org_path = t.org_path::ltree from ${moved} where e.person_id = t.person_id
  `.execute(ctx.tx);
  await sql`
    update branch_memberships b set org_path = t.org_path::ltree from ${moved} where b.person_id = t.person_id
  `.execute(ctx.tx);
}

/** Rewrites status and kind from the events; every act that writes events ends with this. */
export async function restate(ctx: Ctx, ids: string[]): Promise<void> {
  await sql`
    update members m set status = s.status, kind = s.kind
    from member_status_as_of(${ctx.today}) s
    where s.person_id = m.id and m.id = any(${ids}::uuid[]) and (m.status, m.kind) is distinct from (s.status, s.kind)
  `.execute(ctx.tx);
}

export type EventRow = {
  id: string;
  event: string;
  happenedOn: Temporal.PlainDate;
  precision: 'day' | 'month';
  asKind: Kind | null;
  orgId: string;
  reason: string | null;
  reference: string | null;
  recordedAt: Temporal.Instant;
};

/** Newest first. */
export async function listEvents(ctx: Ctx, personId: string): Promise<EventRow[]> {
  return ctx.tx
    .selectFrom('membership_events')
    .select([
      'id',
      'event',
      'happened_on as happenedOn',
      'precision',
      'as_kind as asKind',
      'org_id as orgId',
      'reason',
      'reference',
      'recorded_at as recordedAt',
    ])
    .where('person_id', '=', personId)
    .orderBy('happened_on', 'desc')
    .orderBy('id', 'desc')
    .execute() as Promise<EventRow[]>; // the check constraints hold the words
}

/** First day of the present branch period, by person. */
export async function inBranchesSince(ctx: Ctx, ids: string[]): Promise<Map<string, Temporal.PlainDate>> {
  const { rows } = await sql<{ id: string; since: Temporal.PlainDate }>`
    select person_id as id, lower(valid) as since from branch_memberships
    where person_id = any(${ids}::uuid[]) and upper_inf(valid)
  `.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row.since]));
}

export async function deleteEvent(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx.deleteFrom('membership_events').where('id', '=', id).execute();
}
