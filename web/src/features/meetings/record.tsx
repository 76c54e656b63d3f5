/** The minutes assembled from what was entered; what is missing is named as a blank, on the screen and on paper. */
import { useTranslation } from 'react-i18next';
import type { MeetingView } from '../../../../src/modules/meetings/api.ts';
import { Moment } from '../../ui/day.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { Quorum } from './quorum.tsx';
import { VoteResult } from './votes.tsx';

export function MeetingRecord({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const blank = <span className="meeting-blank">{t('meetings.blank')}</span>;
  const named = (status: string, guest = false): string =>
    meeting.attendees
      .filter((one) => one.status === status && one.guest === guest)
      .map((one) => (one.reason ? `${one.name}（${one.reason}）` : one.name))
      .join('、');
  const people = [
    { label: t('meetings.present_names'), value: named('present') },
    { label: t('meetings.excused_names'), value: named('excused') },
    { label: t('meetings.absent_names'), value: named('absent') },
    { label: t('meetings.guests'), value: named('present', true) },
  ];
  return (
    <Section title={t('meetings.record')}>
      <div className="meeting-record">
        <Quorum meeting={meeting} />
        <Facts
          rows={[
            { label: t('meetings.host'), value: meeting.host || blank },
            { label: t('meetings.recorder'), value: meeting.recorder || blank },
            ...people.filter((row) => row.value !== ''),
          ]}
        />
        {meeting.items.map((item, i) => (
          <article key={item.id}>
            <h3>
              {i + 1}. {item.title}
            </h3>
            <p className="meeting-text">{item.minutes || blank}</p>
          </article>
        ))}
        {meeting.votes.map((vote) => (
          <article key={vote.id}>
            <h3>
              {t('meetings.task_votes')}：{vote.question}
            </h3>
            <VoteResult vote={vote} />
          </article>
        ))}
        {meeting.corrections.length > 0 && (
          <article>
            <h3>{t('meetings.corrections')}</h3>
            {meeting.corrections.map((one) => (
              <p key={one.id}>
                {one.text}（{one.reason}；{one.by} <Moment at={one.at} />）
              </p>
            ))}
          </article>
        )}
        <p className="meeting-signatures">
          <span>{t('meetings.signature_host')}：</span>
          <span>{t('meetings.signature_recorder')}：</span>
        </p>
      </div>
    </Section>
  );
}
