/** How an institution and an article stand, from the standings of their duties. Pure. */
import type { DutyStanding } from '../../kernel/duty/standing.ts';
import { boardStates, type BoardState, type Nature } from './choices.ts';
import { isNarrative } from './institution-names.ts';

export type Counts = { late: number; due: number; on_course: number; done: number };

/** What is excused or has not begun is nobody's to do and is not counted. */
export function countsOf(standings: readonly Pick<DutyStanding, 'state'>[]): Counts {
  const count = (state: keyof Counts): number => standings.filter((one) => one.state === state).length;
  return { late: count('late'), due: count('due'), on_course: count('on_course'), done: count('done') };
}

/** A narrative institution has no state to count, one that nobody runs here is not set up. */
export function institutionState(id: string, isSetUp: boolean, duties: Counts): BoardState {
  if (isNarrative(id)) return 'narrative';
  if (!isSetUp) return 'not_set_up';
  if (duties.late > 0) return 'late';
  return duties.due > 0 ? 'due' : 'on_course';
}

/**
 * The worst state of its institutions; an article runs as soon as one of them is set up. What only exhorts is narrative
 * and has no state besides.
 */
export function articleState(nature: Nature, states: readonly BoardState[]): BoardState {
  if (nature !== 'measurable') return nature;
  return boardStates.find((state) => states.includes(state)) ?? 'not_set_up';
}
