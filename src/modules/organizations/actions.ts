/** Acts on the tree: found, rename, move, dissolve; each dated, with reason and reference. */
import { randomUUID } from 'node:crypto';
import { record } from '../../kernel/audit/record.ts';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { refuseAll, Refusal, stale, type BothSides, type Reason } from '../../kernel/refusal.ts';
import { kindRow, type OrganizationKind } from './choices.ts';
import { reasonAgainstDay, reasonAgainstPlace, reasonAgainstUndecided } from './rules.ts';
import * as store from './store.ts';

type Decision = { on: string; reason: string; reference?: string | undefined };
export type Founding = Decision & {
  kind: OrganizationKind;
  /** Null only for the root, which no screen founds. */
  parentId: string | null;
  name: string;
  shortName: string;
  code?: string | undefined;
};
export type Changed = { id: string; version: number };

/**
 * What may still hang on an organization: gives how many open ones, at or below `path`, under a reason's code.
 * The modules above give theirs in app.ts, because this module knows none of them.
 */
export type Remainder = (ctx: Ctx, org: Place) => Promise<Reason | undefined>;

type Place = { id: string; path: string };
/** One organization goes into another from a day on; `reference` names the decision. */
export type Merger = { from: Place; to: Place; on: Temporal.PlainDate; reference: string };

/** What a module hangs on organizations: what is still open there, and how it follows a merger, if it does. */
export type Attachment = { remaining: Remainder; follow?: (ctx: Ctx, merger: Merger) => Promise<void> };

export async function foundOrganization(ctx: Ctx, input: Founding): Promise<Changed> {
  const parent = input.parentId ? await store.lock(ctx, input.parentId, 'share') : undefined;
  if (input.parentId && !parent) throw new Refusal('not_found', { status: 404, field: 'parentId' });
  requireInScope(ctx, parent?.path ?? '');
  const on = Temporal.PlainDate.from(input.on);
  const reasons = [
    reasonAgainstPlace(input.kind, parent?.kind),
    reasonAgainstUndecided(input.kind, input.reference),
    Temporal.PlainDate.compare(on, ctx.today) > 0 ? dayToCome(ctx) : undefined,
    parent && closedOn(parent, on),
    parent && (await reasonAgainstSecond(ctx, input.kind, parent.id)),
    input.code && (await isCodeTaken(ctx, input.code))
      ? { code: 'organizations.code_taken', field: 'code' }
      : undefined,
  ].filter((reason) => reason !== undefined);
  if (reasons.length > 0) refuseAll(reasons);

  const id = randomUUID();
  const label = id.replaceAll('-', '');
  const path = parent ? `${parent.path}.${label}` : label;
  const fact = { on, reason: input.reason, reference: input.reference ?? null };
  const code = input.code ?? (await store.nextCode(ctx));
  await store.insert(ctx, { id, code, kind: input.kind, path, ...fact });
  await store.openName(ctx, id, input, fact);
  if (parent) await store.openParent(ctx, id, parent.id, fact);
  await record(ctx, {
    event: 'organizations.founded',
    org: { id, path },
    subject: { type: 'organization', id },
    after: {
      kind: input.kind,
      code,
      parentId: input.parentId,
      name: input.name,
      shortName: input.shortName,
      on: input.on,
    },
    reason: input.reason,
  });
  return { id, version: 1 };
}

export async function renameOrganization(
  ctx: Ctx,
  input: Decision & { id: string; name: string; shortName: string; version: number },
): Promise<Changed> {
  const org = await lockOwn(ctx, input);
  const before = await store.presentName(ctx, org.id);
  if (!before) throw new Error(`organization ${org.id} has no name`);
  const on = Temporal.PlainDate.from(input.on);
  refuse(reasonAgainstDay(on, { today: ctx.today, since: before.since }));

  const fact = { on, reason: input.reason, reference: input.reference ?? null };
  await store.closePeriod(ctx, 'organization_names', org.id, on);
  await store.openName(ctx, org.id, input, fact);
  await record(ctx, {
    event: 'organizations.renamed',
    org,
    subject: { type: 'organization', id: org.id },
    before: { name: before.name, shortName: before.shortName },
    after: { name: input.name, shortName: input.shortName, on: input.on },
    reason: input.reason,
  });
  return raised(ctx, input);
}

