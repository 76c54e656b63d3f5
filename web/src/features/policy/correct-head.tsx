/** Correcting the fields around the text. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { policyApi } from '../../../../src/modules/policy/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { say } from '../../ui/toast.tsx';
import { documentReads, type PolicyDocument } from './document-reads.ts';

type Values = {
  title: string;
  number?: string;
  issuer?: string;
  dated?: string;
  recipients?: string;
  copiesTo?: string;
  subjectWords?: string;
};

const linesOf = (text = ''): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export function CorrectHead({ document }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  const correct = useAct(policyApi.correctHead, { invalidates: documentReads });
  const { id, version } = document;
  return (
    <details className="assignments">
      <summary>{t('policy.head_correct')}</summary>
      <ActForm
        key={version}
        name="head"
        draft={`policy-head:${id}`}
        act={correct}
        initial={{
          title: document.title,
          number: document.number ?? '',
          issuer: document.issuer ?? '',
          dated: document.dated ?? '',
          recipients: document.recipients.join('\n'),
          copiesTo: document.copiesTo.join('\n'),
          subjectWords: document.subjectWords.join('\n'),
        }}
        toInput={(values: Values) => ({
          id,
          version,
          title: values.title,
          number: values.number || null,
          issuer: values.issuer || null,
          dated: values.dated || null,
          recipients: linesOf(values.recipients),
          copiesTo: linesOf(values.copiesTo),
          subjectWords: linesOf(values.subjectWords),
        })}
        submitLabel={t('policy.head_correct')}
        onDone={() => say(t('policy.saved'))}
      >
        <Field name="title" label={t('policy.field.title')}>
          <Input.TextArea autoSize />
        </Field>
        <Field name="number" label={t('policy.field.number')} optional>
          <Input />
        </Field>
        <Field name="issuer" label={t('policy.field.issuer')} optional>
          <Input />
        </Field>
        <Field name="dated" label={t('policy.field.dated')} optional>
          <Input type="date" />
        </Field>
        <Field name="recipients" label={t('policy.field.recipients')} help={t('policy.list_help')} optional>
          <Input.TextArea autoSize />
        </Field>
        <Field name="copiesTo" label={t('policy.field.copies_to')} help={t('policy.list_help')} optional>
          <Input.TextArea autoSize />
        </Field>
        <Field
          name="subjectWords"
          label={t('policy.field.subject_words')}
          help={t('policy.list_help')}
          optional
        >
          <Input.TextArea autoSize />
        </Field>
      </ActForm>
    </details>
  );
}
