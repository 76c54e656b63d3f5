/** A term begins with an election that the superior approved; it is postponed with approval and within the limit. */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { isInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as store from './store.ts';
import * as terms from './term-store.ts';

export async function beginTerm(
  ctx: Ctx,
  input: { id: string; on: string; reference: string },
): Promise<void> {
  const { org, term } = await lockWithTerm(ctx, input.id);
  const on = Temporal.PlainDate.from(input.on);
  if (Temporal.PlainDate.compare(on, ctx.today) > 0)
    throw new Refusal('organizations.day_to_come', { field: 'on', params: { today: ctx.today.toString() } });
  const first = term ? term.beganOn.add({ days: 1 }) : org.foundedOn;
  if (Temporal.PlainDate.compare(on, first) < 0)
    throw new Refusal('organizations.term_too_early', {
      field: 'on',
      params: { first: first.toString() },
      possibleFrom: first.toString(),
    });
  if (!(await terms.insertTerm(ctx, org, { on, reference: input.reference })))
    throw new Refusal('organizations.term_too_early', { field: 'on', params: { first: first.toString() } });
  await record(ctx, {
    event: 'organizations.term_began',
    org: { id: org.id, path: org.path },
    subject: { type: 'organization', id: org.id },
    after: { on: input.on, reference: input.reference },
  });
}

/** Refuses days at or before the present end, and beyond the limit, which counts from the regular end. */
export async function postponeTerm(
  ctx: Ctx,
  input: { id: string; until: string; reason: string; reference: string },
): Promise<void> {
  const { org, term } = await lockWithTerm(ctx, input.id);
  if (!term)
    throw new Refusal('organizations.term_unknown', { status: 409, remedy: 'organizations.term_unknown' });
  const until = Temporal.PlainDate.from(input.until);
  if (Temporal.PlainDate.compare(until, term.dueOn) <= 0)
    throw new Refusal('organizations.not_later', { field: 'until', params: { due: term.dueOn.toString() } });
  if (Temporal.PlainDate.compare(until, term.latestOn) > 0)
    throw new Refusal('organizations.postponed_too_far', {
      field: 'until',
      params: { latest: term.latestOn.toString() },
      cites: '选举2020',
      remedy: 'organizations.postponed_too_far',
    });
  await terms.insertPostponement(ctx, org, { ...input, termId: term.id, until });
  await record(ctx, {
    event: 'organizations.term_postponed',
    org: { id: org.id, path: org.path },
    subject: { type: 'organization', id: org.id },
    before: { dueOn: term.dueOn.toString() },
    after: { dueOn: input.until, reference: input.reference },
    reason: input.reason,
  });
}

/** Held until the act ends; refuses `not_found` outside the scope, dissolved ones and those without terms. */
async function lockWithTerm(ctx: Ctx, id: string) {
  const org = await store.lock(ctx, id, 'update');
  if (!org || !isInScope(ctx.scope, org.path)) throw new Refusal('not_found', { status: 404 });
  const [of] = await terms.listTermsOf(ctx, sql`o.id = ${id}`, ctx.today);
  if (!of) throw new Refusal('organizations.no_terms', { status: 409 });
  return { org, term: of.term };
}
