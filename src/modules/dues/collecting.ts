/** Taking dues: one tap for a member and some months, each with its receipt; the same tap sent twice is one payment. */
import { record } from '../../kernel/audit/record.ts';
import { dayOf, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { refuseAll, Refusal, type Reason } from '../../kernel/refusal.ts';
import { holdMembers } from '../members/facade.ts';
import { localOf, readAccount, requireBranch } from './accounts.ts';
import type { PaymentMethod } from './choices.ts';
import { paymentLines, reversed } from './entries.ts';
import { monthOf, reasonAgainstMonth, splitPayment, yuan } from './rules.ts';
import * as store from './store.ts';

/** `amountFen` may be more than what is due: the rest is given freely. `paidAt`: when the money was handed over. */
export type Tap = {
  tapId: string;
  personId: string;
  months: string[];
  amountFen?: number | undefined;
  method: PaymentMethod;
  payer?: string | undefined;
  paidAt: string;
};

export type TapAnswer = { tapId: string; paymentId: string | null; because: Reason[] };

/** Writes the taps of a phone in their order. A tap that the rules refuse is answered with its reasons and writes nothing. */
export async function collect(
  ctx: Ctx,
  input: { orgId: string; taps: readonly Tap[] },
): Promise<TapAnswer[]> {
  const org = await requireBranch(ctx, input.orgId);
  await store.holdBooks(ctx, [org]);
  const known = await store.findTaps(
    ctx,
    input.taps.map((tap) => tap.tapId),
  );
  const desk = await deskOf(ctx, org, input.taps);
  const answers: TapAnswer[] = [];
  for (const tap of input.taps) {
    const paymentId = known.get(tap.tapId);
    if (paymentId) answers.push({ tapId: tap.tapId, paymentId, because: [] });
    else answers.push(await take(ctx, desk, tap));
  }
  return answers;
}

/** What the taps are judged by, read once: who stands in the branch now, and their months. */
type Desk = {
  org: store.Org;
  people: Awaited<ReturnType<typeof holdMembers>>;
  account: Map<string, store.AccountRow>;
};

async function deskOf(ctx: Ctx, org: store.Org, taps: readonly Tap[]): Promise<Desk> {
  const people = await holdMembers(
    ctx,
    taps.map((tap) => tap.personId),
  );
  const months = taps.flatMap((tap) => tap.months).toSorted();
  const [first, last] = [months[0], months.at(-1)];
  const of = taps.length === 1 && taps[0] ? { personId: taps[0].personId } : { paths: [org.path] };
  const rows =
    first && last
      ? await readAccount(ctx, of, {
          first: monthOf(first),
          last: monthOf(last),
          local: await localOf(ctx, org.path),
        })
      : [];
  return { org, people, account: new Map(rows.map((row) => [keyOf(row.personId, row.month), row])) };
}

function keyOf(personId: string, month: Temporal.PlainDate): string {
  return `${personId} ${month.toString()}`;
}

/** One payment at the desk: refuses with every reason at once. */
export async function pay(ctx: Ctx, input: { orgId: string } & Tap): Promise<{ id: string }> {
  const { orgId, ...tap } = input;
  const [answer] = await collect(ctx, { orgId, taps: [tap] });
  if (!answer?.paymentId) refuseAll(answer?.because ?? [], 409);
  return { id: answer.paymentId };
}

async function take(ctx: Ctx, { org, people, account }: Desk, tap: Tap): Promise<TapAnswer> {
  const refused = (because: Reason[]): TapAnswer => ({ tapId: tap.tapId, paymentId: null, because });
  const paidOn = dayOf(Temporal.Instant.from(tap.paidAt));
  if (Temporal.PlainDate.compare(paidOn, ctx.today) > 0)
    return refused([{ code: 'dues.paid_in_future', field: 'paidOn' }]);
  if (people.get(tap.personId)?.orgId !== org.id)
    return refused([{ code: 'dues.not_of_this_branch', remedy: 'dues.not_of_this_branch' }]);
  const months = [...new Set(tap.months)].toSorted().map(monthOf);
  const found = months.map((month) => ({ month, row: account.get(keyOf(tap.personId, month)) }));
  const reasons = found.flatMap(({ month, row }) => reasonAgainstMonth(row, month, ctx.today) ?? []);
  if (reasons.length > 0) return refused(reasons);
  const owed = found.flatMap(({ month, row }) => (row ? [{ month, fen: row.dueFen }] : []));
  const sum = splitPayment(
    owed.reduce((total, one) => total + one.fen, 0),
    tap.amountFen,
  );
  if ('code' in sum) return refused([sum]);
  if (sum.duesFen + sum.extraFen === 0) return refused([{ code: 'dues.nothing_paid', field: 'amountFen' }]);
  const { id, receiptNo } = await store.insertPayment(ctx, {
    tapId: tap.tapId,
    personId: tap.personId,
    org,
    paidOn,
    method: tap.method,
    payer: tap.payer ?? null,
    ...sum,
    months: owed,
  });
  await store.insertEntry(ctx, {
    org,
    kind: 'payment',
    on: paidOn,
    paymentId: id,
    lines: paymentLines(org, sum),
  });
  for (const { row } of found) if (row) row.paidFen = row.dueFen;
  await record(ctx, {
    event: 'dues.paid',
    org,
    subject: { type: 'member', id: tap.personId },
    after: { paymentId: id, receiptNo, months: tap.months, ...sum, method: tap.method },
  });
  return { tapId: tap.tapId, paymentId: id, because: [] };
}

/** Undoes a payment with its reason: the money leaves the book again, the months are open, the receipt keeps its number. */
export async function reversePayment(ctx: Ctx, input: { paymentId: string; reason: string }): Promise<void> {
  const [found] = await store.listPayments(ctx, { id: input.paymentId });
  if (!found) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, found.orgPath);
  const org = { id: found.orgId, path: found.orgPath };
  await store.holdBooks(ctx, [org]);
  // Read again under the lock: two clerks may reverse the same receipt.
  const [payment] = await store.listPayments(ctx, { id: input.paymentId });
  if (!payment || payment.reversedOn)
    throw new Refusal('dues.reversed_already', {
      status: 409,
      params: { on: payment?.reversedOn?.toString() ?? '' },
    });
  const cash = await store.balanceOf(ctx, org.id, 'cash');
  const fen = payment.duesFen + payment.extraFen;
  if (cash < fen) throw cashTooSmall(cash, fen);
  const entryId = await store.insertEntry(ctx, {
    org,
    kind: 'reversal',
    on: ctx.today,
    paymentId: payment.id,
    note: input.reason,
    lines: reversed(paymentLines(org, payment)),
  });
  await store.reopenMonths(ctx, payment.id, entryId);
  await record(ctx, {
    event: 'dues.reversed',
    org,
    subject: { type: 'member', id: payment.personId },
    before: { paymentId: payment.id, receiptNo: payment.receiptNo, fen },
    reason: input.reason,
  });
}

/** The box holds less than the act would take out of it. */
export function cashTooSmall(haveFen: number, neededFen: number): Refusal {
  return new Refusal('dues.cash_too_small', {
    status: 409,
    params: { have: yuan(haveFen), needed: yuan(neededFen) },
    remedy: 'dues.cash_too_small',
    field: 'amountFen',
  });
}
