/** What a stay asks of the branch on a day. Prompts only: a body decides whatever follows. */
import { parameterAt, type Overrides } from '../../kernel/rulebook.ts';
import type { Prompt, StayDirection } from './choices.ts';
import { mobileRules, type MobileRules } from './rulebook.ts';

type Day = Temporal.PlainDate;
export type LocalRules = Overrides<MobileRules>;

export type StayFacts = {
  direction: StayDirection;
  since: Day;
  endedOn: Day | null;
  lastContactOn: Day | null;
};

export type StayStanding = {
  /** The day by which the next contact is due; null for guests and ended stays. */
  contactDueOn: Day | null;
  prompts: Prompt[];
};

/** Days before the due day on which it shows as due. */
const remindDays = 14;

/** Due dates count from the last contact, before the first one from the departure. Source: 流动2024, 教管2019 art. 24. */
export function standingOfStay(stay: StayFacts, today: Day, local: LocalRules): StayStanding {
  if (stay.direction === 'in' || stay.endedOn) return { contactDueOn: null, prompts: [] };
  const value = (key: keyof MobileRules) => parameterAt(mobileRules, key, today, local).value;
  const reachedOn = stay.lastContactOn ?? stay.since;
  const contactDueOn = reachedOn.add({ months: value('contact.months') });
  const isLost = !isAfter(reachedOn.add({ months: value('lost.months') }), today);
  const isLate = isAfter(today, contactDueOn);
  const found: Prompt[] = [];
  if (isLost) found.push('lost');
  else if (isLate) found.push('contact_late');
  if (!isAfter(stay.since.add({ months: value('transfer.months') }), today)) found.push('should_transfer');
  if (!isLate && !isAfter(contactDueOn.subtract({ days: remindDays }), today)) found.push('contact_due');
  return { contactDueOn, prompts: found };
}

function isAfter(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}
