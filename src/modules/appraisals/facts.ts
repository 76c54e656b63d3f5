/** What the moves of a round look at, as plain data. */
import type { Reason } from '../../kernel/refusal.ts';
import type { Grade } from './choices.ts';
import type { Ceiling } from './rulebook.ts';

type Day = Temporal.PlainDate;

export type Occasion = { heldOn: Day; closed: boolean; noQuorum: Reason | undefined };

/**
 * `occasions`, `gradings`: how many meetings there are to choose from. `occasion`: the meeting at which the branch appraised.
 * `grading`: the one at which grades were put together. `sheets`: of this round of counting, `agree` when two say the same.
 * `proposal`: one line for each member who is graded. `window`: of the objections, and how many wait for an answer.
 */
export type RoundFacts = {
  today: Day;
  openedOn: Day;
  inVillage: boolean;
  occasions: number;
  gradings: number;
  occasion: Occasion | undefined;
  grading: Pick<Occasion, 'heldOn' | 'closed'> | undefined;
  massesHeard: boolean;
  withoutSelf: number;
  sheets: { handedIn: number; agree: boolean };
  proposal: { name: string; kind: 'full' | 'probationary'; grade: Grade | null; reason: string | null }[];
  ceiling: Ceiling & { source: string };
  approvedOn: Day | undefined;
  proposedOn: Day | undefined;
  objections: { until: Day | undefined; open: number };
};
