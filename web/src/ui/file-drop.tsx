/** One file to the server: chosen, dropped or photographed; limits said before, progress and refusal shown here. */
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../lib/problem.ts';
import { Icon } from './icon.tsx';
import { Refusal } from './refusal.tsx';

type FileDropProps = {
  label: string;
  /** Endings with the dot: ['.xlsx', '.docx']. */
  types: string[];
  limitMiB: number;
  /** Offer the camera on phones. */
  camera?: boolean;
  /** Sends it; `onProgress` takes the share that has left, 0–1. Usually `act.mutate({ input, file, onProgress })`. */
  onFile: (file: File, onProgress: (share: number) => void) => void;
  busy?: boolean;
  problem?: Problem | null;
};

export function FileDrop({
  label,
  types,
  limitMiB,
  camera = false,
  onFile,
  busy = false,
  problem,
}: FileDropProps) {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const photo = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<{ name: string; share: number }>();
  const [fault, setFault] = useState('');

  const take = (file: File | undefined) => {
    if (!file || busy) return;
    const why = faultOf(file);
    setFault(why);
    if (why) return;
    setSending({ name: file.name, share: 0 });
    onFile(file, (share) => setSending({ name: file.name, share }));
  };
  const faultOf = (file: File): string => {
    const limit = `${limitMiB} MB`;
    const size = `${(file.size / 1024 / 1024).toFixed(1)} MB`;
    if (file.size > limitMiB * 1024 * 1024) return t('ui.file_too_large', { name: file.name, size, limit });
    const known = types.some((type) => file.name.toLowerCase().endsWith(type));
    return known || (camera && file.type.startsWith('image/'))
      ? ''
      : t('ui.file_wrong_type', { name: file.name, types: types.join(' ') });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  };

  return (
    // Dropping is one way more; the buttons inside do the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset className="file-drop" onDrop={drop} onDragOver={(event) => event.preventDefault()}>
      <legend className="file-drop-label">{label}</legend>
      <div className="file-drop-ways">
        <button type="button" className="link-button" onClick={() => chooser.current?.click()}>
          <Icon name="upload" />
          {t('ui.file_choose')}
        </button>
        {camera && (
          <button
            type="button"
            className="link-button file-drop-camera"
            onClick={() => photo.current?.click()}
          >
            <Icon name="camera" />
            {t('ui.file_photo')}
          </button>
        )}
        <span className="file-drop-hint">{t('ui.file_drop_here')}</span>
      </div>
      <p className="field-help">{t('ui.file_limit', { types: types.join(' '), size: `${limitMiB} MB` })}</p>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={t('ui.file_choose')}
        accept={types.join(',')}
        onChange={(event) => takeAndReset(event.target, take)}
      />
      <input
        ref={photo}
        type="file"
        hidden
        aria-label={t('ui.file_photo')}
        accept="image/*"
        capture="environment"
        onChange={(event) => takeAndReset(event.target, take)}
      />
      {busy && sending && <Sending name={sending.name} share={sending.share} />}
      {fault && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
      {problem && !busy && !fault && <Refusal problem={problem} focus />}
    </fieldset>
  );
}

function Sending({ name, share }: { name: string; share: number }) {
  const { t } = useTranslation();
  const percent = Math.floor(share * 100);
  const text = share < 1 ? t('ui.file_sending', { name, percent }) : t('ui.file_checking', { name });
  return (
    <output className="file-drop-sending">
      <progress max={1} value={share < 1 ? share : undefined} aria-label={text} />
      <span>{text}</span>
    </output>
  );
}

/** The same file may be chosen again after it was mended. */
function takeAndReset(field: HTMLInputElement, take: (file: File | undefined) => void): void {
  take(field.files?.[0]);
  field.value = '';
}
