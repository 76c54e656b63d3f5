/** Where duties stand, and excusing one of them. */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { accountOf, requireInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { isOwed, standingOf, type DutyStanding } from '../../kernel/duty/standing.ts';
import type { ReplyOf, RequestOf } from '../../kernel/http/contract.ts';
import type { Institution } from '../../kernel/institution.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { getOrganization } from '../organizations/facade.ts';
import type { workApi } from './api.ts';
import { dutyStates } from './choices.ts';

export const pageSize = 20;

/** One page of the duties in scope: by state, the late first, then by the day on which they are due. */
export async function listDuties(
  ctx: Ctx,
  institutions: readonly Institution[],
  input: RequestOf<typeof workApi.listDuties>,
): Promise<ReplyOf<typeof workApi.listDuties>> {
  let paths = ctx.scope;
  if (input.org) {
    const org = await getOrganization(ctx, input.org);
    requireInScope(ctx, org.path);
    paths = [org.path];
  }
  const asked = institutions.filter((one) => !input.institution || one.id === input.institution);
  const owedOn = input.owedOn ? Temporal.PlainDate.from(input.owedOn) : undefined;
  const standings = await standingOf(ctx, asked, {
    paths,
    asOf: owedOn ?? (input.asOf ? Temporal.PlainDate.from(input.asOf) : ctx.today),
    ...(owedOn && { dueFrom: owedOn.with({ month: 1, day: 1 }) }),
  });
  const all = owedOn ? standings.filter(({ state }) => isOwed(state)) : standings;
  const ofDuty = all.filter(
    (one) => (!input.duty || one.duty === input.duty) && (!input.q || one.org.name.includes(input.q)),
  );
  const shown = ofDuty.filter((one) => !input.state || one.state === input.state).toSorted(inOrder);
  const from = (input.page - 1) * pageSize;
  const counted = dutyStates.map((state) => [state, ofDuty.filter((one) => one.state === state).length]);
  return {
    rows: shown.slice(from, from + pageSize).map(viewOf),
    total: shown.length,
    counts: Object.fromEntries(counted) as Record<(typeof dutyStates)[number], number>, // every state is counted above
    duties: [...new Set(all.map((one) => one.duty))],
    mayExcuse: scopeUnder(ctx, 'duties.excuse').length > 0,
  };
}

function inOrder(a: DutyStanding, b: DutyStanding): number {
  const states: readonly string[] = dutyStates;
  return (
    states.indexOf(a.state) - states.indexOf(b.state) ||
    (a.state === 'done'
      ? Temporal.PlainDate.compare(b.dueOn, a.dueOn)
      : Temporal.PlainDate.compare(a.dueOn, b.dueOn))
  );
}

function viewOf(one: DutyStanding): ReplyOf<typeof workApi.listDuties>['rows'][number] {
  return {
    duty: one.duty,
    institution: one.institution,
    org: { id: one.org.id, name: one.org.name },
    period: one.period.label,
    dueOn: one.dueOn.toString(),
    state: one.state,
    lateness: one.lateness ?? null,
    have: one.have,
    times: one.times,
    happenedOn: one.happenedOn?.toString() ?? null,
    recordedOn: one.recordedOn?.toString() ?? null,
    evidence: one.evidence.map(({ label, happenedOn, path }) => ({ label, on: happenedOn.toString(), path })),
    excuse: one.excuse ?? null,
    cites: one.cites,
    next: one.next,
    startPath: one.startPath,
  };
}

/** Excuses one duty of one period. Refuses what is not owed, is done already, or is excused already. */
export async function excuseDuty(
  ctx: Ctx,
  institutions: readonly Institution[],
  input: RequestOf<typeof workApi.excuseDuty>,
): Promise<{ id: string }> {
  const org = await getOrganization(ctx, input.orgId);
  requireInScope(ctx, org.path);
  const standings = await standingOf(ctx, institutions, {
    paths: [org.path],
    asOf: ctx.today,
    duties: new Set([input.duty]),
  });
  const owed = standings.find((one) => one.org.id === org.id && one.period.label === input.period);
  if (!owed) throw new Refusal('duties.not_owed', { status: 404 });
  if (owed.state === 'done') throw new Refusal('duties.done_already', { status: 409 });
  if (owed.excuse) throw new Refusal('duties.excused_already', { status: 409 });
  const by = accountOf(ctx);
  if (!by) throw new Error('an excuse is given by a person');
  const row = await ctx.tx
    .insertInto('duty_excuses')
    .values({
      org_id: org.id,
      org_path: org.path,
      duty: input.duty,
      period: input.period,
      reason: input.reason,
      excused_by: by,
      excused_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(ctx, {
    event: 'duties.excused',
    org,
    subject: { type: 'duty_excuse', id: row.id },
    after: { duty: input.duty, period: input.period },
    reason: input.reason,
  });
  return row;
}

/** Takes an excuse back; refuses one that is not open in this scope. */
export async function withdrawExcuse(ctx: Ctx, input: { id: string; reason: string }): Promise<void> {
  const row = await ctx.tx
    .updateTable('duty_excuses')
    .set({ withdrawn_at: ctx.now })
    .where('id', '=', input.id)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`org_path <@ any(${ctx.scope}::ltree[])`)
    .returning(['org_id', 'org_path', 'duty', 'period'])
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', { status: 404 });
  await record(ctx, {
    event: 'duties.excuse_withdrawn',
    org: { id: row.org_id, path: row.org_path },
    subject: { type: 'duty_excuse', id: input.id },
    before: { duty: row.duty, period: row.period },
    reason: input.reason,
  });
}
