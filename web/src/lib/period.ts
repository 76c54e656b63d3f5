/** Periods of duties as the server labels them, in the words that a clerk uses. */
import type { TFunction } from 'i18next';

/** `2026-09`, `2026-Q3`, `2026-H2`, `2026` and a single day; anything else stays as it is. */
export function periodInWords(t: TFunction, label: string): string {
  const [, year, part] = /^(\d{4})(?:-(Q[1-4]|H[12]|\d{2}))?$/u.exec(label) ?? [];
  if (year === undefined) return label;
  if (part === undefined) return t('ui.period_year', { year });
  if (part.startsWith('Q')) return t('ui.period_quarter', { year, quarter: part.slice(1) });
  if (part === 'H1') return t('ui.period_first_half', { year });
  if (part === 'H2') return t('ui.period_second_half', { year });
  return t('ui.period_month', { year, month: Number(part) });
}
