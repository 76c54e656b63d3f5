/** An empty town: its name and its first system administrator, against the code on the console. */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { authApi } from '../../../src/kernel/auth/api.ts';
import type { InputOf } from '../../../src/kernel/http/contract.ts';
import { sessionQuery } from '../lib/session.ts';
import { readAgain, useAct } from '../lib/use-endpoint.ts';
import { ActForm, Field } from '../ui/form.tsx';
import { Door } from './door.tsx';

export function SetUpPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { setUp } = useSuspenseQuery(sessionQuery).data;
  const act = useAct(authApi.setUpTown);
  if (!setUp) return <Navigate to="/sign-in" replace />;
  return (
    <Door title={t('set_up.title')} lead={t('set_up.lead')}>
      <ActForm<typeof authApi.setUpTown, InputOf<typeof authApi.setUpTown>>
        act={act}
        toInput={(values) => values}
        onDone={() => readAgain(client, [authApi.getSession])}
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
      </ActForm>
    </Door>
  );
}
