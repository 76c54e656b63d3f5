/** An empty town: its name, who keeps the accounts and who gives the rights, against the code on the console. */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { authApi } from '../../../src/kernel/auth/api.ts';
import type { InputOf, ReplyOf } from '../../../src/kernel/http/contract.ts';
import { sessionQuery } from '../lib/session.ts';
import { readAgain, useAct } from '../lib/use-endpoint.ts';
import { ActForm, Field } from '../ui/form.tsx';
import { Door } from './door.tsx';

export function SetUpPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { setUp } = useSuspenseQuery(sessionQuery).data;
  const act = useAct(authApi.setUpTown);
  const [second, setSecond] = useState<ReplyOf<typeof authApi.setUpTown>['security']>();
  const goOn = async () => {
    await readAgain(client, [authApi.getSession]);
    setSecond(undefined);
  };
  if (second) return <SecondPerson given={second} onDone={() => void goOn()} />;
  if (!setUp) return <Navigate to="/sign-in" replace />;
  return (
    <Door title={t('set_up.title')} lead={t('set_up.lead')}>
      <ActForm<typeof authApi.setUpTown, InputOf<typeof authApi.setUpTown>>
        act={act}
        toInput={(values) => values}
        onDone={({ security }) => setSecond(security)}
        draft="set-up"
        submitLabel={t('set_up.submit')}
      >
        <Field name="code" label={t('set_up.code')} help={t('set_up.code_help')}>
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Field>
        <Field name="townName" label={t('set_up.town')}>
          <Input autoComplete="off" />
        </Field>
        <Field name="displayName" label={t('set_up.display_name')}>
          <Input autoComplete="name" />
        </Field>
        <Field name="username" label={t('sign_in.username')} help={t('set_up.username_help')}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Field>
        <Field name="password" label={t('sign_in.password')} help={t('password.next_help')}>
          <Input.Password autoComplete="new-password" />
        </Field>
        <p>{t('set_up.second_lead')}</p>
        <Field name="securityDisplayName" label={t('set_up.second_name')}>
          <Input autoComplete="off" />
        </Field>
        <Field name="securityUsername" label={t('set_up.second_username')} help={t('set_up.username_help')}>
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Field>
      </ActForm>
    </Door>
  );
}

type SecondPersonProps = { given: { username: string; oneTimePassword: string }; onDone: () => void };

/** What the second person needs to sign in; shown this once. */
function SecondPerson({ given, onDone }: SecondPersonProps) {
  const { t } = useTranslation();
  return (
    <Door title={t('set_up.hand_over')} lead={t('set_up.hand_over_lead')}>
      <p>
        {t('sign_in.username')}
        <br />
        <code className="secret">{given.username}</code>
      </p>
      <p>
        {t('set_up.one_time_password')}
        <br />
        <code className="secret">{given.oneTimePassword}</code>
      </p>
      <div className="form-acts">
        <Button type="primary" onClick={onDone}>
          {t('set_up.handed_over')}
        </Button>
      </div>
    </Door>
  );
}
