/** SQL on the tables of the cases. */
import { sql } from 'kysely';
import type { PaperCount } from '../../kernel/ballot/paper-count.ts';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import { type DisclosurePart, type evidenceKinds, evidenceSteps, type VotedStep } from './choices.ts';
import type { MotionSource } from './case-facts.ts';
import type { MatterKey } from './matters.ts';
import type { CaseState } from './procedure.ts';
import type { VotingMeeting } from './rulebooks.ts';

type Day = Temporal.PlainDate;

export type CaseRow = {
  id: string;
  orgId: string;
  orgPath: string;
  year: number;
  number: number;
  matter: MatterKey;
  title: string;
  /** The villagers' group whose own matter it is. */
  groupName: string | null;
  source: MotionSource;
  proposers: string[];
  movedOn: Day;
  state: CaseState;
  stateSince: Day;
  consultedOn: Day | null;
  consultation: string | null;
  supervisedOn: Day | null;
  supervisor: string | null;
  supervision: string | null;
  resolutionPlaces: string[];
  resolutionPostedOn: Day | null;
  resultPlaces: string[];
  resultPostedOn: Day | null;
  finishedOn: Day | null;
  archiveNo: string | null;
  /** What could not wait for the discussions: all five are given, or none. */
  actedFirstOn: Day | null;
  actedFirstWhat: string | null;
  actedFirstWhy: string | null;
  actedFirstBy: string | null;
  actedFirstDueOn: Day | null;
  version: number;
};

export type TextRow = {
  no: number;
  text: string;
  substantive: boolean;
  reason: string | null;
  writer: string;
  writtenAt: Temporal.Instant;
};

export type MeetingRow = {
  id: string;
  step: VotedStep;
  meeting: VotingMeeting;
  noticedOn: Day | null;
  plannedOn: Day | null;
  heldOn: Day | null;
  place: string | null;
  authorizationReference: string | null;
  textNo: number | null;
  unit: string | null;
  eligible: number | null;
  present: number | null;
  method: 'show_of_hands' | 'paper' | 'meeting_record' | null;
  yes: number | null;
  no: number | null;
  abstain: number | null;
  minutesSigned: boolean;
  chair: string | null;
  recorder: string | null;
  townAttendee: string | null;
  divergentViews: string | null;
  decision: string | null;
  decisionId: string | null;
  setAsideAt: Temporal.Instant | null;
  recorderAccount: string;
  recordedAt: Temporal.Instant;
};

export type SheetRow = { meetingId: string; teller: string; tellerName: string; count: PaperCount };

export type StepRow = {
  move: string;
  fromState: CaseState;
  toState: CaseState;
  happenedOn: Day;
  meetingId: string | null;
  why: string | null;
  verdict: unknown;
  recorder: string;
  recordedAt: Temporal.Instant;
};

export type WorkRow = {
  id: string;
  what: string;
  responsible: string;
  fromOn: Day;
  toOn: Day;
  contractor: string | null;
  plannedFen: number | null;
  paidFen: number | null;
  progress: number;
  note: string | null;
  doneOn: Day | null;
  version: number;
};

const caseColumns = sql`
  c.id, c.org_id as "orgId", c.org_path as "orgPath", c.year, c.number, c.matter, c.title,
  c.group_name as "groupName", c.source, c.proposers,
  c.moved_on as "movedOn", c.state, c.state_since as "stateSince", c.consulted_on as "consultedOn", c.consultation,
  c.supervised_on as "supervisedOn", c.supervisor, c.supervision, c.resolution_places as "resolutionPlaces",
  c.resolution_posted_on as "resolutionPostedOn", c.result_places as "resultPlaces",
  c.result_posted_on as "resultPostedOn", c.finished_on as "finishedOn", c.archive_no as "archiveNo",
  c.acted_first_on as "actedFirstOn", c.acted_first_what as "actedFirstWhat", c.acted_first_why as "actedFirstWhy",
  c.acted_first_by as "actedFirstBy", c.acted_first_due_on as "actedFirstDueOn", c.version`;

export async function find(ctx: Ctx, id: string): Promise<CaseRow | undefined> {
  const { rows } = await sql<CaseRow>`
    select ${caseColumns} from village_decision_cases c
    where c.id = ${id} and c.org_path <@ any(${ctx.scope}::ltree[])
  `.execute(ctx.tx);
  return rows[0];
}

/** The case, kept from others until the act ends. */
export async function lock(ctx: Ctx, id: string): Promise<CaseRow | undefined> {
  await sql`select from village_decision_cases where id = ${id} for update`.execute(ctx.tx);
  return find(ctx, id);
}

