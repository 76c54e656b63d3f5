/** What a module declares of each institution that it runs; the board, the duties and the catalogue of publication read it. */
import type { Ctx } from './ctx.ts';
import type { DueRule, DutySchedule } from './duty/duty.ts';
import type { Figure } from './figure.ts';

/**
 * A record that discharges a duty: when it happened, when it was entered, where it opens, and `until` when it counted if it
 * was annulled: a source gives annulled records too, so that a past day is told as it was. `for` names the period (its
 * label) of a record that is made after it; without it the record counts for the period in which it happened.
 */
export type Evidence = {
  orgId: string;
  happenedOn: Temporal.PlainDate;
  recordedOn: Temporal.PlainDate;
  until?: Temporal.PlainDate;
  for?: string;
  label: string;
  path: string;
};

/** Finds the evidence of one kind in a period for organizations below `paths`; one query, never one for each organization. */
export type EvidenceSource = (
  ctx: Ctx,
  question: { paths: string[]; from: Temporal.PlainDate; to: Temporal.PlainDate },
) => Promise<Evidence[]>;

/** Those of some organizations that owe a duty on a day; as a map, each with the day before which none of its periods began. */
export type OwingOn = (
  ctx: Ctx,
  orgIds: string[],
  asOf: Temporal.PlainDate,
) => Promise<ReadonlySet<string> | ReadonlyMap<string, Temporal.PlainDate>>;

/** The due rule that a place sets itself, by the paths of organizations; one that has no entry has the schedule's own. */
export type DueAt = (ctx: Ctx, orgPaths: readonly string[]) => Promise<ReadonlyMap<string, DueRule>>;

/**
 * A recurring duty: when it comes round (`schedule.key` names it; message key `duty.<key>`), who owes it and which records
 * discharge it. `owedBy.only` narrows the kinds (a committee meets only where there is one); it gets the ids of all
 * candidates and gives back those that owed on the day. `next`: the role that can discharge it.
 */
export type DutyRow = {
  schedule: DutySchedule;
  /** Where a town may set its own deadline. */
  dueAt?: DueAt;
  owedBy: { kinds: readonly string[]; only?: OwingOn };
  next: string;
  cites: string;
  certainty: 'certain' | 'likely' | 'check';
  evidence: EvidenceSource;
  /** Where the work that discharges it begins in the staff app, for one organization. */
  startPath: (orgId: string) => string;
};

/** One row of the catalogue of publication: what must be published, by whom, how often. Message key `catalogue.<key>`. */
export type CatalogueRow = {
  key: string;
  catalogue: 'party' | 'village' | 'government';
  every: 'month' | 'quarter' | 'half_year' | 'year' | 'each_time';
  owedBy: readonly string[];
  /** Days within which it must be public after it came about or after the period's end. */
  dueDays: number;
  /** What `dueDays` counts for `each_time`; days of the calendar unless told. Periods end in calendar days. */
  dueUnit?: 'calendar' | 'working';
  cites: string;
  /** How sure we are of the rhythm and the days; `certain` unless told. */
  certainty?: 'certain' | 'likely' | 'check';
  /** Masking profile, see kernel/disclosure. */
  profile: string;
};

/**
 * `id` is the identifier of the institution catalogue (`modules/policy/institutions-catalogue.ts`).
 * `responsible`: roles that answer for it (art. 18): first, direct, specific.
 */
export type Institution = {
  id: string;
  responsible: { first: string; direct: string; specific: string };
  /** Where its work is done in the staff app. */
  path: string;
  duties: readonly DutyRow[];
  figures: readonly Figure[];
  catalogue: readonly CatalogueRow[];
};
