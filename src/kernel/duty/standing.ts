/**
 * Where every duty of every organization stands on a day, from the records that exist. A fixed number of queries:
 * one for the organizations, one for the excuses, one for each duty's evidence; never one for each organization.
 */
import { sql } from 'kysely';
import { loadCalendar } from '../clock/store.ts';
import type { Ctx } from '../ctx.ts';
import type { DutyRow, Evidence, Institution } from '../institution.ts';
import {
  occurrencesBetween,
  stateOf,
  stoodOn,
  type DutySchedule,
  type Occurrence,
  type Standing,
} from './duty.ts';

export type DutyStanding = Standing & {
  duty: string;
  institution: string;
  org: { id: string; path: string; kind: string; name: string };
  period: { label: string; from: Temporal.PlainDate; to: Temporal.PlainDate };
  evidence: Evidence[];
  excuse: { id: string; reason: string } | undefined;
  /** The role that can discharge it. */
  next: string;
  cites: string;
  startPath: string;
};

/**
 * `paths`: subtrees, already inside the reader's scope. `asOf`: the day judged. `dueFrom`, `dueTo`: which due days to look
 * at; by default from the later of one year back and the day on which duties began to count here, to the end of the year.
 */
export type StandingQuestion = {
  paths: string[];
  asOf: Temporal.PlainDate;
  dueFrom?: Temporal.PlainDate;
  dueTo?: Temporal.PlainDate;
  duties?: ReadonlySet<string>;
};

export async function standingOf(
  ctx: Ctx,
  institutions: readonly Institution[],
  question: StandingQuestion,
): Promise<DutyStanding[]> {
  const { asOf, paths } = question;
  const rows = institutions.flatMap((institution) =>
    institution.duties.map((duty) => ({ institution, duty })),
  );
  const asked = rows.filter(({ duty }) => !question.duties || question.duties.has(duty.schedule.key));
  const duties = asked.map(({ duty }) => duty);
  const inWorkingDays = duties.some(({ schedule, dueAt }) => dueAt || schedule.due.unit === 'working');
  const [since, orgs, excuses, calendar] = await Promise.all([
    dutiesSince(ctx),
    owingOrganizations(ctx, duties, { paths, asOf }),
    listExcuses(ctx, paths, asOf),
    inWorkingDays ? loadCalendar(ctx) : undefined,
  ]);
  const dueFrom = laterOf(question.dueFrom ?? asOf.subtract({ years: 1 }), since);
  const dueTo = question.dueTo ?? asOf.with({ month: 12, day: 31 });
  const standings: DutyStanding[] = [];
  for (const { institution, duty } of asked) {
    const owing = await narrowed(ctx, duty, { orgs, asOf });
    for (const { schedule, places } of await bySchedule(ctx, duty, owing)) {
      const occurrences = occurrencesBetween(schedule, dueFrom, dueTo, calendar).filter((one) =>
        isFrom(one, since),
      );
      if (occurrences.length === 0) continue;
      const evidence = await evidenceByOrganization(ctx, duty, occurrences, paths);
      // Where nothing was done and nothing excused, an occurrence stands the same for every organization.
      const untouched = new Map(occurrences.map((one) => [one, stateOf(one, [], { today: asOf })]));
      for (const org of places) {
        const found = evidence.get(org.id) ?? [];
        for (const occurrence of occurrences.filter((one) => existsIn(org, one))) {
          const excuse = excuses.get(`${org.id} ${duty.schedule.key} ${occurrence.period.label}`);
          const records = found.filter((one) => isWithin(one, occurrence));
          const plain = records.length === 0 && !excuse ? untouched.get(occurrence) : undefined;
          const standing =
            plain ?? stateOf(occurrence, records, { today: asOf, excused: excuse !== undefined });
          standings.push({
            ...standing,
            duty: duty.schedule.key,
            institution: institution.id,
            org: { id: org.id, path: org.path, kind: org.kind, name: org.name },
            period: occurrence.period,
            evidence: records.filter((one) => stoodOn(one, asOf)),
            excuse,
            next: duty.next,
            cites: duty.cites,
            startPath: duty.startPath(org.id),
          });
        }
      }
    }
  }
  return standings;
}

/** Its period has begun and nobody has excused it. */
export function isOwed(state: DutyStanding['state']): boolean {
  return state !== 'not_started' && state !== 'excused';
}

/** The day from which duties count in this installation: the town's own setting, else the day of its first account. */
export async function dutiesSince(ctx: Ctx): Promise<Temporal.PlainDate> {
  const row = await ctx.tx
    .selectNoFrom([
      (eb) =>
        eb
          .selectFrom('parameter_settings')
          .select(sql<string>`min(value #>> '{}')`.as('day'))
          .where('key', '=', 'duties.since')
          .as('set'),
      (eb) =>
        eb
          .selectFrom('accounts')
          .select(sql<Temporal.Instant | null>`min(created_at)`.as('at'))
          .as('first'),
    ])
    .executeTakeFirstOrThrow();
  if (row.set) return Temporal.PlainDate.from(row.set);
  return row.first ? row.first.toZonedDateTimeISO('Asia/Shanghai').toPlainDate() : ctx.today;
}

