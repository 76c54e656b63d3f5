/** A local number changes in two steps by two people; the past keeps its value. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { record } from '../../kernel/audit/record.ts';
import { type CalendarRow } from '../../kernel/clock/calendar.ts';
import { loadYear } from '../../kernel/clock/store.ts';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { AnyParameterBook } from '../../kernel/parameters.ts';
import { Refusal, refuseAll } from '../../kernel/refusal.ts';
import { requireAdjustable } from '../../kernel/rulebook.ts';
import { listBelow } from '../organizations/facade.ts';

export type ParameterInput = { key: string; value?: unknown; from: string; source: string; reason: string };

/** Refuses an unknown key, a number set by law, a value of another shape, a day before today, and a second open proposal. */
export async function proposeParameter(
  ctx: Ctx,
  books: readonly AnyParameterBook[],
  input: ParameterInput,
): Promise<{ id: string }> {
  const { book, key } = bookOf(books, input.key);
  const from = Temporal.PlainDate.from(input.from);
  if (Temporal.PlainDate.compare(from, ctx.today) < 0) {
    throw new Refusal('parameters.not_back_in_time', {
      field: 'from',
      possibleFrom: ctx.today.toString(),
    });
  }
  requireAdjustable(book.rules, key, from);
  const parsed = book.shapes[key]?.safeParse(input.value);
  if (!parsed?.success) refuseAll(faultsOf(parsed?.error));
  const town = await townOf(ctx);
  const row = await ctx.tx
    .insertInto('parameter_proposals')
    .values({
      key: input.key,
      org_id: town.id,
      org_path: town.path,
      value: JSON.stringify(parsed.data),
      valid_from: from,
      source: input.source,
      reason: input.reason,
      proposed_by: accountOf(ctx),
      proposer: ctx.actor.name,
      proposed_at: ctx.now,
    })
    .onConflict((on) => on.columns(['key', 'org_id']).where('state', '=', 'proposed').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new Refusal('parameters.already_proposed', { status: 409 });
  await record(ctx, {
    event: 'parameters.proposed',
    org: town,
    subject: { type: 'parameter_proposal', id: row.id },
    after: { key: input.key, value: parsed.data, from: input.from },
    reason: input.reason,
  });
  return row;
}

/** Approval makes it a setting from its day on; the setting before it ends the day before. The proposer is refused. */
export async function decideParameter(
  ctx: Ctx,
  input: { id: string; approve: boolean; why: string },
): Promise<{ id: string }> {
  const proposal = await ctx.tx
    .selectFrom('parameter_proposals')
    .selectAll()
    .where('id', '=', input.id)
    .where('state', '=', 'proposed')
    .forUpdate()
    .executeTakeFirst();
  if (!proposal) throw new Refusal('not_found', { status: 404 });
  if (proposal.proposed_by === accountOf(ctx)) {
    throw new Refusal('parameters.approver_is_proposer', { status: 403, who: 'parameters.approve' });
  }
  if (!input.approve && input.why === '') throw new Refusal('procedure.reason_required', { field: 'why' });
  await ctx.tx
    .updateTable('parameter_proposals')
    .set({
      state: input.approve ? 'approved' : 'refused',
      decided_by: accountOf(ctx),
      decider: ctx.actor.name,
      decided_at: ctx.now,
      refused_because: input.approve ? null : input.why,
    })
    .where('id', '=', proposal.id)
    .execute();
  if (input.approve) await setFrom(ctx, proposal);
  await record(ctx, {
    event: input.approve ? 'parameters.approved' : 'parameters.refused',
    org: { id: proposal.org_id, path: proposal.org_path },
    subject: { type: 'parameter_proposal', id: proposal.id },
    after: { key: proposal.key, value: proposal.value, from: proposal.valid_from.toString() },
    ...(input.why && { reason: input.why }),
  });
  return { id: proposal.id };
}

export async function loadCalendarYear(
  ctx: Ctx,
  input: {
    year: number;
    source: string;
    days: { date: string; kind: CalendarRow['kind']; name?: string | undefined }[];
  },
): Promise<{ year: number; days: number }> {
  const rows = input.days.map(({ date, kind, name }): CalendarRow => ({ date, kind, ...(name && { name }) }));
  await loadYear(ctx, input.year, rows, input.source);
  return { year: input.year, days: rows.length };
}

type Proposal = {
  key: string;
  org_id: string;
  value: unknown;
  valid_from: Temporal.PlainDate;
  source: string;
  reason: string;
};

async function setFrom(
  ctx: Ctx,
  { key, org_id, value, valid_from, source, reason }: Proposal,
): Promise<void> {
  // What was to begin on this day or later gives way; what held until now ends the day before.
  await sql`delete from parameter_settings where key = ${key} and org_id = ${org_id} and lower(valid) >= ${valid_from}::date`.execute(
    ctx.tx,
  );
  await sql`
    update parameter_settings set valid = daterange(lower(valid), ${valid_from}::date)
    where key = ${key} and org_id = ${org_id} and valid @> ${valid_from}::date
  `.execute(ctx.tx);
  await ctx.tx
    .insertInto('parameter_settings')
    .values({
      key,
      org_id,
      value: JSON.stringify(value),
      valid: `[${valid_from.toString()},)`,
      source,
      reason,
      set_by: accountOf(ctx),
      set_at: ctx.now,
    })
    .execute();
}

/** The town in whose whole area the actor works; numbers are set for a town, not for one village. */
export async function townOf(ctx: Ctx): Promise<{ id: string; path: string }> {
  const [town] = await listBelow(ctx, ctx.scope, ['township_party_committee']);
  if (!town)
    throw new Refusal('permission.elsewhere', { status: 403, params: { permission: ctx.permission } });
  return town;
}

function bookOf(books: readonly AnyParameterBook[], whole: string): { book: AnyParameterBook; key: string } {
  const book = books.find((one) => whole.startsWith(`${one.key}.`));
  const key = whole.slice((book?.key.length ?? 0) + 1);
  if (!book || !Object.hasOwn(book.rules, key)) throw new Refusal('not_found', { status: 404 });
  return { book, key };
}

function faultsOf(error: z.ZodError | undefined) {
  const own = error?.issues.find((issue) => issue.code === 'custom')?.params?.['code'];
  return [{ code: typeof own === 'string' ? own : 'parameters.wrong_shape', field: 'value' }];
}
