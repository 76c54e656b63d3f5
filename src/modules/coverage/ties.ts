/** Members who work in a unit: where they are found, and what follows for them when they leave or it closes. */
import { pastDay } from '../../kernel/clock/past-day.ts';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findMember } from '../members/facade.ts';
import { hold, holdOpen, note } from './actions.ts';
import type { TieKind } from './choices.ts';
import * as store from './store.ts';

/** Said by the member's own branch or the office. */
export async function tieMember(
  ctx: Ctx,
  input: { id: string; personId: string; kind: TieKind; since: string },
): Promise<void> {
  const unit = await holdOpen(ctx, input.id);
  const person = await findMember(ctx, input.personId);
  if (!person) throw new Refusal('not_found', { status: 404, field: 'personId' });
  requireInScope(ctx, person.orgPath);
  if (person.status !== 'active') throw new Refusal('coverage.not_active', { field: 'personId' });
  const since = pastDay(ctx, input.since, { field: 'since' });
  if (!(await store.addTie(ctx, unit, { person, kind: input.kind, since })))
    throw new Refusal('coverage.tied_already', { status: 409, field: 'personId' });
  await note(ctx, unit, 'tied', { personId: person.id, kind: input.kind, since: input.since });
}

/** What was arranged for the member's organization life; of a closed unit too. */
export async function endTie(
  ctx: Ctx,
  input: { id: string; tieId: string; on: string; why: string },
): Promise<void> {
  const unit = await hold(ctx, input.id);
  const tie = (await store.listTies(ctx, unit.id)).find(({ id }) => id === input.tieId);
  if (!tie) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, tie.orgPath);
  const on = pastDay(ctx, input.on, { field: 'on', since: tie.since });
  if (!(await store.endTie(ctx, { id: tie.id, on, ending: input.why })))
    throw new Refusal('coverage.tie_ended', { status: 409 });
  await note(ctx, unit, 'untied', { personId: tie.personId, on: input.on }, input.why);
}
