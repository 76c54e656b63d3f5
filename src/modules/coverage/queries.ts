/** Read models of coverage: the ledger, the year's survey, one unit. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { dayOf, isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { Refusal, type Reason } from '../../kernel/refusal.ts';
import { nameOf, sizeRulesAt, type SizeRules } from '../organizations/facade.ts';
import { isVisible } from './actions.ts';
import type { coverageApi, unitView } from './api.ts';
import { forms, type Gap } from './choices.ts';
import { fittingForms, gapsOf } from './rules.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;
export type UnitView = z.output<typeof unitView>;
type Asked = z.output<(typeof coverageApi)['listUnits']['request']>;

export type JudgedUnit = store.StandingUnit & { gaps: Gap[]; rules: SizeRules };

const pageSize = 20;

/** Units under a condition with what is missing at each on a day. */
export async function readUnits(
  ctx: Ctx,
  where: ReturnType<typeof sql>,
  asOf: Day = ctx.today,
): Promise<JudgedUnit[]> {
  const rows = await store.listUnits(ctx, where, asOf);
  const rulesAt = await sizeRulesAt(
    ctx,
    rows.map((row) => row.orgPath),
    asOf,
  );
  return rows.map((row) => {
    const rules = rulesAt.get(row.orgPath);
    if (!rules) throw new Error('every place has rules of size');
    const gaps = row.closedOn ? [] : gapsOf(factsOf(row), asOf, rules['branch.from'].value);
    return { ...row, gaps, rules };
  });
}

function factsOf(row: store.StandingUnit) {
  const { surveyedOn: on, fullMembers, instructor, hasVenue, uncoveredBecause } = row;
  return {
    form: row.form,
    tied: row.tied,
    survey:
      on === null || fullMembers === null || hasVenue === null
        ? null
        : { on, fullMembers, instructor, hasVenue, uncoveredBecause },
  };
}

export async function listUnits(ctx: Ctx, input: Asked) {
  const { q, kind, org, state } = input;
  const asOf = input.asOf ? Temporal.PlainDate.from(input.asOf) : ctx.today;
  const found = await readUnits(
    ctx,
    sql`${store.touches(ctx.scope)}
      and ${state === 'closed' ? sql`u.closed_on <= ${asOf}` : store.openOn(asOf)}
      ${q ? sql`and position(${q} in ${store.nameOfUnit}) > 0` : sql``}
      ${kind ? sql`and u.kind = ${kind}` : sql``}
      ${org ? sql`and u.org_path <@ (select o.path from organizations o where o.id = ${org})` : sql``}`,
    asOf,
  );
  const shown = found.filter((unit) => isAsked(unit, state));
  const skip = ((input.page ?? 1) - 1) * pageSize;
  const inForm = (form: store.StandingUnit['form']) => found.filter((unit) => unit.form === form).length;
  return {
    rows: await summariesOf(ctx, shown.slice(skip, skip + pageSize), asOf),
    total: shown.length,
    counts: {
      units: found.length,
      single: inForm('single'),
      joint: inForm('joint'),
      attached: inForm('attached'),
      area: inForm('area'),
      uncovered: inForm(null),
    },
    may: { keep: scopeUnder(ctx, 'coverage.keep').length > 0 },
  };
}

function isAsked(unit: JudgedUnit, state: Asked['state']): boolean {
  if (state === undefined || state === 'closed') return true;
  if (state === 'covered') return unit.form !== null;
  if (state === 'uncovered') return unit.form === null;
  if (state === 'gaps') return unit.gaps.length > 0;
  return unit.form === state;
}

/** Those not yet surveyed this year first. */
export async function listToSurvey(ctx: Ctx) {
  const found = await readUnits(ctx, sql`${store.touches(ctx.scope)} and ${store.openOn(ctx.today)}`);
  const summaries = await summariesOf(ctx, found, ctx.today);
  const rows = summaries.map((summary, i) => ({
    ...summary,
    instructor: found[i]?.instructor ?? null,
    hasVenue: found[i]?.hasVenue ?? null,
    uncoveredBecause: found[i]?.uncoveredBecause ?? null,
    done: found[i]?.surveyedOn?.year === ctx.today.year,
  }));
  return {
    rows: rows.toSorted((a, b) => Number(a.done) - Number(b.done)),
    year: ctx.today.year,
    today: ctx.today.toString(),
  };
}

