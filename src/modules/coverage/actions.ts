/** Listing, surveying, covering and closing units. */
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import { isInScope, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal, stale } from '../../kernel/refusal.ts';
import { nameOf, parentOf, requireOpen, townKind } from '../organizations/facade.ts';
import { treeKinds, type Form, type UncoveredReason, type UnitKind } from './choices.ts';
import * as store from './store.ts';

type Found = {
  on: string;
  staff: number;
  fullMembers: number;
  instructor?: string | undefined;
  hasVenue: boolean;
  uncoveredBecause?: UncoveredReason | undefined;
};

/** `name`: of a unit that does not stand in the tree of organizations; there it has its name. */
type Named = { name?: string | undefined; place: string; contact: string };

type Listing = Named & Found & { kind: UnitKind; orgId?: string | undefined; unitOrgId?: string | undefined };

/** A unit with what was found there: its first survey. Refuses a second open one of the name in the same place. */
export async function listUnit(ctx: Ctx, input: Listing): Promise<{ id: string }> {
  const { org, name, unitOrgId } = input.unitOrgId
    ? await standingUnit(ctx, input.unitOrgId, input.kind)
    : await namedUnit(ctx, input);
  if (org.kind !== 'village' && org.kind !== townKind)
    throw new Refusal('coverage.lies_in_a_village', { field: 'orgId' });
  const listedOn = pastDay(ctx, input.on, { field: 'on' });
  const { kind, place, contact } = input;
  const unit = { kind, name, place, contact, orgId: org.id, orgPath: org.path, unitOrgId, listedOn };
  const id = await store.insert(ctx, unit);
  if (!id)
    throw new Refusal('coverage.listed_already', { status: 409, field: unitOrgId ? 'unitOrgId' : 'name' });
  await note(ctx, await hold(ctx, id), 'listed', { kind, name, on: input.on });
  await surveyUnit(ctx, { ...input, id });
  return { id };
}

/** A unit of the tree has its name and its place there. */
async function standingUnit(ctx: Ctx, unitOrgId: string, kind: UnitKind) {
  const unit = await requireOpen(ctx, unitOrgId);
  requireInScope(ctx, unit.path);
  const org = await parentOf(ctx, unit.id);
  if (!org || treeKinds[kind] !== unit.kind)
    throw new Refusal('coverage.other_kind', {
      field: 'unitOrgId',
      params: { kindKey: `organizations.kind.${unit.kind}` },
    });
  const names = await nameOf(ctx, [unit.id], ctx.today);
  return { org, name: names.get(unit.id)?.name ?? '', unitOrgId: unit.id };
}

async function namedUnit(ctx: Ctx, { orgId, name }: Pick<Listing, 'orgId' | 'name'>) {
  if (!orgId) throw new Refusal('coverage.lies_in_a_village', { field: 'orgId' });
  if (!name) throw new Refusal('coverage.needs_a_name', { field: 'name' });
  const org = await requireOpen(ctx, orgId);
  requireInScope(ctx, org.path);
  return { org, name, unitOrgId: null };
}

export async function changeUnit(ctx: Ctx, input: Named & { id: string; version: number }): Promise<void> {
  const unit = await holdOpen(ctx, input.id);
  const { place, contact } = input;
  const name = unit.unitOrgId === null ? (input.name ?? unit.name) : unit.name;
  if (unit.version !== input.version)
    throw stale({
      yours: { name, place, contact },
      theirs: { name: unit.name, place: unit.place, contact: unit.contact, version: unit.version },
    });
  await store.change(ctx, unit, { name, place, contact });
  await note(ctx, unit, 'changed', { name, place, contact });
}

/** What the survey found; several in a year are kept, and the last one holds. */
export async function surveyUnit(ctx: Ctx, input: Found & { id: string }): Promise<void> {
  const unit = await holdOpen(ctx, input.id);
  await addSurvey(ctx, unit, { ...input, unchanged: false });
}

/** As the last time. Refuses a unit that was never surveyed. */
export async function confirmUnchanged(ctx: Ctx, input: { id: string; on: string }): Promise<void> {
  const unit = await holdOpen(ctx, input.id);
  const [last] = await store.listSurveys(ctx, unit.id);
  if (!last) throw new Refusal('coverage.never_surveyed', { status: 409 });
  await addSurvey(ctx, unit, {
    ...last,
    on: input.on,
    instructor: last.instructor ?? undefined,
    uncoveredBecause: last.uncoveredBecause ?? undefined,
    unchanged: true,
  });
}

/** Takes the place of the form that runs. A form that does not fit is warned of by the view and stands: a body decided. */
export async function coverUnit(
  ctx: Ctx,
  input: { id: string; version: number; form: Form; byOrgId: string; since: string; basis: string },
): Promise<void> {
  const unit = await holdSame(ctx, input);
  const by = await requireOpen(ctx, input.byOrgId);
  requireInScope(ctx, by.path);
  if (!covers(input.form, by.kind))
    throw new Refusal('coverage.cannot_cover', {
      field: 'byOrgId',
      params: { formKey: `coverage.form.${input.form}`, kindKey: `organizations.kind.${by.kind}` },
      remedy: 'coverage.cannot_cover',
    });
  const since = pastDay(ctx, input.since, { field: 'since', since: await freeFrom(ctx, unit) });
  await store.change(ctx, unit, { by_org_path: by.path });
  await store.endForm(ctx, unit.id, since, input.basis);
  await store.addForm(ctx, unit, { form: input.form, by, since, basis: input.basis });
  await note(ctx, unit, 'covered', { form: input.form, by: by.id, since: input.since }, input.basis);
}

