/** Pure decisions on letters: how long they may hold, and whether an arrival falls within them. */
import { parameterAt, type Overrides } from '../../kernel/rulebook.ts';
import { transferRules, type TransferRules } from './rulebook.ts';

type Day = Temporal.PlainDate;
export type LocalRules = Overrides<TransferRules>;

/** The last day on which a letter usually holds when issued on `issuedOn`. */
export function usualEnd(issuedOn: Day, sameCity: boolean, local: LocalRules): Day {
  const key = sameCity ? 'letter.days_same_city' : 'letter.days_beyond';
  return issuedOn.add({ days: parameterAt(transferRules, key, issuedOn, local).value });
}

/** The last day on which any letter may hold. */
export function longestEnd(issuedOn: Day, local: LocalRules): { day: Day; months: number; source: string } {
  const rule = parameterAt(transferRules, 'letter.longest_months', issuedOn, local);
  return { day: issuedOn.add({ months: rule.value }), months: rule.value, source: rule.source };
}

export type LetterStanding = 'valid' | 'near_end' | 'expired';

/** Where a letter stands on a day; it still holds on its last day. */
export function standingOf(validUntil: Day, today: Day, local: LocalRules): LetterStanding {
  if (isAfter(today, validUntil)) return 'expired';
  const near = validUntil.subtract({
    days: parameterAt(transferRules, 'letter.remind_days', today, local).value,
  });
  return isAfter(near, today) ? 'valid' : 'near_end';
}

export function isAfter(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}
