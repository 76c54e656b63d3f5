/** Giving a role: the person, the role, the organization that takes it, the period, the reason. */
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from '@tanstack/react-router';
import { administrationApi } from '../../../../src/modules/administration/api.ts';
import { roles } from '../../../../src/modules/roles.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { roleName } from './names.ts';
import { PersonSelect } from './person-select.tsx';

type Granting = { accountId: string; role: string; orgId: string; from: string; to?: string; reason: string };

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const [role, setRole] = useState<string>();
  const places = useEndpoint(
    administrationApi.findPlaces,
    { role: role ?? '' },
    { enabled: role !== undefined },
  );
  const grant = useAct(administrationApi.grantRole, { invalidates: [administrationApi.listGrants] });
  const crumbs = [{ label: t('administration.rights'), to: '/rights' }];
  return (
    <Page
      title={t('administration.grant')}
      lead={t('administration.rights_lead')}
      crumbs={crumbs}
      width="text"
    >
      <Section>
        <ActForm<typeof administrationApi.grantRole, Granting>
          act={grant}
          toInput={({ to, ...values }) => ({ ...values, ...(to ? { to } : {}) })}
          initial={{ from: today }}
          submitLabel={t('administration.grant')}
          onChange={(values) => setRole(values.role)}
          onDone={() => navigate({ to: '/rights' })}
        >
          <Field name="accountId" label={t('administration.person')}>
            <PersonSelect />
          </Field>
          <Field name="role" label={t('administration.role')}>
            <Select options={roles.map(({ key }) => ({ value: key, label: roleName(t, key) }))} />
          </Field>
          <Field name="orgId" label={t('administration.organization')}>
            <Select
              showSearch
              optionFilterProp="label"
              disabled={role === undefined}
              loading={places.isFetching}
              options={(places.data?.organizations ?? []).map((org) => ({ value: org.id, label: org.name }))}
            />
          </Field>
          <Field name="from" label={t('administration.from')}>
            <Input type="date" />
          </Field>
          <Field name="to" label={t('administration.to')} optional>
            <Input type="date" />
          </Field>
          <Field name="reason" label={t('administration.reason')}>
            <Input />
          </Field>
        </ActForm>
      </Section>
    </Page>
  );
}