export async function uncoverUnit(
  ctx: Ctx,
  input: { id: string; version: number; on: string; why: string },
): Promise<void> {
  const unit = await holdSame(ctx, input);
  if (unit.byOrgPath === null) throw new Refusal('coverage.not_covered', { status: 409 });
  const on = pastDay(ctx, input.on, { field: 'on', since: await freeFrom(ctx, unit) });
  await store.change(ctx, unit, { by_org_path: null });
  await store.endForm(ctx, unit.id, on, input.why);
  await note(ctx, unit, 'uncovered', { on: input.on }, input.why);
}

/** Its form ends with it. Ties run on until the branch has said what follows for the member. */
export async function closeUnit(
  ctx: Ctx,
  input: { id: string; version: number; on: string; why: string },
): Promise<void> {
  const unit = await holdSame(ctx, input);
  const on = pastDay(ctx, input.on, { field: 'on', since: await freeFrom(ctx, unit) });
  await store.change(ctx, unit, { closed_on: on, closing: input.why, by_org_path: null });
  await store.endForm(ctx, unit.id, on, input.why);
  await note(ctx, unit, 'closed', { on: input.on }, input.why);
}

/** Which kinds of organizations may cover in a form: of its own and joint ones are branches; to others it is attached. */
function covers(form: Form, kind: string): boolean {
  if (form === 'single') return kind === 'branch' || kind === 'general_branch';
  if (form === 'joint') return kind === 'joint_branch';
  return ['branch', 'joint_branch', 'general_branch', 'village_party_committee', townKind].includes(kind);
}

/** The first day on which the present form can end: the day after it began, else the day of listing. */
async function freeFrom(ctx: Ctx, unit: store.UnitRow) {
  const [form] = await store.listForms(ctx, unit.id);
  if (!form) return unit.listedOn;
  return form.until ?? form.since.add({ days: 1 });
}

async function addSurvey(
  ctx: Ctx,
  unit: store.UnitRow,
  found: Found & { unchanged: boolean },
): Promise<void> {
  const [last] = await store.listSurveys(ctx, unit.id);
  const surveyedOn = pastDay(ctx, found.on, { field: 'on', since: last?.surveyedOn ?? unit.listedOn });
  if (found.fullMembers > found.staff)
    throw new Refusal('coverage.more_members_than_staff', { field: 'fullMembers' });
  if (found.uncoveredBecause === 'no_members' && found.fullMembers > 0)
    throw new Refusal('coverage.has_members', { field: 'uncoveredBecause' });
  await store.addSurvey(ctx, unit, {
    surveyedOn,
    staff: found.staff,
    fullMembers: found.fullMembers,
    instructor: found.instructor || null,
    hasVenue: found.hasVenue,
    uncoveredBecause: found.uncoveredBecause ?? null,
    unchanged: found.unchanged,
  });
  await note(ctx, unit, 'surveyed', { on: found.on, staff: found.staff, fullMembers: found.fullMembers });
}

/** The unit, held until the act ends; refuses `not_found` outside the scope. */
export async function hold(ctx: Ctx, id: string): Promise<store.UnitRow> {
  const unit = await store.lock(ctx, id);
  if (!unit || !isVisible(ctx, unit)) throw new Refusal('not_found', { status: 404 });
  return unit;
}

export async function holdOpen(ctx: Ctx, id: string): Promise<store.UnitRow> {
  const unit = await hold(ctx, id);
  if (unit.closedOn)
    throw new Refusal('coverage.closed', { status: 409, params: { on: unit.closedOn.toString() } });
  return unit;
}

/** The same, as it was when it was looked at. */
async function holdSame(ctx: Ctx, { id, version }: { id: string; version: number }): Promise<store.UnitRow> {
  const unit = await holdOpen(ctx, id);
  if (unit.version !== version) throw stale({ yours: {}, theirs: { version: unit.version } });
  return unit;
}

/** It lies in the scope, or is covered from it. */
export function isVisible(ctx: Ctx, unit: Pick<store.UnitRow, 'orgPath' | 'byOrgPath'>): boolean {
  return (
    isInScope(ctx.scope, unit.orgPath) || (unit.byOrgPath !== null && isInScope(ctx.scope, unit.byOrgPath))
  );
}

export async function note(
  ctx: Ctx,
  unit: store.UnitRow,
  event: string,
  after: Record<string, string | number | null>,
  reason?: string,
): Promise<void> {
  await record(ctx, {
    event: `coverage.${event}`,
    org: { id: unit.orgId, path: unit.orgPath },
    subject: { type: 'coverage_unit', id: unit.id },
    after,
    ...(reason !== undefined && { reason }),
  });
}
