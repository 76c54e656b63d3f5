/** A visit in one sentence, the need that it brought, and what came of it. */
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { NeedKind } from './choices.ts';
import * as store from './store.ts';
import { requireNoTraits } from './traits.ts';

export type Visit = {
  on: string;
  note: string;
  need?: { kind: NeedKind; wanted: string; handler: string; dueOn: string } | undefined;
};

/** The quarter's duty follows from it. Refuses days before the pair and after its end, and notes that describe a person. */
export async function recordVisit(ctx: Ctx, pair: store.PairRow, input: Visit): Promise<void> {
  const on = pastDay(ctx, input.on, { field: 'on', since: pair.since });
  if (pair.endedOn && Temporal.PlainDate.compare(on, pair.endedOn) > 0)
    throw new Refusal('liaison.ended', { field: 'on', params: { on: pair.endedOn.toString() } });
  requireNoTraits(pair, input.note, 'note');
  const { need } = input;
  const dueOn = need && Temporal.PlainDate.from(need.dueOn);
  if (need && dueOn) {
    if (Temporal.PlainDate.compare(dueOn, on) < 0)
      throw new Refusal('liaison.due_before_visit', {
        field: 'need.dueOn',
        possibleFrom: on.toString(),
      });
    requireNoTraits(pair, need.wanted, 'need.wanted');
    requireNoTraits(pair, need.handler, 'need.handler');
  }
  const visitId = await store.addVisit(ctx, pair, { on, note: input.note });
  if (need && dueOn)
    await store.addNeed(ctx, pair, visitId, {
      kind: need.kind,
      wanted: need.wanted,
      handler: need.handler,
      notedOn: on,
      dueOn,
    });
  await record(ctx, {
    event: 'liaison.visited',
    org: { id: pair.orgId, path: pair.orgPath },
    subject: { type: 'liaison_pair', id: pair.id },
    after: { on: input.on, need: need?.kind ?? null },
  });
}

/** What came of a need: done, or not, with the reason; said once. */
export async function settleNeed(
  ctx: Ctx,
  pair: store.PairRow,
  input: { needId: string; state: 'done' | 'not_done'; on: string; result: string },
): Promise<void> {
  const need = (await store.listNeeds(ctx, pair.id)).find(({ id }) => id === input.needId);
  if (!need) throw new Refusal('not_found', { status: 404 });
  const on = pastDay(ctx, input.on, { field: 'on', since: need.notedOn });
  requireNoTraits(pair, input.result, 'result');
  if (!(await store.settleNeed(ctx, need.id, { state: input.state, on, result: input.result })))
    throw new Refusal('liaison.settled_already', { status: 409 });
  await record(ctx, {
    event: 'liaison.need_settled',
    org: { id: pair.orgId, path: pair.orgPath },
    subject: { type: 'liaison_pair', id: pair.id },
    after: { needId: need.id, state: input.state, on: input.on },
  });
}