export async function moveOrganization(
  ctx: Ctx,
  input: Decision & { id: string; parentId: string; version: number },
): Promise<Changed> {
  const org = await lockOwn(ctx, input);
  const parent = await store.lock(ctx, input.parentId, 'share');
  if (!parent) throw new Refusal('not_found', { status: 404, field: 'parentId' });
  requireInScope(ctx, parent.path);
  const before = await store.presentParent(ctx, org.id);
  const on = Temporal.PlainDate.from(input.on);
  const reasons = [
    reasonAgainstPlace(org.kind, parent.kind),
    closedOn(parent, on),
    before
      ? reasonAgainstDay(on, { today: ctx.today, since: before.since })
      : { code: 'organizations.root_stays' },
    before?.parentId === parent.id ? { code: 'organizations.already_there', field: 'parentId' } : undefined,
    isBelow(parent.path, org.path) ? { code: 'organizations.below_itself', field: 'parentId' } : undefined,
    before?.parentId === parent.id ? undefined : await reasonAgainstSecond(ctx, org.kind, parent.id),
  ].filter((reason) => reason !== undefined);
  if (reasons.length > 0) refuseAll(reasons);

  const fact = { on, reason: input.reason, reference: input.reference ?? null };
  await store.closePeriod(ctx, 'organization_parents', org.id, on);
  await store.openParent(ctx, org.id, parent.id, fact);
  await store.movePaths(ctx, org.path, parent.path);
  await record(ctx, {
    event: 'organizations.moved',
    org: { id: org.id, path: `${parent.path}.${org.id.replaceAll('-', '')}` },
    subject: { type: 'organization', id: org.id },
    before: { parentId: before?.parentId ?? null },
    after: { parentId: parent.id, on: input.on },
    reason: input.reason,
  });
  return raised(ctx, input);
}

export async function dissolveOrganization(
  ctx: Ctx,
  input: Decision & { id: string; version: number },
  attachments: readonly Attachment[],
): Promise<Changed> {
  const org = await lockOwn(ctx, input);
  const on = Temporal.PlainDate.from(input.on);
  const name = await store.presentName(ctx, org.id);
  const parent = await store.presentParent(ctx, org.id);
  const since = [name?.since, parent?.since, org.foundedOn]
    .filter((day) => day !== undefined)
    .sort((a, b) => Temporal.PlainDate.compare(a, b));
  const reasons: Reason[] = [];
  const early = reasonAgainstDay(on, { today: ctx.today, since: since.at(-1) ?? org.foundedOn });
  if (early) reasons.push(early);
  const undecided = reasonAgainstUndecided(org.kind, input.reference);
  if (undecided) reasons.push(undecided);
  if (!parent) reasons.push({ code: 'organizations.root_stays' });
  reasons.push(...(await remaindersOf(ctx, org, attachments)));
  if (reasons.length > 0) refuseAll(reasons, 409);

  const fact = { on, reason: input.reason, reference: input.reference ?? null };
  await store.dissolve(ctx, org.id, fact);
  await store.closePeriod(ctx, 'organization_names', org.id, on);
  await store.closePeriod(ctx, 'organization_parents', org.id, on);
  await record(ctx, {
    event: 'organizations.dissolved',
    org,
    subject: { type: 'organization', id: org.id },
    after: { on: input.on },
    reason: input.reason,
  });
  return raised(ctx, input);
}

