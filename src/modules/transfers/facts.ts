/** What the moves of a transfer look at, as plain data. */
import type { LocalRules } from './rules.ts';

type Day = Temporal.PlainDate;

/**
 * `letter`: the one that holds. `brought`: what the form of the move carries. `standing`: where the person stands in the
 * roll now; absent for somebody who is not in it. `branchId`: the giving branch.
 */
export type TransferFacts = {
  today: Day;
  local: LocalRules;
  stateSince: Day;
  branchId: string;
  standing?: { status: string; orgId: string };
  letter?: { issuedOn: Day; validUntil: Day };
  brought: {
    letter?: { issuedOn: Day; validUntil: Day; duesPaidTo?: Day; duesFromRecords?: boolean };
    arrivedOn?: Day;
    /** True when the roll knows the person already, or the form brings what it needs to know. */
    enrolment?: boolean;
  };
};
