/** SQL on units, their forms, surveys and the members who work there. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { Form, TieKind, UncoveredReason, UnitKind } from './choices.ts';

type Day = Temporal.PlainDate;
type Piece = ReturnType<typeof sql>;

export type UnitRow = {
  id: string;
  kind: UnitKind;
  name: string;
  place: string;
  contact: string;
  orgId: string;
  orgPath: string;
  /** The unit in the tree of organizations, which then has its name. */
  unitOrgId: string | null;
  byOrgPath: string | null;
  listedOn: Day;
  closedOn: Day | null;
  closing: string | null;
  version: number;
};

export type SurveyRow = {
  surveyedOn: Day;
  staff: number;
  fullMembers: number;
  instructor: string | null;
  hasVenue: boolean;
  uncoveredBecause: UncoveredReason | null;
  unchanged: boolean;
  recorder: string;
  recordedAt: Temporal.Instant;
};

export type FormRow = {
  form: Form;
  byOrgId: string;
  since: Day;
  until: Day | null;
  basis: string;
  ending: string | null;
};

/** A unit as it stood on a day: its form and the last survey by then; null where there was none. */
export type StandingUnit = UnitRow & {
  form: Form | null;
  byOrgId: string | null;
  coveredSince: Day | null;
  surveyedOn: Day | null;
  staff: number | null;
  fullMembers: number | null;
  instructor: string | null;
  hasVenue: boolean | null;
  uncoveredBecause: UncoveredReason | null;
  tied: number;
};

/** The name of a unit `u`: the tree's where it stands in the tree. */
export const nameOfUnit = sql<string>`coalesce((
  select n.name from organization_names n where n.org_id = u.unit_org_id order by lower(n.valid) desc limit 1
), u.name)`;

const unitColumns = sql`u.id, u.kind, ${nameOfUnit} as name, u.place, u.contact, u.org_id as "orgId", u.org_path as "orgPath",
  u.unit_org_id as "unitOrgId", u.by_org_path as "byOrgPath", u.listed_on as "listedOn", u.closed_on as "closedOn", u.closing, u.version`;

/** Units `u` of a day with form `f` and last survey `s`; closed ones are left out by `openOn`. */
export function unitsOn(asOf: Day): Piece {
  return sql`coverage_units u
    left join coverage_forms f on f.unit_id = u.id and f.valid @> ${asOf}::date
    left join lateral (
      select v.surveyed_on, v.staff, v.full_members, v.instructor, v.has_venue, v.uncovered_because
      from coverage_surveys v where v.unit_id = u.id and v.surveyed_on <= ${asOf}::date
      order by v.surveyed_on desc, v.id desc limit 1
    ) s on true`;
}

/** Listed by the day and not closed by it. */
export function openOn(asOf: Day): Piece {
  return sql`u.listed_on <= ${asOf}::date and (u.closed_on is null or u.closed_on > ${asOf}::date)`;
}

/** At or below the paths, or covered by an organization there. */
export function touches(paths: readonly string[]): Piece {
  return sql`(u.org_path <@ any(${[...paths]}::ltree[]) or u.by_org_path <@ any(${[...paths]}::ltree[]))`;
}

export async function listUnits(ctx: Ctx, where: Piece, asOf: Day): Promise<StandingUnit[]> {
  const { rows } = await sql<StandingUnit>`
    select ${unitColumns}, f.form, f.by_org_id as "byOrgId", lower(f.valid) as "coveredSince",
      s.surveyed_on as "surveyedOn", s.staff, s.full_members as "fullMembers", s.instructor, s.has_venue as "hasVenue",
      s.uncovered_because as "uncoveredBecause",
      (select count(*)::int from coverage_ties t where t.unit_id = u.id and t.since <= ${asOf}::date
        and (t.ended_on is null or t.ended_on > ${asOf}::date)) as tied
    from ${unitsOn(asOf)} where ${where} order by u.org_path, name, u.id limit 5000
  `.execute(ctx.tx);
  return rows;
}

/** Held until the act ends. */
export async function lock(ctx: Ctx, id: string): Promise<UnitRow | undefined> {
  const { rows } = await sql<UnitRow>`
    select ${unitColumns} from coverage_units u where u.id = ${id} for update of u
  `.execute(ctx.tx);
  return rows[0];
}

export type NewUnit = Pick<
  UnitRow,
  'kind' | 'name' | 'place' | 'contact' | 'orgId' | 'orgPath' | 'unitOrgId' | 'listedOn'
>;