type OwingOrganization = {
  id: string;
  path: string;
  kind: string;
  name: string;
  foundedOn: Temporal.PlainDate;
  dissolvedOn: Temporal.PlainDate | null;
  owesFrom?: Temporal.PlainDate | undefined;
};

async function owingOrganizations(
  ctx: Ctx,
  duties: DutyRow[],
  { paths, asOf }: { paths: string[]; asOf: Temporal.PlainDate },
): Promise<OwingOrganization[]> {
  const kinds = [...new Set(duties.flatMap((duty) => duty.owedBy.kinds))];
  if (kinds.length === 0) return [];
  return ctx.tx
    .selectFrom('organizations as o')
    .innerJoin('organization_names as n', (join) =>
      join.onRef('n.org_id', '=', 'o.id').on(sql<boolean>`n.valid @> ${asOf.toString()}::date`),
    )
    .select([
      'o.id',
      'o.path',
      'o.kind',
      'n.short_name as name',
      'o.founded_on as foundedOn',
      'o.dissolved_on as dissolvedOn',
    ])
    .where(sql<boolean>`o.kind = any(${kinds})`)
    .where(sql<boolean>`o.path <@ any(${paths}::ltree[])`)
    .orderBy('o.order_no')
    .orderBy('o.code')
    .execute();
}

/** The organizations in groups of one due rule each. */
async function bySchedule(
  ctx: Ctx,
  { schedule, dueAt }: DutyRow,
  orgs: OwingOrganization[],
): Promise<{ schedule: DutySchedule; places: OwingOrganization[] }[]> {
  if (orgs.length === 0) return [];
  if (!dueAt) return [{ schedule, places: orgs }];
  const own = await dueAt(
    ctx,
    orgs.map((org) => org.path),
  );
  const groups = Map.groupBy(orgs, (org) => JSON.stringify(own.get(org.path) ?? schedule.due));
  return [...groups.values()].map((places) => ({
    schedule: { ...schedule, due: own.get(places[0]?.path ?? '') ?? schedule.due },
    places,
  }));
}

async function narrowed(
  ctx: Ctx,
  duty: DutyRow,
  { orgs, asOf }: { orgs: OwingOrganization[]; asOf: Temporal.PlainDate },
): Promise<OwingOrganization[]> {
  const ofKind = orgs.filter((org) => duty.owedBy.kinds.includes(org.kind));
  if (!duty.owedBy.only || ofKind.length === 0) return ofKind;
  const owing = await duty.owedBy.only(
    ctx,
    ofKind.map((org) => org.id),
    asOf,
  );
  return ofKind
    .filter((org) => owing.has(org.id))
    .map((org) => ({ ...org, owesFrom: 'get' in owing ? owing.get(org.id) : undefined }));
}

async function evidenceByOrganization(
  ctx: Ctx,
  duty: DutyRow,
  occurrences: Occurrence[],
  paths: string[],
): Promise<Map<string, Evidence[]>> {
  const from = occurrences.map((one) => one.period.from).reduce(earlierOf);
  const to = occurrences.map((one) => one.period.to).reduce(laterOf);
  const byOrg = new Map<string, Evidence[]>();
  for (const one of await duty.evidence(ctx, { paths, from, to })) {
    const of = byOrg.get(one.orgId);
    if (of) of.push(one);
    else byOrg.set(one.orgId, [one]);
  }
  return byOrg;
}

async function listExcuses(
  ctx: Ctx,
  paths: string[],
  asOf: Temporal.PlainDate,
): Promise<Map<string, { id: string; reason: string }>> {
  const end = asOf.add({ days: 1 }).toZonedDateTime('Asia/Shanghai').toInstant();
  const rows = await ctx.tx
    .selectFrom('duty_excuses')
    .select(['id', 'org_id', 'duty', 'period', 'reason'])
    .where(sql<boolean>`org_path <@ any(${paths}::ltree[])`)
    .where('excused_at', '<', end)
    .where((eb) => eb.or([eb('withdrawn_at', 'is', null), eb('withdrawn_at', '>=', end)]))
    .execute();
  return new Map(
    rows.map((row) => [`${row.org_id} ${row.duty} ${row.period}`, { id: row.id, reason: row.reason }]),
  );
}

/** An organization owes nothing for a period that began before its founding, before it came to owe, or after its end. */
function existsIn(org: OwingOrganization, { period }: Occurrence): boolean {
  const from = org.owesFrom ? laterOf(org.foundedOn, org.owesFrom) : org.foundedOn;
  if (Temporal.PlainDate.compare(from, period.from) > 0) return false;
  return org.dissolvedOn === null || Temporal.PlainDate.compare(org.dissolvedOn, period.to) > 0;
}

/** The period in which the installation began is nobody's duty in full; those after it are. */
function isFrom({ period }: Occurrence, since: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(period.to, since) >= 0;
}

function isWithin(evidence: Evidence, { period }: Occurrence): boolean {
  if (evidence.for !== undefined) return evidence.for === period.label;
  return (
    Temporal.PlainDate.compare(evidence.happenedOn, period.from) >= 0 &&
    Temporal.PlainDate.compare(evidence.happenedOn, period.to) <= 0
  );
}

function laterOf(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b;
}

function earlierOf(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) <= 0 ? a : b;
}
