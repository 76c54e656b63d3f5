/** Accounts of members as the rules read them: which months, under which of the place's own values. */
import { requireInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { parameterAt, type Overrides } from '../../kernel/rulebook.ts';
import { findMember } from '../members/facade.ts';
import { getOrganization } from '../organizations/facade.ts';
import { bookKinds } from './choices.ts';
import { localDuesValues } from './parameters.ts';
import { duesRules, type DuesRules } from './rulebooks.ts';
import { monthOf, monthsBetween } from './rules.ts';
import * as store from './store.ts';

export type Local = Overrides<DuesRules>;

/** The branch of a book, in the scope of the act; refuses other kinds of organizations. */
export async function requireBranch(ctx: Ctx, orgId: string): Promise<store.Org> {
  const org = await getOrganization(ctx, orgId);
  requireInScope(ctx, org.path);
  if (!(bookKinds as readonly string[]).includes(org.kind))
    throw new Refusal('dues.not_a_branch', { remedy: 'dues.not_a_branch', field: 'orgId' });
  return { id: org.id, path: org.path };
}

/** A member whose record lies in the scope of the act. */
export async function requireMember(ctx: Ctx, personId: string) {
  const member = await findMember(ctx, personId);
  if (!member) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, member.orgPath);
  return { ...member, org: { id: member.orgId, path: member.orgPath } };
}

/** The account for some months, under the values that the place has set. */
export async function readAccount(
  ctx: Ctx,
  of: store.AccountQuestion['of'],
  when: { first: Temporal.PlainDate; last: Temporal.PlainDate; asOf?: Temporal.PlainDate; local: Local },
): Promise<store.AccountRow[]> {
  return store.listAccount(ctx, {
    of,
    first: when.first,
    last: when.last,
    asOf: when.asOf ?? ctx.today,
    fromMonthOfJoining: paysFromMonthOfJoining(when.asOf ?? ctx.today, when.local),
  });
}

export function paysFromMonthOfJoining(day: Temporal.PlainDate, local: Local): boolean {
  return parameterAt(duesRules, 'joining.pays_that_month', day, local).value;
}

/** The month asked for, or the quarter in which it lies. */
export function monthsAsked(month: string, span: 'month' | 'quarter'): Temporal.PlainDate[] {
  const one = monthOf(month);
  if (span === 'month') return [one];
  const first = one.with({ month: one.month - ((one.month - 1) % 3) });
  return monthsBetween(first, first.add({ months: 2 }));
}

/** Arrears are looked for so far back; who owes longer has been talked to long before. */
export function arrearsFrom(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.with({ day: 1 }).subtract({ months: 24 });
}

/** Dues of a place by its own values, or the town's; the path may be empty for the reader's own page. */
export function localOf(ctx: Ctx, orgPath: string): Promise<Local> {
  return localDuesValues(ctx, orgPath);
}

/** What the reader may do with dues, wherever in the scope. */
export function mayOf(ctx: Ctx) {
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
