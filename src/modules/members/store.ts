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

/** All records at or below the paths, for comparing a whole roster. */
export async function listBelow(ctx: Ctx, paths: readonly string[]): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select ${selected} from members m ${partyDates} where m.org_path <@ any(${[...paths]}::ltree[])
  `.execute(ctx.tx);
  return rows;
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
    insert into members (id, org_id, org_path, name, pinyin, initials, grams, sex, birth_date, birth_precision, id_no,
      id_fingerprint, id_masked, mobile, mobile_masked, ethnicity, education, occupation, details, status, kind,
      created_at, updated_at)
    select id, org_id, org_path::ltree, name, pinyin, initials, string_to_array(grams, ' '), sex, birth_date,
      birth_precision, id_no, id_fingerprint, id_masked, mobile, mobile_masked, ethnicity, education, occupation,
      details::jsonb, 'active', kind, ${ctx.now}, ${ctx.now}
    from unnest(
      ${at((p) => p.id)}::uuid[], ${at((p) => p.orgId)}::uuid[], ${at((p) => p.orgPath)}::text[],
      ${at((p) => p.columns.name)}::text[], ${at((p) => p.columns.pinyin)}::text[],
      ${at((p) => p.columns.initials)}::text[], ${at((p) => p.columns.grams.join(' '))}::text[],
      ${at((p) => p.columns.sex)}::text[], ${at((p) => p.columns.birth_date?.toString() ?? null)}::date[],
      ${at((p) => p.columns.birth_precision)}::text[], ${at((p) => p.columns.id_no)}::bytea[],
      ${at((p) => p.columns.id_fingerprint)}::bytea[], ${at((p) => p.columns.id_masked)}::text[],
      ${at((p) => p.columns.mobile)}::bytea[], ${at((p) => p.columns.mobile_masked)}::text[],
      ${at((p) => p.columns.ethnicity)}::text[], ${at((p) => p.columns.education)}::text[],
      ${at((p) => p.columns.occupation)}::text[], ${at((p) => JSON.stringify(p.columns.details))}::text[],
      ${at((p) => p.kind)}::text[]
    ) as t (id, org_id, org_path, name, pinyin, initials, grams, sex, birth_date, birth_precision, id_no,
      id_fingerprint, id_masked, mobile, mobile_masked, ethnicity, education, occupation, details, kind)
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

/** Replaces the facts of a record; undefined when someone was faster. */
export async function update(
  ctx: Ctx,
  id: string,
  version: number,
  columns: MemberColumns,
): Promise<number | undefined> {
  const row = await ctx.tx
    .updateTable('members')
    .set({ ...columns, details: JSON.stringify(columns.details), updated_at: ctx.now, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
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

/** Sets the day of joining or conversion: corrects the latest such event or adds the missing one. */
export async function setPartyDate(
  ctx: Ctx,
  person: MemberRow,
  event: 'joined' | 'converted',
  on: RosterDate,
): Promise<void> {
  const result = await sql`
    update membership_events set happened_on = ${on.date}, precision = ${on.precision}
    where id = (select id from membership_events where person_id = ${person.id} and event = ${event}
      order by happened_on desc limit 1)
  `.execute(ctx.tx);
  if (result.numAffectedRows === 0n)
    await insertEvents(ctx, [
      { personId: person.id, orgId: person.orgId, orgPath: person.orgPath, event, on },
    ]);
}

/** Ends the branch period on a day and opens the next; the whole record goes with the person. */
export async function moveToBranch(
  ctx: Ctx,
  personId: string,
  branch: { id: string; path: string },
  on: Temporal.PlainDate,
): Promise<void> {
  await sql`
    update branch_memberships set valid = daterange(lower(valid), ${on})
    where person_id = ${personId} and upper_inf(valid)
  `.execute(ctx.tx);
  await sql`
    insert into branch_memberships (person_id, org_id, org_path, valid)
    values (${personId}, ${branch.id}, ${branch.path}, daterange(${on}, null))
  `.execute(ctx.tx);
  await sql`update members set org_id = ${branch.id}, org_path = ${branch.path} where id = ${personId}`.execute(
    ctx.tx,
  );
  await sql`update membership_events set org_path = ${branch.path} where person_id = ${personId}`.execute(
    ctx.tx,
  );
  await sql`update branch_memberships set org_path = ${branch.path} where person_id = ${personId}`.execute(
    ctx.tx,
  );
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

/** First day of the present branch period. */
export async function inBranchSince(ctx: Ctx, personId: string): Promise<Temporal.PlainDate | undefined> {
  const { rows } = await sql<{ since: Temporal.PlainDate }>`
    select lower(valid) as since from branch_memberships where person_id = ${personId} and upper_inf(valid)
  `.execute(ctx.tx);
  return rows[0]?.since;
}

export async function deleteEvent(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx.deleteFrom('membership_events').where('id', '=', id).execute();
}
