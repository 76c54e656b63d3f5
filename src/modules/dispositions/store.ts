/** SQL on the case of a disposition and what is kept in it. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { Cause, DispositionState, RecordKind, TaskOutcome, Way } from './choices.ts';

type Day = Temporal.PlainDate;

export type CaseRow = {
  id: string;
  personId: string;
  personName: string;
  orgId: string;
  orgPath: string;
  cause: Cause;
  question: string;
  openedOn: Day;
  earlierId: string | null;
  state: DispositionState;
  stateSince: Day;
  round: number;
  way: Way | null;
  deadlineOn: Day | null;
  branchDecidedOn: Day | null;
  approvedOn: Day | null;
  approvalReference: string | null;
  version: number;
};

export const caseColumns = sql`d.id, d.person_id as "personId", d.person_name as "personName", d.org_id as "orgId",
  d.org_path as "orgPath", d.cause, d.question, d.opened_on as "openedOn", d.earlier_id as "earlierId", d.state,
  d.state_since as "stateSince", d.round, d.way, d.deadline_on as "deadlineOn", d.branch_decided_on as "branchDecidedOn",
  d.approved_on as "approvedOn", d.approval_reference as "approvalReference", d.version`;

export async function find(ctx: Ctx, id: string): Promise<CaseRow | undefined> {
  const { rows } = await sql<CaseRow>`
    select ${caseColumns} from member_dispositions d where d.id = ${id}
  `.execute(ctx.tx);
  return rows[0];
}

/** Held until the act ends, so that two people cannot both move it. */
export async function lock(ctx: Ctx, id: string): Promise<CaseRow | undefined> {
  const { rows } = await sql<CaseRow>`
    select ${caseColumns} from member_dispositions d where d.id = ${id} for update
  `.execute(ctx.tx);
  return rows[0];
}

/** All cases of a person that the reader may see, the newest first. */
export async function listOfPerson(ctx: Ctx, personId: string): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select ${caseColumns} from member_dispositions d where d.person_id = ${personId} order by d.opened_on desc, d.id desc
  `.execute(ctx.tx);
  return rows;
}

export type NewCase = Pick<
  CaseRow,
  'personId' | 'personName' | 'orgId' | 'orgPath' | 'cause' | 'question' | 'openedOn' | 'earlierId'
>;

/** Undefined when one of the person is under way already. */
export async function insert(ctx: Ctx, row: NewCase): Promise<string | undefined> {
  const inserted = await ctx.tx
    .insertInto('member_dispositions')
    .values({
      person_id: row.personId,
      person_name: row.personName,
      org_id: row.orgId,
      org_path: row.orgPath,
      cause: row.cause,
      question: row.question,
      opened_on: row.openedOn,
      earlier_id: row.earlierId,
      state: 'verifying',
      state_since: row.openedOn,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    // Literally as the index says it: with parameters PostgreSQL would not know the index again.
    .onConflict((on) =>
      on
        .column('person_id')
        .where(
          sql<boolean>`state in ('verifying', 'talking', 'discussing', 'resolved', 'approved', 'correcting', 'asked')`,
        )
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return inserted?.id;
}

export type CaseChange = {
  state: DispositionState;
  state_since: Day;
  round?: number;
  way?: Way | null;
  deadline_on?: Day | null;
  branch_decided_on?: Day | null;
  approved_on?: Day | null;
  approval_reference?: string | null;
};

/** False when somebody was faster. */
export async function change(ctx: Ctx, row: CaseRow, values: CaseChange): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('member_dispositions')
    .set({ ...values, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .where('state', '=', row.state)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What is kept beside the case makes the version that others have seen old, too. */
export async function touch(ctx: Ctx, row: CaseRow): Promise<void> {
  await ctx.tx
    .updateTable('member_dispositions')
    .set({ version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
}

export type StepRow = {
  move: string;
  toState: DispositionState;
  happenedOn: Day;
  why: string | null;
  recorder: string;
  recordedAt: Temporal.Instant;
};

export async function addStep(
  ctx: Ctx,
  row: CaseRow,
  step: { move: string; toState: string; way: Way | null; on: Day; why: string | null },
): Promise<void> {
  await sql`
    insert into disposition_steps (disposition_id, order_no, person_id, org_path, move, from_state, to_state, way, happened_on,
      why, recorder, recorded_at)
    select ${row.id}, coalesce(max(order_no), 0) + 1, ${row.personId}, ${row.orgPath}::ltree, ${step.move}, ${row.state},
      ${step.toState}, ${step.way}, ${step.on}::date, ${step.why}, ${ctx.actor.name}, ${ctx.now}::timestamptz
    from disposition_steps where disposition_id = ${row.id}
  `.execute(ctx.tx);
}

export async function listSteps(ctx: Ctx, id: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select move, to_state as "toState", happened_on as "happenedOn", why, recorder, recorded_at as "recordedAt"
    from disposition_steps where disposition_id = ${id} order by order_no
  `.execute(ctx.tx);
  return rows;
}

/** True when a correction period has begun in one of the cases. */
export async function hasCorrected(ctx: Ctx, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from disposition_steps where disposition_id = any(${[...ids]}::uuid[]) and move = 'begin_correction' limit 1
  `.execute(ctx.tx);
  return rows.length > 0;
}

export type RecordRow = {
  id: string;
  round: number;
  kind: RecordKind;
  happenedOn: Day;
  content: string;
  isOwn: boolean;
  recorder: string;
  recordedAt: Temporal.Instant;
};

export async function addRecord(
  ctx: Ctx,
  row: CaseRow,
  given: { kind: RecordKind; on: Day; content: string; isOwn: boolean },
): Promise<void> {
  await ctx.tx
    .insertInto('disposition_records')
    .values({
      disposition_id: row.id,
      person_id: row.personId,
      org_path: row.orgPath,
      round: row.round,
      kind: given.kind,
      happened_on: given.on,
      content: given.content,
      is_own: given.isOwn,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute();
}

export async function listRecords(ctx: Ctx, id: string): Promise<RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    select id, round, kind, happened_on as "happenedOn", content, is_own as "isOwn", recorder, recorded_at as "recordedAt"
    from disposition_records where disposition_id = ${id} order by happened_on, recorded_at, id
  `.execute(ctx.tx);
  return rows;
}

export type TaskRow = {
  id: string;
  round: number;
  task: string;
  outcome: TaskOutcome | null;
  result: string | null;
  notedOn: Day | null;
};

export async function addTasks(ctx: Ctx, row: CaseRow, tasks: readonly string[]): Promise<void> {
  if (tasks.length === 0) return;
  await ctx.tx
    .insertInto('disposition_tasks')
    .values(
      tasks.map((task, i) => ({
        disposition_id: row.id,
        person_id: row.personId,
        org_path: row.orgPath,
        round: row.round,
        order_no: i + 1,
        task,
      })),
    )
    .execute();
}

export async function listTasks(ctx: Ctx, id: string): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select id, round, task, outcome, result, noted_on as "notedOn"
    from disposition_tasks where disposition_id = ${id} order by round, order_no
  `.execute(ctx.tx);
  return rows;
}

/** False when the task is not one of this case's present round. */
export async function noteTask(
  ctx: Ctx,
  row: CaseRow,
  noted: { taskId: string; outcome: TaskOutcome; result: string; on: Day },
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('disposition_tasks')
    .set({ outcome: noted.outcome, result: noted.result, noted_on: noted.on, noted_by: ctx.actor.name })
    .where('id', '=', noted.taskId)
    .where('disposition_id', '=', row.id)
    .where('round', '=', row.round)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
