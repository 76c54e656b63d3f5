/** The end of the record: close it, or when it is closed correct it beside, or annul it from above. */
import { Input } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meetingsApi, type MeetingView } from '../../../../src/modules/meetings/api.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { Cancel } from './call.tsx';

const reads = [meetingsApi.getMeeting, meetingsApi.listMeetings];

/** Named on the form itself, so not among what is still missing. */
const onTheForm = new Set(['meetings.no_host', 'meetings.no_recorder']);

export function Close({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const { displayName } = useSession();
  const navigate = useNavigate();
  const close = useAct(meetingsApi.closeMeeting, { invalidates: reads });
  const toClose = meeting.moves.find((one) => one.move === 'close');
  const annul = meeting.moves.find((one) => one.move === 'annul');
  if (!toClose) {
    return (
      <>
        {meeting.state === 'closed' && meeting.may.manage && <Correct meeting={meeting} />}
        {annul?.available && <Annul meeting={meeting} />}
      </>
    );
  }
  const missing = toClose.because.filter((reason) => !onTheForm.has(reason.code));
  return (
    <>
      <Section title={t('meetings.task_close')}>
        <p>{t('meetings.close_lead')}</p>
        {missing.length > 0 && <Reasons reasons={missing} />}
        <ActForm
          act={close}
          draft={`meeting-close:${meeting.id}`}
          submitLabel={t('meetings.close_submit')}
          initial={{ recorder: displayName }}
          toInput={(values: { host: string; recorder: string }) => ({
            id: meeting.id,
            version: meeting.version,
            ...values,
          })}
          onDone={async () => {
            say(t('meetings.closed_done'));
            await navigate({ to: `/meetings/${meeting.id}` });
          }}
        >
          <Field name="host" label={t('meetings.host')}>
            <Input maxLength={60} />
          </Field>
          <Field name="recorder" label={t('meetings.recorder')}>
            <Input maxLength={60} />
          </Field>
        </ActForm>
      </Section>
      <Cancel meeting={meeting} />
    </>
  );
}

function Correct({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const correct = useAct(meetingsApi.correctRecord, { invalidates: reads });
  return (
    <details className="section meeting-more">
      <summary>{t('meetings.correct')}</summary>
      <ActForm
        act={correct}
        draft={`meeting-correction:${meeting.id}`}
        clearOnDone
        submitLabel={t('meetings.correct')}
        toInput={(values: { text: string; reason: string }) => ({ id: meeting.id, ...values })}
        onDone={() => say(t('meetings.corrected_done'))}
      >
        <Field name="text" label={t('meetings.correction')}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Field>
        <Field name="reason" label={t('meetings.reason')}>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}

function Annul({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const annul = useAct(meetingsApi.annulMeeting, { invalidates: reads });
  return (
    <details className="section meeting-more">
      <summary>{t('meetings.annul')}</summary>
      <ActForm
        act={annul}
        danger
        submitLabel={t('meetings.annul')}
        toInput={(values: { reason: string }) => ({ id: meeting.id, version: meeting.version, ...values })}
        onDone={() => say(t('meetings.annulled_done'))}
      >
        <Field name="reason" label={t('meetings.reason')}>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}
