/** SQL on the tables of dues. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { Account, DuesClass, EntryKind, PaymentMethod, RequestKind, RequestState } from './choices.ts';
import type { Line } from './entries.ts';

export type Org = { id: string; path: string };

export type AccountRow = {
  personId: string;
  name: string;
  kind: 'full' | 'probationary';
  nowOrgId: string;
  month: Temporal.PlainDate;
  orgId: string;
  class: DuesClass;
  standardFen: number;
  dueFen: number;
  reduced: boolean;
  elsewhere: string | null;
  paymentId: string | null;
  paidFen: number | null;
  paidOn: Temporal.PlainDate | null;
};

export type AccountQuestion = {
  /** Subtrees, or one person. */
  of: { paths: readonly string[] } | { personId: string };
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
  asOf: Temporal.PlainDate;
  /** Whether who joins within a month pays for it. */
  fromMonthOfJoining: boolean;
};

/** What is due of this year's months of those branches, in fen, and how many months ended unpaid by the day. */
export async function totalsOf(
  ctx: Ctx,
  question: Omit<AccountQuestion, 'of'> & { paths: readonly string[] },
): Promise<{ dueFen: number; monthsOpen: number }> {
  const { rows } = await sql<{ dueFen: number; monthsOpen: number }>`
    select due_fen as "dueFen", months_open as "monthsOpen"
    from dues_totals(${[...question.paths]}::ltree[], ${question.first}::date, ${question.last}::date,
      ${question.asOf}::date, ${question.fromMonthOfJoining}::boolean)
  `.execute(ctx.tx);
  return rows[0] ?? { dueFen: 0, monthsOpen: 0 };
}

/** The function `dues_account` as a table, for joins and sums. */
export function accountTable(question: AccountQuestion) {
  const { of } = question;
  const paths = 'paths' in of ? [...of.paths] : [];
  const person = 'personId' in of ? of.personId : null;
  return sql`dues_account(${paths}::ltree[], ${person}::uuid, ${question.first}::date, ${question.last}::date,
    ${question.asOf}::date, ${question.fromMonthOfJoining}::boolean)`;
}

export async function listAccount(ctx: Ctx, question: AccountQuestion): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select a.person_id as "personId", a.name, a.kind, a.now_org_id as "nowOrgId", a.month, a.org_id as "orgId", a.class,
      a.standard_fen as "standardFen", a.due_fen as "dueFen", a.reduced, a.elsewhere, a.payment_id as "paymentId",
      a.paid_fen as "paidFen", a.paid_on as "paidOn"
    from ${accountTable(question)} a join members m on m.id = a.person_id
    order by m.pinyin, a.person_id, a.month
  `.execute(ctx.tx);
  return rows;
}

export type BaseRow = {
  id: string;
  class: DuesClass;
  fromMonth: Temporal.PlainDate;
  baseFen: number | null;
  standardFen: number;
  evidence: string;
  recordedOn: Temporal.PlainDate;
  recordedBy: string | null;
};

/** What was said of a member's class and base, the newest first. */
export async function listBases(ctx: Ctx, personId: string): Promise<BaseRow[]> {
  const { rows } = await sql<BaseRow>`
    select b.id, b.class, b.from_month as "fromMonth", b.base_fen as "baseFen", b.standard_fen as "standardFen", b.evidence,
      b.recorded_on as "recordedOn", a.display_name as "recordedBy"
    from dues_bases b left join accounts a on a.id = b.recorded_by
    where b.person_id = ${personId} order by b.from_month desc, b.recorded_at desc, b.id desc
  `.execute(ctx.tx);
  return rows;
}

/** Of these people, those whose class has been said. */
export async function withClass(ctx: Ctx, personIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct person_id as id from dues_bases where person_id = any(${[...personIds]}::uuid[])
  `.execute(ctx.tx);
  return new Set(rows.map((row) => row.id));
}

