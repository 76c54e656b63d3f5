/** When a term ends and what is to be done before. Source: 任期2018, 选举2020, 村组2018 art. 11. */
import { parameterAt, type Overrides } from '../../kernel/rulebook.ts';
import type { TermState } from './choices.ts';
import { termRules, type TermClass, type TermRules } from './term-rulebook.ts';

type Day = Temporal.PlainDate;
export type LocalTermRules = Overrides<TermRules>;

export type TermStanding = {
  years: number;
  /** The rule that gives the years. */
  source: string;
  /** The last day of the term as it was given. */
  regularDueOn: Day;
  /** The same with what was postponed. */
  dueOn: Day;
  /** The last day to which it may be postponed. */
  latestOn: Day;
  state: TermState;
};

/** The years are those of the day on which the term began; on its last day it is not yet overdue. */
export function standingOfTerm(
  term: { class: TermClass; beganOn: Day; postponedTo: Day | null },
  today: Day,
  local: LocalTermRules,
): TermStanding {
  const { value: years, source } = parameterAt(termRules, `${term.class}.years`, term.beganOn, local);
  const regularDueOn = term.beganOn.add({ years });
  const dueOn = term.postponedTo ?? regularDueOn;
  const months = (key: 'postpone.months' | 'remind_first.months' | 'remind_again.months') =>
    parameterAt(termRules, key, today, local).value;
  const isWithin = (count: number) =>
    Temporal.PlainDate.compare(dueOn.subtract({ months: count }), today) <= 0;
  const latestOn = regularDueOn.add({ months: months('postpone.months') });
  const known = { years, source, regularDueOn, dueOn, latestOn };
  if (Temporal.PlainDate.compare(today, dueOn) > 0) return { ...known, state: 'overdue' };
  if (isWithin(months('remind_again.months'))) return { ...known, state: 'remind_again' };
  if (isWithin(months('remind_first.months'))) return { ...known, state: 'remind_first' };
  return { ...known, state: 'running' };
}
