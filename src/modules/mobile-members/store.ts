/** SQL on stays and contacts. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { ContactWay, Ending, Occupation, StayDirection } from './choices.ts';

type Day = Temporal.PlainDate;

export type StayRow = {
  id: string;
  direction: StayDirection;
  personId: string | null;
  personName: string;
  orgId: string;
  orgPath: string;
  since: Day;
  place: string;
  occupation: Occupation;
  counterpart: string | null;
  contactPersonId: string | null;
  endedOn: Day | null;
  ending: Ending | null;
  lastContactOn: Day | null;
  version: number;
};

/** Columns of a stay `s` with its last contact. */
export const stayColumns = sql`s.id, s.direction, s.person_id as "personId", s.person_name as "personName", s.org_id as "orgId",
  s.org_path as "orgPath", s.since, s.place, s.occupation, s.counterpart, s.contact_person_id as "contactPersonId",
  s.ended_on as "endedOn", s.ending, s.version,
  (select max(c.happened_on) from mobile_contacts c where c.stay_id = s.id) as "lastContactOn"`;

export async function find(ctx: Ctx, id: string): Promise<StayRow | undefined> {
  const { rows } = await sql<StayRow>`select ${stayColumns} from mobile_stays s where s.id = ${id}`.execute(
    ctx.tx,
  );
  return rows[0];
}

/** Held until the act ends. */
export async function lock(ctx: Ctx, id: string): Promise<StayRow | undefined> {
  const { rows } = await sql<StayRow>`
    select ${stayColumns} from mobile_stays s where s.id = ${id} for update of s
  `.execute(ctx.tx);
  return rows[0];
}

export type NewStay = Omit<StayRow, 'id' | 'version' | 'endedOn' | 'ending' | 'lastContactOn'>;

/** Undefined when the member is registered as away already. */
export async function insert(ctx: Ctx, stay: NewStay): Promise<string | undefined> {
  const row = await ctx.tx
    .insertInto('mobile_stays')
    .values({
      direction: stay.direction,
      person_id: stay.personId,
      person_name: stay.personName,
      org_id: stay.orgId,
      org_path: stay.orgPath,
      since: stay.since,
      place: stay.place,
      occupation: stay.occupation,
      counterpart: stay.counterpart,
      contact_person_id: stay.contactPersonId,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    // Literally as the index says it: with parameters PostgreSQL would not know the index again.
    .onConflict((on) =>
      on
        .column('person_id')
        .where(sql<boolean>`ended_on is null`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** False when somebody changed the stay first. */
export async function end(ctx: Ctx, stay: StayRow, ending: { on: Day; ending: Ending }): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('mobile_stays')
    .set({ ended_on: ending.on, ending: ending.ending, version: stay.version + 1 })
    .where('id', '=', stay.id)
    .where('version', '=', stay.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function addContact(
  ctx: Ctx,
  stay: StayRow,
  contact: { on: Day; way: ContactWay; note: string },
): Promise<void> {
  await ctx.tx
    .insertInto('mobile_contacts')
    .values({
      stay_id: stay.id,
      org_path: stay.orgPath,
      happened_on: contact.on,
      way: contact.way,
      note: contact.note,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute();
}

export type ContactRow = {
  id: string;
  happenedOn: Day;
  way: ContactWay;
  note: string;
  recorder: string;
  recordedAt: Temporal.Instant;
};

/** Newest first. */
export async function listContacts(ctx: Ctx, stayId: string): Promise<ContactRow[]> {
  const { rows } = await sql<ContactRow>`
    select id, happened_on as "happenedOn", way, note, recorder, recorded_at as "recordedAt"
    from mobile_contacts where stay_id = ${stayId} order by happened_on desc, id desc
  `.execute(ctx.tx);
  return rows;
}
