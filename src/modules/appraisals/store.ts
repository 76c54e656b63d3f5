/** SQL on the tables of the yearly appraisal. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { Excuse, Grade, MoveKey, RoundState } from './choices.ts';
import type { Tally, Votes } from './rules.ts';

type Day = Temporal.PlainDate;

export type RoundRow = {
  id: string;
  orgId: string;
  orgPath: string;
  year: number;
  state: RoundState;
  stateSince: Day;
  openedOn: Day;
  meetingId: string | null;
  heldOn: Day | null;
  present: number | null;
  massesHeardOn: Day | null;
  massesNote: string | null;
  round: number;
  issued: number | null;
  returned: number | null;
  invalid: number | null;
  committeeMeetingId: string | null;
  proposedOn: Day | null;
  approvedOn: Day | null;
  approvalReference: string | null;
  toldOn: Day | null;
  objectionsUntil: Day | null;
  version: number;
};

const columns = sql`a.id, a.org_id as "orgId", a.org_path as "orgPath", a.year, a.state, a.state_since as "stateSince",
  a.opened_on as "openedOn", a.meeting_id as "meetingId", a.held_on as "heldOn", a.present,
  a.masses_heard_on as "massesHeardOn", a.masses_note as "massesNote", a.round, a.issued, a.returned, a.invalid,
  a.committee_meeting_id as "committeeMeetingId", a.proposed_on as "proposedOn", a.approved_on as "approvedOn",
  a.approval_reference as "approvalReference", a.told_on as "toldOn", a.objections_until as "objectionsUntil", a.version`;

export async function find(ctx: Ctx, id: string, how?: 'update'): Promise<RoundRow | undefined> {
  const { rows } = await sql<RoundRow>`
    select ${columns} from appraisals a
    where a.id = ${id} and a.org_path <@ any(${ctx.scope}::ltree[]) ${how ? sql`for update` : sql``}
  `.execute(ctx.tx);
  return rows[0];
}

export async function list(
  ctx: Ctx,
  asked: { year?: number | undefined; state?: string | undefined; orgIds?: readonly string[] | undefined },
  page: { offset: number; limit: number },
): Promise<{ rows: RoundRow[]; total: number }> {
  const { rows } = await sql<RoundRow & { total: number }>`
    select ${columns}, count(*) over () as total from appraisals a
    join organizations o on o.id = a.org_id
    where a.org_path <@ any(${ctx.scope}::ltree[])
      ${asked.year ? sql`and a.year = ${asked.year}` : sql``}
      ${asked.state ? sql`and a.state = ${asked.state}` : sql``}
      ${asked.orgIds ? sql`and a.org_id = any(${[...asked.orgIds]}::uuid[])` : sql``}
    order by a.year desc, o.path, o.order_no, a.id offset ${page.offset} limit ${page.limit}
  `.execute(ctx.tx);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** Undefined when the branch has a round of that year already. */
