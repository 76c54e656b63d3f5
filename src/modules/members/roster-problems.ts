/** What can be said about a line of a roster: codes and parameters; the sentences are in `roster-messages.ts`. */

import type { Params } from '../../kernel/refusal.ts';
import type { DateFault, DateRepair } from './roster-dates.ts';
import type { IdFault, IdRepair } from './id-number.ts';
import type { RosterField } from './roster-columns.ts';

/** `repaired`: read after our correction. `warning`: taken, but a person should look. `wrong`: not taken. */
export type Severity = 'repaired' | 'warning' | 'wrong' | 'duplicate';

export type ProblemCode =
  | IdFault
  | IdRepair
  | DateFault
  | DateRepair
  | 'cell.error'
  | 'name.missing'
  | 'name.normalized'
  | 'name.odd_characters'
  | 'id_no.missing'
  | 'sex.contradicts_id'
  | 'sex.from_id'
  | 'birth_date.contradicts_id'
  | 'birth_date.from_id'
  | 'birth_date.day_from_id'
  | 'code.unknown'
  | 'flag.unknown'
  | 'phone.malformed'
  | 'amount.unreadable'
  | 'branch.missing'
  | 'branch.unknown'
  | 'branch.ambiguous'
  | 'branch.said_dissolved'
  | 'joined_on.missing'
  | 'joined_on.before_birth'
  | 'joined_on.under_18'
  | 'converted_on.before_joined'
  | 'converted_on.on_probationary'
  | 'converted_on.missing'
  | 'date.in_future'
  | 'row.duplicate_line'
  | 'row.same_id_other_name'
  | 'row.same_name_and_birth';

export type RosterProblem = {
  field: RosterField;
  code: ProblemCode;
  severity: Severity;
  /** As the sheet has it; may be an identity number, so mask it before showing. */
  value: string;
  params: Params;
};

export type Verdict = 'sound' | 'repaired' | 'wrong' | 'duplicate';

/** The heaviest problem decides; a warning leaves the line sound. */
export function verdictOf(problems: RosterProblem[]): Verdict {
  for (const verdict of ['duplicate', 'wrong', 'repaired'] as const) {
    if (problems.some((problem) => problem.severity === verdict)) return verdict;
  }
  return 'sound';
}
