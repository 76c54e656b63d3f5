/** What was said on each point; the draft stays on the phone until the server has it. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meetingsApi, type MeetingView } from '../../../../src/modules/meetings/api.ts';
import { clearDraft, findDraft } from '../../lib/draft.ts';
import { useKeptAct } from '../../lib/use-kept-act.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';

type Item = MeetingView['items'][number];

export function Minutes({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const add = useAct(meetingsApi.addItem, { invalidates: [meetingsApi.getMeeting] });
  return (
    <>
      {meeting.items.map((item, i) => (
        <ItemMinutes key={item.id} meetingId={meeting.id} item={item} place={i + 1} />
      ))}
      <Section title={t('meetings.add_item')}>
        <ActForm
          act={add}
          clearOnDone
          submitLabel={t('meetings.add_item')}
          toInput={(values: { title: string }) => ({ id: meeting.id, title: values.title })}
        >
          <Field name="title" label={t('meetings.item_title')}>
            <Input maxLength={120} />
          </Field>
        </ActForm>
      </Section>
    </>
  );
}

function ItemMinutes({ meetingId, item, place }: { meetingId: string; item: Item; place: number }) {
  const { t } = useTranslation();
  // The version that the writer saw: what somebody else saves meanwhile is shown, never overwritten unseen.
  const [seen, setSeen] = useState(item.version);
  const [typing, setTyping] = useState(false);
  const draft = `meeting-minutes:${item.id}`;
  const { act: write, waiting } = useKeptAct(meetingsApi.writeMinutes, `meeting-minutes-sent:${item.id}`, {
    invalidates: [meetingsApi.getMeeting],
    onSent: ({ version }, { minutes }) => {
      setSeen(version);
      if (findDraft(draft)?.values['minutes'] === minutes) clearDraft(draft);
      setTyping(false);
      say(t('meetings.minutes_saved'));
    },
  });
  const overtaken = item.version > seen;
  return (
    <Section title={`${place}. ${item.title}`}>
      <ActForm
        act={write}
        name={`item-${place}`}
        draft={draft}
        waiting={waiting ? t('meetings.minutes_waiting') : null}
        submitLabel={t('meetings.minutes_save')}
        initial={{ minutes: item.minutes }}
        toInput={(values: { minutes: string }) => ({
          id: meetingId,
          itemId: item.id,
          version: seen,
          minutes: values.minutes,
        })}
        onChange={() => setTyping(true)}
      >
        <Field name="minutes" label={t('meetings.minutes_of', { item: item.title })}>
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} maxLength={20_000} />
        </Field>
        {typing && !waiting && <p className="meeting-saved">{t('meetings.minutes_kept')}</p>}
      </ActForm>
      {overtaken && (
        <div className="meeting-theirs" role="alert">
          <p>{t('meetings.minutes_theirs')}</p>
          <blockquote>{item.minutes}</blockquote>
          <Button onClick={() => setSeen(item.version)}>{t('meetings.minutes_use_mine')}</Button>
        </div>
      )}
    </Section>
  );
}
