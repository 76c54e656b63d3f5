/** What a partnership owes for a year, and what it asks of its people on a day. */
import { parameterAt, type Overrides } from '../../kernel/rulebook.ts';
import type { PlanPrompt } from './choices.ts';
import { partnershipRules, type PartnershipRules } from './rulebook.ts';

type Day = Temporal.PlainDate;
export type LocalRules = Overrides<PartnershipRules>;

/** `since` is null while it has not begun. */
export type Term = { since: Day | null; endedOn: Day | null };

export type YearDays = { planOn: Day; reviewOn: Day };

/** Days before a day on which its prompt begins to show. */
const remindDays = 30;

/** The days by which the plan of a year is made and the year is reviewed. */
export function daysOfYear(year: number, local: LocalRules): YearDays {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const after = (key: keyof PartnershipRules) =>
    first.add({ days: parameterAt(partnershipRules, key, first, local).value - 1 });
  return { planOn: after('plan.day'), reviewOn: after('review.day') };
}

/** It ran for a month before the plan was due, and still ran then: nobody is late for the days before the partnership. */
export function owesPlan({ since, endedOn }: Term, { planOn }: YearDays): boolean {
  return since !== null && !isAfter(since, planOn.subtract({ months: 1 })) && runsOn({ endedOn }, planOn);
}

/** A year that owed a plan owes its review, unless the partnership ended before: its end is reviewed then. */
export function owesReview(term: Term, days: YearDays): boolean {
  return owesPlan(term, days) && runsOn(term, days.reviewOn);
}

/** The prompts of a day by the plans that exist; the most pressing first. Of years past only the review is asked for. */
export function promptsOf(
  term: Term,
  plans: readonly { year: number; reviewed: boolean }[],
  today: Day,
  local: LocalRules,
): { key: PlanPrompt; year: number; dueOn: Day }[] {
  const found: { key: PlanPrompt; year: number; dueOn: Day }[] = [];
  for (const year of [today.year - 1, today.year]) {
    const days = daysOfYear(year, local);
    const plan = plans.find((one) => one.year === year);
    const ask = (what: 'plan' | 'review', dueOn: Day) => {
      if (isAfter(today, dueOn)) found.push({ key: `${what}_late`, year, dueOn });
      else if (!isAfter(dueOn.subtract({ days: remindDays }), today))
        found.push({ key: `${what}_due`, year, dueOn });
    };
    if (!plan && year === today.year && owesPlan(term, days)) ask('plan', days.planOn);
    if (plan && !plan.reviewed && owesReview(term, days)) ask('review', days.reviewOn);
  }
  return found.toSorted((a, b) => Number(a.key.endsWith('due')) - Number(b.key.endsWith('due')));
}

/** Years for which a plan may be made: those in which it ran, the next one in December. */
export function plannableYears({ since, endedOn }: Term, planned: readonly number[], today: Day): number[] {
  if (since === null) return [];
  const last = today.month === 12 ? today.year + 1 : today.year;
  const years = Array.from({ length: 3 }, (_, i) => last - i);
  return years.filter(
    (year) => year >= since.year && (!endedOn || year <= endedOn.year) && !planned.includes(year),
  );
}

function runsOn({ endedOn }: Pick<Term, 'endedOn'>, day: Day): boolean {
  return endedOn === null || isAfter(endedOn, day);
}

function isAfter(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}
