/** One member's account as the branch and the member see it, and the requests about accounts. */
import { recordRead, whoOpened } from '../../kernel/audit/reads.ts';
import { accountOf, isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { findMember } from '../members/facade.ts';
import { nameOf } from '../organizations/facade.ts';
import { arrearsFrom, localOf, readAccount, requireMember } from './accounts.ts';
import { paymentView } from './receipts.ts';
import { reasonOf } from './requests.ts';
import { duesRules } from './rulebooks.ts';
import { arrearsOf, monthlyStandard, monthState, monthText } from './rules.ts';
import * as store from './store.ts';

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
  if (!member) return { account: null, requests: [], readings: [] };
  const requests = await store.listRequests(ctx, { personId: member.id });
  const readings = await whoOpened(ctx, { module: 'dues', type: 'member', id: member.id }, 50);
  const own = { ...member, org: { id: member.orgId, path: member.orgPath } };
  return {
    account: await accountView(ctx, own, ctx.today.year),
    requests: requests.map((one) => requestView(ctx, one, true)),
    readings: readings.map((one) => ({ at: one.at.toString(), by: one.by })),
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
