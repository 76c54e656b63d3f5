/** Paying less or nothing for some months, and having something put right: asked by the member, answered with a reason. */
import { record } from '../../kernel/audit/record.ts';
import { accountOf, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, accountsWithRole, notify } from '../../kernel/notice/notify.ts';
import { Refusal, stale } from '../../kernel/refusal.ts';
import { findMember } from '../members/facade.ts';
import { readAccount, requireMember } from './accounts.ts';
import { monthOf, monthText, yuan } from './rules.ts';
import * as store from './store.ts';

/** Sealed under this purpose; opened only for those who study and decide, and for the member. */
const purpose = 'dues.request';

/** Three weeks never hold more than fifteen working days, and need no calendar of a year that is not announced yet. */
const answerDays = 21;

export type Reduction = { fromMonth: string; toMonth: string; reducedFen: number; reason: string };

/** A member asks to pay less, or nothing, from a month to a month. */
export async function askReduction(ctx: Ctx, input: Reduction): Promise<void> {
  const person = await ownMember(ctx);
  await enterReduction(ctx, person, input);
  await tellSecretary(ctx, person.org.path);
}

/** The branch enters what a member asked by word of mouth. */
export async function enterReductionFor(ctx: Ctx, input: Reduction & { personId: string }): Promise<void> {
  await enterReduction(ctx, await requireMember(ctx, input.personId), input);
}

async function enterReduction(
  ctx: Ctx,
  person: { id: string; org: store.Org },
  input: Reduction,
): Promise<void> {
  const first = monthOf(input.fromMonth);
  const last = monthOf(input.toMonth);
  if (Temporal.PlainDate.compare(last, first) < 0)
    throw new Refusal('dues.months_backwards', { field: 'toMonth' });
  if (Temporal.PlainDate.compare(first.add({ months: 12 }), last) <= 0)
    throw new Refusal('dues.reduction_too_long', { remedy: 'dues.reduction_too_long', field: 'toMonth' });
  const months = await readAccount(ctx, { personId: person.id }, { first, last, local: {} });
  const paid = months.find((row) => row.paidFen !== null);
  if (paid)
    throw new Refusal('dues.month_paid', {
      params: { month: monthText(paid.month) },
      remedy: 'dues.month_paid',
      possibleFrom: paid.month.add({ months: 1 }).toString(),
      field: 'fromMonth',
      status: 409,
    });
  const highest = Math.max(0, ...months.map((row) => row.standardFen));
  if (months.length > 0 && input.reducedFen >= highest)
    throw new Refusal('dues.not_a_reduction', { params: { yuan: yuan(highest) }, field: 'reducedFen' });
  const earlier = await store.listRequests(ctx, { personId: person.id });
  if (earlier.some((one) => one.kind === 'reduction' && (one.state === 'asked' || one.state === 'studied')))
    throw new Refusal('dues.request_open', { status: 409 });
  const id = await store.insertRequest(ctx, person, {
    kind: 'reduction',
    months: { first, last, reducedFen: input.reducedFen },
    reasonSealed: ctx.services.secrets.seal(purpose, input.reason),
    answerDueOn: null,
  });
  await recordRequest(ctx, 'dues.reduction_asked', { id, org: person.org });
}

/** A member says that something in the own account is wrong; answered within three weeks. */
export async function askCorrection(ctx: Ctx, input: { text: string }): Promise<void> {
  const person = await ownMember(ctx);
  const answerDueOn = ctx.today.add({ days: answerDays });
  const id = await store.insertRequest(ctx, person, {
    kind: 'correction',
    months: null,
    reasonSealed: ctx.services.secrets.seal(purpose, input.text),
    answerDueOn,
  });
  await recordRequest(ctx, 'dues.correction_asked', { id, org: person.org });
  await tellSecretary(ctx, person.org.path);
}

