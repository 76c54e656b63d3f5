/** Sign-in: name and password, then whatever the account still owes before its session counts. */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { authApi } from '../../../src/kernel/auth/api.ts';
import { parseSearch, useSearchText } from '../lib/address.ts';
import { sessionQuery } from '../lib/session.ts';
import { readAgain } from '../lib/use-endpoint.ts';
import { Door } from './door.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactor } from './second-factor.tsx';
import {
  AwaitedCodeForm,
  CodeForm,
  CredentialsForm,
  ProviderLinks,
  ProviderProblem,
  type Credentials,
} from './sign-in-forms.tsx';

export function SignInPage() {
  const { t } = useTranslation();
  const [search] = useSearchText();
  const client = useQueryClient();
  const { step, setUp, oidc } = useSuspenseQuery(sessionQuery).data;
  const [given, setGiven] = useState<Credentials>();
  const [codeAsked, setCodeAsked] = useState(false);
  const lookAgain = () => readAgain(client, [authApi.getSession]);

  if (setUp) return <Navigate to="/set-up" replace />;
  if (step === 'signed_in') return <Onward next={search['next']} />;
  if (step === 'password_change_required') {
    return (
      <Door title={t('sign_in.password_title')} lead={t('sign_in.password_lead')}>
        <PasswordForm known={given?.password} onDone={lookAgain} />
      </Door>
    );
  }
  if (step === 'second_factor_required') {
    return (
      <Door title={t('sign_in.factor_title')} lead={t('sign_in.factor_lead')}>
        <SecondFactor startLabel={t('factor.start')} onDone={lookAgain} />
      </Door>
    );
  }
  if (given && (codeAsked || step === 'code_required')) {
    return (
      <Door title={t('sign_in.code_title')} lead={t('sign_in.code_lead')}>
        <CodeForm given={given} onSignedIn={lookAgain} onStartOver={() => setCodeAsked(false)} />
      </Door>
    );
  }
  if (step === 'code_required') {
    return (
      <Door title={t('sign_in.code_title')} lead={t('sign_in.code_lead')}>
        <AwaitedCodeForm onSignedIn={lookAgain} />
      </Door>
    );
  }
  return (
    <Door title={t('sign_in.title')} lead={search['ended'] ? t('sign_in.came_from') : undefined}>
      {search['problem'] && <ProviderProblem code={search['problem']} />}
      <CredentialsForm
        onAnswer={async (credentials, next) => {
          setGiven(credentials);
          setCodeAsked(next === 'code_required');
          if (next !== 'code_required') await lookAgain();
        }}
      />
      <ProviderLinks providers={oidc} />
      <p className="door-hint">{t('sign_in.forgotten')}</p>
    </Door>
  );
}

/** Back to where somebody was sent away from; only ever inside the app. */
function Onward({ next }: { next: string | undefined }) {
  const [path, query] = (next ?? '/').replace(/^\/app(?=\/|$)/, '').split('?', 2);
  const inside = path?.startsWith('/') && !path.startsWith('//') && path !== '/sign-in' ? path : '/';
  return <Navigate to={inside} search={parseSearch(query ?? '')} replace />;
}
