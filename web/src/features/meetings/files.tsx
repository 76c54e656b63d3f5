/** Files of a meeting: optional, for those who have a sheet or a paper to keep. */
import { useTranslation } from 'react-i18next';
import { meetingsApi, type MeetingView } from '../../../../src/modules/meetings/api.ts';
import { download } from '../../lib/client.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';

const types = ['.pdf', '.docx', '.xlsx', '.txt', '.jpg', '.jpeg', '.png'];

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
          <ul className="plain-list">
            {kept.map((file) => (
              <li key={file.id}>
                <button
                  type="button"
                  className="plain-button"
                  onClick={() =>
                    void download(meetingsApi.getAttachment, { id: meeting.id, fileId: file.id })
                  }
                >
                  {file.name}
                </button>
                <small>{file.uploadedBy}</small>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {meeting.may.manage && meeting.state !== 'annulled' && (
        <FileDrop
          label={t('meetings.add_file')}
          types={types}
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