export async function insert(
  ctx: Ctx,
  org: { id: string; path: string },
  year: number,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into appraisals (org_id, org_path, year, mode, state, state_since, opened_on, recorded_by, recorded_at)
    values (${org.id}, ${org.path}::ltree, ${year}, 'paper', 'open', ${ctx.today}, ${ctx.today}, ${accountOf(ctx)},
      ${ctx.now}::timestamptz)
    on conflict (org_id, year) where state <> 'withdrawn' do nothing
    returning id
  `.execute(ctx.tx);
  return rows[0]?.id;
}

export type Change = Partial<
  Pick<
    RoundRow,
    | 'meetingId'
    | 'heldOn'
    | 'present'
    | 'massesHeardOn'
    | 'massesNote'
    | 'round'
    | 'issued'
    | 'returned'
    | 'invalid'
    | 'committeeMeetingId'
    | 'proposedOn'
    | 'approvedOn'
    | 'approvalReference'
    | 'toldOn'
    | 'objectionsUntil'
  >
> & { state?: RoundState };

const columnOf = {
  meetingId: 'meeting_id',
  heldOn: 'held_on',
  present: 'present',
  massesHeardOn: 'masses_heard_on',
  massesNote: 'masses_note',
  round: 'round',
  issued: 'issued',
  returned: 'returned',
  invalid: 'invalid',
  committeeMeetingId: 'committee_meeting_id',
  proposedOn: 'proposed_on',
  approvedOn: 'approved_on',
  approvalReference: 'approval_reference',
  toldOn: 'told_on',
  objectionsUntil: 'objections_until',
  state: 'state',
} as const satisfies Record<keyof Change, string>;

/** Raises the version; false when somebody was faster. */
export async function change(ctx: Ctx, row: RoundRow, given: Change): Promise<boolean> {
  const values = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [columnOf[key as keyof Change], value]), // keys of `Change`
  );
  const { numUpdatedRows } = await ctx.tx
    .updateTable('appraisals')
    .set({ ...values, ...(given.state && { state_since: ctx.today }), version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .where('state', '=', row.state)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type MemberRow = {
  id: string;
  personId: string;
  name: string;
  kind: 'full' | 'probationary';
  excused: Excuse | null;
  excusedNote: string | null;
  selfText: string | null;
  selfWrittenOn: Day | null;
  selfRecordedAt: Temporal.Instant | null;
  selfOnPaper: boolean | null;
  votes: Votes | null;
  grade: Grade | null;
  gradeReason: string | null;
  talkOn: Day | null;
  talkNote: string | null;
};

/** In the order of the roster. */
export async function listMembers(ctx: Ctx, appraisalId: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select id, person_id as "personId", person_name as name, kind, excused, excused_note as "excusedNote",
      self_text as "selfText", self_written_on as "selfWrittenOn", self_recorded_at as "selfRecordedAt",
      self_on_paper as "selfOnPaper",
      case when votes_excellent is not null then jsonb_build_object('excellent', votes_excellent, 'qualified', votes_qualified,
        'basic', votes_basic, 'unqualified', votes_unqualified, 'unmarked', votes_unmarked) end as votes,
      grade, grade_reason as "gradeReason", talk_on as "talkOn", talk_note as "talkNote"
    from appraisal_members where appraisal_id = ${appraisalId} order by position
  `.execute(ctx.tx);
  return rows;
}

/**
 * Makes the list equal to those who stand in the branch: who came is added, who has left since stays on the list, excused.
 * What was written stays.
 */
export async function drawRoster(
  ctx: Ctx,
  round: Pick<RoundRow, 'id' | 'orgPath'>,
  people: readonly { id: string; name: string; kind: string }[],
): Promise<void> {
  const ids = people.map((one) => one.id);
  await sql`
    insert into appraisal_members (appraisal_id, org_path, person_id, person_name, kind, position)
    select ${round.id}, ${round.orgPath}::ltree, p.id, p.name, p.kind, p.position
    from unnest(${ids}::uuid[], ${people.map((one) => one.name)}::text[], ${people.map((one) => one.kind)}::text[])
      with ordinality as p (id, name, kind, position)
    on conflict (appraisal_id, person_id) do update set position = excluded.position, kind = excluded.kind
  `.execute(ctx.tx);
  await sql`
    update appraisal_members set excused = 'left'
    where appraisal_id = ${round.id} and person_id <> all(${ids}::uuid[]) and excused is null
  `.execute(ctx.tx);
}

export async function writeSelf(
  ctx: Ctx,
  memberId: string,
  self: { text: string; writtenOn: Day; onPaper: boolean },
): Promise<void> {
  await ctx.tx
    .updateTable('appraisal_members')
    .set({
      self_text: self.text,
      self_written_on: self.writtenOn,
      self_recorded_at: ctx.now,
      self_recorder: ctx.actor.name,
      self_on_paper: self.onPaper,
    })
    .where('id', '=', memberId)
    .execute();
}

export async function excuse(
  ctx: Ctx,
  memberId: string,
  given: { excused: Excuse | null; note: string | null },
): Promise<void> {
  await ctx.tx
    .updateTable('appraisal_members')
    .set({ excused: given.excused, excused_note: given.note })
    .where('id', '=', memberId)
    .execute();
}