export async function insertBase(
  ctx: Ctx,
  person: { id: string; org: Org },
  base: {
    class: DuesClass;
    fromMonth: Temporal.PlainDate;
    baseFen: number | null;
    standardFen: number;
    rule: string;
    evidence: string;
  },
): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('dues_bases')
    .values({
      person_id: person.id,
      org_id: person.org.id,
      org_path: person.org.path,
      class: base.class,
      from_month: base.fromMonth,
      base_fen: base.baseFen,
      standard_fen: base.standardFen,
      rule: base.rule,
      evidence: base.evidence,
      recorded_on: ctx.today,
      recorded_at: ctx.now,
      recorded_by: accountOf(ctx),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertElsewhere(
  ctx: Ctx,
  person: { id: string; org: Org },
  arrangement: { place: string; first: Temporal.PlainDate; last: Temporal.PlainDate | null; reason: string },
): Promise<void> {
  const until = arrangement.last?.add({ months: 1 }).toString() ?? '';
  await ctx.tx
    .insertInto('dues_elsewhere')
    .values({
      person_id: person.id,
      org_id: person.org.id,
      org_path: person.org.path,
      place: arrangement.place,
      valid: `[${arrangement.first.toString()},${until})`,
      reason: arrangement.reason,
      recorded_on: ctx.today,
      recorded_by: accountOf(ctx),
    })
    .execute();
}

export async function listElsewhere(ctx: Ctx, personId: string) {
  const { rows } = await sql<{
    place: string;
    first: Temporal.PlainDate;
    last: Temporal.PlainDate | null;
    reason: string;
  }>`
    select place, lower(valid) as first, (upper(valid) - interval '1 month')::date as last, reason
    from dues_elsewhere where person_id = ${personId} order by lower(valid) desc
  `.execute(ctx.tx);
  return rows;
}

/** Keeps the books of organizations from other acts until this one ends; in one order, so that two cannot wait for each other. */
export async function holdBooks(ctx: Ctx, orgs: readonly Org[]): Promise<void> {
  const inOrder = orgs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const org of inOrder) {
    await sql`
      insert into dues_books (org_id, org_path, opened_on) values (${org.id}, ${org.path}::ltree, ${ctx.today})
      on conflict (org_id) do nothing
    `.execute(ctx.tx);
    await sql`select from dues_books where org_id = ${org.id} for update`.execute(ctx.tx);
  }
}

/** The payments that these taps have made already, by tap. */
export async function findTaps(ctx: Ctx, tapIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ tapId: string; id: string }>`
    select tap_id as "tapId", id from dues_payments where tap_id = any(${[...tapIds]}::uuid[])
  `.execute(ctx.tx);
  return new Map(rows.map((row) => [row.tapId, row.id]));
}

export type NewPayment = {
  tapId: string;
  personId: string;
  org: Org;
  paidOn: Temporal.PlainDate;
  method: PaymentMethod;
  payer: string | null;
  duesFen: number;
  extraFen: number;
  months: { month: Temporal.PlainDate; fen: number }[];
};

/** Writes a payment with the next receipt of the book; the caller holds the book. */
export async function insertPayment(
  ctx: Ctx,
  payment: NewPayment,
): Promise<{ id: string; receiptNo: number }> {
  const year = ctx.today.year;
  const { rows } = await sql<{ id: string; receiptNo: number }>`
    insert into dues_payments (tap_id, person_id, org_id, org_path, paid_on, method, payer, dues_fen, extra_fen, receipt_year,
      receipt_no, recorded_on, recorded_at, recorded_by)
    select ${payment.tapId}::uuid, ${payment.personId}::uuid, ${payment.org.id}::uuid, ${payment.org.path}::ltree,
      ${payment.paidOn}::date, ${payment.method}, ${payment.payer}, ${payment.duesFen}, ${payment.extraFen}, ${year},
      coalesce((select max(receipt_no) from dues_payments where org_id = ${payment.org.id} and receipt_year = ${year}), 0) + 1,
      ${ctx.today}::date, ${ctx.now}::timestamptz, ${accountOf(ctx)}::uuid
    returning id, receipt_no as "receiptNo"
  `.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error('an insert gives its row');
  if (payment.months.length > 0)
    await ctx.tx
      .insertInto('dues_paid_months')
      .values(
        payment.months.map(({ month, fen }) => ({
          payment_id: row.id,
          person_id: payment.personId,
          org_path: payment.org.path,
          month,
          fen,
        })),
      )
      .execute();
  return row;
}

