/** What happened, newest last: when, who, what. */
import type { ReactNode } from 'react';
import { Day, Moment } from './day.tsx';
import { PersonName } from './person-name.tsx';

export type TimelineEvent = {
  key: string;
  /** ISO day or instant. */
  at: string;
  title: ReactNode;
  who?: string;
  detail?: ReactNode;
};

export function Timeline({ label, events }: { label: string; events: TimelineEvent[] }) {
  return (
    <ol className="timeline" aria-label={label}>
      {events.map((event) => (
        <li key={event.key}>
          <p className="timeline-when">
            {event.at.includes('T') ? <Moment at={event.at} /> : <Day date={event.at} />}
            {event.who && <PersonName name={event.who} />}
          </p>
          <p className="timeline-title">{event.title}</p>
          {event.detail && <div className="timeline-detail">{event.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
