/** Applications: to set an organization up, to merge several, to dissolve one. */
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { accountsWithRole, notify } from '../../kernel/notice/notify.ts';
import { localValues } from '../../kernel/parameters.ts';
import { refuseAll, Refusal, type Reason } from '../../kernel/refusal.ts';
import { listMembersById } from '../members/facade.ts';
import { nameOf, reasonAgainstPlace, requireOpen, type OrganizationRow } from '../organizations/facade.ts';
import { movesFounders, sizesAt } from './case-file.ts';
import { decidedKinds, mergedKinds, type DecidedKind } from './choices.ts';
import { reasonsAgainstFounders } from './founders.ts';
import { changeParameters } from './rulebook.ts';
import { dueAfter } from './rules.ts';
import * as store from './store.ts';

type New = { kind: DecidedKind; name: string; shortName: string; parentId: string };

export type SetUp = New & {
  need: string;
  founderIds: string[];
  unitIds: string[];
  secretaryId?: string | undefined;
  endsOn?: string | undefined;
  appliedOn: string;
};

/** Refuses a kind that cannot stand there, too few full members for a branch, and founders who are not active. */
export async function applyToSetUp(ctx: Ctx, input: SetUp): Promise<{ id: string }> {
  const parent = await requireOpenInScope(ctx, input.parentId);
  const appliedOn = pastDay(ctx, input.appliedOn, { field: 'appliedOn' });
  const founders = movesFounders(input.kind) ? await listMembersById(ctx, input.founderIds) : [];
  const reasons: Reason[] = [];
  const misplaced = reasonAgainstPlace(input.kind, parent.kind);
  if (misplaced) reasons.push(misplaced);
  const sizes = await sizesAt(ctx, parent.path);
  reasons.push(...reasonsAgainstFounders(founders, { kind: input.kind, sizes }));
  const isJoint = input.kind === 'joint_branch';
  if (isJoint && input.unitIds.length < 2)
    reasons.push({ code: 'organization_changes.units_missing', field: 'unitIds' });
  const isTemporary = input.kind === 'temporary_branch';
  if (isTemporary && !input.endsOn)
    reasons.push({ code: 'organization_changes.end_missing', field: 'endsOn' });
  if (isTemporary && input.endsOn && input.endsOn <= input.appliedOn)
    reasons.push({ code: 'organization_changes.ends_before', field: 'endsOn' });
  if (reasons.length > 0) refuseAll(reasons);
  for (const id of isJoint ? input.unitIds : []) await requireOpenInScope(ctx, id);

  return begin(ctx, {
    type: 'set_up',
    orgId: parent.id,
    orgPath: parent.path,
    subjectName: input.shortName,
    newKind: input.kind,
    newName: input.name,
    newShortName: input.shortName,
    need: input.need,
    secretaryId: input.secretaryId ?? null,
    endsOn: isTemporary && input.endsOn ? Temporal.PlainDate.from(input.endsOn) : null,
    appliedOn,
    partIds: isJoint ? [...new Set(input.unitIds)] : [],
    founderIds: founders.map((one) => one.id),
  });
}

export type Merge = {
  sourceIds: string[];
  /** An organization that goes on, or a new one. */
  into: { orgId: string } | New;
  need: string;
  appliedOn: string;
};

