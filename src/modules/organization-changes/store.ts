/** SQL on the tables of cases. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { ChangeState, ChangeType, DecidedKind } from './choices.ts';

type Day = Temporal.PlainDate;

export type ChangeRow = {
  id: string;
  type: ChangeType;
  orgId: string;
  orgPath: string;
  subjectName: string;
  newKind: DecidedKind | null;
  newName: string | null;
  newShortName: string | null;
  resultId: string | null;
  need: string;
  secretaryId: string | null;
  endsOn: Day | null;
  appliedOn: Day;
  state: ChangeState;
  stateSince: Day;
  dueOn: Day | null;
  decisionId: string | null;
  decisionQuestion: string | null;
  decidedOn: Day | null;
  approvalReference: string | null;
  effectiveOn: Day | null;
  filedOn: Day | null;
  filingNo: string | null;
  version: number;
};

/** Of `organization_changes c`. */
export const columns = sql`c.id, c.type, c.org_id as "orgId", c.org_path as "orgPath", c.subject_name as "subjectName",
  c.new_kind as "newKind", c.new_name as "newName", c.new_short_name as "newShortName", c.result_id as "resultId", c.need,
  c.secretary_id as "secretaryId", c.ends_on as "endsOn", c.applied_on as "appliedOn", c.state, c.state_since as "stateSince",
  c.due_on as "dueOn", c.decision_id as "decisionId", c.decision_question as "decisionQuestion",
  c.decided_on as "decidedOn", c.approval_reference as "approvalReference",
  c.effective_on as "effectiveOn", c.filed_on as "filedOn", c.filing_no as "filingNo", c.version`;

export async function find(ctx: Ctx, id: string): Promise<ChangeRow | undefined> {
  const { rows } = await sql<ChangeRow>`
    select ${columns} from organization_changes c where c.id = ${id}
  `.execute(ctx.tx);
  return rows[0];
}

/** Held until the act ends, so that two people cannot both move it. */
export async function lock(ctx: Ctx, id: string): Promise<ChangeRow | undefined> {
  const { rows } = await sql<ChangeRow>`
    select ${columns} from organization_changes c where c.id = ${id} for update
  `.execute(ctx.tx);
  return rows[0];
}

export type NewChange = Pick<
  ChangeRow,
  | 'type'
  | 'orgId'
  | 'orgPath'
  | 'subjectName'
  | 'newKind'
  | 'newName'
  | 'newShortName'
  | 'need'
  | 'secretaryId'
  | 'endsOn'
  | 'appliedOn'
  | 'dueOn'
> & { partIds: readonly string[]; founderIds: readonly string[] };

