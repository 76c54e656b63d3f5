/** A number changes in two steps by two people; the past keeps its value. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { record } from '../../kernel/audit/record.ts';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { AnyParameterBook } from '../../kernel/parameters.ts';
import { notify } from '../../kernel/notice/notify.ts';
import { Refusal, refuseAll, type Reason } from '../../kernel/refusal.ts';
import { reasonNotToAdjust } from '../../kernel/rulebook.ts';
import { listDocumentNumbers, type DocumentNumber } from '../policy/facade.ts';
import { getParameterOf, inForce, kindOn, townOf, type Parameter } from './books.ts';
import { parameterPath } from './choices.ts';

export type ParameterInput = {
  key: string;
  value?: unknown;
  from: string;
  to?: string | null;
  source: string;
  reason: string;
  numberId?: string | null;
};

/**
 * Refuses an unknown key, a number set by law, a number that only a document may set without one, a value of another shape
 * or out of its bounds, a day before today that is not the document's, and a second open proposal.
 */
export async function proposeParameter(
  ctx: Ctx,
  books: readonly AnyParameterBook[],
  input: ParameterInput,
): Promise<{ id: string }> {
  const parameter = getParameterOf(books, input.key);
  const from = Temporal.PlainDate.from(input.from);
  const number = input.numberId ? await getNumber(ctx, input.numberId) : undefined;
  refuseFirst([
    reasonNotToAdjust(parameter.rows, from, `parameter.${parameter.key}`),
    kindOn(parameter, input.from) === 'document' && !number
      ? { code: 'parameters.document_sets_it', remedy: 'parameters.document_sets_it' }
      : undefined,
    reasonAgainstDay(ctx, from, number),
    input.to && input.to < input.from
      ? { code: 'parameters.ends_before_it_begins', field: 'to', possibleFrom: input.from }
      : undefined,
  ]);
  const value = parsedValue(parameter, input);
  const town = await townOf(ctx);
  const row = await ctx.tx
    .insertInto('parameter_proposals')
    .values({
      key: parameter.key,
      org_id: town.id,
      org_path: town.path,
      value: JSON.stringify(value),
      valid_from: from,
      valid_to: input.to ? Temporal.PlainDate.from(input.to) : null,
      source: input.source,
      reason: input.reason,
      article_parameter_id: number?.id ?? null,
      proposed_by: accountOf(ctx),
      proposer: ctx.actor.name,
      proposed_at: ctx.now,
    })
    .onConflict((on) => on.columns(['key', 'org_id']).where('state', '=', 'proposed').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row)
    throw new Refusal('parameters.already_proposed', {
      status: 409,
      remedy: 'parameters.already_proposed',
      who: 'parameters.approve',
    });
  await record(ctx, {
    event: 'parameters.proposed',
    org: town,
    subject: { type: 'parameter_proposal', id: row.id },
    after: { key: parameter.key, value, from: input.from, to: input.to ?? null, source: input.source },
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
  const isLate = Temporal.PlainDate.compare(proposal.valid_from, ctx.today) < 0;
  if (input.approve && isLate && !proposal.article_parameter_id)
    throw new Refusal('parameters.day_has_passed', {
      status: 409,
      params: { from: proposal.valid_from.toString() },
      remedy: 'parameters.day_has_passed',
      possibleFrom: ctx.today.toString(),
    });
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
  if (proposal.proposed_by)
    await notify(ctx, [proposal.proposed_by], {
      key: input.approve ? 'parameters.approved' : 'parameters.refused',
      params: { nameKey: `parameter.${proposal.key}`, why: input.why },
      path: parameterPath(proposal.key),
      subject: { type: 'parameter_proposal', id: proposal.id, orgPath: proposal.org_path },
    });
  return { id: proposal.id };
}

type Proposal = {
  key: string;
  org_id: string;
  value: unknown;
  valid_from: Temporal.PlainDate;
  valid_to: Temporal.PlainDate | null;
  source: string;
  reason: string;
  article_parameter_id: string | null;
};

async function setFrom(ctx: Ctx, proposal: Proposal): Promise<void> {
  const { key, org_id, value, valid_from, valid_to, source, reason, article_parameter_id } = proposal;
  // What was to begin on this day or later gives way; but an older document does not undo what was set after it.
  const next =
    Temporal.PlainDate.compare(valid_from, ctx.today) < 0 ? await nextSetting(ctx, proposal) : null;
  await sql`
    delete from parameter_settings
    where key = ${key} and org_id = ${org_id} and lower(valid) >= ${valid_from}::date
      and (${next}::date is null or lower(valid) < ${next}::date)
  `.execute(ctx.tx);
  const end = [valid_to?.add({ days: 1 }), next]
    .filter((one) => one !== undefined && one !== null)
    .toSorted((a, b) => Temporal.PlainDate.compare(a, b))[0];
  await sql`
    update parameter_settings set valid = daterange(lower(valid), ${valid_from}::date)
    where key = ${key} and org_id = ${org_id} and valid @> ${valid_from}::date and lower(valid) < ${valid_from}::date
  `.execute(ctx.tx);
  await ctx.tx
    .insertInto('parameter_settings')
    .values({
      key,
      org_id,
      value: JSON.stringify(value),
      valid: `[${valid_from.toString()},${end?.toString() ?? ''})`,
      source,
      reason,
      article_parameter_id,
      set_by: accountOf(ctx),
      set_at: ctx.now,
    })
    .execute();
}

/** First day of the earliest setting that begins after the proposal's. */
async function nextSetting(
  ctx: Ctx,
  { key, org_id, valid_from }: Proposal,
): Promise<Temporal.PlainDate | null> {
  const { rows } = await sql<{ next: Temporal.PlainDate | null }>`
    select min(lower(valid)) as next from parameter_settings
    where key = ${key} and org_id = ${org_id} and lower(valid) > ${valid_from}::date
  `.execute(ctx.tx);
  return rows[0]?.next ?? null;
}

async function getNumber(ctx: Ctx, id: string): Promise<DocumentNumber> {
  const [number] = await listDocumentNumbers(ctx, { ids: [id] });
  if (!number) throw new Refusal('parameters.number_not_confirmed', { status: 404, field: 'numberId' });
  return number;
}

/** The past keeps its rule; only the town's document may tell what held since its own day. */
function reasonAgainstDay(
  ctx: Ctx,
  from: Temporal.PlainDate,
  number: DocumentNumber | undefined,
): Reason | undefined {
  const earliest = number ? Temporal.PlainDate.from(number.dated) : ctx.today;
  if (Temporal.PlainDate.compare(from, earliest) >= 0) return undefined;
  return {
    code: number ? 'parameters.not_before_document' : 'parameters.not_back_in_time',
    params: { from: earliest.toString() },
    field: 'from',
    possibleFrom: earliest.toString(),
  };
}

function parsedValue(parameter: Parameter, input: ParameterInput): unknown {
  const parsed = parameter.shape.safeParse(input.value);
  if (!parsed.success) refuseAll([faultOf(parsed.error)]);
  const asked = unitsOf(parsed.data);
  const known = unitsOf((inForce(parameter.rows, input.from) ?? parameter.rows.at(-1))?.value);
  if (asked.some((unit) => !known.includes(unit)))
    throw new Refusal('parameters.other_unit', { field: 'value' });
  return parsed.data;
}

/** Who is counted is part of the rule; a town sets how many. */
function unitsOf(value: unknown): string[] {
  const isQuorum = typeof value === 'object' && value !== null && 'anyOf' in value;
  return isQuorum ? (value.anyOf as { unit: string }[]).map(({ unit }) => unit) : []; // parsed by the form, or the book's own
}

function faultOf(error: z.ZodError): Reason {
  const [issue] = error.issues;
  const field = ['value', ...(issue?.path ?? [])].join('.');
  const own = issue?.code === 'custom' ? (issue.params?.['code'] as unknown) : undefined;
  if (typeof own === 'string') return { code: own, field };
  if (issue?.code === 'too_big')
    return { code: 'parameters.too_large', params: { most: Number(issue.maximum) }, field };
  if (issue?.code === 'too_small')
    return { code: 'parameters.too_small', params: { least: Number(issue.minimum) }, field };
  return { code: 'parameters.wrong_shape', field };
}

function refuseFirst(reasons: (Reason | undefined)[]): void {
  const [first] = reasons.filter((one) => one !== undefined);
  if (first) throw new Refusal(first.code, first);
}
