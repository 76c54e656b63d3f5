/** One meeting for whoever is called: when, where, what for, the answer ahead; afterwards what was decided and said. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownMeetingsApi } from '../../../../src/modules/meetings/own-api.ts';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { usePathParam } from '../../lib/address.ts';
import { download } from '../../lib/client.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Day, Moment } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Reasons, Refusal } from '../../ui/refusal.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { stateTone } from './words.ts';
import './meetings.css';

type OwnMeeting = ReplyOf<typeof ownMeetingsApi.getOwnMeeting>;

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const meeting = useEndpoint(ownMeetingsApi.getOwnMeeting, { id });
  return (
    <Page
      title={meeting.data?.title ?? t('meetings.own')}
      crumbs={[{ label: t('meetings.own'), to: '/own-meetings' }]}
      width="text"
    >
      <Loaded query={meeting}>
        {(data) => (
          <>
            <CallFacts meeting={data} />
            {data.state === 'called' && <Answer meeting={data} />}
            {data.record && <Decisions record={data.record} />}
            <Agenda meeting={data} />
            {data.papers.length > 0 && <Papers meeting={data} />}
            {data.mayManage && (
              <LinkButton to={`/meetings/${data.id}`} label={t('meetings.own_manage')} icon="forward" />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function CallFacts({ meeting }: { meeting: OwnMeeting }) {
  const { t } = useTranslation();
  return (
    <Section>
      <p className="meeting-state">
        <StateTag tone={stateTone[meeting.state]} label={t(`procedure.meeting.state.${meeting.state}`)} />
      </p>
      {meeting.stateReason && <p>{meeting.stateReason}</p>}
      {meeting.state === 'annulled' && <p>{t('meetings.own_not_counting')}</p>}
      <Facts
        rows={[
          {
            label: t('meetings.at'),
            value: (
              <>
                <Day date={meeting.on} /> {meeting.startsAt}
              </>
            ),
          },
          { label: t('meetings.place'), value: meeting.place },
          { label: t('meetings.filter_kind'), value: t(`meetings.kind.${meeting.kind}`) },
          { label: t('meetings.column_org'), value: meeting.orgName },
          ...(meeting.record
            ? [
                {
                  label: t('meetings.own_place'),
                  value: `${t(`meetings.status.${meeting.status}`)}${meeting.reason ? `（${meeting.reason}）` : ''}`,
                },
                { label: t('meetings.task_attendance'), value: t('meetings.own_turnout', meeting.record) },
                { label: t('meetings.host'), value: meeting.record.host },
                { label: t('meetings.recorder'), value: meeting.record.recorder },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

const reads = [ownMeetingsApi.getOwnMeeting, ownMeetingsApi.listOwnMeetings];

function Answer({ meeting }: { meeting: OwnMeeting }) {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState(false);
  const said = () => say(t('meetings.own_answered'));
  const come = useAct(ownMeetingsApi.answerCall, { invalidates: reads, onDone: said });
  const leave = useAct(ownMeetingsApi.answerCall, { invalidates: reads });
  const { answer } = meeting;
  if (!meeting.mayAnswer.now) return <Reasons reasons={meeting.mayAnswer.because} />;
  return (
    <Section title={t('meetings.own_answer')}>
      {answer && (
        <output className="meeting-answer">
          <StateTag
            tone={answer.coming ? 'done' : 'waiting'}
            label={
              answer.coming
                ? t('meetings.own_answered_come')
                : t('meetings.own_answered_leave', { reason: answer.reason ?? '' })
            }
          />{' '}
          <Moment at={answer.at} />
        </output>
      )}
      {answer && <p className="meeting-saved">{t('meetings.own_answer_kept')}</p>}
      {come.error && <Refusal problem={come.error} focus />}
      <div className="meeting-answers">
        <Button
          type={answer?.coming ? 'default' : 'primary'}
          size="large"
          disabled={answer?.coming === true}
          loading={come.isPending}
          onClick={() => {
            setLeaving(false);
            come.mutate({ input: { id: meeting.id, coming: true } });
          }}
        >
          {t('meetings.own_come')}
        </Button>
        <Button size="large" aria-expanded={leaving} onClick={() => setLeaving(!leaving)}>
          {t('meetings.own_leave')}
        </Button>
      </div>
      {leaving && (
        <ActForm
          act={leave}
          draft={`meeting-leave:${meeting.id}`}
          submitLabel={t('meetings.own_leave_send')}
          toInput={({ reason }: { reason: string }) => ({ id: meeting.id, coming: false, reason })}
          onDone={() => {
            setLeaving(false);
            said();
          }}
        >
          <Field name="reason" label={t('meetings.excuse_reason')}>
            <Input maxLength={100} />
          </Field>
        </ActForm>
      )}
    </Section>
  );
}

function Decisions({ record }: { record: NonNullable<OwnMeeting['record']> }) {
  const { t } = useTranslation();
  return (
    <Section title={t('meetings.own_decisions')}>
      {record.decisions.length === 0 && <p>{t('meetings.own_no_decisions')}</p>}
      <ul className="meeting-lines">
        {record.decisions.map((one) => (
          <li key={one.id}>
            {one.question}
            <p className="meeting-line-facts">
              <StateTag
                tone={one.passed ? 'done' : 'stopped'}
                label={one.passed ? t('meetings.passed') : t('meetings.not_passed')}
              />
              <span>
                {t('meetings.yes')} {one.yes} · {t('meetings.no')} {one.no} · {t('meetings.abstain')}{' '}
                {one.abstain}
              </span>
            </p>
          </li>
        ))}
      </ul>
      {record.corrections.map((one) => (
        <p key={one.id}>
          {t('meetings.correct')}：{one.text}（<Moment at={one.at} />）
        </p>
      ))}
    </Section>
  );
}

function Agenda({ meeting }: { meeting: OwnMeeting }) {
  const { t } = useTranslation();
  return (
    <Section title={meeting.record ? t('meetings.record') : t('meetings.agenda')}>
      <ol className="meeting-agenda">
        {meeting.agenda.map((item) => (
          <li key={item.id}>
            {item.title}
            {item.minutes && <p className="meeting-text">{item.minutes}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Papers({ meeting }: { meeting: OwnMeeting }) {
  const { t } = useTranslation();
  return (
    <Section title={t('meetings.own_papers')}>
      <ul className="plain-list">
        {meeting.papers.map((file) => (
          <li key={file.id}>
            <button
              type="button"
              className="plain-button"
              onClick={() =>
                void download(ownMeetingsApi.getOwnPaper, { id: meeting.id, fileId: file.id, show: 'false' })
              }
            >
              {file.name}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
