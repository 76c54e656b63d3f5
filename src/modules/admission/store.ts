/** SQL on the tables of admission: cases, entries, people, notices. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { Reason } from '../../kernel/refusal.ts';
import type { CaseState, NoticePart, PriorityTag, RuleSet, Sector, StepId } from './choices.ts';
import type { Details, NamedMember } from './facts.ts';

type Day = Temporal.PlainDate;

export type CaseRow = {
  id: string;
  orgId: string;
  orgPath: string;
  name: string;
  sex: 'male' | 'female';
  birthDate: Day;
  idNo: Buffer;
  idMasked: string;
  mobile: Buffer | null;
  mobileMasked: string | null;
  ethnicity: string | null;
  education: string | null;
  occupation: string | null;
  sector: Sector;
  tags: PriorityTag[];
  appliedOn: Day;
  state: CaseState;
  stateSince: Day;
  personId: string | null;
  formNo: string | null;
  version: number;
};

export type EntryRow = {
  caseId: string;
  no: number;
  move: string;
  step: StepId | null;
  from: CaseState;
  to: CaseState;
  on: Day;
  details: Details;
  decisionId: string | null;
  ruleSet: RuleSet;
  verdict: unknown;
  warnings: Reason[];
  why: string | null;
  recordedBy: string | null;
  recorder: string;
  recordedAt: Temporal.Instant;
};

export type NoticeRow = {
  caseId: string;
  part: NoticePart;
  publicationId: string | null;
  code: string | null;
  state: string | null;
  postedOn: Day | null;
  shownUntil: Day | null;
  endedOn: Day | null;
  places: string | null;
  opinions: string | null;
  openObjections: number;
  upheldObjections: number;
  objections: number;
};

const caseColumns = sql`
  c.id, c.org_id as "orgId", c.org_path as "orgPath", c.name, c.sex, c.birth_date as "birthDate", c.id_no as "idNo",
  c.id_masked as "idMasked", c.mobile, c.mobile_masked as "mobileMasked", c.ethnicity, c.education, c.occupation,
  c.sector, c.tags, c.applied_on as "appliedOn", c.state, c.state_since as "stateSince", c.person_id as "personId",
  c.form_no as "formNo", c.version`;

export async function find(ctx: Ctx, id: string): Promise<CaseRow | undefined> {
  const { rows } = await sql<CaseRow>`
    select ${caseColumns} from admission_cases c where c.id = ${id} and c.org_path <@ any(${ctx.scope}::ltree[])
  `.execute(ctx.tx);
  return rows[0];
}

/** The case, kept from others until the act ends. */
export async function lock(ctx: Ctx, id: string): Promise<CaseRow | undefined> {
  await sql`select from admission_cases where id = ${id} for update`.execute(ctx.tx);
  return find(ctx, id);
}

/** Cases at or below the scope in these states, the oldest application first. */
export async function listCases(ctx: Ctx, states: readonly CaseState[]): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select ${caseColumns} from admission_cases c
    where c.org_path <@ any(${ctx.scope}::ltree[]) and c.state = any(${[...states]}::text[])
    order by c.applied_on, c.id
  `.execute(ctx.tx);
  return rows;
}

export type NewCase = Omit<CaseRow, 'id' | 'state' | 'stateSince' | 'personId' | 'formNo' | 'version'> & {
  pinyin: string;
  idFingerprint: Buffer;
};

/** Undefined when the person has an open case already: two clerks cannot both open one. */
export async function insert(ctx: Ctx, row: NewCase): Promise<string | undefined> {
  const inserted = await ctx.tx
    .insertInto('admission_cases')
    .values({
      org_id: row.orgId,
      org_path: row.orgPath,
      name: row.name,
      pinyin: row.pinyin,
      sex: row.sex,
      birth_date: row.birthDate,
      id_no: row.idNo,
      id_fingerprint: row.idFingerprint,
      id_masked: row.idMasked,
      mobile: row.mobile,
      mobile_masked: row.mobileMasked,
      ethnicity: row.ethnicity,
      education: row.education,
      occupation: row.occupation,
      sector: row.sector,
      tags: row.tags,
      applied_on: row.appliedOn,
      state_since: row.appliedOn,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    // Spelt out: a prepared statement with parameters in their place no longer matches the partial index.
    .onConflict((on) =>
      on
        .column('id_fingerprint')
        .where(sql<boolean>`state not in ('archived', 'ceased', 'revoked')`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return inserted?.id;
}

export type CaseChange = { state: CaseState; state_since: Day; person_id?: string; form_no?: string };

/** One update, so that of two clerks one wins; false when the version has moved on. */
export async function change(ctx: Ctx, row: CaseRow, values: CaseChange): Promise<boolean> {
  const changed = await ctx.tx
    .updateTable('admission_cases')
    .set({ ...values, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('state', '=', row.state)
    .where('version', '=', row.version)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}

/** Counts an act that leaves the state alone, such as a notice put forward. */
export async function raise(ctx: Ctx, row: CaseRow): Promise<boolean> {
  return change(ctx, row, { state: row.state, state_since: row.stateSince });
}

export type NewEntry = Omit<EntryRow, 'caseId' | 'recordedBy' | 'recorder' | 'recordedAt'>;

export async function addEntry(
  ctx: Ctx,
  row: Pick<CaseRow, 'id' | 'orgPath'>,
  entry: NewEntry,
): Promise<void> {
  await ctx.tx
    .insertInto('admission_entries')
    .values({
      case_id: row.id,
      org_path: row.orgPath,
      no: entry.no,
      move: entry.move,
      step: entry.step,
      from_state: entry.from,
      to_state: entry.to,
      happened_on: entry.on,
      details: JSON.stringify(entry.details),
      decision_id: entry.decisionId,
      rule_set: entry.ruleSet,
      verdict: entry.verdict ? JSON.stringify(entry.verdict) : null,
      warnings: JSON.stringify(entry.warnings),
      why: entry.why,
      recorded_by: accountOf(ctx),
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute();
}

/** Entries of several cases in their order. */
export async function listEntries(ctx: Ctx, caseIds: readonly string[]): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select case_id as "caseId", no, move, step, from_state as "from", to_state as "to", happened_on as "on", details,
      decision_id as "decisionId", rule_set as "ruleSet", verdict, warnings, why, recorded_by as "recordedBy", recorder,
      recorded_at as "recordedAt"
    from admission_entries
    where case_id = any(${[...caseIds]}::uuid[]) and org_path <@ any(${ctx.scope}::ltree[])
    order by case_id, no
  `.execute(ctx.tx);
  return rows;
}

