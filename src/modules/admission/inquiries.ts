/** Accountability (责任追究制): an inquiry into a case is opened with its reason, hears, and ends; a body decides, never the system. */
import { record } from '../../kernel/audit/record.ts';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { lockCase } from './acts.ts';
import type { StepId } from './choices.ts';

type InquiryRow = {
  id: string;
  version: number;
  step: StepId | null;
  reason: string;
  body: string;
  openedOn: string;
  opener: string;
  statement: string | null;
  heardOn: string | null;
  outcome: string | null;
  concludedOn: string | null;
};

export async function listInquiries(ctx: Ctx, caseId: string): Promise<InquiryRow[]> {
  const rows = await ctx.tx
    .selectFrom('admission_inquiries')
    .select([
      'id',
      'version',
      'step',
      'reason',
      'body',
      'opened_on as openedOn',
      'opener',
      'statement',
      'heard_on as heardOn',
      'outcome',
      'concluded_on as concludedOn',
    ])
    .where('case_id', '=', caseId)
    .orderBy('opened_on')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...row,
    step: row.step as StepId | null, // written by us alone
    openedOn: row.openedOn.toString(),
    heardOn: row.heardOn?.toString() ?? null,
    concludedOn: row.concludedOn?.toString() ?? null,
  }));
}

export async function openInquiry(
  ctx: Ctx,
  input: { id: string; step?: StepId | undefined; reason: string; body: string },
): Promise<{ id: string }> {
  const row = await lockCase(ctx, input.id);
  const { id } = await ctx.tx
    .insertInto('admission_inquiries')
    .values({
      case_id: row.id,
      org_path: row.orgPath,
      step: input.step ?? null,
      reason: input.reason,
      body: input.body,
      opened_on: ctx.today,
      opened_by: accountOf(ctx),
      opener: ctx.actor.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tell(
    ctx,
    row,
    'admission.inquiry_opened',
    { inquiry: id, step: input.step ?? null, body: input.body },
    input.reason,
  );
  return { id };
}

export async function hearInquiry(
  ctx: Ctx,
  input: { id: string; inquiryId: string; version: number; on: string; statement: string },
): Promise<{ id: string }> {
  const row = await lockCase(ctx, input.id);
  const on = dayWithin(ctx, input.on);
  const changed = await ctx.tx
    .updateTable('admission_inquiries')
    .set({ statement: input.statement, heard_on: on, version: input.version + 1 })
    .where('id', '=', input.inquiryId)
    .where('case_id', '=', row.id)
    .where('version', '=', input.version)
    .where('outcome', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw new Refusal('stale', { status: 409 });
  await tell(ctx, row, 'admission.inquiry_heard', { inquiry: changed.id, on: input.on });
  return changed;
}

/** Refuses an outcome before the people concerned were heard. */
export async function concludeInquiry(
  ctx: Ctx,
  input: { id: string; inquiryId: string; version: number; on: string; outcome: string },
): Promise<{ id: string }> {
  const row = await lockCase(ctx, input.id);
  const inquiry = (await listInquiries(ctx, row.id)).find((one) => one.id === input.inquiryId);
  if (!inquiry) throw new Refusal('not_found', { status: 404 });
  if (inquiry.version !== input.version || inquiry.outcome !== null)
    throw new Refusal('stale', { status: 409 });
  if (inquiry.heardOn === null) throw new Refusal('admission.not_heard', { remedy: 'admission.hear_first' });
  const on = dayWithin(ctx, input.on);
  if (on.toString() < inquiry.heardOn)
    throw new Refusal('admission.before_hearing', { field: 'on', params: { heardOn: inquiry.heardOn } });
  await ctx.tx
    .updateTable('admission_inquiries')
    .set({ outcome: input.outcome, concluded_on: on, version: input.version + 1 })
    .where('id', '=', inquiry.id)
    .execute();
  await tell(ctx, row, 'admission.inquiry_concluded', {
    inquiry: inquiry.id,
    on: input.on,
    outcome: input.outcome,
  });
  return { id: inquiry.id };
}

function dayWithin(ctx: Ctx, iso: string): Temporal.PlainDate {
  const on = Temporal.PlainDate.from(iso);
  if (Temporal.PlainDate.compare(on, ctx.today) > 0)
    throw new Refusal('admission.day_in_future', {
      field: 'on',
      params: { on: iso, today: ctx.today.toString() },
    });
  return on;
}

async function tell(
  ctx: Ctx,
  row: { id: string; orgId: string; orgPath: string },
  event: string,
  after: Record<string, string | null>,
  reason?: string,
): Promise<void> {
  await record(ctx, {
    event,
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'admission_case', id: row.id },
    after,
    ...(reason && { reason }),
  });
}
