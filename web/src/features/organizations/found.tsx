/** Founding an organization under another. */
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '../../../../src/kernel/http/contract.ts';
import { organizationsApi } from '../../../../src/modules/organizations/api.ts';
import { kinds, type OrganizationKind } from '../../../../src/modules/organizations/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { say } from '../../ui/toast.tsx';
import { DecisionFields } from './decision-fields.tsx';
import { kindLabel } from './kind-label.ts';

type Values = {
  kind: OrganizationKind;
  name: string;
  shortName: string;
  on: string;
  reason: string;
  reference?: string;
};

export function Found({ parent, reads }: { parent: { id: string; kind: string }; reads: Endpoint[] }) {
  const { t } = useTranslation();
  const found = useAct(organizationsApi.foundOrganization, { invalidates: reads });
  const possible = kinds.filter((row) => (row.under as readonly string[]).includes(parent.kind));
  return (
    <ActForm
      act={found}
      draft={`organization-found:${parent.id}`}
      submitLabel={t('organizations.found')}
      clearOnDone
      toInput={(values: Values) => ({ ...values, parentId: parent.id })}
      onDone={() => say(t('organizations.done_founded'))}
    >
      <Field name="kind" label={t('organizations.kind')}>
        <Select options={possible.map((row) => ({ value: row.key, label: kindLabel(t, row.key) }))} />
      </Field>
      <Field name="name" label={t('organizations.name')}>
        <Input maxLength={100} />
      </Field>
      <Field name="shortName" label={t('organizations.short_name')}>
        <Input maxLength={40} />
      </Field>
      <DecisionFields />
    </ActForm>
  );
}
