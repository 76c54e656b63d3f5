/** Acts beside the moves: open a case, keep a paper in it, look at a task. */
import { record } from '../../kernel/audit/record.ts';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findMember } from '../members/facade.ts';
import { holdsAt, isOwn, lockCase } from './case-file.ts';
import {
  recordRows,
  type Cause,
  type DispositionState,
  type RecordKind,
  type TaskOutcome,
} from './choices.ts';
import { isAfter, reasonAfterPenalty, reasonAgainstStanding } from './rules.ts';
import * as store from './store.ts';
import { tellPerson } from './telling.ts';

type Day = Temporal.PlainDate;

export type Opening = {
  personId: string;
  cause: Cause;
  question: string;
  openedOn: string;
  /** A penalty under Party discipline was given for this very question. */
  isPenalised: boolean;
  earlierId?: string | undefined;
};

/** Somebody of the branch begins to verify facts. Refuses those on probation, a second open case, and what was punished already. */
export async function openDisposition(ctx: Ctx, input: Opening): Promise<{ id: string }> {
  const person = await findMember(ctx, input.personId);
  if (!person) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, person.orgPath);
  if (isOwn(ctx, person.id))
    throw new Refusal('dispositions.own_case', { status: 403, remedy: 'dispositions.own_page' });
  const against = reasonAgainstStanding(person) ?? reasonAfterPenalty(input.isPenalised);
  if (against) throw new Refusal(against.code, against);
  const openedOn = requireNotFuture(ctx, input.openedOn, 'openedOn');
  if (input.earlierId) {
    const earlier = await store.find(ctx, input.earlierId);
    if (earlier?.personId !== person.id) throw new Refusal('not_found', { status: 404, field: 'earlierId' });
  }
  const id = await store.insert(ctx, {
    personId: person.id,
    personName: person.name,
    orgId: person.orgId,
    orgPath: person.orgPath,
    cause: input.cause,
    question: input.question,
    openedOn,
    earlierId: input.earlierId ?? null,
  });
  if (!id) throw new Refusal('dispositions.already_under_way', { status: 409, field: 'personId' });
  await record(ctx, {
    event: 'dispositions.begun',
    org: { id: person.orgId, path: person.orgPath },
    subject: { type: 'member_disposition', id },
    after: { personId: person.id, cause: input.cause, openedOn: input.openedOn },
  });
  await tellPerson(ctx, { id, personId: person.id, orgPath: person.orgPath });
  return { id };
}

export type Paper = { id: string; kind: RecordKind; on: string; content: string };

/** Keeps what was found, said or delivered. Refuses a kind that has no place where the case stands, and days that cannot be. */
export async function addRecord(ctx: Ctx, input: Paper): Promise<void> {
  const row = await lockCase(ctx, input.id);
  const { by } = recordRows[input.kind];
  const holds = holdsAt(ctx, row.orgPath);
  const may =
    (by !== 'town' && holds('dispositions.keep')) || (by !== 'branch' && holds('dispositions.check'));
  if (!may)
    throw new Refusal('dispositions.record_of_others', {
      status: 403,
      params: { kindKey: `dispositions.record.${input.kind}` },
      who: by === 'town' ? 'dispositions.check' : 'dispositions.keep',
    });
  await keepRecord(ctx, row, { ...input, isOwn: false });
}

/** The same for what the person writes; the caller has made sure whose hand it is. */
export async function keepRecord(
  ctx: Ctx,
  row: store.CaseRow,
  paper: { kind: RecordKind; on: string; content: string; isOwn: boolean },
): Promise<void> {
  const during: readonly DispositionState[] = recordRows[paper.kind].during;
  if (!during.includes(row.state))
    throw new Refusal('dispositions.record_not_now', {
      status: 409,
      params: {
        kindKey: `dispositions.record.${paper.kind}`,
        stateKey: `procedure.disposition.state.${row.state}`,
      },
    });
  const on = requireNotFuture(ctx, paper.on, 'on');
  if (isAfter(row.openedOn, on))
    throw new Refusal('dispositions.day_before_stage', {
      params: { since: row.openedOn.toString() },
      possibleFrom: row.openedOn.toString(),
      field: 'on',
    });
  await store.addRecord(ctx, row, { ...paper, on });
  await store.touch(ctx, row);
  await record(ctx, {
    event: 'dispositions.kept',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'member_disposition', id: row.id },
    after: { kind: paper.kind, on: paper.on, isOwn: paper.isOwn },
  });
}

export type TaskNote = { id: string; taskId: string; outcome: TaskOutcome; result: string; on: string };

/** What came of one task of the correction; it may be looked at again while the period runs. */
export async function noteTask(ctx: Ctx, input: TaskNote): Promise<void> {
  const row = await lockCase(ctx, input.id);
  if (row.state !== 'correcting')
    throw new Refusal('dispositions.not_correcting', {
      status: 409,
      params: { stateKey: `procedure.disposition.state.${row.state}` },
    });
  const on = requireNotFuture(ctx, input.on, 'on');
  if (!(await store.noteTask(ctx, row, { ...input, on })))
    throw new Refusal('not_found', { status: 404, field: 'taskId' });
  await store.touch(ctx, row);
  await record(ctx, {
    event: 'dispositions.task_noted',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'member_disposition', id: row.id },
    after: { task: input.taskId, outcome: input.outcome, on: input.on },
  });
}

export function requireNotFuture(ctx: Ctx, iso: string, field: string): Day {
  const on = Temporal.PlainDate.from(iso);
  if (isAfter(on, ctx.today))
    throw new Refusal('dispositions.day_in_future', { params: { today: ctx.today.toString() }, field });
  return on;
}