/** The branch has studied a reduction and says what it thinks; the level above decides. */
export async function studyReduction(
  ctx: Ctx,
  input: { id: string; version: number; on: string; opinion: string },
): Promise<void> {
  const request = await openRequest(ctx, input.id);
  if (request.kind !== 'reduction') throw new Refusal('dues.not_studied', { status: 409 });
  const on = Temporal.PlainDate.from(input.on);
  if (Temporal.PlainDate.compare(on, ctx.today) > 0 || Temporal.PlainDate.compare(on, request.askedOn) < 0)
    throw new Refusal('dues.studied_out_of_order', {
      params: { on: request.askedOn.toString() },
      possibleFrom: request.askedOn.toString(),
      field: 'on',
    });
  if (!(await store.studyRequest(ctx, input, { on, opinion: input.opinion }))) throw stale();
  await recordRequest(ctx, 'dues.reduction_studied', requestOrg(request));
  await notify(ctx, await accountsWithRole(ctx, ['organization_officer'], request.orgPath), {
    key: 'dues.reduction_studied',
    path: '/dues/requests',
  });
}

/** The level above grants or refuses a reduction that the branch has studied; who studied it cannot decide it. */
export async function decideReduction(
  ctx: Ctx,
  input: { id: string; version: number; granted: boolean; answer: string },
): Promise<void> {
  const request = await openRequest(ctx, input.id);
  if (request.kind !== 'reduction' || request.state !== 'studied')
    throw new Refusal('dues.not_studied', {
      status: 409,
      remedy: 'dues.not_studied',
      who: 'dues.study',
      cites: '党费2008',
    });
  if (request.studiedBy !== null && request.studiedBy === accountOf(ctx))
    throw new Refusal('dues.decider_studied', { status: 403, who: 'dues.grant' });
  await decide(ctx, request, input);
}

/** The branch answers a correction; what was wrong is put right by its own act (a base said anew, a reversal). */
export async function answerCorrection(
  ctx: Ctx,
  input: { id: string; version: number; granted: boolean; answer: string },
): Promise<void> {
  const request = await openRequest(ctx, input.id);
  if (request.kind !== 'correction' || request.state !== 'asked')
    throw new Refusal('dues.not_studied', { status: 409 });
  await decide(ctx, request, input);
}

async function decide(
  ctx: Ctx,
  request: store.RequestRow,
  input: { version: number; granted: boolean; answer: string },
): Promise<void> {
  const state = input.granted ? 'granted' : 'refused';
  const decided = await store.decideRequest(
    ctx,
    { id: request.id, version: input.version, state: request.state },
    { state, answer: input.answer },
  );
  if (!decided) throw stale();
  await recordRequest(ctx, `dues.${request.kind}_${state}`, requestOrg(request));
  const accounts = await accountsOfPersons(ctx, [request.personId]);
  await notify(ctx, [...accounts.values()], {
    key: `dues.${request.kind}_${state}`,
    params: { answer: input.answer },
    path: '/own-dues',
  });
}

/** The member's own words, for those who may study or decide. */
export function reasonOf(ctx: Ctx, request: store.RequestRow): string {
  return ctx.services.secrets.open(purpose, request.reasonSealed);
}

async function openRequest(ctx: Ctx, id: string): Promise<store.RequestRow> {
  const [request] = await store.listRequests(ctx, { id });
  if (!request) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, request.orgPath);
  if (request.state === 'granted' || request.state === 'refused')
    throw new Refusal('dues.decided_already', { status: 409 });
  return request;
}

async function ownMember(ctx: Ctx): Promise<{ id: string; org: store.Org }> {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const member = personId ? await findMember(ctx, personId) : undefined;
  if (!member) throw new Refusal('dues.no_own_account', { status: 404 });
  return { id: member.id, org: { id: member.orgId, path: member.orgPath } };
}

async function tellSecretary(ctx: Ctx, orgPath: string): Promise<void> {
  await notify(ctx, await accountsWithRole(ctx, ['village_secretary'], orgPath), {
    key: 'dues.request_asked',
    path: '/dues/requests',
  });
}

const requestOrg = (request: store.RequestRow) => ({
  id: request.id,
  org: { id: request.orgId, path: request.orgPath },
});

/** Neither the person nor the words: the audit log names the request, which only few may open. */
async function recordRequest(ctx: Ctx, event: string, of: { id: string; org: store.Org }): Promise<void> {
  await record(ctx, { event, org: of.org, subject: { type: 'dues_request', id: of.id } });
}