export type PaymentRow = {
  id: string;
  personId: string;
  personName: string | null;
  orgId: string;
  orgPath: string;
  paidOn: Temporal.PlainDate;
  recordedOn: Temporal.PlainDate;
  method: PaymentMethod;
  payer: string | null;
  duesFen: number;
  extraFen: number;
  receiptYear: number;
  receiptNo: number;
  months: string[];
  by: string | null;
  reversedOn: Temporal.PlainDate | null;
  reversalReason: string | null;
};

/** Payments with their months and, where there is one, the reversal. */
export async function listPayments(
  ctx: Ctx,
  where: { id: string } | { personId: string },
): Promise<PaymentRow[]> {
  const { rows } = await sql<PaymentRow>`
    select p.id, p.person_id as "personId", m.name as "personName", p.org_id as "orgId", p.org_path as "orgPath",
      p.paid_on as "paidOn", p.recorded_on as "recordedOn", p.method, p.payer, p.dues_fen as "duesFen",
      p.extra_fen as "extraFen", p.receipt_year as "receiptYear", p.receipt_no as "receiptNo", a.display_name as by,
      array(select to_char(month, 'YYYY-MM') from dues_paid_months where payment_id = p.id order by month) as months,
      undone.happened_on as "reversedOn", undone.note as "reversalReason"
    from dues_payments p
    left join members m on m.id = p.person_id
    left join accounts a on a.id = p.recorded_by
    left join dues_entries undone on undone.payment_id = p.id and undone.kind = 'reversal'
    where ${'id' in where ? sql`p.id = ${where.id}` : sql`p.person_id = ${where.personId}`}
    order by p.recorded_at desc, p.id desc
  `.execute(ctx.tx);
  return rows;
}

/** The months are open again. */
export async function reopenMonths(ctx: Ctx, paymentId: string, entryId: string): Promise<void> {
  await ctx.tx
    .updateTable('dues_paid_months')
    .set({ reversed_by: entryId })
    .where('payment_id', '=', paymentId)
    .execute();
}

export type NewEntry = {
  org: Org;
  kind: EntryKind;
  on: Temporal.PlainDate;
  paymentId?: string;
  answers?: string;
  note?: string;
  lines: Line<Org>[];
};