/** The next number of a village and year; whoever asks meanwhile waits, so that none is skipped. */
export async function nextNumber(ctx: Ctx, org: { id: string; path: string }, year: number): Promise<number> {
  const { last } = await ctx.tx
    .insertInto('village_decision_numbers')
    .values({ org_id: org.id, org_path: org.path, year, last: 1 })
    .onConflict((on) =>
      on
        .columns(['org_id', 'year'])
        .doUpdateSet((eb) => ({ last: eb('village_decision_numbers.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

export type NewCase = Pick<
  CaseRow,
  | 'orgId'
  | 'orgPath'
  | 'year'
  | 'number'
  | 'matter'
  | 'title'
  | 'groupName'
  | 'source'
  | 'proposers'
  | 'movedOn'
>;

export async function insert(ctx: Ctx, row: NewCase): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('village_decision_cases')
    .values({
      org_id: row.orgId,
      org_path: row.orgPath,
      year: row.year,
      number: row.number,
      matter: row.matter,
      title: row.title,
      source: row.source,
      proposers: row.proposers,
      group_name: row.groupName,
      moved_on: row.movedOn,
      state_since: row.movedOn,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export type CaseChange = Partial<{
  consulted_on: Day;
  consultation: string;
  supervised_on: Day;
  supervisor: string;
  supervision: string;
  resolution_places: string[];
  resolution_posted_on: Day | null;
  result_places: string[];
  result_posted_on: Day | null;
  finished_on: Day;
  archive_no: string;
  acted_first_on: Day;
  acted_first_what: string;
  acted_first_why: string;
  acted_first_by: string;
  acted_first_due_on: Day;
  state: CaseState;
  state_since: Day;
}>;

/** Changes a case that is still as it was read; false when someone was faster. */
export async function change(ctx: Ctx, before: CaseRow, values: CaseChange): Promise<boolean> {
  const row = await ctx.tx
    .updateTable('village_decision_cases')
    .set({ ...values, version: before.version + 1 })
    .where('id', '=', before.id)
    .where('state', '=', before.state)
    .where('version', '=', before.version)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function listTexts(ctx: Ctx, caseId: string): Promise<TextRow[]> {
  const rows = await ctx.tx
    .selectFrom('village_decision_texts')
    .select(['no', 'text', 'substantive', 'reason', 'writer', 'written_at as writtenAt'])
    .where('case_id', '=', caseId)
    .orderBy('no')
    .execute();
  return rows;
}

export async function addText(
  ctx: Ctx,
  owner: { id: string; orgPath: string },
  text: Pick<TextRow, 'no' | 'text' | 'substantive' | 'reason'>,
): Promise<void> {
  await ctx.tx
    .insertInto('village_decision_texts')
    .values({
      case_id: owner.id,
      org_path: owner.orgPath,
      ...text,
      written_by: accountOf(ctx),
      writer: ctx.actor.name,
      written_at: ctx.now,
    })
    .execute();
}

/** Meetings in the order in which they were entered; those set aside too. */
export async function listMeetings(ctx: Ctx, caseId: string): Promise<MeetingRow[]> {
  const { rows } = await sql<MeetingRow>`
    select id, step, meeting, noticed_on as "noticedOn", planned_on as "plannedOn", held_on as "heldOn", place,
      authorization_reference as "authorizationReference", text_no as "textNo", unit, eligible, present, method,
      yes, no, abstain, minutes_signed as "minutesSigned", chair, recorder, town_attendee as "townAttendee",
      divergent_views as "divergentViews", decision, decision_id as "decisionId", set_aside_at as "setAsideAt",
      recorder_account as "recorderAccount", recorded_at as "recordedAt"
    from village_decision_meetings where case_id = ${caseId} order by id
  `.execute(ctx.tx);
  return rows;
}

export type MeetingValues = Omit<MeetingRow, 'id' | 'setAsideAt' | 'recorderAccount' | 'recordedAt'>;

/** Puts in a meeting of a step; one that stands there already is set aside, or taken over while it was only called. */
export async function putMeeting(
  ctx: Ctx,
  owner: { id: string; orgPath: string },
  values: MeetingValues,
): Promise<string> {
  await setMeetingsAside(ctx, owner.id, [values.step]);
  const { id } = await ctx.tx
    .insertInto('village_decision_meetings')
    .values({
      case_id: owner.id,
      org_path: owner.orgPath,
      step: values.step,
      meeting: values.meeting,
      noticed_on: values.noticedOn,
      planned_on: values.plannedOn,
      held_on: values.heldOn,
      place: values.place,
      authorization_reference: values.authorizationReference,
      text_no: values.textNo,
      unit: values.unit,
      eligible: values.eligible,
      present: values.present,
      method: values.method,
      yes: values.yes,
      no: values.no,
      abstain: values.abstain,
      minutes_signed: values.minutesSigned,
      chair: values.chair,
      recorder: values.recorder,
      town_attendee: values.townAttendee,
      divergent_views: values.divergentViews,
      decision: values.decision,
      decision_id: values.decisionId,
      recorded_by: accountOf(ctx),
      recorder_account: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function setMeetingsAside(ctx: Ctx, caseId: string, steps: readonly VotedStep[]): Promise<void> {
  if (steps.length === 0) return;
  await ctx.tx
    .updateTable('village_decision_meetings')
    .set({ set_aside_at: ctx.now })
    .where('case_id', '=', caseId)
    .where('step', 'in', [...steps])
    .where('set_aside_at', 'is', null)
    .execute();
}

export async function signMinutes(
  ctx: Ctx,
  meetingId: string,
  names: { chair: string; recorder: string },
): Promise<void> {
  await ctx.tx
    .updateTable('village_decision_meetings')
    .set({ ...names, minutes_signed: true })
    .where('id', '=', meetingId)
    .execute();
}

export async function listSheets(ctx: Ctx, meetingIds: readonly string[]): Promise<SheetRow[]> {
  if (meetingIds.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('village_decision_sheets')
    .select(['meeting_id as meetingId', 'teller', 'teller_name as tellerName', 'count'])
    .where('meeting_id', 'in', [...meetingIds])
    .orderBy('meeting_id')
    .orderBy('order_no')
    .execute();
  // Written by addSheet alone, from the contract's parsed count.
  return rows.map((row) => ({ ...row, count: row.count as PaperCount }));
}

export async function addSheet(
  ctx: Ctx,
  meeting: { id: string; orgPath: string; order: number },
  count: PaperCount,
): Promise<void> {
  const teller = accountOf(ctx);
  if (!teller) throw new Error('only a person counts papers');
  await ctx.tx
    .insertInto('village_decision_sheets')
    .values({
      meeting_id: meeting.id,
      org_path: meeting.orgPath,
      order_no: meeting.order,
      teller,
      teller_name: ctx.actor.name,
      count: JSON.stringify(count),
      counted_at: ctx.now,
    })
    .execute();
}

/** The agreed count becomes the meeting's votes. */
export async function settleCount(ctx: Ctx, meetingId: string, count: PaperCount): Promise<void> {
  const { yes, no, abstain } = count;
  await ctx.tx
    .updateTable('village_decision_meetings')
    .set({ yes, no, abstain })
    .where('id', '=', meetingId)
    .execute();
}

export async function listSteps(ctx: Ctx, caseId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select move, from_state as "fromState", to_state as "toState", happened_on as "happenedOn",
      meeting_id as "meetingId", why, verdict, recorder, recorded_at as "recordedAt"
    from village_decision_steps where case_id = ${caseId} order by order_no
  `.execute(ctx.tx);
  return rows;
}

export type NewStep = Pick<StepRow, 'move' | 'fromState' | 'toState' | 'happenedOn' | 'meetingId' | 'why'> & {
  verdict: object | null;
  procedureFrom: string;
};

/** The case's row is locked by the move, so the next number in its order is free. */
export async function addStep(
  ctx: Ctx,
  owner: { id: string; orgPath: string },
  step: NewStep,
): Promise<void> {
  const { n } = await ctx.tx
    .selectFrom('village_decision_steps')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('case_id', '=', owner.id)
    .executeTakeFirstOrThrow();
  await ctx.tx
    .insertInto('village_decision_steps')
    .values({
      case_id: owner.id,
      org_path: owner.orgPath,
      order_no: n + 1,
      move: step.move,
      from_state: step.fromState,
      to_state: step.toState,
      happened_on: step.happenedOn,
      meeting_id: step.meetingId,
      why: step.why,
      verdict: step.verdict && JSON.stringify(step.verdict),
      procedure_from: Temporal.PlainDate.from(step.procedureFrom),
      recorded_by: accountOf(ctx),
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute();
}

export async function listWorks(ctx: Ctx, caseId: string): Promise<WorkRow[]> {
  const rows = await ctx.tx
    .selectFrom('village_decision_works')
    .select(['id', 'what', 'responsible', 'from_on as fromOn', 'to_on as toOn', 'contractor'])
    .select([
      'planned_fen as plannedFen',
      'paid_fen as paidFen',
      'progress',
      'note',
      'done_on as doneOn',
      'version',
    ])
    .where('case_id', '=', caseId)
    .orderBy('from_on')
    .orderBy('id')
    .execute();
  return rows;
}

export type WorkValues = Omit<WorkRow, 'id' | 'version'>;

export async function addWork(
  ctx: Ctx,
  owner: { id: string; orgPath: string },
  work: WorkValues,
): Promise<void> {
  await ctx.tx
    .insertInto('village_decision_works')
    .values({ case_id: owner.id, org_path: owner.orgPath, ...columnsOf(work) })
    .execute();
}

/** False when someone changed it meanwhile. */
export async function changeWork(
  ctx: Ctx,
  work: { id: string; caseId: string; version: number },
  values: WorkValues,
): Promise<boolean> {
  const row = await ctx.tx
    .updateTable('village_decision_works')
    .set({ ...columnsOf(values), version: work.version + 1 })
    .where('id', '=', work.id)
    .where('case_id', '=', work.caseId)
    .where('version', '=', work.version)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

function columnsOf(work: WorkValues) {
  return {
    what: work.what,
    responsible: work.responsible,
    from_on: work.fromOn,
    to_on: work.toOn,
    contractor: work.contractor,
    planned_fen: work.plannedFen,
    paid_fen: work.paidFen,
    progress: work.progress,
    note: work.note,
    done_on: work.doneOn,
  };
}

export type DisclosureRow = {
  part: DisclosurePart;
  publicationId: string;
  code: string;
  state: string;
  shownFrom: Day | null;
  shownUntil: Day | null;
  endedAt: Temporal.Instant | null;
  setAsideAt: Temporal.Instant | null;
  objections: number;
  openObjections: number;
};

/** The case's publications, newest first, each with the objections against it and against what corrects it. */
export async function listDisclosures(ctx: Ctx, caseId: string): Promise<DisclosureRow[]> {
  const { rows } = await sql<DisclosureRow>`
    select d.part, p.id as "publicationId", p.code, p.state, p.shown_from as "shownFrom",
      p.shown_until as "shownUntil", p.ended_at as "endedAt", d.set_aside_at as "setAsideAt",
      count(o.id)::int as objections, count(o.id) filter (where o.answered_at is null)::int as "openObjections"
    from village_decision_disclosures d
    join publications p on p.id = d.publication_id
    left join publications n on n.corrects = p.id
    left join objections o on o.publication_id in (p.id, n.id)
    where d.case_id = ${caseId}
    group by d.publication_id, p.id
    order by p.proposed_at desc
  `.execute(ctx.tx);
  return rows;
}

export async function addDisclosure(
  ctx: Ctx,
  owner: { id: string; orgPath: string },
  disclosure: { part: DisclosurePart; publicationId: string },
): Promise<void> {
  await ctx.tx
    .insertInto('village_decision_disclosures')
    .values({
      publication_id: disclosure.publicationId,
      case_id: owner.id,
      org_path: owner.orgPath,
      part: disclosure.part,
    })
    .execute();
}

export async function setDisclosuresAside(ctx: Ctx, caseId: string): Promise<void> {
  await ctx.tx
    .updateTable('village_decision_disclosures')
    .set({ set_aside_at: ctx.now })
    .where('case_id', '=', caseId)
    .where('set_aside_at', 'is', null)
    .execute();
}

export type EvidenceRow = {
  fileId: string;
  step: (typeof evidenceSteps)[number];
  kind: (typeof evidenceKinds)[number];
  name: string;
  bytes: number;
  by: string;
  at: Temporal.Instant;
};

/** Files of a case that were not taken off, in the order of their steps. */
export async function listEvidence(ctx: Ctx, caseId: string): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    select e.file_id as "fileId", e.step, e.kind, f.name, f.bytes, f.uploaded_by_name as by, f.at
    from village_decision_evidence e join files f on f.id = e.file_id
    where e.case_id = ${caseId} and f.removed_at is null
    order by array_position(${[...evidenceSteps]}::text[], e.step), f.at, f.id
  `.execute(ctx.tx);
  return rows;
}

export type OpinionRow = { state: CaseState; givenOn: Day; supervisor: string; text: string };

export async function listOpinions(ctx: Ctx, caseId: string): Promise<OpinionRow[]> {
  const { rows } = await sql<OpinionRow>`
    select state, given_on as "givenOn", supervisor, text
    from village_decision_opinions where case_id = ${caseId} order by recorded_at, id
  `.execute(ctx.tx);
  return rows;
}

export async function addOpinion(
  ctx: Ctx,
  row: CaseRow,
  { givenOn, text }: { givenOn: Day; text: string },
): Promise<void> {
  await ctx.tx
    .insertInto('village_decision_opinions')
    .values({
      case_id: row.id,
      org_path: row.orgPath,
      state: row.state,
      given_on: givenOn,
      supervisor: ctx.actor.name,
      text,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute();
}
