/** Help given within a partnership: cadre training, member education, venue, funds; with the paper that shows it. */
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { SupportKind } from './choices.ts';
import { subjectOf } from './plans.ts';
import * as store from './store.ts';
import type { Partnership } from './subject.ts';

/** Refuses money without its amount, and days before the partnership or after its end. */
export async function giveSupport(
  ctx: Ctx,
  of: Partnership,
  input: {
    kind: SupportKind;
    given: string;
    giver: string;
    amountFen?: number | undefined;
    on: string;
    proof: string;
  },
): Promise<void> {
  if (of.since === null) throw new Refusal('partnerships.not_running', { status: 409 });
  const on = pastDay(ctx, input.on, { field: 'on', since: of.since });
  if (of.endedOn && Temporal.PlainDate.compare(on, of.endedOn) > 0)
    throw new Refusal('partnerships.ended', { field: 'on', params: { on: of.endedOn.toString() } });
  if (input.kind === 'funds' && input.amountFen === undefined)
    throw new Refusal('partnerships.amount_missing', { field: 'amountFen' });
  for (const field of ['given', 'giver', 'proof'] as const) of.screen(input[field], field);
  const id = await store.insertSupport(ctx, of, { ...input, amountFen: input.amountFen ?? null, on });
  await record(ctx, {
    event: 'partnerships.supported',
    ...subjectOf(of),
    after: { supportId: id, kind: input.kind, fen: input.amountFen ?? null, on: input.on },
  });
}
