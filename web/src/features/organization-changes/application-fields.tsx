/** Fields that the three applications share. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.ts';
import { Field } from '../../ui/form.tsx';

export function NameFields() {
  const { t } = useTranslation();
  return (
    <>
      <Field name="name" label={t('organization_changes.full_name')}>
        <Input maxLength={100} />
      </Field>
      <Field name="shortName" label={t('organization_changes.short_name')}>
        <Input maxLength={40} />
      </Field>
    </>
  );
}

export function Need() {
  const { t } = useTranslation();
  return (
    <Field name="need" label={t('organization_changes.need')} help={t('organization_changes.need_help')}>
      <Input.TextArea rows={4} maxLength={1000} />
    </Field>
  );
}

export function AppliedOn() {
  const { t } = useTranslation();
  const { today } = useSession();
  return (
    <Field name="appliedOn" label={t('organization_changes.applied_on')}>
      <Input type="date" max={today} />
    </Field>
  );
}
