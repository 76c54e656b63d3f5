/** Read models of dispositions: the list, one case, and whether one can be opened for somebody. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { recordRead } from '../../kernel/audit/reads.ts';
import { accountOf, dayOf, requireInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { explain } from '../../kernel/procedure/procedure.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findMember } from '../members/facade.ts';
import { nameOf } from '../organizations/facade.ts';
import type { caseView, dispositionsApi } from './api.ts';
import { factsOf, holdsAt, isOwn, readFile, requireCase, type CaseFile } from './case-file.ts';
import {
  recordKinds,
  recordRows,
  settledStates,
  type DispositionState,
  type MoveKey,
  type RecordKind,
} from './choices.ts';
import { dispositionProcedure } from './procedure.ts';
import { dueOn, longestCorrection, reasonAgainstStanding, rejoinFrom } from './rules.ts';
import * as store from './store.ts';

export type CaseView = z.output<typeof caseView>;
export type ListRequest = z.output<(typeof dispositionsApi)['listDispositions']['request']>;

const pageSize = 20;
const settled = sql`d.state = any(${[...settledStates]}::text[])`;

/** Cases in the scope that wait for something, or those of a state; the reader's own is not among them. */
export async function listDispositions(ctx: Ctx, input: ListRequest) {
  const own = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const { rows } = await sql<store.CaseRow & { total: number }>`
    select ${store.caseColumns}, count(*) over () as total
    from member_dispositions d
    where d.org_path <@ any(${ctx.scope}::ltree[]) and d.person_id is distinct from ${own}
      ${input.q ? sql`and position(${input.q} in d.person_name) > 0` : sql``}
      ${stateFilter(input.state)}
    order by ${settled}, d.state_since desc, d.id desc
    offset ${((input.page ?? 1) - 1) * pageSize} limit ${pageSize}
  `.execute(ctx.tx);
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  return {
    rows: rows.map((row) => ({
      id: row.id,
      person: { id: row.personId, name: row.personName },
      branch: names.get(row.orgId)?.shortName ?? '',
      state: row.state,
      stateSince: row.stateSince.toString(),
      way: row.way,
      deadlineOn: row.deadlineOn?.toString() ?? null,
    })),
    total: rows[0]?.total ?? 0,
    may: { open: scopeUnder(ctx, 'dispositions.keep').length > 0 },
  };
}

function stateFilter(state: ListRequest['state']) {
  const appealed = sql`exists (select from disposition_appeals a where a.disposition_id = d.id and a.outcome is null)`;
  // What is over is found by who looks for it, and stands on no list otherwise.
  if (!state) return sql`and (d.state not in ('archived', 'dropped', 'revoked') or ${appealed})`;
  if (state === 'under_way') return sql`and not (${settled})`;
  if (state === 'appealed') return sql`and ${appealed}`;
  return sql`and d.state = ${state}`;
}

/** Before the form is filled: what stands in the way, and earlier cases of the person. */
export async function checkPerson(ctx: Ctx, { personId }: { personId: string }) {
  const person = await findMember(ctx, personId);
  if (!person) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, person.orgPath);
  const t = ctx.services.translate[ctx.locale];
  const against = isOwn(ctx, personId)
    ? { code: 'dispositions.own_case', remedy: 'dispositions.own_page' }
    : reasonAgainstStanding(person);
  const earlier = against ? [] : await store.listOfPerson(ctx, personId);
  return {
    because: against ? [reasonViewOf(against, t)] : [],
    earlier: earlier.map(({ id, question, openedOn }) => ({ id, question, openedOn: openedOn.toString() })),
  };
}

/** One case; the opening is recorded, and shown to the person whose it is. */
export async function getDisposition(ctx: Ctx, { id }: { id: string }): Promise<CaseView> {
  const row = requireCase(ctx, await store.find(ctx, id));
  await recordOpening(ctx, row);
  return viewOf(ctx, await readFile(ctx, row));
}

/** Minutes in which one reader's openings are one: the screen reads again after each act. */
const sittingMinutes = 15;

/** Recorded on the member, so that the member may read it. */
async function recordOpening(ctx: Ctx, row: store.CaseRow): Promise<void> {
  const { rows } = await sql`
    select 1 from audit_events
    where subject_type = 'member' and subject_id = ${row.personId} and event = 'dispositions.opened'
      and actor_id = ${accountOf(ctx)} and at > ${ctx.now.subtract({ minutes: sittingMinutes })}::timestamptz
    limit 1
  `.execute(ctx.tx);
  if (rows.length > 0) return;
  await recordRead(ctx, {
    module: 'dispositions',
    type: 'member',
    id: row.personId,
    org: { id: row.orgId, path: row.orgPath },
  });
}

/** The case as it stands after an act of the reader's own. */
export async function viewAfterAct(ctx: Ctx, id: string): Promise<CaseView> {
  return viewOf(ctx, await readFile(ctx, requireCase(ctx, await store.find(ctx, id))));
}

