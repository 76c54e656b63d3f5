/** Files of one record: open, add, take off with the reason. Never forced; the record says what they are for. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint, InputOf } from '../../../src/kernel/http/contract.ts';
import type { attachmentApi } from '../../../src/kernel/files/api.ts';
import { download } from '../lib/client.ts';
import { useAct, useEndpoint } from '../lib/use-endpoint.ts';
import { FileDrop } from './file-drop.tsx';
import { ActForm, Field } from './form.tsx';
import { Loaded } from './loaded.tsx';
import { say } from './toast.tsx';

export type RecordFilesApi = ReturnType<typeof attachmentApi>;

type RecordFilesProps = {
  api: RecordFilesApi;
  id: string;
  help: string;
  addLabel: string;
  mayChange: boolean;
  /** Endings with the dot; pictures, PDF, Office and text unless told. */
  types?: string[];
};

const usual = ['.pdf', '.docx', '.xlsx', '.txt', '.jpg', '.jpeg', '.png'];

export function RecordFiles({ api, id, help, addLabel, mayChange, types = usual }: RecordFilesProps) {
  const { t } = useTranslation();
  const files = useEndpoint(api.listAttachments, { id });
  const add = useAct(api.addAttachment, {
    invalidates: [api.listAttachments],
    onDone: () => say(t('ui.file_added')),
  });
  return (
    <>
      <p>{help}</p>
      <Loaded query={files} lines={1}>
        {({ files: kept }) => (
          <ul className="plain-list">
            {kept.map((file) => (
              <li key={file.id}>
                <FileLink
                  name={file.name}
                  onOpen={() => download(api.getAttachment, { id, fileId: file.id })}
                >
                  <small>{t('ui.file_by', { who: file.uploadedBy, size: sizeOf(file.bytes) })}</small>
                </FileLink>
                {mayChange && (
                  <RemoveFile
                    endpoint={api.removeAttachment}
                    invalidates={[api.listAttachments]}
                    target={{ id, fileId: file.id }}
                    name={file.name}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {mayChange && (
        <FileDrop
          label={addLabel}
          types={types}
          limitMiB={20}
          camera
          busy={add.isPending}
          problem={add.error}
          onFile={(file, onProgress) => add.mutate({ input: { id }, file, onProgress })}
        />
      )}
    </>
  );
}

export function FileLink({
  name,
  onOpen,
  children,
}: {
  name: string;
  onOpen: () => Promise<unknown>;
  children?: ReactNode;
}) {
  return (
    <>
      <button type="button" className="plain-button" onClick={() => void onOpen()}>
        {name}
      </button>{' '}
      {children}
    </>
  );
}

export function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

type RemoveEndpoint = RecordFilesApi['removeAttachment'];
type RemoveFileProps = {
  endpoint: RemoveEndpoint;
  invalidates: Endpoint[];
  target: Omit<InputOf<RemoveEndpoint>, 'reason'>;
  name: string;
};

/** Takes one file off a record, with the reason that stays in its place. */
export function RemoveFile({ endpoint, invalidates, target, name }: RemoveFileProps) {
  const { t } = useTranslation();
  const act = useAct(endpoint, { invalidates, onDone: () => say(t('ui.file_removed')) });
  return (
    <details>
      <summary>{t('ui.file_remove', { name })}</summary>
      <ActForm
        act={act}
        danger
        submitLabel={t('ui.file_remove_do')}
        toInput={(values: { reason: string }) => ({ ...target, ...values })}
      >
        <Field name="reason" label={t('ui.file_remove_reason')}>
          <Input maxLength={200} />
        </Field>
      </ActForm>
    </details>
  );
}
