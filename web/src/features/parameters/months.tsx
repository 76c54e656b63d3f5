/** The days of a year: on a wide screen twelve months, weeks from Monday; a day off and a worked weekend are named, not only coloured. */
import { useTranslation } from 'react-i18next';
import { useNarrow } from '../../lib/screen.ts';
import { Day } from '../../ui/day.tsx';
import type { CalendarYear } from './calendar-screen.tsx';

type Days = CalendarYear['days'];

export function Months({ year, days }: { year: number; days: Days }) {
  const narrow = useNarrow();
  return narrow ? <DayList days={days} /> : <Sheets year={year} days={days} />;
}

/** On a phone what differs from the week is enough. */
function DayList({ days }: { days: Days }) {
  const { t } = useTranslation();
  return (
    <ul className="calendar-list">
      {days.map((one) => (
        <li key={one.date}>
          <Day date={one.date} />　{t(`calendar.kind.${one.kind}`)}
          {one.name && `　${one.name}`}
        </li>
      ))}
    </ul>
  );
}

function Sheets({ year, days }: { year: number; days: Days }) {
  const byDate = new Map(days.map((one) => [one.date, one]));
  return (
    <div className="calendar-months">
      {Array.from({ length: 12 }, (_, at) => at + 1).map((month) => (
        <Month key={month} year={year} month={month} byDate={byDate} />
      ))}
    </div>
  );
}

type MonthProps = { year: number; month: number; byDate: ReadonlyMap<string, Days[number]> };

function Month({ year, month, byDate }: MonthProps) {
  const { t } = useTranslation();
  const weekdays = [...t('calendar.weekdays')];
  return (
    <table className="calendar-month">
      <caption>{t('calendar.month', { month })}</caption>
      <thead>
        <tr>
          {weekdays.map((name, at) => (
            // Two days of an English week begin alike: their place is their name.
            // oxlint-disable-next-line react/no-array-index-key
            <th key={at} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.find((date) => date !== '')}>
            {week.map((date, at) => (
              // oxlint-disable-next-line react/no-array-index-key
              <DayCell key={at} date={date} isWeekend={at > 4} of={byDate.get(date)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({
  date,
  isWeekend,
  of,
}: {
  date: string;
  isWeekend: boolean;
  of: Days[number] | undefined;
}) {
  const { t } = useTranslation();
  if (date === '') return <td aria-hidden="true" />;
  const looks =
    of?.kind === 'holiday' ? 'calendar-off' : of ? 'calendar-worked' : isWeekend ? 'calendar-week-end' : '';
  return (
    <td className={looks}>
      {Number(date.slice(8))}
      {of && (
        <small>{of.kind === 'holiday' ? of.name || t('calendar.kind.holiday') : t('calendar.worked')}</small>
      )}
    </td>
  );
}

/** ISO days of a month in weeks of seven, empty text outside it. */
function weeksOf(year: number, month: number): string[][] {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, at) => {
    const day = at - before + 1;
    const inside = day >= 1 && day <= length;
    return inside ? `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` : '';
  });
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
