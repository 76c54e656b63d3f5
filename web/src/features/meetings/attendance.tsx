/** Who came: one tap for each person, the quorum beside it; heads where nobody keeps a list. */
import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meetingsApi, type MeetingView } from '../../../../src/modules/meetings/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Quorum } from './quorum.tsx';
import { useSeen } from './use-seen.ts';
import { useTaps, type TapStatus } from './use-taps.ts';

export function Attendance({ meeting }: { meeting: MeetingView }) {
  return meeting.heads.length > 0 ? <Heads meeting={meeting} /> : <Names meeting={meeting} />;
}

const statuses: TapStatus[] = ['present', 'excused', 'absent'];

function Names({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const { attendees, waiting, problem, overtaken, tap, seen } = useTaps(meeting);
  const [excusing, setExcusing] = useState<string>();
  const unknown = attendees.filter((one) => one.status === 'unknown');
  // Who has asked leave is not among "the rest": the person at the meeting says for each what came true.
  const rest = unknown.filter((one) => one.announced?.coming !== false);
  const voting = attendees.filter((one) => one.votes);
  const open = meeting.state === 'held';
  const choose = (attendeeId: string, status: TapStatus) => {
    if (status === 'excused') return setExcusing(attendeeId);
    tap([{ attendeeId, status }]);
  };
  return (
    <Section title={t('meetings.task_attendance')}>
      <div className="meeting-sticky">
        <Quorum
          meeting={meeting}
          live={{
            eligible: voting.length,
            present: voting.filter((one) => one.status === 'present').length,
          }}
        />
        <output className="meeting-saved">
          {waiting > 0 ? t('meetings.waiting_to_send', { n: waiting }) : t('meetings.all_sent')}
        </output>
      </div>
      {problem && <Refusal problem={problem} />}
      {overtaken.map((one) => (
        <div key={one.attendeeId} className="meeting-theirs" role="alert">
          <p>
            {t('meetings.tap_overtaken', {
              name: one.name,
              by: one.by,
              theirs: t(`meetings.status.${one.theirs}`),
              mine: t(`meetings.status.${one.mine.status}`),
            })}
          </p>
          <Button
            onClick={() => {
              seen(one.attendeeId);
              const { attendeeId, status, reason } = one.mine;
              tap([{ attendeeId, status, ...(reason !== undefined && { reason }) }]);
            }}
          >
            {t('meetings.tap_mine')}
          </Button>{' '}
          <Button onClick={() => seen(one.attendeeId)}>{t('meetings.tap_theirs')}</Button>
        </div>
      ))}
      {open && rest.length > 0 && (
        <Button
          block
          size="large"
          onClick={() => tap(rest.map((one) => ({ attendeeId: one.id, status: 'present' as const })))}
        >
          {t('meetings.rest_present')}（{rest.length}）
        </Button>
      )}
      <ul className="meeting-people">
        {attendees.map((one) => (
          <li key={one.id}>
            <p>
              <span className="person-name">{one.name}</span>
              {!one.votes && <small>{one.guest ? t('meetings.guest') : t('meetings.no_vote_right')}</small>}
              {one.reason && <small>{one.reason}</small>}
              {one.status === 'unknown' && one.announced && (
                <small className="meeting-announced">
                  {one.announced.coming
                    ? t('meetings.announced_come')
                    : t('meetings.announced_leave', { reason: one.announced.reason ?? '' })}
                </small>
              )}
            </p>
            <fieldset className="meeting-taps" aria-label={`${one.name} ${t('meetings.task_attendance')}`}>
              {statuses.map((status) => (
                <button
                  key={status}
                  type="button"
                  aria-pressed={one.status === status}
                  disabled={!open}
                  className={`meeting-tap meeting-tap-${status}`}
                  onClick={() => choose(one.id, status)}
                >
                  {t(`meetings.status.${status}`)}
                </button>
              ))}
            </fieldset>
            {excusing === one.id && (
              <Excuse
                name={one.name}
                announced={one.announced?.reason ?? ''}
                onDone={(reason) => {
                  setExcusing(undefined);
                  tap([{ attendeeId: one.id, status: 'excused', reason }]);
                }}
              />
            )}
          </li>
        ))}
      </ul>
      {open && (
        <div className="meeting-guest">
          <GuestForm meeting={meeting} />
        </div>
      )}
    </Section>
  );
}

type ExcuseProps = { name: string; announced: string; onDone: (reason: string) => void };

function Excuse({ name, announced, onDone }: ExcuseProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState(announced);
  return (
    <form
      className="meeting-excuse"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) onDone(reason.trim());
      }}
    >
      <label>
        <span>{t('meetings.excuse_reason')}</span>
        <Input
          value={reason}
          maxLength={100}
          aria-label={t('meetings.excuse_of', { name })}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <Button htmlType="submit" type="primary">
        {t('meetings.status.excused')}
      </Button>
    </form>
  );
}

function GuestForm({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const add = useAct(meetingsApi.addGuest, { invalidates: [meetingsApi.getMeeting] });
  return (
    <ActForm
      act={add}
      clearOnDone
      submitLabel={t('meetings.add_guest')}
      toInput={(values: { name: string }) => ({ id: meeting.id, name: values.name })}
    >
      <Field name="name" label={t('meetings.guest_name')}>
        <Input maxLength={60} />
      </Field>
    </ActForm>
  );
}

type HeadValues = Record<string, { eligible: number; present: number }>;

function Heads({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const count = useAct(meetingsApi.countHeads, { invalidates: [meetingsApi.getMeeting] });
  const [seen, setSeen] = useSeen(meeting);
  const initial: HeadValues = {};
  for (const { unit, eligible, present } of meeting.heads)
    if (eligible > 0) initial[unit] = { eligible, present };
  return (
    <Section title={t('meetings.task_attendance')}>
      <Quorum meeting={meeting} />
      {meeting.state === 'held' && (
        <ActForm
          act={count}
          draft={`meeting-heads:${meeting.id}`}
          submitLabel={t('meetings.heads_save')}
          onDone={setSeen}
          initial={initial}
          toInput={(values: HeadValues) => ({
            id: meeting.id,
            version: seen,
            turnout: Object.fromEntries(
              meeting.heads.flatMap(({ unit }) => {
                const heads = values[unit];
                return heads?.eligible
                  ? [[unit, { eligible: heads.eligible, present: heads.present ?? 0 }]]
                  : [];
              }),
            ),
          })}
        >
          {meeting.heads.map(({ unit }, i) => {
            const name = t(`ballot.count.${unit}` as 'ballot.count.villagers'); // a unit of the contract
            return (
              <div key={unit} className="meeting-pair">
                <Field
                  name={[unit, 'eligible']}
                  label={t('meetings.heads_eligible', { unit: name })}
                  optional={i > 0}
                >
                  <InputNumber min={0} precision={0} inputMode="numeric" />
                </Field>
                <Field
                  name={[unit, 'present']}
                  label={t('meetings.heads_present', { unit: name })}
                  optional={i > 0}
                >
                  <InputNumber min={0} precision={0} inputMode="numeric" />
                </Field>
              </div>
            );
          })}
        </ActForm>
      )}
    </Section>
  );
}
