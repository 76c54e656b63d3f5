/** One task of a meeting: what, who, until when; reported done with a text and files, or dropped with the reason. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { followUpsApi } from '../../../../src/modules/meetings/follow-ups-api.ts';
import { meetingsApi } from '../../../../src/modules/meetings/api.ts';
import { workApi } from '../../../../src/modules/work/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { download } from '../../lib/client.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { fileTypes } from './files.tsx';
import { FollowUpState, type FollowUp } from './follow-up-lines.tsx';
import './meetings.css';

const reads = [
  followUpsApi.getFollowUp,
  followUpsApi.listFollowUps,
  meetingsApi.getMeeting,
  workApi.listWork,
];

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const task = useEndpoint(followUpsApi.getFollowUp, { id });
  return (
    <Page
      title={task.data?.task ?? t('meetings.follow_ups')}
      crumbs={[{ label: t('work.title'), to: '/work' }]}
      width="text"
    >
      <Loaded query={task}>
        {(data) => (
          <>
            <TaskFacts task={data} />
            <Files task={data} />
            {data.may.report && <Report key={data.id} task={data} />}
            {data.may.drop && <Drop task={data} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function TaskFacts({ task }: { task: FollowUp }) {
  const { t } = useTranslation();
  const { meeting } = task;
  return (
    <Section>
      <p className="meeting-state">
        <FollowUpState task={task} />
      </p>
      <Facts
        rows={[
          { label: t('meetings.follow_up_who'), value: task.responsible },
          { label: t('meetings.follow_up_due'), value: <Day date={task.dueOn} /> },
          {
            label: t('meetings.follow_up_from'),
            value: (
              <>
                {task.may.open ? (
                  <AppLink to={`/meetings/${meeting.id}`}>{meeting.title}</AppLink>
                ) : (
                  meeting.title
                )}{' '}
                <Day date={meeting.on} short />
              </>
            ),
          },
          ...(task.decision ? [{ label: t('meetings.follow_up_vote'), value: task.decision }] : []),
          ...(task.doneOn
            ? [
                { label: t('meetings.follow_up_done_on'), value: <Day date={task.doneOn} /> },
                {
                  label: t('meetings.follow_up_report'),
                  value: (
                    <>
                      <span className="meeting-text">{task.report}</span>{' '}
                      <small>{t('meetings.follow_up_by', { by: task.reportedBy })}</small>
                    </>
                  ),
                },
              ]
            : []),
          ...(task.droppedBecause ? [{ label: t('meetings.reason'), value: task.droppedBecause }] : []),
        ]}
      />
    </Section>
  );
}

function Files({ task }: { task: FollowUp }) {
  const { t } = useTranslation();
  const files = useEndpoint(followUpsApi.listAttachments, { id: task.id });
  const add = useAct(followUpsApi.addAttachment, {
    invalidates: [followUpsApi.listAttachments],
    onDone: () => say(t('meetings.file_added')),
  });
  if (!task.may.report && files.data?.files.length === 0) return null;
  return (
    <Section title={t('meetings.files')}>
      <Loaded query={files} lines={1}>
        {({ files: kept }) => (
          <ul className="plain-list">
            {kept.map((file) => (
              <li key={file.id}>
                <button
                  type="button"
                  className="plain-button"
                  onClick={() => void download(followUpsApi.getAttachment, { id: task.id, fileId: file.id })}
                >
                  {file.name}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {task.may.report && (
        <FileDrop
          label={t('meetings.add_file')}
          types={fileTypes}
          limitMiB={20}
          camera
          busy={add.isPending}
          problem={add.error}
          onFile={(file, onProgress) => add.mutate({ input: { id: task.id }, file, onProgress })}
        />
      )}
    </Section>
  );
}

function Report({ task }: { task: FollowUp }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const [seen] = useState(task.version);
  const report = useAct(followUpsApi.reportFollowUp, { invalidates: reads });
  return (
    <Section title={t('meetings.follow_up_send')}>
      <ActForm
        act={report}
        name="report"
        draft={`meeting-report:${task.id}`}
        submitLabel={t('meetings.follow_up_send')}
        initial={{ doneOn: today }}
        toInput={(values: { report: string; doneOn: string }) => ({ id: task.id, version: seen, ...values })}
        onDone={() => say(t('meetings.follow_up_reported'))}
      >
        <Field name="report" label={t('meetings.follow_up_report')}>
          <Input.TextArea rows={4} maxLength={2000} />
        </Field>
        <Field name="doneOn" label={t('meetings.follow_up_done_on')}>
          <Input type="date" />
        </Field>
      </ActForm>
    </Section>
  );
}

function Drop({ task }: { task: FollowUp }) {
  const { t } = useTranslation();
  const drop = useAct(followUpsApi.dropFollowUp, { invalidates: reads });
  return (
    <details className="section meeting-more">
      <summary>{t('meetings.follow_up_drop')}</summary>
      <ActForm
        act={drop}
        name="drop"
        danger
        submitLabel={t('meetings.follow_up_drop')}
        toInput={(values: { reason: string }) => ({ id: task.id, version: task.version, ...values })}
      >
        <Field name="reason" label={t('meetings.reason')}>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}
