/** The fields of every act on the tree. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/form.tsx';

/** From which day, why, by which paper. */
export function DecisionFields() {
  const { t } = useTranslation();
  return (
    <>
      <Field name="on" label={t('organizations.on')}>
        <Input type="date" />
      </Field>
      <Field name="reason" label={t('organizations.reason')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
      <Field name="reference" label={t('organizations.reference')} optional>
        <Input maxLength={200} />
      </Field>
    </>
  );
}
