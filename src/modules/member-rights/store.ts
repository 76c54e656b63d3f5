/** SQL on members' requests and their steps. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Desk, RequestKind, RequestMove, RequestState } from './choices.ts';

type Day = Temporal.PlainDate;

export type RequestRow = {
  id: string;
  kind: RequestKind;
  personId: string;
  personName: string;
  orgId: string;
  orgPath: string;
  townId: string;
  townPath: string;
  desk: Desk;
  deskPath: string;
  aboutAccountId: string | null;
  aboutPersonId: string | null;
  aboutName: string | null;
  subject: string;
  body: string;
  consent: string | null;
  submittedOn: Day;
  state: RequestState;
  stateSince: Day;
  dueOn: Day | null;
  answer: string | null;
  answeredOn: Day | null;
  answeredBy: string | null;
  appealedOn: Day | null;
  recorder: string;
  version: number;
};

export const columns = sql`r.id, r.kind, r.person_id as "personId", r.person_name as "personName", r.org_id as "orgId",
  r.org_path as "orgPath", r.town_org_id as "townId", r.town_org_path as "townPath", r.desk, r.desk_org_path as "deskPath",
  r.about_account_id as "aboutAccountId", r.about_person_id as "aboutPersonId", r.about_name as "aboutName", r.subject, r.body,
  r.consent, r.submitted_on as "submittedOn", r.state, r.state_since as "stateSince", r.due_on as "dueOn", r.answer,
  r.answered_on as "answeredOn", r.answered_by as "answeredBy", r.appealed_on as "appealedOn", r.recorder, r.version`;

/** `lock` holds it until the act ends. */
export async function find(ctx: Ctx, id: string, lock = false): Promise<RequestRow | undefined> {
  const { rows } = await sql<RequestRow>`
    select ${columns} from member_requests r where r.id = ${id} ${lock ? sql`for update` : sql``}
  `.execute(ctx.tx);
  return rows[0];
}

export type NewRequest = Omit<
  RequestRow,
  | 'id'
  | 'version'
  | 'state'
  | 'stateSince'
  | 'answer'
  | 'answeredOn'
  | 'answeredBy'
  | 'appealedOn'
  | 'recorder'
>;

export async function insert(ctx: Ctx, row: NewRequest): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('member_requests')
    .values({
      kind: row.kind,
      person_id: row.personId,
      person_name: row.personName,
      org_id: row.orgId,
      org_path: row.orgPath,
      town_org_id: row.townId,
      town_org_path: row.townPath,
      desk: row.desk,
      desk_org_path: row.deskPath,
      about_account_id: row.aboutAccountId,
      about_person_id: row.aboutPersonId,
      about_name: row.aboutName,
      subject: row.subject,
      body: row.body,
      consent: row.consent,
      submitted_on: row.submittedOn,
      state: 'submitted',
      state_since: row.submittedOn,
      due_on: row.dueOn,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export type Moved = {
  state: RequestState;
  desk: Desk;
  deskPath: string;
  dueOn: Day | null;
  answer?: string;
  answeredBy?: string | null;
  appealed?: true;
};

/** False when somebody was faster. */
export async function move(ctx: Ctx, row: RequestRow, to: Moved): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('member_requests')
    .set({
      state: to.state,
      state_since: to.state === row.state ? row.stateSince : ctx.today,
      desk: to.desk,
      desk_org_path: to.deskPath,
      due_on: to.dueOn,
      version: row.version + 1,
      ...(to.answer !== undefined && {
        answer: to.answer,
        answered_on: ctx.today,
        answered_by: to.answeredBy ?? null,
      }),
      ...(to.appealed && { appealed_on: ctx.today }),
    })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type NewStep = {
  move: RequestMove | 'submit';
  toState: RequestState;
  desk: Desk;
  dueOn: Day | null;
  note: string | null;
};

export async function addStep(ctx: Ctx, row: { id: string; townPath: string }, step: NewStep): Promise<void> {
  await sql`
    insert into member_request_steps (request_id, order_no, town_org_path, move, to_state, desk, due_on, happened_on, note,
      recorder, recorded_at)
    select ${row.id}, coalesce(max(order_no), 0) + 1, ${row.townPath}::ltree, ${step.move}, ${step.toState}, ${step.desk},
      ${step.dueOn}::date, ${ctx.today}::date, ${step.note}, ${ctx.actor.name}, ${ctx.now}::timestamptz
    from member_request_steps where request_id = ${row.id}
  `.execute(ctx.tx);
}

export type StepRow = NewStep & { on: Day; by: string };

export async function listSteps(ctx: Ctx, id: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select move, to_state as "toState", desk, due_on as "dueOn", happened_on as "on", note, recorder as by
    from member_request_steps where request_id = ${id} order by order_no
  `.execute(ctx.tx);
  return rows;
}