/** Undefined when an open unit of the place has the name already. */
export async function insert(ctx: Ctx, unit: NewUnit): Promise<string | undefined> {
  const row = await ctx.tx
    .insertInto('coverage_units')
    .values({
      kind: unit.kind,
      name: unit.name,
      place: unit.place,
      contact: unit.contact,
      org_id: unit.orgId,
      org_path: unit.orgPath,
      unit_org_id: unit.unitOrgId,
      listed_on: unit.listedOn,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

type Change = Partial<{
  name: string;
  place: string;
  contact: string;
  by_org_path: string | null;
  closed_on: Day;
  closing: string;
}>;

/** Of a unit that the act holds. */
export async function change(ctx: Ctx, unit: UnitRow, to: Change): Promise<void> {
  await ctx.tx
    .updateTable('coverage_units')
    .set({ ...to, version: unit.version + 1 })
    .where('id', '=', unit.id)
    .execute();
}

export type NewSurvey = Omit<SurveyRow, 'recorder' | 'recordedAt'>;

export async function addSurvey(ctx: Ctx, unit: UnitRow, survey: NewSurvey): Promise<void> {
  await ctx.tx
    .insertInto('coverage_surveys')
    .values({
      unit_id: unit.id,
      org_id: unit.orgId,
      org_path: unit.orgPath,
      by_org_path: unit.byOrgPath,
      surveyed_on: survey.surveyedOn,
      staff: survey.staff,
      full_members: survey.fullMembers,
      instructor: survey.instructor,
      has_venue: survey.hasVenue,
      uncovered_because: survey.uncoveredBecause,
      unchanged: survey.unchanged,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute();
}

/** Newest first. */
export async function listSurveys(ctx: Ctx, unitId: string): Promise<SurveyRow[]> {
  const { rows } = await sql<SurveyRow>`
    select surveyed_on as "surveyedOn", staff, full_members as "fullMembers", instructor, has_venue as "hasVenue",
      uncovered_because as "uncoveredBecause", unchanged, recorder, recorded_at as "recordedAt"
    from coverage_surveys where unit_id = ${unitId} order by surveyed_on desc, id desc
  `.execute(ctx.tx);
  return rows;
}

/** Newest first. */
export async function listForms(ctx: Ctx, unitId: string): Promise<FormRow[]> {
  const { rows } = await sql<FormRow>`
    select form, by_org_id as "byOrgId", lower(valid) as since, upper(valid) as until, basis, ending
    from coverage_forms where unit_id = ${unitId} order by lower(valid) desc
  `.execute(ctx.tx);
  return rows;
}

/** The form that runs ends on the day, with the reason. */
export async function endForm(ctx: Ctx, unitId: string, on: Day, ending: string): Promise<void> {
  await sql`
    update coverage_forms set valid = daterange(lower(valid), ${on}::date), ending = ${ending}
    where unit_id = ${unitId} and upper_inf(valid)
  `.execute(ctx.tx);
}

export async function addForm(
  ctx: Ctx,
  unit: UnitRow,
  form: { form: Form; by: { id: string; path: string }; since: Day; basis: string },
): Promise<void> {
  await sql`
    insert into coverage_forms (unit_id, org_path, form, by_org_id, by_org_path, valid, basis, recorder, recorded_at)
    values (${unit.id}, ${unit.orgPath}, ${form.form}, ${form.by.id}, ${form.by.path}, daterange(${form.since}::date, null),
      ${form.basis}, ${ctx.actor.name}, ${ctx.now})
  `.execute(ctx.tx);
}

export type TieRow = {
  id: string;
  personId: string;
  personName: string;
  unitId: string;
  orgId: string;
  orgPath: string;
  kind: TieKind;
  since: Day;
  endedOn: Day | null;
  ending: string | null;
};

/** Running ties first, then by name. */
export async function listTies(ctx: Ctx, unitId: string): Promise<TieRow[]> {
  const { rows } = await sql<TieRow>`
    select id, person_id as "personId", person_name as "personName", unit_id as "unitId", org_id as "orgId",
      org_path as "orgPath", kind, since, ended_on as "endedOn", ending
    from coverage_ties where unit_id = ${unitId} order by ended_on is not null, person_name, id
  `.execute(ctx.tx);
  return rows;
}

/** Undefined when the member is tied to the unit already. */
export async function addTie(
  ctx: Ctx,
  unit: UnitRow,
  tie: { person: { id: string; name: string; orgId: string; orgPath: string }; kind: TieKind; since: Day },
): Promise<string | undefined> {
  const row = await ctx.tx
    .insertInto('coverage_ties')
    .values({
      person_id: tie.person.id,
      person_name: tie.person.name,
      unit_id: unit.id,
      unit_org_path: unit.orgPath,
      org_id: tie.person.orgId,
      org_path: tie.person.orgPath,
      kind: tie.kind,
      since: tie.since,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** False when it had ended already. */
export async function endTie(ctx: Ctx, tie: { id: string; on: Day; ending: string }): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('coverage_ties')
    .set({ ended_on: tie.on, ending: tie.ending })
    .where('id', '=', tie.id)
    .where('ended_on', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
