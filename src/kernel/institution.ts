/** What a module declares of each institution that it runs; the board, the duties and the catalogue of publication read it. */
import type { Ctx } from './ctx.ts';
import type { Figure } from './figure.ts';

/** A record that discharges a duty: when it happened, when it was entered, and where it opens. */
export type Evidence = {
  orgId: string;
  happenedOn: Temporal.PlainDate;
  recordedOn: Temporal.PlainDate;
  label: string;
  path: string;
};

/** Finds the evidence of one kind in a period for organizations below `paths`; one query, never one for each organization. */
export type EvidenceSource = (
  ctx: Ctx,
  question: { paths: string[]; from: Temporal.PlainDate; to: Temporal.PlainDate },
) => Promise<Evidence[]>;

/**
 * A recurring duty: who owes it (kinds of organizations), how often, by when, and which records discharge it.
 * Message key `duty.<key>`; `cites` is the rule; `dueDays` counts calendar days after the period's end (0: its last day).
 */
export type DutyRow = {
  key: string;
  every: 'month' | 'quarter' | 'half_year' | 'year';
  owedBy: readonly string[];
  dueDays: number;
  /** First day from which the duty exists. */
  since: string;
  /** How many records in the period discharge it; 1 unless told. */
  times?: number;
  cites: string;
  certainty: 'certain' | 'likely' | 'check';
  evidence: EvidenceSource;
};

/** One row of the catalogue of publication: what must be published, by whom, how often. Message key `catalogue.<key>`. */
export type CatalogueRow = {
  key: string;
  catalogue: 'party' | 'village' | 'government';
  every: 'month' | 'quarter' | 'half_year' | 'year' | 'each_time';
  owedBy: readonly string[];
  /** Days within which it must be public after it came about or after the period's end. */
  dueDays: number;
  cites: string;
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
