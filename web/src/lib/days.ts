/** Days and moments as people read them: Chinese order with the weekday. */

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-23` as 2026年11月23日 星期一, or Monday, 23 November 2026. */
export function dayWithWeekday(day: string, locale: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  if (!locale.startsWith('zh')) {
    return format(locale, { day: 'numeric', month: 'long', year: 'numeric', weekday: 'long' }, 'UTC').format(
      date,
    );
  }
  const words = format(locale, { day: 'numeric', month: 'long', year: 'numeric' }, 'UTC').format(date);
  return `${words} ${format(locale, { weekday: 'long' }, 'UTC').format(date)}`;
}

/** `2026-11-23` as 2026年11月23日, or 23 Nov 2026: for tables. */
export function dayShort(day: string, locale: string): string {
  return format(locale, { day: 'numeric', month: monthOf(locale), year: 'numeric' }, 'UTC').format(
    new Date(`${day}T12:00:00Z`),
  );
}

/** A month (2026-11) in words: 2026年11月. */
export function monthText(month: string, locale: string): string {
  return format(locale, { month: monthOf(locale), year: 'numeric' }, 'UTC').format(
    new Date(`${month}-01T12:00:00Z`),
  );
}

/** An instant in China's time: 2026年11月23日 15:04. */
export function momentText(instant: string, locale: string): string {
  const date = new Date(instant);
  const day = format(
    locale,
    { day: 'numeric', month: monthOf(locale), year: 'numeric' },
    'Asia/Shanghai',
  ).format(date);
  const hour = format(
    locale,
    { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    'Asia/Shanghai',
  ).format(date);
  return `${day} ${hour}`;
}

/** English months are long words; three letters do in a table. */
function monthOf(locale: string): 'long' | 'short' {
  return locale.startsWith('zh') ? 'long' : 'short';
}

function format(locale: string, options: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
  const language = locale === 'en' ? 'en-GB' : locale;
  const key = `${language}${timeZone}${JSON.stringify(options)}`;
  const known = dayFormats.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone });
  dayFormats.set(key, known);
  return known;
}
