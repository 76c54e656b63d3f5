/** Ends a role on a day, with the reason. */
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { administrationApi } from '../../../../src/modules/administration/api.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { roleName } from './names.ts';
import type { GrantRow } from './rights-screen.tsx';

type Ending = { lastDay: string; reason: string };

export function EndGrant({ grant }: { grant: GrantRow }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const [open, setOpen] = useState(false);
  const end = useAct(administrationApi.endGrant, { invalidates: [administrationApi.listGrants] });
  const title = `${t('administration.end')} · ${grant.displayName} · ${roleName(t, grant.role)}`;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('administration.end')}
      </Button>
      <Modal open={open} title={title} footer={null} destroyOnHidden onCancel={() => setOpen(false)}>
        <ActForm<typeof administrationApi.endGrant, Ending>
          act={end}
          toInput={(values) => ({ id: grant.id, ...values })}
          initial={{ lastDay: today }}
          submitLabel={t('administration.end')}
          danger
          onDone={() => setOpen(false)}
        >
          <Field name="lastDay" label={t('administration.last_day')}>
            <Input type="date" />
          </Field>
          <Field name="reason" label={t('administration.reason')}>
            <Input />
          </Field>
        </ActForm>
      </Modal>
    </>
  );
}
