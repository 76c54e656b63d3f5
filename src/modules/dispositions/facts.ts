/** What the moves of a disposition look at, as plain data. */
import type { RecordKind, Way } from './choices.ts';
import type { LocalRules, Standing } from './rules.ts';

type Day = Temporal.PlainDate;

/** One vote as it was counted in a meeting. `fits`: of the right body and of the organization that decides here. */
export type CountedVote = {
  heldOn: Day;
  fits: boolean;
  final: boolean;
  passed: boolean;
  mode: 'hands' | 'named' | 'paper';
};

/**
 * `records` and `tasks`: of the present round. `isCorrectedBefore`: a correction period for the same question has run.
 * `voided`: a vote that carries the case counts no more. `brought`: what the form of the move carries.
 */
export type DispositionFacts = {
  today: Day;
  local: LocalRules;
  stateSince: Day;
  branchId: string;
  standing?: Standing;
  records: readonly { kind: RecordKind; on: Day }[];
  tasks: readonly { isNoted: boolean }[];
  way?: Way;
  deadlineOn?: Day;
  isCorrectedBefore: boolean;
  hasOpenAppeal: boolean;
  voided: boolean;
  brought: {
    on?: Day;
    vote?: CountedVote;
    terms?: { way: Way; deadlineOn?: Day; tasks: number };
    isUpheld?: boolean;
  };
};
