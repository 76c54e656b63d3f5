/** Applying to dissolve an organization. `?org=` comes from the organization's page. */
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../src/kernel/http/contract.ts';
import { organizationChangesApi as api } from '../../../../src/modules/organization-changes/api.ts';
import { decidedKinds } from '../../../../src/modules/organization-changes/choices.ts';
import { useSearchText } from '../../lib/address.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { OrganizationChoice } from '../organizations/organization-choice.tsx';
import { AppliedOn, Need } from './application-fields.tsx';
import { changeReads } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const [{ org }] = useSearchText();
  const apply = useAct(api.applyToDissolve, { invalidates: changeReads });
  return (
    <Page
      title={t('organization_changes.dissolve')}
      lead={t('organization_changes.dissolve_lead')}
      crumbs={[{ label: t('organization_changes.title'), to: '/organization-changes' }]}
      width="text"
    >
      <Section>
        <ActForm<typeof api.applyToDissolve, InputOf<typeof api.applyToDissolve>>
          act={apply}
          draft={`organization-changes.dissolve:${org ?? ''}`}
          initial={{ appliedOn: today, ...(org && { orgId: org }) }}
          toInput={(values) => values}
          submitLabel={t('organization_changes.dissolve')}
          onDone={async ({ id }) => {
            say(t('organization_changes.applied_done'));
            await navigate({ to: `/organization-changes/${id}` as never }); // routes come from a table
          }}
        >
          <Field name="orgId" label={t('organization_changes.organization')}>
            <OrganizationChoice kinds={decidedKinds.join(',')} />
          </Field>
          <Need />
          <AppliedOn />
        </ActForm>
      </Section>
    </Page>
  );
}
