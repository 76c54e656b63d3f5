/** The plan of a year: quota and targets, what was used of it, and the structure of those admitted. */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { requireInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { listBelow, requireOpen, townKind } from '../organizations/facade.ts';
import { admissionFigures } from './figures.ts';

export type PlanInput = {
  orgId: string;
  year: number;
  version: number;
  quota: number;
  womenPercent?: number | null | undefined;
  upTo35Percent?: number | null | undefined;
  collegePercent?: number | null | undefined;
  newSectorPercent?: number | null | undefined;
  reference: string;
};

type PlanRow = {
  orgId: string;
  quota: number;
  womenPercent: number | null;
  upTo35Percent: number | null;
  collegePercent: number | null;
  newSectorPercent: number | null;
  reference: string;
  version: number;
};

/** Each share of the plan with the figure that shows who stands behind it. */
const shares = [
  { key: 'women', figure: 'admission.admitted_women', target: 'womenPercent' },
  { key: 'up_to_35', figure: 'admission.admitted_up_to_35', target: 'upTo35Percent' },
  { key: 'college', figure: 'admission.admitted_college', target: 'collegePercent' },
  { key: 'new_sector', figure: 'admission.admitted_new_sector', target: 'newSectorPercent' },
] as const;

/** Plan and use of a year; numbers are those of figures, asked for the year's last day or today. */
export async function getPlan(ctx: Ctx, { year = ctx.today.year }: { year?: number | undefined }) {
  const [town] = await listBelow(ctx, ctx.scope, [townKind]);
  const plan = town ? await findPlan(ctx, town.id, year) : undefined;
  const lastDay = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  const asOf = Temporal.PlainDate.compare(lastDay, ctx.today) < 0 ? lastDay : ctx.today;
  const valueOf = async (key: string): Promise<number> => {
    const figure = admissionFigures.find((one) => one.key === key);
    if (!figure) throw new Error(`no figure ${key}`);
    return figure.value(ctx, { paths: ctx.scope, asOf });
  };
  const used = await valueOf('admission.admitted');
  const structure = [];
  for (const share of shares) {
    const value = await valueOf(share.figure);
    structure.push({
      key: share.key,
      figure: share.figure,
      value,
      // In whole percent, rounded down: a target is reached when it is reached.
      percent: used === 0 ? null : Math.floor((value * 100) / used),
      target: plan?.[share.target] ?? null,
    });
  }
  return {
    year,
    asOf: asOf.toString(),
    orgId: town?.id ?? null,
    plan: plan ?? null,
    used,
    structure,
    stages: await stagesOf(valueOf),
    branchesWithout: await valueOf('admission.branches_without'),
    waitingLong: await valueOf('admission.waiting_long'),
    mayPlan: scopeUnder(ctx, 'admission.plan').length > 0 && town !== undefined,
  };
}

const stageFigures = ['applicants', 'activists', 'candidates', 'probationary'] as const;

async function stagesOf(valueOf: (key: string) => Promise<number>) {
  const rows = [];
  for (const key of stageFigures)
    rows.push({ key, figure: `admission.${key}`, value: await valueOf(`admission.${key}`) });
  return rows;
}

async function findPlan(ctx: Ctx, orgId: string, year: number): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`
    select org_id as "orgId", quota, women_percent as "womenPercent", up_to_35_percent as "upTo35Percent",
      college_percent as "collegePercent", new_sector_percent as "newSectorPercent", reference, version
    from admission_plans where org_id = ${orgId} and year = ${year} and org_path <@ any(${ctx.scope}::ltree[])
  `.execute(ctx.tx);
  return rows[0];
}

/** Writes the plan of a year; `version` 0 for the first time. */
export async function setPlan(ctx: Ctx, input: PlanInput): Promise<{ version: number }> {
  const org = await requireOpen(ctx, input.orgId);
  requireInScope(ctx, org.path);
  const before = await findPlan(ctx, org.id, input.year);
  if ((before?.version ?? 0) !== input.version) throw new Refusal('stale', { status: 409 });
  const values = {
    quota: input.quota,
    women_percent: input.womenPercent ?? null,
    up_to_35_percent: input.upTo35Percent ?? null,
    college_percent: input.collegePercent ?? null,
    new_sector_percent: input.newSectorPercent ?? null,
    reference: input.reference,
    version: input.version + 1,
  };
  await ctx.tx
    .insertInto('admission_plans')
    .values({ org_id: org.id, org_path: org.path, year: input.year, ...values })
    .onConflict((on) => on.columns(['org_id', 'year']).doUpdateSet(values))
    .execute();
  const { orgId: _, version: __, ...after } = input;
  await record(ctx, {
    event: 'admission.planned',
    org,
    subject: { type: 'admission_plan', id: org.id },
    ...(before && { before: { quota: before.quota, reference: before.reference } }),
    after,
  });
  return { version: input.version + 1 };
}
