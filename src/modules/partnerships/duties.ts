/** The year's plan and its review as duties of whoever owes them: done when each partnership of theirs has its own. */
import { dayOf, type Ctx } from '../../kernel/ctx.ts';
import type { DueAt, DutyRow, Evidence, EvidenceSource, OwingOn } from '../../kernel/institution.ts';
import { localValuesAt } from '../../kernel/parameters.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { sql } from 'kysely';
import type { SubjectType } from './choices.ts';
import { partnershipParameters, partnershipRules, type PartnershipRules } from './rulebook.ts';
import { daysOfYear, owesPlan, owesReview, type LocalRules, type Term } from './rules.ts';

export type Owed = Term & { id: string; orgId: string; orgPath: string };

/** Lists the owner's partnerships, by the organizations that owe the plan or by their paths. */
export type ListOwed = (ctx: Ctx, at: { paths: string[] } | { orgIds: string[] }) => Promise<Owed[]>;

type Kind = {
  /** `duty.<key>_plan` and `duty.<key>_review`. */
  key: string;
  type: SubjectType;
  list: ListOwed;
  kinds: readonly string[];
  next: string;
  cites: string;
  path: (orgId: string) => string;
};

export function yearDuties(of: Kind): DutyRow[] {
  return [dutyOf(of, 'plan'), dutyOf(of, 'review')];
}

type Step = 'plan' | 'review';
type Fact = { subjectId: string; happenedOn: Temporal.PlainDate; recordedAt: Temporal.Instant };

function dutyOf(of: Kind, step: Step): DutyRow {
  const parameter = `${step}.day` as const satisfies keyof PartnershipRules;
  return {
    schedule: {
      key: `${of.key}_${step}`,
      every: 'year',
      due: { after: 'period_start', days: partnershipRules[parameter][0]?.value ?? 365, unit: 'calendar' },
      from: '2012-01-01',
    },
    dueAt: dueBy(parameter),
    owedBy: { kinds: of.kinds, only: owing(of.list, step) },
    next: of.next,
    cites: of.cites,
    certainty: 'check',
    evidence: everyOneDid(of, step),
    startPath: of.path,
  };
}

const dueBy =
  (parameter: keyof PartnershipRules): DueAt =>
  async (ctx, paths) => {
    const locals = await localValuesAt(ctx, partnershipParameters, paths);
    const first = ctx.today.with({ month: 1, day: 1 });
    return new Map(
      [...locals].map(([path, local]) => {
        const { value } = parameterAt(partnershipRules, parameter, first, local);
        return [path, { after: 'period_start', days: value, unit: 'calendar' }];
      }),
    );
  };

function owes(step: Step, one: Owed, year: number, local: LocalRules): boolean {
  return (step === 'plan' ? owesPlan : owesReview)(one, daysOfYear(year, local));
}

async function localsOf(ctx: Ctx, all: readonly Owed[]) {
  return localValuesAt(ctx, partnershipParameters, [...new Set(all.map(({ orgPath }) => orgPath))]);
}

/** Those that owe for the day's year, each from the year before if it owed for that too. */
const owing =
  (list: ListOwed, step: Step): OwingOn =>
  async (ctx, orgIds, asOf) => {
    const all = await list(ctx, { orgIds });
    const locals = await localsOf(ctx, all);
    const owesIn = (ones: readonly Owed[], year: number) =>
      ones.some((one) => owes(step, one, year, locals.get(one.orgPath) ?? {}));
    const found = new Map<string, Temporal.PlainDate>();
    for (const [orgId, ones] of Map.groupBy(all, (one) => one.orgId)) {
      if (!owesIn(ones, asOf.year)) continue;
      const year = owesIn(ones, asOf.year - 1) ? asOf.year - 1 : asOf.year;
      found.set(orgId, Temporal.PlainDate.from({ year, month: 1, day: 1 }));
    }
    return found;
  };

/** One row for each organization and year in which all its partnerships did it; it happened with the last one. */
function everyOneDid(of: Kind, step: Step): EvidenceSource {
  return async (ctx, { paths, from, to }) => {
    const all = await of.list(ctx, { paths });
    const locals = await localsOf(ctx, all);
    const found: Evidence[] = [];
    for (let { year } = from; year <= to.year; year += 1) {
      const facts = await factsOf(ctx, of.type, { ids: all.map(({ id }) => id), year, step });
      const owed = all.filter((one) => owes(step, one, year, locals.get(one.orgPath) ?? {}));
      for (const [orgId, ones] of Map.groupBy(owed, (one) => one.orgId)) {
        const did = ones.flatMap(({ id }) => facts.get(id) ?? []);
        if (did.length < ones.length) continue;
        found.push({
          orgId,
          happenedOn: latestOf(did.map(({ happenedOn }) => happenedOn)),
          recordedOn: latestOf(did.map(({ recordedAt }) => dayOf(recordedAt))),
          for: String(year),
          label: String(did.length),
          path: of.path(orgId),
        });
      }
    }
    return found;
  };
}

async function factsOf(
  ctx: Ctx,
  type: SubjectType,
  { ids, year, step }: { ids: readonly string[]; year: number; step: Step },
): Promise<Map<string, Fact>> {
  const [on, at] =
    step === 'plan'
      ? [sql.ref('made_on'), sql.ref('recorded_at')]
      : [sql.ref('reviewed_on'), sql.ref('reviewed_at')];
  const { rows } = await sql<Fact>`
    select subject_id as "subjectId", ${on} as "happenedOn", ${at} as "recordedAt" from partnership_plans
    where subject_type = ${type} and subject_id = any(${[...ids]}::uuid[]) and year = ${year} and ${on} is not null
  `.execute(ctx.tx);
  return new Map(rows.map((row) => [row.subjectId, row]));
}

/** The last of some days, of which there is at least one. */
function latestOf(days: readonly Temporal.PlainDate[]): Temporal.PlainDate {
  return days.reduce((latest, day) => (Temporal.PlainDate.compare(day, latest) > 0 ? day : latest));
}
