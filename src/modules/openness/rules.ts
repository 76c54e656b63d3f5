/** The catalogue of openness as arithmetic: what was due for whom, and what the publications say about it. */
import type { CatalogueRow } from '../../kernel/institution.ts';
import { periodOf } from '../../kernel/duty/duty.ts';
import type { catalogueStateKeys } from './choices.ts';

export type CatalogueState = (typeof catalogueStateKeys)[number];

/** One publication, or one proposal that has a due day and is not out yet. */
export type CatalogueDay = {
  orgId: string;
  catalogueKey: string;
  dueOn: Temporal.PlainDate | null;
  publishedOn: Temporal.PlainDate | null;
  /** Opens it on the public site; null where the audience is smaller. */
  code: string | null;
};

export type OwingOrganization = {
  id: string;
  kind: string;
  name: string;
  path: string;
  foundedOn: Temporal.PlainDate;
};

/** `period` is undefined for what is published each time it comes about. */
export type CatalogueStanding = {
  row: CatalogueRow;
  org: OwingOrganization;
  period: string | undefined;
  dueOn: Temporal.PlainDate;
  publishedOn: Temporal.PlainDate | undefined;
  code: string | undefined;
  state: CatalogueState;
};

export type CatalogueQuestion = {
  rows: readonly CatalogueRow[];
  orgs: readonly OwingOrganization[];
  days: readonly CatalogueDay[];
  /** The first day that counts: nobody is late for what was before the installation. */
  since: Temporal.PlainDate;
  today: Temporal.PlainDate;
};

/**
 * Every entry that fell due within the last year or whose period runs, in the order of the catalogue, then of the
 * organizations, newest period first. A periodic publication settles the oldest open period that had begun by its day.
 */
export function catalogueStandings(question: CatalogueQuestion): CatalogueStanding[] {
  const byOwner = new Map<string, CatalogueDay[]>();
  for (const day of question.days) {
    const key = `${day.catalogueKey} ${day.orgId}`;
    byOwner.set(key, [...(byOwner.get(key) ?? []), day]);
  }
  return question.rows.flatMap((row) =>
    question.orgs
      .filter((org) => row.owedBy.includes(org.kind))
      .flatMap((org) => {
        const days = byOwner.get(`${row.key} ${org.id}`) ?? [];
        return row.every === 'each_time'
          ? eachTime(row, org, days, question)
          : byPeriod(row, org, days, { ...question, every: row.every });
      }),
  );
}

function byPeriod(
  row: CatalogueRow,
  org: OwingOrganization,
  days: CatalogueDay[],
  question: CatalogueQuestion & { every: 'month' | 'quarter' | 'half_year' | 'year' },
): CatalogueStanding[] {
  const { since, today, every } = question;
  const published = days
    .flatMap((day) => (day.publishedOn ? [{ on: day.publishedOn, code: day.code }] : []))
    .sort((a, b) => Temporal.PlainDate.compare(a.on, b.on));
  const first = isAfter(org.foundedOn, since) ? org.foundedOn : since;
  const standings: CatalogueStanding[] = [];
  for (let period = periodOf(every, first); !isAfter(period.from, today);) {
    const dueOn = period.to.add({ days: row.dueDays });
    const begun = period.from;
    const index = published.findIndex((one) => !isAfter(begun, one.on));
    const [settled] = index < 0 ? [] : published.splice(index, 1);
    // A publication before the first day that counts settles nothing: its period lies before it as well.
    standings.push({
      row,
      org,
      period: period.label,
      dueOn,
      publishedOn: settled?.on,
      code: settled?.code ?? undefined,
      state: stateOf({ dueOn, publishedOn: settled?.on, today, isRunning: !isAfter(today, period.to) }),
    });
    period = periodOf(every, period.to.add({ days: 1 }));
  }
  const yearAgo = today.subtract({ years: 1 });
  return standings.filter(({ dueOn }) => !isAfter(yearAgo, dueOn)).toReversed();
}

function eachTime(
  row: CatalogueRow,
  org: OwingOrganization,
  days: CatalogueDay[],
  { today }: CatalogueQuestion,
): CatalogueStanding[] {
  const yearAgo = today.subtract({ years: 1 });
  return days
    .flatMap((day): CatalogueStanding[] => {
      const dueOn = day.dueOn ?? day.publishedOn;
      if (!dueOn || isAfter(yearAgo, dueOn)) return [];
      const publishedOn = day.publishedOn ?? undefined;
      return [
        {
          row,
          org,
          period: undefined,
          dueOn,
          publishedOn,
          code: day.code ?? undefined,
          state: stateOf({ dueOn, publishedOn, today, isRunning: false }),
        },
      ];
    })
    .sort((a, b) => Temporal.PlainDate.compare(b.dueOn, a.dueOn));
}

function stateOf(facts: {
  dueOn: Temporal.PlainDate;
  publishedOn: Temporal.PlainDate | undefined;
  today: Temporal.PlainDate;
  isRunning: boolean;
}): CatalogueState {
  const { dueOn, publishedOn, today, isRunning } = facts;
  if (publishedOn) return isAfter(publishedOn, dueOn) ? 'published_late' : 'on_time';
  if (isRunning) return 'running';
  return isAfter(today, dueOn) ? 'late' : 'due';
}

function isAfter(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}
