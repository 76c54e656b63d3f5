/** Labels of periods (`2026-Q3`, `2026-H2`, `2026-07`, `2026`) as people say them. Runs on the server and in the browser. */
import type { Locale } from './catalogue.ts';
import { periodMessages } from './period-messages.ts';

/** What is no label of a period stays as it is. */
export function periodInWords(label: string, locale: Locale): string {
  const [, year, kind = '', n = ''] = /^(\d{4})(?:-([QH]?)(\d{1,2}))?$/u.exec(label) ?? [];
  if (!year) return label;
  const words = periodMessages[locale];
  const text = (): string => {
    if (n === '') return words['period_words.year'];
    if (kind === 'Q') return words['period_words.quarter'];
    if (kind === 'H') return words[n === '1' ? 'period_words.half_1' : 'period_words.half_2'];
    return words['period_words.month'];
  };
  return text()
    .replace('{{year}}', year)
    .replace('{{n}}', `${Number(n)}`);
}
