/** The forms of sign-in: name and password, the code, and the doors of other providers. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { authApi } from '../../../src/kernel/auth/api.ts';
import type { InputOf, ReplyOf } from '../../../src/kernel/http/contract.ts';
import { useAct } from '../lib/use-endpoint.ts';
import { ActForm, Field } from '../ui/form.tsx';

export type Credentials = Pick<InputOf<typeof authApi.signIn>, 'username' | 'password'>;
export type SignInStep = ReplyOf<typeof authApi.signIn>['step'];

type CredentialsFormProps = { onAnswer: (given: Credentials, step: SignInStep) => Promise<void> };

export function CredentialsForm({ onAnswer }: CredentialsFormProps) {
  const { t } = useTranslation();
  const act = useAct(authApi.signIn);
  return (
    <ActForm<typeof authApi.signIn, Credentials>
      act={act}
      toInput={(values) => values}
      onDone={({ step }, values) => onAnswer(values, step)}
      submitLabel={t('sign_in.submit')}
    >
      <Field name="username" label={t('sign_in.username')}>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </Field>
      <Field name="password" label={t('sign_in.password')}>
        <Input.Password autoComplete="current-password" />
      </Field>
    </ActForm>
  );
}

type CodeFormProps = { given: Credentials; onSignedIn: () => Promise<void>; onStartOver: () => void };

export function CodeForm({ given, onSignedIn, onStartOver }: CodeFormProps) {
  const { t } = useTranslation();
  const act = useAct(authApi.signIn);
  return (
    <ActForm<typeof authApi.signIn, { code: string }>
      act={act}
      toInput={({ code }) => ({ ...given, code: code.trim() })}
      onDone={onSignedIn}
      submitLabel={t('sign_in.code_submit')}
      secondary={
        <button type="button" className="plain-button" onClick={onStartOver}>
          {t('sign_in.start_over')}
        </button>
      }
    >
      <Field name="code" label={t('sign_in.code')}>
        <Input autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} />
      </Field>
    </ActForm>
  );
}

/** After an outside provider: the session waits for the code of the second factor here. */
export function AwaitedCodeForm({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const { t } = useTranslation();
  const act = useAct(authApi.enterCode);
  return (
    <ActForm<typeof authApi.enterCode, { code: string }>
      act={act}
      toInput={({ code }) => ({ code: code.trim() })}
      onDone={onSignedIn}
      submitLabel={t('sign_in.code_submit')}
    >
      <Field name="code" label={t('sign_in.code')}>
        <Input autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} />
      </Field>
    </ActForm>
  );
}

/** Why an outside provider did not let somebody in; the reason's code stands in the address. */
export function ProviderProblem({ code }: { code: string }) {
  const { t, i18n } = useTranslation();
  const key = `refusal.${code}`;
  return <p role="alert">{i18n.exists(key) ? t(key as never) : t('refusal.auth.oidc_failed')}</p>;
}

/** Links to the sign-in pages of other providers; plain links, because they leave the app. */
export function ProviderLinks({ providers }: { providers: { key: string; name: string }[] }) {
  const { t } = useTranslation();
  if (providers.length === 0) return null;
  return (
    <div className="door-providers">
      <p>{t('sign_in.or')}</p>
      {providers.map((provider) => (
        <a
          key={provider.key}
          className="link-button"
          href={`/api/oidc/${encodeURIComponent(provider.key)}/start`}
        >
          {t('sign_in.with', { name: provider.name })}
        </a>
      ))}
    </div>
  );
}
