/** Read models of dues: the overview, the collection of a month, one member's account, a receipt, the book. */
import { sql } from 'kysely';
import { recordRead } from '../../kernel/audit/reads.ts';
import { accountOf, isInScope, requireInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { listBranches, nameOf } from '../organizations/facade.ts';
import { findMember } from '../members/facade.ts';
import {
  arrearsFrom,
  localOf,
  monthsAsked,
  paysFromMonthOfJoining,
  readAccount,
  requireBranch,
  requireMember,
} from './accounts.ts';
import { listUndeclared } from './declaring.ts';
import { listArrears } from './reminders.ts';
import { reasonOf } from './requests.ts';
import { duesRules } from './rulebooks.ts';
import { arrearsOf, monthlyStandard, monthState, monthText } from './rules.ts';
import * as store from './store.ts';

/** One line for each branch of the scope: due and collected this year, months open, what went up and came back. */
export async function getOverview(ctx: Ctx, input: { year?: number | undefined }) {
  const year = input.year ?? ctx.today.year;
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const last = year === ctx.today.year ? ctx.today : first.with({ month: 12, day: 31 });
  const branches = await listBranches(ctx, ctx.scope);
  const account = store.accountTable({
    of: { paths: ctx.scope },
    first,
    last: last.with({ day: 1 }),
    asOf: ctx.today,
    fromMonthOfJoining: paysFromMonthOfJoining(ctx.today, await localOf(ctx, ctx.scope[0] ?? '')),
  });
  const owed = await sql<{ id: string; dueFen: number; openMonths: number; members: number }>`
    select org_id as id, sum(due_fen)::bigint as "dueFen", count(distinct person_id)::int as members,
      (count(*) filter (where due_fen > 0 and paid_fen is null and month + interval '1 month' <= ${ctx.today}::date))::int
        as "openMonths"
    from ${account} group by org_id
  `.execute(ctx.tx);
  const money = await sql<{
    id: string;
    collectedFen: number;
    handedUpFen: number;
    returnedFen: number;
    cashFen: number;
    onTheWayFen: number;
  }>`
    select l.org_id as id,
      coalesce(-sum(l.fen) filter (where l.account in ('dues', 'extra') and ${ofYear(year)}), 0)::bigint as "collectedFen",
      coalesce(sum(l.fen) filter (where e.kind = 'handed_up' and l.account = 'on_the_way' and ${ofYear(year)}), 0)::bigint
        as "handedUpFen",
      coalesce(sum(l.fen) filter (where e.kind = 'returned' and l.fen > 0 and ${ofYear(year)}), 0)::bigint as "returnedFen",
      coalesce(sum(l.fen) filter (where l.account = 'cash'), 0)::bigint as "cashFen",
      coalesce(sum(l.fen) filter (where l.account = 'on_the_way'), 0)::bigint as "onTheWayFen"
    from dues_lines l join dues_entries e on e.id = l.entry_id
    where l.org_path <@ any(${ctx.scope}::ltree[]) group by l.org_id
  `.execute(ctx.tx);
  const owedBy = new Map(owed.rows.map((row) => [row.id, row]));
  const moneyOf = new Map(money.rows.map((row) => [row.id, row]));
  const undeclared = await listUndeclared(ctx, ctx.scope);
  const town = await findTown(ctx);
  const handings = await store.listHandingsUp(ctx, { paths: ctx.scope, open: true });
  const names = await nameOf(
    ctx,
    handings.map((one) => one.orgId),
    ctx.today,
  );
  return {
    year,
    today: ctx.today.toString(),
    branches: branches.map((branch) => ({
      id: branch.id,
      name: branch.shortName,
      members: owedBy.get(branch.id)?.members ?? 0,
      undeclared: undeclared.filter((one) => one.orgId === branch.id).length,
      dueFen: owedBy.get(branch.id)?.dueFen ?? 0,
      openMonths: owedBy.get(branch.id)?.openMonths ?? 0,
      collectedFen: moneyOf.get(branch.id)?.collectedFen ?? 0,
      handedUpFen: moneyOf.get(branch.id)?.handedUpFen ?? 0,
      returnedFen: moneyOf.get(branch.id)?.returnedFen ?? 0,
      cashFen: moneyOf.get(branch.id)?.cashFen ?? 0,
      onTheWayFen: moneyOf.get(branch.id)?.onTheWayFen ?? 0,
    })),
    town: town && {
      id: town.id,
      name: town.name,
      cashFen: moneyOf.get(town.id)?.cashFen ?? 0,
    },
    toConfirm: handings.map((one) => ({
      id: one.id,
      orgName: names.get(one.orgId)?.shortName ?? '',
      fen: one.fen,
      on: one.on.toString(),
    })),
    may: mayOf(ctx),
  };
}

function ofYear(year: number) {
  return sql`extract(year from e.happened_on) = ${year}`;
}

async function findTown(ctx: Ctx): Promise<{ id: string; name: string } | null> {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, n.short_name as name from organizations o
    join organization_names n on n.org_id = o.id and upper_inf(n.valid)
    where o.kind = ${ctx.services.townKind} and o.path <@ any(${ctx.scope}::ltree[])
    order by o.path limit 1
  `.execute(ctx.tx);
  return rows[0] ?? null;
}

function mayOf(ctx: Ctx) {
  const may = (permission: string) => scopeUnder(ctx, permission).length > 0;
  return {
    collect: may('dues.collect'),
    declare: may('dues.declare'),
    study: may('dues.study'),
    grant: may('dues.grant'),
    receive: may('dues.receive'),
    export: may('dues.export'),
    publish: may('dues.publish'),
  };
}

/** Who pays for a month or a quarter, one line a person; and who has earlier months open, for the branch alone. */
export async function getCollection(
  ctx: Ctx,
  input: { org: string; month?: string | undefined; span: 'month' | 'quarter' },
) {
  const org = await requireBranch(ctx, input.org);
  const local = await localOf(ctx, org.path);
  const month = input.month ?? monthText(ctx.today);
  const months = monthsAsked(month, input.span);
  const rows = await readAccount(
    ctx,
    { paths: [org.path] },
    {
      first: months[0] ?? ctx.today,
      last: months.at(-1) ?? ctx.today,
      local,
    },
  );
  const here = rows.filter((row) => row.nowOrgId === org.id);
  const people = [...Map.groupBy(here, (row) => row.personId)].map(([personId, own]) => ({
    personId,
    name: own[0]?.name ?? '',
    class: own[0]?.class ?? 'farmer',
    probationary: own[0]?.kind === 'probationary',
    months: own.map((row) => ({
      month: monthText(row.month),
      dueFen: row.dueFen,
      state: monthState(row, ctx.today),
      paymentId: row.paymentId,
    })),
  }));
  const names = await nameOf(ctx, [org.id], ctx.today);
  const undeclared = (await listUndeclared(ctx, [org.path])).filter((one) => one.orgId === org.id);
  return {
    org: { id: org.id, name: names.get(org.id)?.shortName ?? '' },
    today: ctx.today.toString(),
    month,
    months: months.map(monthText),
    people,
    undeclared: undeclared.map(({ id, name }) => ({ id, name })),
    arrears: await listArrears(ctx, org, local),
    cashFen: await store.balanceOf(ctx, org.id, 'cash'),
    may: mayOf(ctx),
  };
}

/** One member's account of a year; the opening by others is recorded and shown to the member. */
export async function getAccount(ctx: Ctx, input: { id: string; year?: number | undefined }) {
  const member = await requireMember(ctx, input.id);
  const isOwn = ctx.actor.kind === 'person' && ctx.actor.personId === member.id;
  if (!isOwn) await recordRead(ctx, { module: 'dues', type: 'member', id: member.id, org: member.org });
  const requests = await store.listRequests(ctx, { personId: member.id });
  const may = (permission: string) => isInScope(scopeUnder(ctx, permission), member.orgPath);
  const opensReasons = may('dues.study') || may('dues.grant');
  return {
    ...(await accountView(ctx, member, input.year ?? ctx.today.year)),
    requests: requests.map((one) => requestView(ctx, one, opensReasons)),
    may: { declare: may('dues.declare'), collect: may('dues.collect'), study: may('dues.study') },
  };
}

/** What I owe and why, what I paid, my receipts and requests; null for accounts without a member record. */
export async function getOwnAccount(ctx: Ctx) {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const member = personId ? await findMember(ctx, personId) : undefined;
  if (!member) return { account: null, requests: [] };
  const requests = await store.listRequests(ctx, { personId: member.id });
  const own = { ...member, org: { id: member.orgId, path: member.orgPath } };
  return {
    account: await accountView(ctx, own, ctx.today.year),
    requests: requests.map((one) => requestView(ctx, one, true)),
  };
}

type Member = { id: string; name: string; org: store.Org };

async function accountView(ctx: Ctx, member: Member, year: number) {
  const local = await localOf(ctx, member.org.path);
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const last = first.with({ month: 12 });
  const rows = await readAccount(ctx, { personId: member.id }, { first, last, local });
  const past = await readAccount(
    ctx,
    { personId: member.id },
    { first: arrearsFrom(ctx.today), last: ctx.today.with({ day: 1 }), local },
  );
  const bases = await store.listBases(ctx, member.id);
  const payments = await store.listPayments(ctx, { personId: member.id });
  const elsewhere = await store.listElsewhere(ctx, member.id);
  const names = await nameOf(
    ctx,
    [member.org.id, ...rows.map((row) => row.orgId), ...payments.map((one) => one.orgId)],
    ctx.today,
  );
  const arrears = arrearsOf(past, ctx.today, local);
  const current = bases.find((base) => Temporal.PlainDate.compare(base.fromMonth, ctx.today) <= 0);
  const standard =
    current && monthlyStandard(current.class, current.baseFen, { month: current.fromMonth, local });
  const toCentre = parameterAt(duesRules, 'extra.to_centre_from', ctx.today, local);
  return {
    personId: member.id,
    name: member.name,
    branch: { id: member.org.id, name: names.get(member.org.id)?.shortName ?? '' },
    year,
    today: ctx.today.toString(),
    standard: current
      ? { class: current.class, fen: current.standardFen, steps: standard?.steps ?? [] }
      : null,
    months: rows.map((row) => ({
      month: monthText(row.month),
      orgName: names.get(row.orgId)?.shortName ?? '',
      class: row.class,
      standardFen: row.standardFen,
      dueFen: row.dueFen,
      reduced: row.reduced,
      elsewhere: row.elsewhere,
      state: monthState(row, ctx.today),
      paymentId: row.paymentId,
      paidOn: row.paidOn?.toString() ?? null,
    })),
    arrears: { months: arrears.months, fen: arrears.fen, inARow: arrears.inARow, prompt: arrears.prompt },
    openMonths: past
      .filter((row) => monthState(row, ctx.today) === 'arrears')
      .map((row) => ({ month: monthText(row.month), dueFen: row.dueFen })),
    bases: bases.map((base) => ({
      id: base.id,
      class: base.class,
      fromMonth: monthText(base.fromMonth),
      baseFen: base.baseFen,
      standardFen: base.standardFen,
      evidence: base.evidence,
      recordedOn: base.recordedOn.toString(),
      by: base.recordedBy,
    })),
    payments: payments.map((one) => paymentView(one, names.get(one.orgId)?.shortName ?? '')),
    elsewhere: elsewhere.map((one) => ({
      place: one.place,
      fromMonth: monthText(one.first),
      toMonth: one.last && monthText(one.last),
      reason: one.reason,
    })),
    toCentreFromFen: toCentre.value,
  };
}

function paymentView(payment: store.PaymentRow, orgName: string) {
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

function receiptNumber(payment: { receiptYear: number | null; receiptNo: number | null }): string {
  return `${payment.receiptYear}-${String(payment.receiptNo).padStart(4, '0')}`;
}

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

function requestView(ctx: Ctx, one: store.RequestRow, opensReason: boolean) {
  return {
    id: one.id,
    version: one.version,
    kind: one.kind,
    state: one.state,
    personId: one.personId,
    personName: one.personName,
    fromMonth: one.fromMonth && monthText(one.fromMonth),
    toMonth: one.toMonth && monthText(one.toMonth),
    reducedFen: one.reducedFen,
    reason: opensReason ? reasonOf(ctx, one) : null,
    askedOn: one.askedOn.toString(),
    answerDueOn: one.answerDueOn?.toString() ?? null,
    studiedOn: one.studiedOn?.toString() ?? null,
    opinion: one.opinion,
    decidedOn: one.decidedOn?.toString() ?? null,
    answer: one.answer,
  };
}

/** Requests that wait for the branch or for the level above; the words open for those who study or decide. */
export async function listOpenRequests(ctx: Ctx) {
  const rows = await store.listRequests(ctx, { paths: ctx.scope, open: true });
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  const study = scopeUnder(ctx, 'dues.study');
  const grant = scopeUnder(ctx, 'dues.grant');
  for (const row of rows)
    await recordRead(ctx, {
      module: 'dues',
      type: 'member',
      id: row.personId,
      org: { id: row.orgId, path: row.orgPath },
    });
  return {
    today: ctx.today.toString(),
    rows: rows.map((row) => ({
      ...requestView(ctx, row, isInScope([...study, ...grant], row.orgPath)),
      orgName: names.get(row.orgId)?.shortName ?? '',
      may: {
        study: row.state === 'asked' && isInScope(study, row.orgPath),
        decide:
          row.kind === 'correction'
            ? isInScope(study, row.orgPath)
            : row.state === 'studied' && isInScope(grant, row.orgPath) && row.studiedBy !== accountOf(ctx),
      },
    })),
  };
}

export const ledgerPage = 40;

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
    duesFen: row.duesFen,
    extraFen: row.extraFen,
    balanceFen: row.balanceFen,
  };
}