/** Undefined when the end of the same organization is asked for already. */
export async function insert(ctx: Ctx, row: NewChange): Promise<string | undefined> {
  const inserted = await ctx.tx
    .insertInto('organization_changes')
    .values({
      type: row.type,
      org_id: row.orgId,
      org_path: row.orgPath,
      subject_name: row.subjectName,
      new_kind: row.newKind,
      new_name: row.newName,
      new_short_name: row.newShortName,
      need: row.need,
      secretary_id: row.secretaryId,
      ends_on: row.endsOn,
      applied_on: row.appliedOn,
      state: 'applied',
      state_since: row.appliedOn,
      due_on: row.dueOn,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    // Literally as the index says it: with parameters PostgreSQL would not know the index again.
    .onConflict((on) =>
      on
        .column('org_id')
        .where(sql<boolean>`type = 'dissolve' and state in ('applied', 'returned', 'approved')`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return undefined;
  const own = { change_id: inserted.id, org_path: row.orgPath };
  if (row.partIds.length > 0)
    await ctx.tx
      .insertInto('organization_change_parts')
      .values(row.partIds.map((part_id) => ({ ...own, part_id })))
      .execute();
  await setFounders(ctx, { id: inserted.id, orgPath: row.orgPath }, row.founderIds);
  return inserted.id;
}

/** These and nobody else. */
export async function setFounders(
  ctx: Ctx,
  row: Pick<ChangeRow, 'id' | 'orgPath'>,
  personIds: readonly string[],
): Promise<void> {
  await ctx.tx.deleteFrom('organization_change_founders').where('change_id', '=', row.id).execute();
  if (personIds.length === 0) return;
  await ctx.tx
    .insertInto('organization_change_founders')
    .values(personIds.map((person_id) => ({ change_id: row.id, org_path: row.orgPath, person_id })))
    .execute();
}

export type Moved = {
  state: string;
  on: Day;
  dueOn: Day | null;
  approval?: { decisionId: string; question: string; heldOn: Day; reference: string };
  resultId?: string;
  effectiveOn?: Day;
  secretaryId?: string;
  need?: string;
  named?: { name: string; shortName: string };
  filed?: { on: Day; no: string };
};

/** False when somebody was faster. */
export async function move(ctx: Ctx, row: ChangeRow, to: Moved): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('organization_changes')
    .set({
      state: to.state,
      state_since: to.on,
      due_on: to.dueOn,
      version: row.version + 1,
      ...(to.approval && {
        decision_id: to.approval.decisionId,
        decision_question: to.approval.question,
        decided_on: to.approval.heldOn,
        approval_reference: to.approval.reference,
      }),
      ...(to.resultId && { result_id: to.resultId }),
      ...(to.effectiveOn && { effective_on: to.effectiveOn }),
      ...(to.secretaryId && { secretary_id: to.secretaryId }),
      ...(to.need && { need: to.need }),
      ...(to.named && {
        subject_name: to.named.shortName,
        new_name: to.named.name,
        new_short_name: to.named.shortName,
      }),
      ...(to.filed && { filed_on: to.filed.on, filing_no: to.filed.no }),
    })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .where('state', '=', row.state)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type NewStep = { move: string; toState: string; on: Day; dueOn: Day | null; why: string | null };

export async function addStep(
  ctx: Ctx,
  row: Pick<ChangeRow, 'id' | 'orgPath'>,
  step: NewStep,
): Promise<void> {
  await sql`
    insert into organization_change_steps (change_id, order_no, org_path, move, to_state, happened_on, due_on, why, recorder,
      recorded_at)
    select ${row.id}, coalesce(max(order_no), 0) + 1, ${row.orgPath}::ltree, ${step.move}, ${step.toState}, ${step.on}::date,
      ${step.dueOn}::date, ${step.why}, ${ctx.actor.name}, ${ctx.now}::timestamptz
    from organization_change_steps where change_id = ${row.id}
  `.execute(ctx.tx);
}

export type StepRow = {
  move: string;
  toState: string;
  happenedOn: Day;
  why: string | null;
  recorder: string;
  recordedAt: Temporal.Instant;
};

export async function listSteps(ctx: Ctx, changeId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select move, to_state as "toState", happened_on as "happenedOn", why, recorder, recorded_at as "recordedAt"
    from organization_change_steps where change_id = ${changeId} order by order_no
  `.execute(ctx.tx);
  return rows;
}

/** Ids of the organizations and of the people of a case. */
export async function listNamed(
  ctx: Ctx,
  changeId: string,
): Promise<{ partIds: string[]; founderIds: string[] }> {
  const parts = await ctx.tx
    .selectFrom('organization_change_parts')
    .select('part_id')
    .where('change_id', '=', changeId)
    .orderBy('part_id')
    .execute();
  const founders = await ctx.tx
    .selectFrom('organization_change_founders')
    .select('person_id')
    .where('change_id', '=', changeId)
    .execute();
  return { partIds: parts.map((row) => row.part_id), founderIds: founders.map((row) => row.person_id) };
}

/** Those of the votes that have decided a case already. */
export async function taken(ctx: Ctx, decisionIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select decision_id as id from organization_changes where decision_id = any(${[...decisionIds]}::uuid[])
  `.execute(ctx.tx);
  return new Set(rows.map((row) => row.id));
}
