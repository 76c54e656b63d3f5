/** What a pair asks of its people on a day: visits by quarters, as the town sets their number. */
import { periodOf, type Period } from '../../kernel/duty/duty.ts';
import { parameterAt, type Overrides } from '../../kernel/rulebook.ts';
import type { PairKind, Prompt } from './choices.ts';
import { liaisonRules, type LiaisonRules } from './rulebook.ts';

type Day = Temporal.PlainDate;
export type LocalRules = Overrides<LiaisonRules>;

export type PairFacts = {
  kind: PairKind;
  since: Day;
  untilOn: Day | null;
  endedOn: Day | null;
  /** Days of visits, at least those of this quarter and the last. */
  visitedOn: readonly Day[];
};

export type PairStanding = {
  /** The quarter's last day while visits of it are missing; of the last quarter while those were not made up. */
  visitDueOn: Day | null;
  prompts: Prompt[];
};

/** Days before the end of a quarter on which its visit shows as due. */
const remindDays = 30;

/** Visits that a pair of the kind owes in the quarter that begins on the day. */
export function visitsOwed(kind: PairKind, quarter: Day, local: LocalRules): number {
  return parameterAt(liaisonRules, `${kind}.visits`, quarter, local).value;
}

/** A quarter counts for a pair that ran for at least a month of it: nobody is late for the days before the pair. */
export function countsIn(quarter: Period, pair: Pick<PairFacts, 'since' | 'endedOn'>): boolean {
  const next = quarter.to.add({ days: 1 });
  return (
    isBefore(pair.since, next.subtract({ months: 1 })) &&
    (!pair.endedOn || !isBefore(pair.endedOn, quarter.from.add({ months: 1 })))
  );
}

export function standingOfPair(pair: PairFacts, today: Day, local: LocalRules): PairStanding {
  if (pair.endedOn && !isBefore(today, pair.endedOn)) return { visitDueOn: null, prompts: [] };
  const quarter = periodOf('quarter', today);
  const last = periodOf('quarter', quarter.from.subtract({ days: 1 }));
  const made = ({ from, to }: Period) =>
    pair.visitedOn.filter((on) => !isBefore(on, from) && !isBefore(to, on) && !isBefore(today, on)).length;
  const isShort = (of: Period) =>
    countsIn(of, { since: pair.since, endedOn: null }) && made(of) < visitsOwed(pair.kind, of.from, local);
  const found: Prompt[] = [];
  const isLate = made(quarter) === 0 && isShort(last);
  if (isLate) found.push('visit_late');
  else if (isShort(quarter) && !isBefore(today, quarter.to.subtract({ days: remindDays })))
    found.push('visit_due');
  if (pair.untilOn && isBefore(pair.untilOn, today)) found.push('term_over');
  if (isLate) return { visitDueOn: last.to, prompts: found };
  return { visitDueOn: isShort(quarter) ? quarter.to : null, prompts: found };
}

function isBefore(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) < 0;
}
