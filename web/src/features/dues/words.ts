/** How dues are written: yuan, months, what the fields of forms mean in fen. */
import { useTranslation } from 'react-i18next';

/** 7502 fen as ¥75.02. */
export function useMoney(): (fen: number) => string {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language, { style: 'currency', currency: 'CNY' });
  return (fen) => format.format(fen / 100);
}

/** `2026-03` as 2026年3月, or Mar 2026. */
export function useMonth(): (month: string) => string {
  const { i18n } = useTranslation();
  const isChinese = i18n.language.startsWith('zh');
  const format = new Intl.DateTimeFormat(isChinese ? i18n.language : 'en-GB', {
    year: 'numeric',
    month: isChinese ? 'long' : 'short',
    timeZone: 'UTC',
  });
  return (month) => format.format(new Date(`${month}-15T00:00:00Z`));
}

/** What was typed in yuan. */
export function fenOf(yuan: number): number {
  return Math.round(yuan * 100);
}

/** The months of a year up to and with December, for choosing. */
export function monthsOfYear(year: number): string[] {
  return Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`);
}
