/** Periods of duties in the words that a clerk uses; for both sides of the wire. */

/** Shows the key `period.…` with its parameters in the reader's language. */
type Say = (key: PeriodKey, params: Record<string, string | number>) => string;

type PeriodKey =
  | 'period.year'
  | 'period.quarter'
  | 'period.first_half'
  | 'period.second_half'
  | 'period.month';

/** For the labels `2026-09`, `2026-Q3`, `2026-H2`, `2026`; anything else, such as a single day, stays as it is. */
export function periodInWords(say: Say, label: string): string {
  const [, year, part] = /^(\d{4})(?:-(Q[1-4]|H[12]|\d{2}))?$/u.exec(label) ?? [];
  if (year === undefined) return label;
  if (part === undefined) return say('period.year', { year });
  if (part.startsWith('Q')) return say('period.quarter', { year, quarter: part.slice(1) });
  if (part === 'H1') return say('period.first_half', { year });
  if (part === 'H2') return say('period.second_half', { year });
  return say('period.month', { year, month: Number(part) });
}