/** One movement with its lines; that they sum to zero is checked when the transaction ends. */
export async function insertEntry(ctx: Ctx, entry: NewEntry): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('dues_entries')
    .values({
      org_id: entry.org.id,
      org_path: entry.org.path,
      kind: entry.kind,
      happened_on: entry.on,
      payment_id: entry.paymentId ?? null,
      answers: entry.answers ?? null,
      note: entry.note ?? '',
      recorded_on: ctx.today,
      recorded_at: ctx.now,
      recorded_by: accountOf(ctx),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await ctx.tx
    .insertInto('dues_lines')
    .values(
      entry.lines.map(({ org, account, fen }) => ({
        entry_id: id,
        org_id: org.id,
        org_path: org.path,
        account,
        fen,
      })),
    )
    .execute();
  return id;
}

/** What an account of an organization holds by everything written so far. */
export async function balanceOf(ctx: Ctx, orgId: string, account: Account): Promise<number> {
  const { rows } = await sql<{ fen: number }>`
    select coalesce(sum(fen), 0)::bigint as fen from dues_lines where org_id = ${orgId} and account = ${account}
  `.execute(ctx.tx);
  return rows[0]?.fen ?? 0;
}

export type HandingUp = {
  id: string;
  orgId: string;
  orgPath: string;
  fen: number;
  on: Temporal.PlainDate;
  receivedOn: Temporal.PlainDate | null;
};

export async function findHandingUp(ctx: Ctx, id: string): Promise<HandingUp | undefined> {
  return (await listHandingsUp(ctx, { id }))[0];
}

export async function listHandingsUp(
  ctx: Ctx,
  where: { id: string } | { paths: readonly string[]; open: true },
): Promise<HandingUp[]> {
  const { rows } = await sql<HandingUp>`
    select e.id, e.org_id as "orgId", e.org_path as "orgPath", e.happened_on as "on", l.fen, r.happened_on as "receivedOn"
    from dues_entries e
    join dues_lines l on l.entry_id = e.id and l.account = 'on_the_way'
    left join dues_entries r on r.answers = e.id
    where e.kind = 'handed_up' and ${
      'id' in where
        ? sql`e.id = ${where.id}`
        : sql`r.id is null and e.org_path <@ any(${[...where.paths]}::ltree[])`
    }
    order by e.happened_on, e.id
  `.execute(ctx.tx);
  return rows;
}

export type LedgerRow = {
  id: string;
  kind: EntryKind;
  on: Temporal.PlainDate;
  recordedOn: Temporal.PlainDate;
  note: string;
  paymentId: string | null;
  receiptYear: number | null;
  receiptNo: number | null;
  personName: string | null;
  by: string | null;
  cashFen: number;
  onTheWayFen: number;
  /** Of the cash, after this entry. */
  balanceFen: number;
  total: number;
};

/** The book of one organization in the order of writing, one page; the newest first. */
export async function listLedger(
  ctx: Ctx,
  orgId: string,
  page: { year: number; skip: number; take: number },
): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    with book as (
      select l.entry_id,
        coalesce(sum(l.fen) filter (where l.account = 'cash'), 0)::bigint as cash,
        coalesce(sum(l.fen) filter (where l.account = 'on_the_way'), 0)::bigint as on_the_way
      from dues_lines l where l.org_id = ${orgId} group by l.entry_id
    ), running as (
      select e.*, b.cash, b.on_the_way,
        (sum(b.cash) over (order by e.recorded_at, e.id))::bigint as balance
      from book b join dues_entries e on e.id = b.entry_id
    )
    select r.id, r.kind, r.happened_on as "on", r.recorded_on as "recordedOn", r.note, r.payment_id as "paymentId",
      p.receipt_year as "receiptYear", p.receipt_no as "receiptNo", m.name as "personName", a.display_name as by,
      r.cash as "cashFen", r.on_the_way as "onTheWayFen", r.balance as "balanceFen",
      (count(*) over ())::int as total
    from running r
    left join dues_payments p on p.id = r.payment_id
    left join members m on m.id = p.person_id
    left join accounts a on a.id = r.recorded_by
    where extract(year from r.happened_on) = ${page.year}
    order by r.recorded_at desc, r.id desc offset ${page.skip} limit ${page.take}
  `.execute(ctx.tx);
  return rows;
}

export async function insertCashCount(
  ctx: Ctx,
  org: Org,
  count: { on: Temporal.PlainDate; countedFen: number; bookFen: number; note: string },
): Promise<void> {
  await ctx.tx
    .insertInto('dues_cash_counts')
    .values({
      org_id: org.id,
      org_path: org.path,
      counted_on: count.on,
      counted_fen: count.countedFen,
      book_fen: count.bookFen,
      note: count.note,
      recorded_at: ctx.now,
      recorded_by: accountOf(ctx),
      recorded_name: ctx.actor.name,
    })
    .execute();
}

export async function listCashCounts(ctx: Ctx, orgId: string) {
  return ctx.tx
    .selectFrom('dues_cash_counts')
    .select([
      'id',
      'counted_on as on',
      'counted_fen as countedFen',
      'book_fen as bookFen',
      'note',
      'recorded_name as by',
    ])
    .where('org_id', '=', orgId)
    .orderBy('counted_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .limit(12)
    .execute();
}

export type RequestRow = {
  id: string;
  personId: string;
  personName: string;
  orgId: string;
  orgPath: string;
  kind: RequestKind;
  state: RequestState;
  fromMonth: Temporal.PlainDate | null;
  toMonth: Temporal.PlainDate | null;
  reducedFen: number | null;
  reasonSealed: Buffer;
  askedOn: Temporal.PlainDate;
  answerDueOn: Temporal.PlainDate | null;
  studiedOn: Temporal.PlainDate | null;
  studiedBy: string | null;
  opinion: string | null;
  decidedOn: Temporal.PlainDate | null;
  answer: string | null;
  version: number;
};

export async function listRequests(
  ctx: Ctx,
  where: { id: string } | { personId: string } | { paths: readonly string[]; open: true },
): Promise<RequestRow[]> {
  const condition =
    'id' in where
      ? sql`r.id = ${where.id}`
      : 'personId' in where
        ? sql`r.person_id = ${where.personId}`
        : sql`r.state in ('asked', 'studied') and r.org_path <@ any(${[...where.paths]}::ltree[])`;
  const { rows } = await sql<RequestRow>`
    select r.id, r.person_id as "personId", m.name as "personName", r.org_id as "orgId", r.org_path as "orgPath", r.kind, r.state,
      r.from_month as "fromMonth", r.to_month as "toMonth", r.reduced_fen as "reducedFen", r.reason_sealed as "reasonSealed",
      r.asked_on as "askedOn", r.answer_due_on as "answerDueOn", r.studied_on as "studiedOn", r.studied_by as "studiedBy",
      r.opinion, r.decided_on as "decidedOn", r.answer, r.version
    from dues_requests r join members m on m.id = r.person_id
    where ${condition} order by r.asked_on desc, r.id desc
  `.execute(ctx.tx);
  return rows;
}

export async function insertRequest(
  ctx: Ctx,
  person: { id: string; org: Org },
  request: {
    kind: RequestKind;
    months: { first: Temporal.PlainDate; last: Temporal.PlainDate; reducedFen: number } | null;
    reasonSealed: Buffer;
    answerDueOn: Temporal.PlainDate | null;
  },
): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('dues_requests')
    .values({
      person_id: person.id,
      org_id: person.org.id,
      org_path: person.org.path,
      kind: request.kind,
      from_month: request.months?.first ?? null,
      to_month: request.months?.last ?? null,
      reduced_fen: request.months?.reducedFen ?? null,
      reason_sealed: request.reasonSealed,
      asked_on: ctx.today,
      asked_by: accountOf(ctx),
      answer_due_on: request.answerDueOn,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** False when somebody was first. */
export async function studyRequest(
  ctx: Ctx,
  request: { id: string; version: number },
  study: { on: Temporal.PlainDate; opinion: string },
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('dues_requests')
    .set({
      state: 'studied',
      studied_on: study.on,
      studied_by: accountOf(ctx),
      opinion: study.opinion,
      version: request.version + 1,
    })
    .where('id', '=', request.id)
    .where('version', '=', request.version)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** False when somebody was first. */
export async function decideRequest(
  ctx: Ctx,
  request: { id: string; version: number; state: RequestState },
  decision: { state: 'granted' | 'refused'; answer: string },
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('dues_requests')
    .set({
      state: decision.state,
      decided_on: ctx.today,
      decided_at: ctx.now,
      decided_by: accountOf(ctx),
      answer: decision.answer,
      version: request.version + 1,
    })
    .where('id', '=', request.id)
    .where('version', '=', request.version)
    .where('state', '=', request.state)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
