/** Changing the own password. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { authApi } from '../../../src/kernel/auth/api.ts';
import { useAct } from '../lib/use-endpoint.ts';
import { ActForm, Field } from '../ui/form.tsx';
import { say } from '../ui/toast.tsx';

type PasswordFormProps = {
  /** The present password where it was typed a moment ago: nobody is asked twice. */
  known?: string | undefined;
  onDone?: () => Promise<void>;
};

export function PasswordForm({ known, onDone }: PasswordFormProps) {
  const { t } = useTranslation();
  const act = useAct(authApi.changePassword, { invalidates: [authApi.listSessions] });
  return (
    <ActForm<typeof authApi.changePassword, { current?: string; next: string }>
      act={act}
      toInput={({ current, next }) => ({ current: known ?? current ?? '', next })}
      onDone={async () => {
        say(t('password.changed'));
        await onDone?.();
      }}
      clearOnDone
      submitLabel={t('password.change')}
    >
      {known === undefined && (
        <Field name="current" label={t('password.current')}>
          <Input.Password autoComplete="current-password" />
        </Field>
      )}
      <Field name="next" label={t('password.next')} help={t('password.next_help')}>
        <Input.Password autoComplete="new-password" />
      </Field>
    </ActForm>
  );
}
