/** Applying to merge branches: which, into what, why. */
import { useNavigate } from '@tanstack/react-router';
import { Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationChangesApi as api } from '../../../../src/modules/organization-changes/api.ts';
import { mergedKinds } from '../../../../src/modules/organization-changes/choices.ts';
import { kindRow } from '../../../../src/modules/organizations/choices.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { kindLabel } from '../organizations/kind-label.ts';
import { OrganizationChoice, OrganizationsChoice } from '../organizations/organization-choice.tsx';
import { AppliedOn, NameFields, Need } from './application-fields.tsx';
import { changeReads } from './words.tsx';

const branches = mergedKinds.join(',');

type Values = {
  sourceIds: string[];
  into: 'existing' | 'new';
  orgId: string;
  kind: (typeof mergedKinds)[number];
  parentId: string;
  name: string;
  shortName: string;
  need: string;
  appliedOn: string;
};

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const [into, setInto] = useState<Values['into']>('existing');
  const [kind, setKind] = useState<Values['kind']>('branch');
  const apply = useAct(api.applyToMerge, { invalidates: changeReads });
  return (
    <Page
      title={t('organization_changes.merge')}
      lead={t('organization_changes.merge_lead')}
      crumbs={[{ label: t('organization_changes.title'), to: '/organization-changes' }]}
      width="text"
    >
      <Section>
        <ActForm<typeof api.applyToMerge, Values>
          act={apply}
          draft="organization-changes.merge"
          initial={{ into, kind, appliedOn: today }}
          toInput={(values) => ({
            sourceIds: values.sourceIds,
            into: values.into === 'existing' ? { orgId: values.orgId } : founded(values),
            need: values.need,
            appliedOn: values.appliedOn,
          })}
          submitLabel={t('organization_changes.merge')}
          onChange={(values) => {
            setInto(values.into);
            setKind(values.kind ?? kind);
          }}
          onDone={async ({ id }) => {
            say(t('organization_changes.applied_done'));
            await navigate({ to: `/organization-changes/${id}` as never }); // routes come from a table
          }}
        >
          <Field name="sourceIds" label={t('organization_changes.sources')}>
            <OrganizationsChoice kinds={branches} />
          </Field>
          <Field name="into" label={t('organization_changes.into')}>
            <Radio.Group
              options={[
                { value: 'existing', label: t('organization_changes.into.existing') },
                { value: 'new', label: t('organization_changes.into.new') },
              ]}
            />
          </Field>
          {into === 'existing' ? (
            <Field name="orgId" label={t('organization_changes.target')}>
              <OrganizationChoice kinds={branches} />
            </Field>
          ) : (
            <>
              <Field name="kind" label={t('organization_changes.kind')}>
                <Select options={mergedKinds.map((value) => ({ value, label: kindLabel(t, value) }))} />
              </Field>
              <Field
                name="parentId"
                label={t('organization_changes.parent')}
                help={t('organization_changes.parent_help')}
              >
                <OrganizationChoice kinds={kindRow(kind).under.join(',')} />
              </Field>
              <NameFields />
            </>
          )}
          <Need />
          <AppliedOn />
        </ActForm>
      </Section>
    </Page>
  );
}

function founded({ kind, parentId, name, shortName }: Values) {
  return { kind, parentId, name, shortName };
}
