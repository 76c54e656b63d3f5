/** Before the meeting: call, put off, call off; and beginning the record, also of a meeting held already. */
import { Input } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meetingsApi, type MeetingView } from '../../../../src/modules/meetings/api.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field, NamedValue } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { useSeen } from './use-seen.ts';

const reads = [meetingsApi.getMeeting, meetingsApi.listMeetings];

export function Call({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const move = (key: string) => meeting.moves.find((one) => one.move === key);
  const call = useAct(meetingsApi.callMeeting, { invalidates: reads });
  const [seen, setSeen] = useSeen(meeting);
  const { id, plannedOn, startsAt } = meeting;
  const [shown] = useState({ plannedOn, startsAt });
  const toCall = move('call');
  return (
    <>
      <Section title={t('meetings.task_call')}>
        <p>
          <Day date={meeting.plannedOn} /> {meeting.startsAt} · {meeting.place}
        </p>
        <ol className="meeting-agenda">
          {meeting.items.map((item) => (
            <li key={item.id}>{item.title}</li>
          ))}
        </ol>
        {meeting.calledOn && <p>{t('meetings.told', meeting.told)}</p>}
        {meeting.calledOn && <p>{t('meetings.announced', announcedOf(meeting))}</p>}
        <Reasons reasons={meeting.reminders} />
        {toCall?.available && (
          <ActForm
            act={call}
            submitLabel={t('meetings.call_now')}
            toInput={() => ({
              id,
              version: seen,
              ...(seen === meeting.version ? { plannedOn, startsAt } : shown),
            })}
            onDone={(reply) => {
              setSeen(reply);
              say(t('meetings.called_done'));
            }}
          >
            <NamedValue name="plannedOn" label={t('meetings.on')} />
            <NamedValue name="startsAt" label={t('meetings.at')} />
          </ActForm>
        )}
        {toCall && !toCall.available && <Reasons reasons={toCall.because} />}
      </Section>
      {meeting.state === 'planned' && <ChangePlan meeting={meeting} seen={seen} onSeen={setSeen} />}
      {move('begin') && meeting.plannedOn <= today && <Begin meeting={meeting} />}
      {move('postpone') && <Postpone meeting={meeting} seen={seen} onSeen={setSeen} />}
      {move('cancel') && <Cancel meeting={meeting} />}
    </>
  );
}

function announcedOf(meeting: MeetingView): { coming: number; leave: number } {
  const said = meeting.attendees.flatMap((one) => one.announced ?? []);
  const coming = said.filter((one) => one.coming).length;
  return { coming, leave: said.length - coming };
}

function Begin({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const begin = useAct(meetingsApi.beginMeeting, { invalidates: reads });
  return (
    <Section title={t('meetings.begin')}>
      <ActForm
        act={begin}
        submitLabel={t('meetings.begin')}
        initial={{ heldOn: meeting.plannedOn, ...(meeting.calledOn && { toldOn: meeting.calledOn }) }}
        toInput={(values: { heldOn: string; toldOn?: string }) => ({
          id: meeting.id,
          version: meeting.version,
          heldOn: values.heldOn,
          ...(values.toldOn && { toldOn: values.toldOn }),
        })}
        onDone={() =>
          navigate({
            to: `/meetings/${meeting.id}`,
            search: { step: 'attendance' },
          })
        }
      >
        <Field name="heldOn" label={t('meetings.held_on')}>
          <Input type="date" />
        </Field>
        {!meeting.calledOn && (
          <Field
            name="toldOn"
            label={t('meetings.told_on')}
            help={t('meetings.told_on_help')}
            optional={!meeting.rule.noticeBinds}
          >
            <Input type="date" />
          </Field>
        )}
      </ActForm>
    </Section>
  );
}

/** One version for all forms of the page: the own act in one of them is no surprise to the next. */
type Seen = { meeting: MeetingView; seen: number; onSeen: (reply: { version: number }) => void };

type Plan = { title: string; place: string; plannedOn: string; startsAt: string };

/** Before anybody was called; afterwards the meeting is put off, and those who were called hear of it. */
function ChangePlan({ meeting, seen, onSeen }: Seen) {
  const { t } = useTranslation();
  const change = useAct(meetingsApi.changePlan, { invalidates: reads });
  const { title, place, plannedOn, startsAt } = meeting;
  return (
    <details className="section meeting-more">
      <summary>{t('meetings.change_plan')}</summary>
      <ActForm
        act={change}
        name="plan"
        draft={`meeting-change:${meeting.id}`}
        submitLabel={t('meetings.plan_submit')}
        initial={{ title, place, plannedOn, startsAt }}
        toInput={(values: Plan) => ({ id: meeting.id, version: seen, ...values })}
        onDone={(reply) => {
          onSeen(reply);
          say(t('meetings.plan_changed'));
        }}
      >
        <Field name="title" label={t('meetings.title')}>
          <Input maxLength={120} />
        </Field>
        <Field name="plannedOn" label={t('meetings.on')}>
          <Input type="date" />
        </Field>
        <Field name="startsAt" label={t('meetings.at')}>
          <Input type="time" />
        </Field>
        <Field name="place" label={t('meetings.place')}>
          <Input maxLength={80} />
        </Field>
      </ActForm>
    </details>
  );
}

function Postpone({ meeting, seen, onSeen }: Seen) {
  const { t } = useTranslation();
  const postpone = useAct(meetingsApi.postponeMeeting, { invalidates: reads });
  return (
    <details className="section meeting-more">
      <summary>{t('meetings.postpone')}</summary>
      <ActForm
        act={postpone}
        submitLabel={t('meetings.postpone')}
        initial={{ plannedOn: meeting.plannedOn, startsAt: meeting.startsAt }}
        toInput={(values: { plannedOn: string; startsAt: string; reason: string }) => ({
          id: meeting.id,
          version: seen,
          ...values,
        })}
        onDone={(reply) => {
          onSeen(reply);
          say(t('meetings.postponed_done'));
        }}
      >
        <Field name="plannedOn" label={t('meetings.on')}>
          <Input type="date" />
        </Field>
        <Field name="startsAt" label={t('meetings.at')}>
          <Input type="time" />
        </Field>
        <Field name="reason" label={t('meetings.reason')}>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}

export function Cancel({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const cancel = useAct(meetingsApi.cancelMeeting, { invalidates: reads });
  return (
    <details className="section meeting-more">
      <summary>{t('meetings.cancel')}</summary>
      <ActForm
        act={cancel}
        danger
        submitLabel={t('meetings.cancel')}
        toInput={(values: { reason: string }) => ({ id: meeting.id, version: meeting.version, ...values })}
        onDone={() => say(t('meetings.cancelled_done'))}
      >
        <Field name="reason" label={t('meetings.reason')}>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}