/** Refuses fewer than two organizations together, one that is merged into itself, and kinds that hold no members. */
export async function applyToMerge(ctx: Ctx, input: Merge): Promise<{ id: string }> {
  const appliedOn = pastDay(ctx, input.appliedOn, { field: 'appliedOn' });
  const sources: OrganizationRow[] = [];
  for (const id of new Set(input.sourceIds)) sources.push(await requireOpenInScope(ctx, id));
  const { into } = input;
  const founded = 'kind' in into ? into : undefined;
  const at = await requireOpenInScope(ctx, 'kind' in into ? into.parentId : into.orgId);
  const reasons: Reason[] = [];
  const misplaced = founded && reasonAgainstPlace(founded.kind, at.kind);
  if (misplaced) reasons.push(misplaced);
  if (sources.length < (founded ? 2 : 1))
    reasons.push({ code: 'organization_changes.nothing_to_merge', field: 'sourceIds' });
  if (sources.some((one) => one.id === at.id))
    reasons.push({ code: 'organization_changes.into_itself', field: 'sourceIds' });
  if (sources.some((one) => !isMerged(one.kind)))
    reasons.push({ code: 'organization_changes.not_merged', field: 'sourceIds' });
  if (!isMerged(founded?.kind ?? at.kind))
    reasons.push({ code: 'organization_changes.not_merged', field: founded ? 'kind' : 'orgId' });
  if (reasons.length > 0) refuseAll(reasons);

  const ids = sources.map((one) => one.id);
  const names = await nameOf(ctx, [...ids, at.id], ctx.today);
  const short = (id: string) => names.get(id)?.shortName ?? '';
  return begin(ctx, {
    type: 'merge',
    orgId: at.id,
    orgPath: at.path,
    subjectName: `${ids.map(short).join('、')} → ${founded?.shortName ?? short(at.id)}`,
    newKind: founded?.kind ?? null,
    newName: founded?.name ?? null,
    newShortName: founded?.shortName ?? null,
    need: input.need,
    secretaryId: null,
    endsOn: null,
    appliedOn,
    partIds: ids,
    founderIds: [],
  });
}

export async function applyToDissolve(
  ctx: Ctx,
  input: { orgId: string; need: string; appliedOn: string },
): Promise<{ id: string }> {
  const org = await requireOpenInScope(ctx, input.orgId);
  const appliedOn = pastDay(ctx, input.appliedOn, { field: 'appliedOn' });
  if (!decidedKinds.some((kind) => kind === org.kind))
    throw new Refusal('organization_changes.not_decided', { field: 'orgId' });
  const names = await nameOf(ctx, [org.id], ctx.today);
  return begin(ctx, {
    type: 'dissolve',
    orgId: org.id,
    orgPath: org.path,
    subjectName: names.get(org.id)?.shortName ?? '',
    newKind: null,
    newName: null,
    newShortName: null,
    need: input.need,
    secretaryId: null,
    endsOn: null,
    appliedOn,
    partIds: [],
    founderIds: [],
  });
}

async function begin(ctx: Ctx, change: Omit<store.NewChange, 'dueOn'>): Promise<{ id: string }> {
  const local = await localValues(ctx, changeParameters, change.orgPath);
  const dueOn = dueAfter('applied', change.appliedOn, { newKind: change.newKind, local }) ?? null;
  const id = await store.insert(ctx, { ...change, dueOn });
  if (!id) throw new Refusal('organization_changes.already_asked', { status: 409, field: 'orgId' });
  await store.addStep(
    ctx,
    { id, orgPath: change.orgPath },
    { move: 'apply', toState: 'applied', on: change.appliedOn, dueOn, why: null },
  );
  await record(ctx, {
    event: 'organization_changes.applied',
    org: { id: change.orgId, path: change.orgPath },
    subject: { type: 'organization_change', id },
    after: {
      type: change.type,
      kind: change.newKind,
      name: change.newName,
      partIds: [...change.partIds],
      founderIds: [...change.founderIds],
      appliedOn: change.appliedOn.toString(),
    },
    reason: change.need,
  });
  await notify(ctx, await accountsWithRole(ctx, ['organization_officer'], change.orgPath), {
    key: 'organization_changes.applied',
    params: { name: change.subjectName },
    path: `/organization-changes/${id}`,
    subject: { type: 'organization_change', id, orgPath: change.orgPath },
  });
  return { id };
}

async function requireOpenInScope(ctx: Ctx, id: string): Promise<OrganizationRow> {
  const org = await requireOpen(ctx, id);
  requireInScope(ctx, org.path);
  return org;
}

function isMerged(kind: string): boolean {
  return mergedKinds.some((one) => one === kind);
}
