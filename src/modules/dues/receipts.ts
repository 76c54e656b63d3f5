/** Receipts: numbered in their branch and year, shown to the branch and to the member whose they are. */
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { nameOf } from '../organizations/facade.ts';
import * as store from './store.ts';

/** One receipt, for the branch or for the member whose it is. */
export async function getReceipt(ctx: Ctx, input: { id: string }) {
  const [payment] = await store.listPayments(ctx, { id: input.id });
  if (!payment) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, payment.orgPath);
  return receiptView(ctx, payment);
}

/** One own receipt. */
export async function getOwnReceipt(ctx: Ctx, input: { id: string }) {
  const [payment] = await store.listPayments(ctx, { id: input.id });
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  if (!payment || payment.personId !== personId) throw new Refusal('not_found', { status: 404 });
  return receiptView(ctx, payment);
}

async function receiptView(ctx: Ctx, payment: store.PaymentRow) {
  const names = await nameOf(ctx, [payment.orgId], ctx.today);
  return {
    ...paymentView(payment, names.get(payment.orgId)?.name ?? ''),
    personId: payment.personId,
    personName: payment.personName ?? '',
  };
}

export function paymentView(payment: store.PaymentRow, orgName: string) {
  return {
    id: payment.id,
    receipt: receiptNumber(payment),
    orgName,
    paidOn: payment.paidOn.toString(),
    recordedOn: payment.recordedOn.toString(),
    months: payment.months,
    duesFen: payment.duesFen,
    extraFen: payment.extraFen,
    method: payment.method,
    payer: payment.payer,
    by: payment.by,
    reversedOn: payment.reversedOn?.toString() ?? null,
    reversalReason: payment.reversalReason,
  };
}

/** `2026-0007`, within its branch. */
export function receiptNumber(payment: { receiptYear: number | null; receiptNo: number | null }): string {
  return `${payment.receiptYear}-${String(payment.receiptNo).padStart(4, '0')}`;
}
