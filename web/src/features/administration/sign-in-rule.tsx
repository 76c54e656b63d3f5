/** After how many days a password must be changed, with its source; off unless the town sets it. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { administrationApi } from '../../../../src/modules/administration/api.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';

type Rule = { passwordDays?: string; source: string; reason: string };

export function SignInRule() {
  const { t } = useTranslation();
  const rule = useEndpoint(administrationApi.getSignInRule, {});
  const set = useAct(administrationApi.setSignInRule, { invalidates: [administrationApi.getSignInRule] });
  return (
    <Section title={t('administration.sign_in_rule')}>
      <Loaded query={rule} lines={1}>
        {({ passwordDays, source }) => (
          <p>
            {passwordDays === null
              ? t('administration.sign_in_rule_off')
              : t('administration.sign_in_rule_on', { days: passwordDays, source: source ?? '' })}
          </p>
        )}
      </Loaded>
      <ActForm<typeof administrationApi.setSignInRule, Rule>
        act={set}
        toInput={({ passwordDays, ...values }) => ({
          ...values,
          passwordDays: passwordDays ? Number(passwordDays) : null,
        })}
        submitLabel={t('administration.set')}
        clearOnDone
        onDone={() => say(t('audit.rights.sign_in_rule_set'))}
      >
        <Field name="passwordDays" label={t('administration.days')} optional>
          <Input inputMode="numeric" />
        </Field>
        <Field name="source" label={t('administration.source')}>
          <Input />
        </Field>
        <Field name="reason" label={t('administration.reason')}>
          <Input />
        </Field>
      </ActForm>
    </Section>
  );
}
