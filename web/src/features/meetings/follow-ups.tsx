/** What follows from this meeting, and giving one more task to somebody on its list. */
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MeetingView } from '../../../../src/modules/meetings/api.ts';
import { meetingsApi } from '../../../../src/modules/meetings/api.ts';
import { followUpsApi } from '../../../../src/modules/meetings/follow-ups-api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { FollowUpLines } from './follow-up-lines.tsx';

export function FollowUps({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const mayGive = meeting.may.manage && meeting.attendees.length > 0;
  if (meeting.followUps.length === 0 && !mayGive) return null;
  return (
    <Section title={t('meetings.follow_ups')}>
      {meeting.followUps.length > 0 && <FollowUpLines tasks={meeting.followUps} />}
      {mayGive && <Give meeting={meeting} />}
    </Section>
  );
}

/** Tasks of earlier meetings of the same body that were open on this one's day. */
export function CarriedOver({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  if (meeting.carriedOver.length === 0) return null;
  return (
    <Section title={t('meetings.carried_over')}>
      <FollowUpLines tasks={meeting.carriedOver} />
    </Section>
  );
}

type Values = { task: string; attendeeId: string; dueOn: string; voteId?: string };

function Give({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const give = useAct(followUpsApi.giveFollowUp, { invalidates: [meetingsApi.getMeeting] });
  const passed = meeting.votes.filter((vote) => vote.state === 'decided' && vote.passed);
  return (
    <details className="meeting-more">
      <summary>{t('meetings.follow_up_give')}</summary>
      <ActForm
        act={give}
        name="follow-up"
        draft={`meeting-follow-up:${meeting.id}`}
        clearOnDone
        submitLabel={t('meetings.follow_up_give')}
        toInput={({ voteId, ...values }: Values) => ({
          id: meeting.id,
          ...values,
          ...(voteId && { voteId }),
        })}
        onDone={() => say(t('meetings.follow_up_given'))}
      >
        <Field name="task" label={t('meetings.follow_up_task')}>
          <Input.TextArea rows={2} maxLength={300} />
        </Field>
        {passed.length > 0 && (
          <Field name="voteId" label={t('meetings.follow_up_vote')} optional>
            <Select allowClear options={passed.map((vote) => ({ value: vote.id, label: vote.question }))} />
          </Field>
        )}
        <Field name="attendeeId" label={t('meetings.follow_up_who')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={meeting.attendees.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Field>
        <Field name="dueOn" label={t('meetings.follow_up_due')}>
          <Input type="date" />
        </Field>
      </ActForm>
    </details>
  );
}
