/** The book of a branch or of the town as it is read and exported. */
import { sql } from 'kysely';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { mayOf } from './accounts.ts';
import { receiptNumber } from './receipts.ts';
import * as store from './store.ts';

const ledgerPage = 40;

/** The book of a branch or of the town, the newest entry first, with the cash after each. */
export async function getLedger(ctx: Ctx, input: { org: string; year?: number | undefined; page: number }) {
  const org = await bookOf(ctx, input.org);
  const year = input.year ?? ctx.today.year;
  const rows = await store.listLedger(ctx, org.id, {
    year,
    skip: (input.page - 1) * ledgerPage,
    take: ledgerPage,
  });
  const counts = await store.listCashCounts(ctx, org.id);
  return {
    org: { id: org.id, name: org.name },
    isTown: org.kind === ctx.services.townKind,
    year,
    today: ctx.today.toString(),
    total: rows[0]?.total ?? 0,
    cashFen: await store.balanceOf(ctx, org.id, 'cash'),
    onTheWayFen: await store.balanceOf(ctx, org.id, 'on_the_way'),
    rows: rows.map(ledgerLine),
    counts: counts.map((one) => ({ ...one, on: one.on.toString() })),
    may: mayOf(ctx),
  };
}

/** An organization of the scope with a book: a branch, or the town. */
export async function bookOf(ctx: Ctx, orgId: string) {
  const { rows } = await sql<{ id: string; path: string; kind: string; name: string }>`
    select o.id, o.path, o.kind, n.short_name as name from organizations o
    join organization_names n on n.org_id = o.id and upper_inf(n.valid) where o.id = ${orgId}
  `.execute(ctx.tx);
  const [org] = rows;
  if (!org) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, org.path);
  return org;
}

export function ledgerLine(row: store.LedgerRow) {
  return {
    id: row.id,
    kind: row.kind,
    on: row.on.toString(),
    recordedOn: row.recordedOn.toString(),
    note: row.note,
    paymentId: row.paymentId,
    receipt: row.receiptNo === null ? null : receiptNumber(row),
    personName: row.personName,
    by: row.by,
    inFen: Math.max(0, row.cashFen),
    outFen: Math.max(0, -row.cashFen),
    /** Confirmed by the town: moves no cash of the branch, yet the sum is told. */
    confirmedFen: row.kind === 'received' && row.onTheWayFen < 0 ? -row.onTheWayFen : 0,
    balanceFen: row.balanceFen,
  };
}
