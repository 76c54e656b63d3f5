/** What the moves of a case look at, as plain data. */
import type { Reason } from '../../kernel/refusal.ts';
import type { SizeRules } from '../organizations/facade.ts';
import type { ChangeType } from './choices.ts';

type Day = Temporal.PlainDate;

/** A vote of a closed record; `fits`: taken by the town committee above, and by no other case. */
export type CommitteeVote = { heldOn: Day; fits: boolean; final: boolean; passed: boolean };

/**
 * `full`: full members who would stand in the new branch and are still active; absent where none are moved.
 * `branchFrom`: the rule that says how many a branch needs.
 * `remains`: what still hangs on the organizations that end and does not move along.
 * `brought`: what the form of the move carries.
 */
export type ChangeFacts = {
  today: Day;
  type: ChangeType;
  stateSince: Day;
  newKind: string | undefined;
  full: number | undefined;
  branchFrom: SizeRules['branch.from'];
  remains: readonly Reason[];
  brought: { vote?: CommitteeVote; on?: Day };
};
