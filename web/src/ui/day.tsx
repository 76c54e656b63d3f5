/** A day or a moment, in the reader's language and never broken across lines inside the date. */
import { useTranslation } from 'react-i18next';
import { dayShort, dayWithWeekday, momentText } from '../lib/days.ts';

/** `date` is ISO (2026-11-23); with the weekday unless `short`. */
export function Day({ date, short = false }: { date: string; short?: boolean }) {
  const { i18n } = useTranslation();
  const text = short ? dayShort(date, i18n.language) : dayWithWeekday(date, i18n.language);
  return (
    <time dateTime={date} className="day">
      {text}
    </time>
  );
}

/** `at` is an ISO instant; shown in China's time. */
export function Moment({ at }: { at: string }) {
  const { i18n } = useTranslation();
  return (
    <time dateTime={at} className="day">
      {momentText(at, i18n.language)}
    </time>
  );
}
