/** Taking back the last entry: rare, with its reason, and it stays on record as undone. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { admissionApi as api } from '../../../../src/modules/admission/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { say } from '../../ui/toast.tsx';
import type { CaseView } from './words.ts';

export function TakeBack({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const act = useAct(api.takeBack, { invalidates: [api.getCase, api.listCases] });
  return (
    <details className="step-form">
      <summary>{t('admission.take_back')}</summary>
      <p>{t('admission.take_back_hint')}</p>
      <ActForm
        act={act}
        submitLabel={t('admission.take_back')}
        danger
        toInput={(values: { why: string }) => ({ id: of.id, version: of.version, ...values })}
        onDone={() => say(t('admission.saved'))}
      >
        <Field name="why" label={t('admission.field.why')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Field>
      </ActForm>
    </details>
  );
}
