/** Making and ending pairs. */
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import { familyNameOnly } from '../../kernel/disclosure/masking.ts';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal, stale } from '../../kernel/refusal.ts';
import { findMember } from '../members/facade.ts';
import { requireOpen, superiorTownOf } from '../organizations/facade.ts';
import { lockPair, mayEnd, permissionToEnd } from './access.ts';
import * as store from './store.ts';
import { requireNoTraits } from './traits.ts';

type Term = { since: string; until?: string | undefined };

/** A leader of the town takes a village. Refuses who is not active and what is no village. */
export async function assignLeader(
  ctx: Ctx,
  input: Term & { personId: string; villageId: string },
): Promise<{ id: string }> {
  const leader = await requireActive(ctx, input.personId);
  const village = await requireOpen(ctx, input.villageId);
  requireInScope(ctx, village.path);
  if (village.kind !== 'village') throw new Refusal('liaison.no_village', { field: 'villageId' });
  const town = await superiorTownOf(ctx, village.id);
  requireInScope(ctx, town.path);
  return begin(ctx, {
    kind: 'leader',
    personId: leader.id,
    personName: leader.name,
    orgId: town.id,
    orgPath: town.path,
    toOrgId: village.id,
    toOrgPath: village.path,
    household: null,
    ...termOf(ctx, input),
  });
}

/** Two branches build together; somebody of the one that helps answers for it. */
export async function pairBranches(
  ctx: Ctx,
  input: Term & { orgId: string; toOrgId: string; personId: string },
): Promise<{ id: string }> {
  const helping = await requireOpen(ctx, input.orgId);
  requireInScope(ctx, helping.path);
  const visited = await requireOpen(ctx, input.toOrgId);
  requireInScope(ctx, visited.path);
  if (helping.id === visited.id) throw new Refusal('liaison.same_branch', { field: 'toOrgId' });
  for (const [branch, field] of [
    [helping, 'orgId'],
    [visited, 'toOrgId'],
  ] as const)
    if (branch.kind !== 'branch' && branch.kind !== 'joint_branch')
      throw new Refusal('liaison.no_branch', { field });
  const person = await requireActive(ctx, input.personId);
  if (person.orgId !== helping.id) throw new Refusal('liaison.person_elsewhere', { field: 'personId' });
  return begin(ctx, {
    kind: 'branch',
    personId: person.id,
    personName: person.name,
    orgId: helping.id,
    orgPath: helping.path,
    toOrgId: visited.id,
    toOrgPath: visited.path,
    household: null,
    ...termOf(ctx, input),
  });
}

/** A member keeps in touch with a household, of which the householder's name is kept and nothing else. */
export async function pairHousehold(
  ctx: Ctx,
  input: Term & { personId: string; household: string },
): Promise<{ id: string }> {
  const member = await requireActive(ctx, input.personId);
  requireInScope(ctx, member.orgPath);
  return begin(ctx, {
    kind: 'household',
    personId: member.id,
    personName: member.name,
    orgId: member.orgId,
    orgPath: member.orgPath,
    toOrgId: null,
    toOrgPath: null,
    household: input.household,
    ...termOf(ctx, input),
  });
}

/** The visits remain; of the household the family name alone. */
export async function endPair(
  ctx: Ctx,
  input: { id: string; version: number; on: string; why: string },
): Promise<void> {
  const pair = await lockPair(ctx, input.id);
  if (!mayEnd(ctx, pair)) {
    const permission = permissionToEnd(pair);
    throw new Refusal('permission.elsewhere', { status: 403, params: { permission }, who: permission });
  }
  if (pair.endedOn)
    throw new Refusal('liaison.ended', { status: 409, params: { on: pair.endedOn.toString() } });
  const on = pastDay(ctx, input.on, { field: 'on', since: await lastDayOf(ctx, pair) });
  requireNoTraits(pair, input.why, 'why');
  const household = pair.household && familyNameOnly(pair.household);
  if (pair.version !== input.version || !(await store.end(ctx, pair, { on, why: input.why, household })))
    throw stale();
  await record(ctx, {
    event: 'liaison.ended',
    org: { id: pair.orgId, path: pair.orgPath },
    subject: { type: 'liaison_pair', id: pair.id },
    after: { on: input.on },
    reason: input.why,
  });
}

async function lastDayOf(ctx: Ctx, pair: store.PairRow) {
  const [newest] = await store.listVisits(ctx, pair.id);
  return newest?.on ?? pair.since;
}

async function begin(ctx: Ctx, pair: store.NewPair): Promise<{ id: string }> {
  const id = await store.insert(ctx, pair);
  if (!id) throw new Refusal('liaison.paired_already', { status: 409, field: 'personId' });
  await record(ctx, {
    event: 'liaison.paired',
    org: { id: pair.orgId, path: pair.orgPath },
    subject: { type: 'liaison_pair', id },
    after: { kind: pair.kind, personId: pair.personId, toOrgId: pair.toOrgId, since: pair.since.toString() },
  });
  return { id };
}

async function requireActive(ctx: Ctx, personId: string) {
  const person = await findMember(ctx, personId);
  if (!person) throw new Refusal('not_found', { status: 404, field: 'personId' });
  if (person.status !== 'active') throw new Refusal('liaison.not_active', { field: 'personId' });
  return person;
}

function termOf(ctx: Ctx, { since, until }: Term) {
  const from = pastDay(ctx, since, { field: 'since' });
  const untilOn = until ? Temporal.PlainDate.from(until) : null;
  if (untilOn && Temporal.PlainDate.compare(untilOn, from) < 0)
    throw new Refusal('liaison.until_before_since', { field: 'until', possibleFrom: from.toString() });
  return { since: from, untilOn };
}
