/** Asks to type a word before an act that cannot be undone (closing a ballot, publishing). Undoable acts never ask. */
import { Button, Input, Modal } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../lib/problem.ts';
import { Refusal } from './refusal.tsx';

type ConfirmTypedProps = {
  open: boolean;
  title: string;
  /** What will happen, in a sentence or two. */
  children: ReactNode;
  /** The word to type, such as the number of the case. */
  word: string;
  /** Verb on the button: 公布. */
  verb: string;
  busy?: boolean;
  problem?: Problem | null;
  onConfirm: () => void;
  onCancel: () => void;
};

export function ConfirmTyped(props: ConfirmTypedProps) {
  const { t } = useTranslation();
  const field = useId();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const confirm = () => {
    const same = typed.trim() === props.word;
    setWrong(!same);
    if (same) props.onConfirm();
  };
  return (
    <Modal
      open={props.open}
      title={props.title}
      onCancel={props.onCancel}
      destroyOnHidden
      afterClose={() => setTyped('')}
      footer={[
        <Button key="cancel" onClick={props.onCancel}>
          {t('ui.cancel')}
        </Button>,
        <Button key="act" type="primary" danger loading={props.busy ?? false} onClick={confirm}>
          {props.verb}
        </Button>,
      ]}
    >
      {props.children}
      <label className="confirm-typed" htmlFor={field}>
        {t('ui.confirm_typed', { word: props.word })}
      </label>
      <Input
        id={field}
        value={typed}
        autoComplete="off"
        status={wrong ? 'error' : ''}
        aria-invalid={wrong}
        aria-describedby={`${field}-wrong`}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={confirm}
      />
      <p id={`${field}-wrong`} className="field-fault" role="alert">
        {wrong ? t('ui.confirm_typed_wrong', { word: props.word }) : ''}
      </p>
      {props.problem && <Refusal problem={props.problem} focus />}
    </Modal>
  );
}
