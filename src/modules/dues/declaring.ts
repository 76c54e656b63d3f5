/** By what a member pays: class and base of a year, and months paid outside the town. Said once; a change is said anew. */
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { listActiveMembers } from '../members/facade.ts';
import { localOf, readAccount, requireBranch, requireMember } from './accounts.ts';
import { hasBase, type DuesClass } from './choices.ts';
import { monthlyStandard, monthOf, monthText } from './rules.ts';
import * as store from './store.ts';

export type Declaration = {
  class: DuesClass;
  baseFen?: number | undefined;
  fromMonth: string;
  evidence: string;
};

/** Says class and base of one member from a month on. A base stands for its year: a change within it needs its reason. */
export async function declareBase(ctx: Ctx, input: Declaration & { personId: string }): Promise<void> {
  const member = await requireMember(ctx, input.personId);
  await writeBase(ctx, member, input);
}

/** Says one flat class for every member of a branch whose class has not been said. Gives how many. */
export async function declareRest(
  ctx: Ctx,
  input: { orgId: string; class: DuesClass; fromMonth: string; evidence: string },
): Promise<{ declared: number }> {
  const org = await requireBranch(ctx, input.orgId);
  if (hasBase(input.class)) throw new Refusal('dues.base_is_personal', { field: 'class' });
  const members = await listActiveMembers(ctx, [org.path]);
  const known = await store.withClass(
    ctx,
    members.map((one) => one.id),
  );
  const rest = members.filter((one) => !known.has(one.id));
  for (const one of rest) await writeBase(ctx, { id: one.id, org }, input);
  return { declared: rest.length };
}

async function writeBase(
  ctx: Ctx,
  person: { id: string; org: store.Org },
  input: Declaration,
): Promise<void> {
  const month = monthOf(input.fromMonth);
  if (month.year > ctx.today.year + 1 || month.year < 2008)
    throw new Refusal('dues.month_out_of_reach', {
      params: { month: input.fromMonth },
      field: 'fromMonth',
    });
  const baseFen = hasBase(input.class) ? (input.baseFen ?? null) : null;
  const local = await localOf(ctx, person.org.path);
  const standard = monthlyStandard(input.class, baseFen, { month, local });
  if (!standard) throw new Refusal('dues.base_missing', { field: 'baseFen', cites: '党费2008' });
  await requireNothingPaidAfter(ctx, person.id, month, standard.fen);
  const [before] = await store.listBases(ctx, person.id);
  await store.insertBase(ctx, person, {
    class: input.class,
    fromMonth: month,
    baseFen,
    standardFen: standard.fen,
    rule: standard.steps[0]?.cites ?? '',
    evidence: input.evidence,
  });
  await record(ctx, {
    event: 'dues.base_declared',
    org: person.org,
    subject: { type: 'member', id: person.id },
    ...(before && {
      before: {
        class: before.class,
        fromMonth: monthText(before.fromMonth),
        standardFen: before.standardFen,
      },
    }),
    after: { class: input.class, fromMonth: input.fromMonth, standardFen: standard.fen },
  });
}

/** What was paid was right when it was paid: the base changes from the first unpaid month on. */
async function requireNothingPaidAfter(
  ctx: Ctx,
  personId: string,
  month: Temporal.PlainDate,
  fen: number,
): Promise<void> {
  const rows = await readAccount(
    ctx,
    { personId },
    { first: month, last: ctx.today.with({ month: 12, day: 1 }), local: {} },
  );
  const paid = rows.filter((row) => row.paidFen !== null && row.standardFen !== fen).at(-1);
  if (!paid) return;
  throw new Refusal('dues.months_paid_already', {
    params: { month: monthText(paid.month) },
    remedy: 'dues.months_paid_already',
    possibleFrom: paid.month.add({ months: 1 }).toString(),
    field: 'fromMonth',
    status: 409,
  });
}

/** The member pays outside the town for some months, by arrangement; they are not collected here (one place a month). */
export async function arrangeElsewhere(
  ctx: Ctx,
  input: {
    personId: string;
    place: string;
    fromMonth: string;
    toMonth?: string | undefined;
    reason: string;
  },
): Promise<void> {
  const member = await requireMember(ctx, input.personId);
  const first = monthOf(input.fromMonth);
  const last = input.toMonth ? monthOf(input.toMonth) : null;
  if (last && Temporal.PlainDate.compare(last, first) < 0)
    throw new Refusal('dues.months_backwards', { field: 'toMonth' });
  const until = last ?? first.add({ months: 24 });
  const rows = await readAccount(ctx, { personId: member.id }, { first, last: until, local: {} });
  const taken = rows.find((row) => row.paidFen !== null || row.elsewhere !== null);
  if (taken)
    throw new Refusal(taken.elsewhere === null ? 'dues.month_paid' : 'dues.paid_elsewhere', {
      params: { month: monthText(taken.month), place: taken.elsewhere },
      remedy: 'dues.month_paid',
      cites: '流动2024 [?]',
      field: 'fromMonth',
      status: 409,
    });
  const arrangements = await store.listElsewhere(ctx, member.id);
  const overlapping = arrangements.find(
    (one) =>
      Temporal.PlainDate.compare(one.first, until) <= 0 &&
      (one.last === null || Temporal.PlainDate.compare(one.last, first) >= 0),
  );
  if (overlapping)
    throw new Refusal('dues.paid_elsewhere', {
      params: { month: input.fromMonth, place: overlapping.place },
      field: 'fromMonth',
      status: 409,
    });
  await store.insertElsewhere(ctx, member, { place: input.place, first, last, reason: input.reason });
  await record(ctx, {
    event: 'dues.elsewhere_arranged',
    org: member.org,
    subject: { type: 'member', id: member.id },
    after: { place: input.place, fromMonth: input.fromMonth, toMonth: input.toMonth ?? null },
    reason: input.reason,
  });
}

/** What a class and base would cost a month, before anything is written. */
export async function previewStandard(
  ctx: Ctx,
  input: { personId: string; class: DuesClass; baseFen?: number | undefined; fromMonth: string },
) {
  const member = await requireMember(ctx, input.personId);
  const local = await localOf(ctx, member.orgPath);
  const baseFen = hasBase(input.class) ? (input.baseFen ?? null) : null;
  const standard = monthlyStandard(input.class, baseFen, { month: monthOf(input.fromMonth), local });
  return { standard: standard ?? null };
}

/** Members of a branch whose class has not been said. */
export async function listUndeclared(ctx: Ctx, paths: readonly string[]) {
  const members = await listActiveMembers(ctx, paths);
  const known = await store.withClass(
    ctx,
    members.map((one) => one.id),
  );
  return members.filter((one) => !known.has(one.id));
}