/** A decision that another case rests on already, or this one with another step. */
export async function isDecisionUsed(ctx: Ctx, decisionId: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (
      select from admission_entries e where e.decision_id = ${decisionId}
        and not exists (select from admission_entries t where t.case_id = e.case_id and t.move = 'take_back'
          and (t.details ->> 'undoes')::int = e.no)
    ) as used
  `.execute(ctx.tx);
  return rows[0]?.used ?? false;
}

export async function isFormTaken(ctx: Ctx, formNo: string, caseId: string): Promise<boolean> {
  const { rows } = await sql<{
    taken: boolean;
  }>`select admission_form_taken(${formNo}, ${caseId}) as taken`.execute(ctx.tx);
  return rows[0]?.taken ?? false;
}

export async function addPeople(
  ctx: Ctx,
  row: Pick<CaseRow, 'id' | 'orgPath'>,
  named: { no: number; role: 'mentor' | 'sponsor'; people: readonly NamedMember[] },
): Promise<void> {
  await ctx.tx
    .insertInto('admission_people')
    .values(
      named.people.map((one) => ({
        case_id: row.id,
        org_path: row.orgPath,
        entry_no: named.no,
        role: named.role,
        person_id: one.personId,
        name: one.name,
      })),
    )
    .execute();
}

/** How many people under way each of these members accompanies, apart from this case. */
export async function loadOf(
  ctx: Ctx,
  ids: readonly string[],
  caseId: string,
): Promise<Record<string, number>> {
  const { rows } = await sql<{ id: string; n: number }>`
    select p.person_id as id, count(distinct p.case_id)::int as n
    from admission_people p
    join admission_cases c on c.id = p.case_id
    where p.person_id = any(${[...ids]}::uuid[]) and p.role = 'mentor' and p.case_id <> ${caseId}
      and c.state not in ('full', 'archived', 'ceased', 'revoked')
    group by p.person_id
  `.execute(ctx.tx);
  return Object.fromEntries(rows.map((row) => [row.id, row.n]));
}

export async function listNotices(ctx: Ctx, caseIds: readonly string[]): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select n.case_id as "caseId", n.part, n.publication_id as "publicationId", p.code, p.state,
      coalesce(n.posted_on, p.shown_from) as "postedOn", p.shown_until as "shownUntil",
      coalesce(n.ended_on, (p.ended_at at time zone 'Asia/Shanghai')::date) as "endedOn", n.places, n.opinions,
      count(o.id)::int as objections,
      count(o.id) filter (where o.answered_at is null)::int as "openObjections",
      count(o.id) filter (where o.upheld)::int as "upheldObjections"
    from admission_notices n
    left join publications p on p.id = n.publication_id
    left join publications later on later.corrects = p.id
    left join objections o on o.publication_id in (p.id, later.id)
    where n.case_id = any(${[...caseIds]}::uuid[])
    group by n.id, p.id
    order by n.recorded_at
  `.execute(ctx.tx);
  return rows;
}

export async function addNotice(
  ctx: Ctx,
  row: Pick<CaseRow, 'id' | 'orgPath'>,
  notice: {
    part: NoticePart;
    publicationId?: string;
    postedOn?: Day;
    endedOn?: Day;
    places?: string;
    opinions?: string;
  },
): Promise<void> {
  await ctx.tx
    .insertInto('admission_notices')
    .values({
      case_id: row.id,
      org_path: row.orgPath,
      part: notice.part,
      publication_id: notice.publicationId ?? null,
      posted_on: notice.postedOn ?? null,
      ended_on: notice.endedOn ?? null,
      places: notice.places ?? null,
      opinions: notice.opinions ?? null,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute();
}