export async function writeGrades(
  ctx: Ctx,
  lines: readonly { id: string; grade: Grade; reason: string | null }[],
): Promise<void> {
  await sql`
    update appraisal_members m set grade = g.grade, grade_reason = g.reason
    from unnest(${lines.map((one) => one.id)}::uuid[], ${lines.map((one) => one.grade)}::text[],
      ${lines.map((one) => one.reason)}::text[]) as g (id, grade, reason)
    where m.id = g.id
  `.execute(ctx.tx);
}

/** The agreed sums; `undefined` takes them away again. */
export async function writeVotes(ctx: Ctx, appraisalId: string, tally: Tally | undefined): Promise<void> {
  await sql`
    update appraisal_members set votes_excellent = null, votes_qualified = null, votes_basic = null,
      votes_unqualified = null, votes_unmarked = null
    where appraisal_id = ${appraisalId}
  `.execute(ctx.tx);
  if (!tally) return;
  await sql`
    update appraisal_members m set votes_excellent = l.excellent, votes_qualified = l.qualified, votes_basic = l.basic,
      votes_unqualified = l.unqualified, votes_unmarked = l.unmarked
    from jsonb_to_recordset(${JSON.stringify(tally.lines)}::jsonb)
      as l (id uuid, excellent integer, qualified integer, basic integer, unqualified integer, unmarked integer)
    where m.id = l.id and m.appraisal_id = ${appraisalId}
  `.execute(ctx.tx);
}

export async function writeTalk(ctx: Ctx, memberId: string, talk: { on: Day; note: string }): Promise<void> {
  await ctx.tx
    .updateTable('appraisal_members')
    .set({ talk_on: talk.on, talk_note: talk.note, talk_recorder: ctx.actor.name })
    .where('id', '=', memberId)
    .execute();
}

export type SheetRow = { round: number; teller: string; tellerName: string; tally: Tally };

/** In the order in which they came. */
export async function listSheets(ctx: Ctx, appraisalId: string, round: number): Promise<SheetRow[]> {
  const rows = await ctx.tx
    .selectFrom('appraisal_sheets')
    .select(['round', 'teller', 'teller_name as tellerName', 'tally'])
    .where('appraisal_id', '=', appraisalId)
    .where('round', '=', round)
    .orderBy('handed_in_at')
    .orderBy('teller')
    .execute();
  return rows.map((row) => ({ ...row, tally: row.tally as unknown as Tally })); // written by us alone, from this type
}

export async function insertSheet(ctx: Ctx, round: RoundRow, teller: string, tally: Tally): Promise<void> {
  await ctx.tx
    .insertInto('appraisal_sheets')
    .values({
      appraisal_id: round.id,
      round: round.round,
      teller,
      teller_name: ctx.actor.name,
      org_path: round.orgPath,
      tally: JSON.stringify(tally),
      handed_in_at: ctx.now,
    })
    .execute();
}

export type StepRow = {
  move: MoveKey;
  happenedOn: Day;
  why: string | null;
  recorder: string;
  recordedAt: Temporal.Instant;
};

export async function addStep(
  ctx: Ctx,
  round: RoundRow,
  step: { move: string; to: string; on: Day; why: string | null },
): Promise<void> {
  await sql`
    insert into appraisal_steps (appraisal_id, order_no, org_path, move, from_state, to_state, happened_on, why, recorder,
      recorded_at)
    select ${round.id}, coalesce(max(order_no), 0) + 1, ${round.orgPath}::ltree, ${step.move}, ${round.state}, ${step.to},
      ${step.on}::date, ${step.why}, ${ctx.actor.name}, ${ctx.now}::timestamptz
    from appraisal_steps where appraisal_id = ${round.id}
  `.execute(ctx.tx);
}

export async function listSteps(ctx: Ctx, appraisalId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select move, happened_on as "happenedOn", why, recorder, recorded_at as "recordedAt"
    from appraisal_steps where appraisal_id = ${appraisalId} order by order_no
  `.execute(ctx.tx);
  return rows;
}