/** What keeps an organization from being dissolved: what stands below it, roles held at it, what the modules above hang on it. */
export async function remaindersOf(
  ctx: Ctx,
  org: { id: string; path: string },
  attachments: readonly Attachment[],
): Promise<Reason[]> {
  const children = await store.openChildren(ctx, org.id);
  const roles = await store.heldRoles(ctx, org.id);
  const reasons: Reason[] = [];
  if (children.length > 0)
    reasons.push({
      code: 'organizations.children_remain',
      params: { count: children.length, names: children.slice(0, 5).join('、') },
      remedy: 'organizations.children_remain',
    });
  if (roles > 0)
    reasons.push({
      code: 'organizations.roles_remain',
      params: { count: roles },
      remedy: 'organizations.roles_remain',
      who: 'rights.manage',
    });
  for (const { remaining } of attachments) {
    const reason = await remaining(ctx, org);
    if (reason) reasons.push(reason);
  }
  return reasons;
}

/** The organization, locked, open and within the scope of the act; refuses a stale version. */
async function lockOwn(ctx: Ctx, input: Wanted): Promise<store.OrganizationRow> {
  const org = await store.lock(ctx, input.id, 'update');
  if (!org) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, org.path);
  if (org.version !== input.version) throw stale(await sidesOf(ctx, org, input));
  if (org.dissolvedOn)
    throw new Refusal('organizations.dissolved', { status: 409, params: { on: org.dissolvedOn.toString() } });
  return org;
}

type Wanted = {
  id: string;
  version: number;
  name?: string;
  shortName?: string;
  parentId?: string;
};

/** The name or the parent that was asked for beside the one that stands now. */
async function sidesOf(ctx: Ctx, org: store.OrganizationRow, input: Wanted): Promise<BothSides> {
  const { version } = org;
  if (input.name !== undefined) {
    const present = await store.presentName(ctx, org.id);
    return {
      yours: { name: input.name, shortName: input.shortName ?? null },
      theirs: { name: present?.name ?? null, shortName: present?.shortName ?? null, version },
    };
  }
  if (input.parentId === undefined) return { yours: {}, theirs: { version } };
  const [wanted, parent] = [
    await store.presentName(ctx, input.parentId),
    await store.presentParent(ctx, org.id),
  ];
  const present = parent && (await store.presentName(ctx, parent.parentId));
  return {
    yours: { parentId: wanted?.name ?? null },
    theirs: { parentId: present?.name ?? null, version },
  };
}

async function raised(ctx: Ctx, input: { id: string; version: number }): Promise<Changed> {
  const version = await store.raiseVersion(ctx, input.id, input.version);
  if (version === undefined) throw stale();
  return { id: input.id, version };
}

function dayToCome(ctx: Ctx): Reason {
  return { code: 'organizations.day_to_come', field: 'on', params: { today: ctx.today.toString() } };
}

/** The parent must exist on the day of the change. */
function closedOn(parent: store.OrganizationRow, on: Temporal.PlainDate): Reason | undefined {
  if (parent.dissolvedOn)
    return {
      code: 'organizations.parent_dissolved',
      field: 'parentId',
      params: { on: parent.dissolvedOn.toString() },
    };
  if (Temporal.PlainDate.compare(on, parent.foundedOn) >= 0) return undefined;
  const first = parent.foundedOn.toString();
  return { code: 'organizations.parent_younger', field: 'on', params: { first }, possibleFrom: first };
}

async function reasonAgainstSecond(ctx: Ctx, kind: string, parentId: string): Promise<Reason | undefined> {
  const { onlyOne } = kindRow(kind);
  if (!onlyOne) return undefined;
  const [existing] = await store.openChildren(ctx, parentId, kind);
  if (!existing) return undefined;
  return {
    code: 'organizations.only_one',
    field: 'kind',
    params: { kindKey: `organizations.kind.${kind}`, existing },
    cites: onlyOne,
  };
}

async function isCodeTaken(ctx: Ctx, code: string): Promise<boolean> {
  return (
    (await ctx.tx.selectFrom('organizations').select('id').where('code', '=', code).executeTakeFirst()) !==
    undefined
  );
}

function isBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`);
}

function refuse(reason: Reason | undefined): void {
  if (reason) refuseAll([reason]);
}
