/** Files of a meeting: optional; each may be shown to those who are called, or taken off with the reason while the record is open. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { meetingsApi, type MeetingView } from '../../../../src/modules/meetings/api.ts';
import { download } from '../../lib/client.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';

type MeetingFile = ReplyOf<typeof meetingsApi.listAttachments>['files'][number];

export const fileTypes = ['.pdf', '.docx', '.xlsx', '.txt', '.jpg', '.jpeg', '.png'];

export function Files({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const files = useEndpoint(meetingsApi.listAttachments, { id: meeting.id });
  const add = useAct(meetingsApi.addAttachment, {
    invalidates: [meetingsApi.listAttachments],
    onDone: () => say(t('meetings.file_added')),
  });
  return (
    <Section title={t('meetings.files')}>
      <p>{t('meetings.files_help')}</p>
      <Loaded query={files} lines={1}>
        {({ files: kept }) => (
          <ul className="meeting-lines">
            {kept.map((file) => (
              <FileLine key={file.id} meeting={meeting} file={file} />
            ))}
          </ul>
        )}
      </Loaded>
      {meeting.may.manage && meeting.state !== 'annulled' && (
        <FileDrop
          label={t('meetings.add_file')}
          types={fileTypes}
          limitMiB={20}
          camera
          busy={add.isPending}
          problem={add.error}
          onFile={(file, onProgress) => add.mutate({ input: { id: meeting.id }, file, onProgress })}
        />
      )}
    </Section>
  );
}

function FileLine({ meeting, file }: { meeting: MeetingView; file: MeetingFile }) {
  const { t } = useTranslation();
  const show = useAct(meetingsApi.showPaper, { invalidates: [meetingsApi.getMeeting] });
  const shown = meeting.papers.includes(file.id);
  const open = ['planned', 'called', 'held'].includes(meeting.state);
  return (
    <li>
      <button
        type="button"
        className="plain-button"
        onClick={() => void download(meetingsApi.getAttachment, { id: meeting.id, fileId: file.id })}
      >
        {file.name}
      </button>
      <p className="meeting-line-facts">
        <span>{file.uploadedBy}</span>
        {shown && <span>{t('meetings.paper_shown')}</span>}
        {meeting.may.manage && meeting.state !== 'annulled' && (
          <button
            type="button"
            className="plain-button"
            onClick={() => show.mutate({ input: { id: meeting.id, fileId: file.id, shown: !shown } })}
          >
            {shown ? t('meetings.paper_hide') : t('meetings.paper_show')}
          </button>
        )}
      </p>
      {show.error && <Refusal problem={show.error} />}
      {meeting.may.manage && open && <Remove meetingId={meeting.id} file={file} />}
    </li>
  );
}

function Remove({ meetingId, file }: { meetingId: string; file: MeetingFile }) {
  const { t } = useTranslation();
  const remove = useAct(meetingsApi.removeAttachment, {
    invalidates: [meetingsApi.listAttachments, meetingsApi.getMeeting],
  });
  return (
    <details className="meeting-more">
      <summary aria-label={`${t('meetings.file_remove')} ${file.name}`}>{t('meetings.file_remove')}</summary>
      <ActForm
        act={remove}
        danger
        name={`remove-${file.id}`}
        submitLabel={t('meetings.file_remove')}
        toInput={({ reason }: { reason: string }) => ({ id: meetingId, fileId: file.id, reason })}
        onDone={() => say(t('meetings.file_removed'))}
      >
        <Field name="reason" label={t('meetings.reason')}>
          <Input maxLength={200} />
        </Field>
      </ActForm>
    </details>
  );
}
