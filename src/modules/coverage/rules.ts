/** What is missing at a unit, from what the last survey found and how it is covered. Pure. */
import type { Form, Gap } from './choices.ts';

export type UnitFacts = {
  form: Form | null;
  /** Of the last survey; null before the first. */
  survey: {
    on: Temporal.PlainDate;
    fullMembers: number;
    instructor: string | null;
    hasVenue: boolean;
    uncoveredBecause: string | null;
  } | null;
  /** Members of the town's branches of whom it is known that they work there. */
  tied: number;
};

/** Forms that fit so many full members; `branchFrom`: from how many on a branch may be set up. */
export function fittingForms(fullMembers: number, branchFrom: number): readonly Form[] {
  if (fullMembers >= branchFrom) return ['single'];
  return fullMembers > 0 ? ['joint', 'attached'] : ['area'];
}

/**
 * The gaps of a unit on a day, the most pressing first. A branch of its own is possible (`own_branch`) or stands on too
 * few members (`below_own_branch`); without members an instructor is sent instead of an organization.
 */
export function gapsOf(unit: UnitFacts, day: Temporal.PlainDate, branchFrom: number): Gap[] {
  const { form, survey } = unit;
  if (!survey) return form ? ['survey'] : ['survey', 'form'];
  const found: Gap[] = [];
  if (survey.on.year < day.year) found.push('survey');
  if (!form) found.push('form');
  else if (form !== 'single' && survey.fullMembers >= branchFrom) found.push('own_branch');
  else if (form === 'single' && survey.fullMembers < branchFrom) found.push('below_own_branch');
  if (!form && survey.uncoveredBecause === null) found.push('reason');
  if (survey.fullMembers === 0 && survey.instructor === null) found.push('instructor');
  if (form === 'single' && !survey.hasVenue) found.push('venue');
  if (unit.tied < survey.fullMembers) found.push('ties');
  return found;
}
