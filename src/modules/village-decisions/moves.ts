/** Moving a case: the procedure decides, one update writes, and what the move implies is done in the same act. */
import { record } from '../../kernel/audit/record.ts';
import { dayOf, everywhere, isInScope, requireInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { end, getPublication, sendBack } from '../../kernel/disclosure/publications.ts';
import { type Move, procedureFor, requireMove } from '../../kernel/procedure/procedure.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { CaseFacts } from './case-facts.ts';
import { type Brought, type CaseFile, currentMeeting, factsOf, readFile, verdictOf } from './case-file.ts';
import type { VotedStep } from './choices.ts';
import { fourDiscussionsVersions, type CaseState } from './procedure.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;
export type MoveInput = { id: string; version: number; why?: string; brought?: Brought };

/** The step whose meeting a move rests on. */
const stepOf: Readonly<Record<string, VotedStep>> = {
  propose: 'proposal',
  propose_and_deliberate: 'deliberation',
  deliberate: 'deliberation',
  review: 'review',
  resolve: 'resolution',
};

/** Steps whose meetings become history when the case goes back. */
const undoneBy: Readonly<Record<string, readonly VotedStep[]>> = {
  return_to_motion: ['proposal', 'deliberation'],
  return_to_proposal: ['deliberation'],
  return_to_review: ['review', 'resolution'],
};

/** Who may make a move of this case: where the actor holds its permission. */
export function holdsAt(ctx: Ctx, path: string): (permission: string) => boolean {
  return (permission) => isInScope(scopeUnder(ctx, permission), path);
}

/** The case, locked; refuses `not_found` outside the scope. */
export async function lockCase(ctx: Ctx, id: string): Promise<store.CaseRow> {
  const row = await store.lock(ctx, id);
  if (!row) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, row.orgPath);
  return row;
}

/** Refuses with every reason of the procedure; 409 when someone else moved or changed the case first. */
export async function moveCase(ctx: Ctx, key: string, input: MoveInput): Promise<void> {
  const row = await lockCase(ctx, input.id);
  await makeMove(ctx, await readFile(ctx, row), key, input);
}

/** The same for an act that has read the case already; its lock is held. */
export async function makeMove(ctx: Ctx, file: CaseFile, key: string, input: MoveInput): Promise<void> {
  const { row } = file;
  const brought = input.brought ?? {};
  const facts = factsOf(file, ctx.today, brought);
  const move = requireMove(procedureOn(ctx.today).procedure, key, row.state, facts, {
    holds: holdsAt(ctx, row.orgPath),
    ...(input.why !== undefined && { why: input.why }),
  });
  if (row.version !== input.version) throw new Refusal('stale', { status: 409 });
  const on = dayOfMove(file, move, facts, ctx.today);
  requireBetween(on, row.stateSince, ctx.today);

  const meeting = stepOf[key] && currentMeeting(file, stepOf[key]);
  const moved = await store.change(ctx, row, {
    ...valuesOf(key, brought, on),
    state: move.to,
    state_since: on,
  });
  if (!moved) throw new Refusal('stale', { status: 409 });
  await store.addStep(ctx, row, {
    move: key,
    fromState: row.state,
    toState: move.to,
    happenedOn: on,
    meetingId: meeting?.id ?? null,
    why: input.why?.trim() || null,
    verdict: (meeting && verdictOf(file, meeting)) ?? null,
    procedureFrom: procedureOn(on).from,
  });
  await setAside(ctx, file, key, input.why ?? '');
  await record(ctx, {
    event: 'village_decisions.moved',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'village_decision_case', id: row.id },
    before: { state: row.state, since: row.stateSince.toString() },
    after: { move: key, state: move.to, on: on.toString() },
    ...(input.why?.trim() && { reason: input.why.trim() }),
  });
}

/** The procedure's version for a step on a day, with its first day. */
export function procedureOn(day: Day): (typeof fourDiscussionsVersions)[number] {
  const procedure = procedureFor(fourDiscussionsVersions, day);
  const version = fourDiscussionsVersions.find((one) => one.procedure === procedure);
  if (!version) throw new Error('a procedure without its version');
  return version;
}

/** A voted step happened on the day of its meeting, a disclosure on the day of posting, everything else on its own day. */
function dayOfMove(file: CaseFile, move: Move<CaseFacts, CaseState>, facts: CaseFacts, today: Day): Day {
  const step = stepOf[move.key];
  if (step) return currentMeeting(file, step)?.heldOn ?? today;
  switch (move.key) {
    case 'publish_resolution':
      return facts.publication?.postedOn ?? today;
    case 'publish_result':
      return facts.result?.postedOn ?? today;
    case 'complete_implementation':
      return facts.implementation?.finishedOn ?? today;
    case 'begin_implementation':
      return facts.today;
    default:
      return today;
  }
}

function requireBetween(on: Day, since: Day, today: Day): void {
  const params = { day: on.toString(), since: since.toString() };
  if (Temporal.PlainDate.compare(on, since) < 0)
    throw new Refusal('village_decisions.day_before_stage', { params, field: 'on' });
  if (Temporal.PlainDate.compare(on, today) > 0)
    throw new Refusal('village_decisions.day_in_future', { params, field: 'on', possibleFrom: params.day });
}

function valuesOf(key: string, { posting, archiveNo }: Brought, on: Day): store.CaseChange {
  switch (key) {
    case 'publish_resolution':
      return { resolution_places: posting?.places ?? [], resolution_posted_on: on };
    case 'publish_result':
      return { result_places: posting?.places ?? [], result_posted_on: on };
    case 'complete_implementation':
      return { finished_on: on };
    case 'archive':
      return archiveNo ? { archive_no: archiveNo } : {};
    case 'return_to_review':
      return { resolution_places: [], resolution_posted_on: null };
    default:
      return {};
  }
}

/** What the way back makes history: meetings of the later steps, and a resolution that is public or about to be. */
async function setAside(ctx: Ctx, file: CaseFile, key: string, why: string): Promise<void> {
  await store.setMeetingsAside(ctx, file.row.id, undoneBy[key] ?? []);
  if (key !== 'return_to_review') return;
  for (const one of file.disclosures.filter((disclosure) => disclosure.setAsideAt === null)) {
    // Nobody may keep on display, or go on to publish, what has gone back: a consequence, whoever made the move.
    const asRule: Ctx = { ...ctx, actor: { kind: 'system', name: ctx.actor.name }, scope: everywhere };
    const { state } = await getPublication(asRule, one.publicationId);
    if (state === 'published') await end(asRule, one.publicationId, why);
    else if (state === 'proposed' || state === 'reviewed' || state === 'approved')
      await sendBack(asRule, one.publicationId, why);
  }
  await store.setDisclosuresAside(ctx, file.row.id);
}

/** Days between what happened and its entry. */
export function lateness(happenedOn: Day, recordedAt: Temporal.Instant): number {
  return Math.max(0, happenedOn.until(dayOf(recordedAt)).days);
}
