/** Days of probation. Sources: 党章 art. 7, 细则2014 art. 32–34; the way of writing the last day is a town's own. */
import { entryOf, type Progress } from './progress.ts';
import { type AdmissionFacts, ruleOn } from './facts.ts';

type Day = Temporal.PlainDate;

/** `lastDay` of probation; from the day after it the person is a full member, whenever the meeting was held. */
export type Probation = { start: Day; lastDay: Day; fullFrom: Day; extended: boolean };

/** A period of whole months from a day: 2025-03-15 + 12 → 2026-03-14; 2024-02-29 + 12 → 2025-02-28. */
export function lastDayOf(start: Day, months: number, endsOnAnniversary: boolean): Day {
  const anniversary = start.add({ months });
  // A day that the later month lacks is already the last one.
  const isShort = anniversary.day < start.day;
  return endsOnAnniversary || isShort ? anniversary : anniversary.subtract({ days: 1 });
}

/** The probation of a case, with its extension; undefined before the branch meeting has passed it. */
export function probationOf(facts: Pick<AdmissionFacts, 'progress' | 'local'>): Probation | undefined {
  const { progress } = facts;
  const start = entryOf(progress, 'branch_meeting_admission')?.on;
  if (!start) return undefined;
  const endsOnAnniversary = ruleOn(facts, 'probation.ends_on_anniversary', start).value;
  const months = ruleOn(facts, 'probation.months', start).value + extensionOf(progress);
  const lastDay = lastDayOf(start, months, endsOnAnniversary);
  return { start, lastDay, fullFrom: lastDay.add({ days: 1 }), extended: extensionOf(progress) > 0 };
}

/** Months by which the probation was extended; 0 when it was not. */
function extensionOf(progress: Progress): number {
  const approved = progress.entries.find((entry) => entry.move === 'approve_extension');
  return approved?.details.months ?? 0;
}