/** Refuses `not_found` outside the scope. */
export async function viewUnit(ctx: Ctx, id: string): Promise<UnitView> {
  const [unit] = await readUnits(ctx, sql`u.id = ${id}`);
  if (!unit || !isVisible(ctx, unit)) throw new Refusal('not_found', { status: 404 });
  const [summary] = await summariesOf(ctx, [unit], ctx.today);
  if (!summary) throw new Error('a unit that was just read');
  const history = await store.listForms(ctx, id);
  const surveys = await store.listSurveys(ctx, id);
  const keeps = scopeUnder(ctx, 'coverage.keep');
  const ties = (await store.listTies(ctx, id)).filter((tie) => isInScope(ctx.scope, tie.orgPath));
  const names = await nameOf(
    ctx,
    [...history.map((form) => form.byOrgId), ...ties.map((tie) => tie.orgId)],
    ctx.today,
  );
  const placeAt = (orgId: string) => ({ id: orgId, name: names.get(orgId)?.shortName ?? '' });
  const t = ctx.services.translate[ctx.locale];
  return {
    ...summary,
    place: unit.place,
    contact: unit.contact,
    instructor: unit.instructor,
    hasVenue: unit.hasVenue,
    uncoveredBecause: unit.uncoveredBecause,
    unitOrgId: unit.unitOrgId,
    listedOn: unit.listedOn.toString(),
    closing: unit.closing,
    fitting:
      unit.fullMembers === null
        ? [...forms]
        : [...fittingForms(unit.fullMembers, unit.rules['branch.from'].value)],
    warnings: warningsOf(unit).map((reason) => reasonViewOf(reason, t)),
    history: history.map((form) => ({
      form: form.form,
      by: placeAt(form.byOrgId),
      since: form.since.toString(),
      until: form.until?.toString() ?? null,
      basis: form.basis,
      ending: form.ending,
    })),
    surveys: surveys.map((survey) => ({
      on: survey.surveyedOn.toString(),
      staff: survey.staff,
      fullMembers: survey.fullMembers,
      unchanged: survey.unchanged,
      by: survey.recorder,
      lateDays: Math.max(0, survey.surveyedOn.until(dayOf(survey.recordedAt)).days),
    })),
    ties: ties.map((tie) => ({
      id: tie.id,
      person: { id: tie.personId, name: tie.personName },
      branch: placeAt(tie.orgId),
      kind: tie.kind,
      since: tie.since.toString(),
      endedOn: tie.endedOn?.toString() ?? null,
      ending: tie.ending,
      may: tie.endedOn === null && isInScope(keeps, tie.orgPath),
    })),
    version: unit.version,
    may: {
      keep:
        unit.closedOn === null && keeps.some((path) => isInScope([path], unit.orgPath) || covers(unit, path)),
      decide: unit.closedOn === null && isInScope(scopeUnder(ctx, 'coverage.decide'), unit.orgPath),
    },
    today: ctx.today.toString(),
  };
}

function covers(unit: store.UnitRow, path: string): boolean {
  return unit.byOrgPath !== null && isInScope([path], unit.byOrgPath);
}

/** Where the form does not fit the members found; a body may have its reasons. */
function warningsOf(unit: JudgedUnit): Reason[] {
  const rule = unit.rules['branch.from'];
  return (['own_branch', 'below_own_branch'] as const)
    .filter((gap) => unit.gaps.includes(gap))
    .map((gap) => ({
      code: `coverage.${gap}`,
      params: { members: unit.fullMembers, limit: rule.value },
      cites: rule.source,
      remedy: `coverage.${gap}`,
      who: 'coverage.decide',
    }));
}

async function summariesOf(ctx: Ctx, units: readonly JudgedUnit[], asOf: Day) {
  const ids = units.flatMap((unit) => [unit.orgId, ...(unit.byOrgId ? [unit.byOrgId] : [])]);
  const names = await nameOf(ctx, ids, asOf);
  const placeAt = (id: string) => ({ id, name: names.get(id)?.shortName ?? '' });
  return units.map((unit) => ({
    id: unit.id,
    kind: unit.kind,
    name: unit.name,
    org: placeAt(unit.orgId),
    form: unit.form,
    by: unit.byOrgId === null ? null : placeAt(unit.byOrgId),
    staff: unit.staff,
    fullMembers: unit.fullMembers,
    tied: unit.tied,
    surveyedOn: unit.surveyedOn?.toString() ?? null,
    closedOn: unit.closedOn?.toString() ?? null,
    gaps: unit.gaps,
  }));
}
