/** What a line of a roster says, typed, and the draft in which it is put together. */

import { cellText, type Cell } from '../../kernel/paper/cell.ts';
import type { Params } from '../../kernel/refusal.ts';
import type { IdNumber, Sex } from './id-number.ts';
import type { RosterField } from './roster-columns.ts';
import type { RosterDate } from './roster-dates.ts';
import type { ProblemCode, RosterProblem, Severity } from './roster-problems.ts';

export type MemberKind = 'full' | 'probationary' | 'candidate' | 'activist' | 'applicant';

export type RosterDateField =
  | 'birth_date'
  | 'joined_on'
  | 'converted_on'
  | 'mobile_since'
  | 'lost_on'
  | 'found_on'
  | 'paid_until'
  | 'applied_on'
  | 'activist_on'
  | 'candidate_on'
  | 'league_on'
  | 'started_work_on';

export type RosterFlagField = 'is_migrant_worker' | 'is_mobile' | 'is_lost';

export type RosterTextField =
  | 'name'
  | 'ethnicity'
  | 'native_place'
  | 'education'
  | 'degree'
  | 'school'
  | 'branch'
  | 'entry_kind'
  | 'entry_branch'
  | 'party_post'
  | 'membership_state'
  | 'occupation'
  | 'technical_post'
  | 'new_stratum'
  | 'front_line'
  | 'work_unit'
  | 'mobile'
  | 'phone'
  | 'residence'
  | 'household_place'
  | 'address'
  | 'mobile_place'
  | 'mobile_reason'
  | 'receiving_branch'
  | 'sponsors'
  | 'note';

/**
 * What a line says, absent where the sheet says nothing or nothing readable. Coded fields carry the label of their
 * table, `sex` and `member_kind` the program's words; `id_no` is sound or absent; `monthly_due` is in fen.
 */
export type RosterValues = {
  [Field in RosterTextField]?: string;
} & { [Field in RosterDateField]?: RosterDate } & { [Field in RosterFlagField]?: boolean } & {
  sex?: Sex;
  id_no?: string;
  member_kind?: MemberKind;
  branch_id?: string;
  monthly_due?: number;
  party_years_adjustment?: number;
};

/** Finds the branch that a sheet names: its id, undefined if the town has none, 'ambiguous' if several fit. */
export type BranchResolver = (name: string) => { id: string } | undefined | 'ambiguous';

export type RowOptions = {
  /** Absent where no town is there to judge names. */
  branches?: BranchResolver;
  /** Dates after it are pointed out. */
  today?: Temporal.PlainDate;
};

export type ReadRow = {
  values: RosterValues;
  problems: RosterProblem[];
  /** What identifies the line: a number as written even if wrong, '' if absent or damaged. */
  idText: string;
};

export type Draft = ReadRow & { cells: Map<RosterField, Cell>; id: IdNumber | undefined };

/** Adds a problem to the draft, with the cell as the sheet has it. */
export function report(
  draft: Draft,
  field: RosterField,
  code: ProblemCode,
  severity: Severity,
  params: Params = {},
): void {
  const value = cellText(draft.cells.get(field));
  draft.problems.push({ field, code, severity, value, params: { ...params, value } });
}
