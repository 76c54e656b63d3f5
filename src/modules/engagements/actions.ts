/** Acts on an engagement: its moves, what was done, how the branch sees it, what the member answers, the consent. */
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import { personOf, type Ctx } from '../../kernel/ctx.ts';
import { consentOf, enterConsent, takeDown } from '../../kernel/disclosure/naming.ts';
import { requireMove } from '../../kernel/procedure/procedure.ts';
import { Refusal, refuseAll, stale } from '../../kernel/refusal.ts';
import { standingOfPerson, requireVersion } from '../members/facade.ts';
import { ownEngagements } from './access.ts';
import type { EntryKind, MoveKey, PairOutcome, ReviewOutcome } from './choices.ts';
import { tellBranch, tellMember } from './notices.ts';
import { anotherDecides, engagementProcedure, type EngagementFacts } from './procedure.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;

export async function factsOf(ctx: Ctx, row: store.EngagementRow): Promise<EngagementFacts> {
  const standing = await standingOfPerson(ctx, row.personId);
  return {
    kind: row.kind,
    personId: row.personId,
    actorPersonId: personOf(ctx),
    standsInBranch: standing?.status === 'active' && standing.orgId === row.orgId,
    proposedOn: row.proposedOn,
  };
}

export type Moving = {
  version: number;
  why?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  outcome?: PairOutcome | undefined;
};

/** Makes the move and what it implies. Refuses with every reason of the procedure; 409 when somebody was faster. */
export async function moveEngagement(
  ctx: Ctx,
  row: store.EngagementRow,
  key: MoveKey,
  given: Moving,
): Promise<void> {
  const term = termOf(row, key, given);
  const facts: EngagementFacts = {
    ...(await factsOf(ctx, row)),
    ...(term && { term }),
    ...(key === 'end' && { ending: { outcome: given.outcome } }),
  };
  const { to } = requireMove(engagementProcedure, key, row.state, facts, {
    holds: ownEngagements.holdsAt(ctx, row),
    ...(given.why !== undefined && { why: given.why }),
  });
  requireVersion(row, given.version);
  const moved = await store.change(ctx, row, {
    state: to,
    ...(term && { term }),
    ...(to === 'ended' && { endedOn: ctx.today }),
    ...(row.kind === 'pair' && { outcome: given.outcome }),
  });
  if (!moved) throw stale();
  const why = given.why?.trim() || null;
  await store.addStep(ctx, row, { move: key, on: ctx.today, why });
  await record(ctx, {
    event: 'engagements.moved',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'engagement', id: row.id },
    before: { state: row.state },
    after: {
      move: key,
      state: to,
      ...(term && { from: term.from.toString(), until: term.until?.toString() ?? null }),
    },
    ...(why && { reason: why }),
  });
  if (to === 'ended') await takeDown(ctx, store.namedBy(row));
  await tell(ctx, row, key);
}

/** An extended term goes on from its own first day. */
function termOf(row: store.EngagementRow, key: MoveKey, given: Moving): EngagementFacts['term'] {
  if (key !== 'fix' && key !== 'extend') return undefined;
  const until = given.until ? Temporal.PlainDate.from(given.until) : undefined;
  if (key === 'extend' && row.fromOn) return { from: row.fromOn, until };
  if (!given.from) throw new Refusal('engagements.begin_missing', { field: 'from' });
  return { from: Temporal.PlainDate.from(given.from), until };
}

async function tell(ctx: Ctx, row: store.EngagementRow, key: MoveKey): Promise<void> {
  if (key === 'accept' || key === 'decline' || key === 'withdraw' || key === 'resign')
    await tellBranch(ctx, row, `engagements.${key}`);
  else await tellMember(ctx, row, `engagements.${key}`);
}

/** One line of what was done. Refuses a day to come, and one before it began. */
export async function recordWork(
  ctx: Ctx,
  row: store.EngagementRow,
  input: { version: number; on: string; text: string },
): Promise<void> {
  requireRunning(row, input.version);
  const on = pastDay(ctx, input.on, { field: 'on', ...(row.fromOn && { since: row.fromOn }) });
  await say(ctx, row, { kind: 'record', on, outcome: null, text: input.text });
}

/** How the branch sees the last half-year, with its reasons; each review may be answered once. */
export async function reviewEngagement(
  ctx: Ctx,
  row: store.EngagementRow,
  input: { version: number; outcome: ReviewOutcome; text: string },
): Promise<void> {
  requireRunning(row, input.version);
  const own = [anotherDecides.check(await factsOf(ctx, row)) ?? []].flat();
  if (own.length > 0) refuseAll(own);
  if (input.outcome !== 'kept' && input.text === '')
    throw new Refusal('engagements.reasons_missing', { field: 'text' });
  await say(ctx, row, { kind: 'review', on: ctx.today, outcome: input.outcome, text: input.text });
  await tellMember(ctx, row, 'engagements.reviewed');
}

/** The member's side, beside the review that it answers. */
export async function answerReview(
  ctx: Ctx,
  row: store.EngagementRow,
  input: { version: number; text: string },
): Promise<void> {
  requireVersion(row, input.version);
  ownEngagements.requireSpeaksForMember(ctx, row);
  if (!mayAnswer(await store.listEntries(ctx, row.id)))
    throw new Refusal('engagements.nothing_to_answer', { status: 409 });
  await say(ctx, row, { kind: 'answer', on: ctx.today, outcome: null, text: input.text });
  await tellBranch(ctx, row, 'engagements.answered');
}

/** A review that nobody has answered since. */
export function mayAnswer(entries: readonly Pick<store.EntryRow, 'kind'>[]): boolean {
  return entries.findLast(({ kind }) => kind !== 'record')?.kind === 'review';
}

/** The latest word holds. Only the member says yes; with a no, a notice that shows the member comes down in the same act. */
export async function setConsent(
  ctx: Ctx,
  row: store.EngagementRow,
  input: { version: number; granted: boolean },
): Promise<void> {
  requireVersion(row, input.version);
  if (row.kind === 'pair') throw new Refusal('engagements.pairs_are_not_shown', { status: 409 });
  if (input.granted) ownEngagements.requireSpeaksForMember(ctx, row);
  const before = await consentOf(ctx, row.id);
  if ((before?.granted ?? false) === input.granted) return;
  const onPaper = row.personId !== personOf(ctx);
  await enterConsent(ctx, store.namedBy(row), { granted: input.granted, onPaper, on: ctx.today });
  await store.touch(ctx, row);
  await record(ctx, {
    event: input.granted ? 'engagements.consent_given' : 'engagements.consent_withdrawn',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'engagement', id: row.id },
    after: { granted: input.granted, onPaper },
  });
}

type Entry = { kind: EntryKind; on: Day; outcome: ReviewOutcome | null; text: string };

async function say(ctx: Ctx, row: store.EngagementRow, entry: Entry): Promise<void> {
  await store.addEntry(ctx, row, entry);
  await store.touch(ctx, row);
  await record(ctx, {
    event: `engagements.${entry.kind}`,
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'engagement', id: row.id },
    after: { on: entry.on.toString(), outcome: entry.outcome },
  });
}

function requireRunning(row: store.EngagementRow, version: number): void {
  if (row.state !== 'fixed')
    throw new Refusal('engagements.not_running', {
      status: 409,
      params: { stateKey: `procedure.engagement.state.${row.state}` },
    });
  requireVersion(row, version);
}
