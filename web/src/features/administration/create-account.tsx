/** A button that opens the form of a new account. */
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { administrationApi } from '../../../../src/modules/administration/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { OneTime } from './handed-out.tsx';

type NewAccount = { displayName: string; username: string; email?: string };

export function CreateAccount({ onDone }: { onDone: (given: OneTime) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const create = useAct(administrationApi.createAccount, { invalidates: [administrationApi.listAccounts] });
  return (
    <>
      <Button type="primary" icon={<Icon name="plus" size="1em" />} onClick={() => setOpen(true)}>
        {t('administration.create')}
      </Button>
      <Modal
        open={open}
        title={t('administration.create')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <p>{t('administration.create_hint')}</p>
        <ActForm<typeof administrationApi.createAccount, NewAccount>
          act={create}
          toInput={({ email, ...account }) => ({ ...account, ...(email ? { email } : {}) })}
          submitLabel={t('administration.create')}
          onDone={(given) => {
            setOpen(false);
            onDone(given);
          }}
        >
          <Field name="displayName" label={t('administration.name')}>
            <Input autoComplete="off" />
          </Field>
          <Field name="username" label={t('administration.username')} help={t('set_up.username_help')}>
            <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </Field>
          <Field name="email" label={t('administration.email')} optional>
            <Input type="email" autoComplete="off" />
          </Field>
        </ActForm>
      </Modal>
    </>
  );
}
