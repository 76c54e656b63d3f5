/** For a lost phone: forgets somebody's second factor, so that they enrol anew. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { administrationApi } from '../../../../src/modules/administration/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { PersonSelect } from './person-select.tsx';

type Resetting = { id: string; reason: string };

export function ResetSecondFactor() {
  const { t } = useTranslation();
  const reset = useAct(administrationApi.resetSecondFactor);
  return (
    <Section title={t('administration.reset_factor')}>
      <p>{t('administration.reset_factor_hint')}</p>
      <ActForm<typeof administrationApi.resetSecondFactor, Resetting>
        act={reset}
        toInput={(values) => values}
        submitLabel={t('administration.reset_factor')}
        clearOnDone
        onDone={() => say(t('audit.rights.second_factor_reset'))}
      >
        <Field name="id" label={t('administration.person')}>
          <PersonSelect />
        </Field>
        <Field name="reason" label={t('administration.reason')}>
          <Input />
        </Field>
      </ActForm>
    </Section>
  );
}