async function viewOf(ctx: Ctx, file: CaseFile): Promise<CaseView> {
  const holds = holdsAt(ctx, file.row.orgPath);
  const mayAnswer = holds('dispositions.answer');
  return {
    ...(await storyOf(ctx, file)),
    // What an appeal says of the branch is for those who answer it.
    appeals: appealsOf(file).map((one) => (mayAnswer ? one : { ...one, content: null })),
    version: file.row.version,
    moves: movesOf(ctx, file),
    records: recordsOf(file),
    mayRecord: recordKinds.filter((kind) => mayKeep(kind, file.row.state, holds)),
    mayNoteTasks: file.row.state === 'correcting' && holds('dispositions.keep'),
    mayLodge: mayAnswer && file.decisions.length > 0,
    mayAnswer,
    longestUntil: longestCorrection(ctx.today, file.local).last.toString(),
    today: ctx.today.toString(),
  };
}

function mayKeep(kind: RecordKind, state: DispositionState, holds: (permission: string) => boolean): boolean {
  const { by, during } = recordRows[kind];
  const may =
    (by !== 'town' && holds('dispositions.keep')) || (by !== 'branch' && holds('dispositions.check'));
  return may && (during as readonly DispositionState[]).includes(state);
}

/** What staff and the person read alike. */
export async function storyOf(ctx: Ctx, { row, tasks, decisions, local, standing }: CaseFile) {
  const names = await nameOf(ctx, [row.orgId], ctx.today);
  const steps = await store.listSteps(ctx, row.id);
  const hasLeft = standing?.status === 'delisted' && (row.state === 'effective' || row.state === 'archived');
  const rejoin = hasLeft ? rejoinFrom(row.approvedOn ?? row.stateSince, local) : undefined;
  return {
    id: row.id,
    person: { id: row.personId, name: row.personName },
    branch: names.get(row.orgId)?.shortName ?? '',
    cause: row.cause,
    question: row.question,
    openedOn: row.openedOn.toString(),
    state: row.state,
    stateSince: row.stateSince.toString(),
    dueOn: dueOn(row, local)?.toString() ?? null,
    way: row.way,
    deadlineOn: row.deadlineOn?.toString() ?? null,
    approvalReference: row.approvalReference,
    rejoinFrom: rejoin ? { on: rejoin.on.toString(), source: rejoin.source } : null,
    tasks: tasks
      .filter(({ round }) => round === row.round)
      .map(({ id, task, outcome, result, notedOn }) => ({
        id,
        task,
        outcome,
        result,
        notedOn: notedOn?.toString() ?? null,
      })),
    decisions: decisions.map(({ heldOn, deadlineOn, ...one }) => ({
      ...one,
      heldOn: heldOn.toString(),
      deadlineOn: deadlineOn?.toString() ?? null,
    })),
    steps: steps.map((step) => ({
      move: step.move as MoveKey, // written by the procedure's own keys
      on: step.happenedOn.toString(),
      by: step.recorder,
      why: step.why,
      ...lateness(step.happenedOn, step.recordedAt),
    })),
  };
}

function lateness(happenedOn: Temporal.PlainDate, recordedAt: Temporal.Instant) {
  const recordedOn = dayOf(recordedAt);
  return { recordedOn: recordedOn.toString(), lateDays: Math.max(0, happenedOn.until(recordedOn).days) };
}

export function recordsOf({ records }: CaseFile) {
  return records.map(({ id, kind, happenedOn, content, isOwn: byPerson, recorder, recordedAt }) => ({
    id,
    kind,
    on: happenedOn.toString(),
    content,
    isOwn: byPerson,
    by: recorder,
    ...lateness(happenedOn, recordedAt),
  }));
}

export function appealsOf({ appeals }: CaseFile) {
  return appeals.map(
    ({ id, level, lodgedOn, content, dueOn: due, outcome, answeredOn, answer, reference }) => ({
      id,
      level,
      lodgedOn: lodgedOn.toString(),
      content: content as string | null,
      dueOn: due.toString(),
      outcome,
      answeredOn: answeredOn?.toString() ?? null,
      answer,
      reference,
    }),
  );
}

/** Moves from where the case stands; those of another way are not there, and an appeal is answered in its own place. */
function movesOf(ctx: Ctx, file: CaseFile): CaseView['moves'] {
  const { row } = file;
  const t = ctx.services.translate[ctx.locale];
  const { moves } = explain(
    dispositionProcedure,
    row.state,
    factsOf(file, ctx.today),
    holdsAt(ctx, row.orgPath),
  );
  return moves
    .filter(({ move, because }) => {
      const isFromHere = dispositionProcedure.moves.some(
        (one) => one.key === move && one.from.includes(row.state),
      );
      return (
        isFromHere && move !== 'revoke' && !because.some(({ code }) => code === 'dispositions.other_way')
      );
    })
    .map((move) => ({
      move: move.move as MoveKey, // the table's own keys
      direction: move.direction,
      asksReason: move.asksReason,
      available: move.available,
      mine: !move.because.some(({ code }) => code === 'procedure.not_permitted'),
      because: move.because.map((reason) => reasonViewOf(reason, t)),
    }));
}
