/** Applying to set an organization up: what, where, why, and who makes it up. `?parent=` comes from the organization's page. */
import { useNavigate } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationChangesApi as api } from '../../../../src/modules/organization-changes/api.ts';
import { decidedKinds, type DecidedKind } from '../../../../src/modules/organization-changes/choices.ts';
import { kindRow, unitKinds } from '../../../../src/modules/organizations/choices.ts';
import { useSearchText } from '../../lib/address.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { MemberChoice, MembersChoice } from '../members/member-choice.tsx';
import { kindLabel } from '../organizations/kind-label.ts';
import { OrganizationChoice, OrganizationsChoice } from '../organizations/organization-choice.tsx';
import { AppliedOn, NameFields, Need } from './application-fields.tsx';
import { changeReads } from './words.tsx';

type Values = {
  kind: DecidedKind;
  parentId: string;
  name: string;
  shortName: string;
  need: string;
  founderIds?: string[];
  unitIds?: string[];
  secretaryId?: string;
  endsOn?: string;
  appliedOn: string;
};

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const [{ parent }] = useSearchText();
  const [kind, setKind] = useState<DecidedKind>('branch');
  const apply = useAct(api.applyToSetUp, { invalidates: changeReads });
  return (
    <Page
      title={t('organization_changes.set_up')}
      lead={t('organization_changes.set_up_lead')}
      crumbs={[{ label: t('organization_changes.title'), to: '/organization-changes' }]}
      width="text"
    >
      <Section>
        <ActForm<typeof api.applyToSetUp, Values>
          act={apply}
          draft="organization-changes.set-up"
          initial={{ kind, appliedOn: today, ...(parent && { parentId: parent }) }}
          toInput={(values) => values}
          submitLabel={t('organization_changes.set_up')}
          onChange={(values) => setKind(values.kind)}
          onDone={async ({ id }) => {
            say(t('organization_changes.applied_done'));
            await navigate({ to: `/organization-changes/${id}` as never }); // routes come from a table
          }}
        >
          <Field name="kind" label={t('organization_changes.kind')}>
            <Select options={decidedKinds.map((value) => ({ value, label: kindLabel(t, value) }))} />
          </Field>
          <Field
            name="parentId"
            label={t('organization_changes.parent')}
            help={t('organization_changes.parent_help')}
          >
            <OrganizationChoice kinds={kindRow(kind).under.join(',')} />
          </Field>
          <NameFields />
          <Need />
          <OfKind kind={kind} />
          <Field name="secretaryId" label={t('organization_changes.secretary_planned')} optional>
            <MemberChoice />
          </Field>
          <AppliedOn />
        </ActForm>
      </Section>
    </Page>
  );
}

/** What only some kinds ask for: members that move, units that are joined, the end of the work. */
function OfKind({ kind }: { kind: DecidedKind }) {
  const { t } = useTranslation();
  return (
    <>
      {kind === 'joint_branch' && (
        <Field
          name="unitIds"
          label={t('organization_changes.units')}
          help={t('organization_changes.units_help')}
        >
          <OrganizationsChoice kinds={unitKinds.join(',')} />
        </Field>
      )}
      {kindRow(kind).holdsMembers && (
        <Field
          name="founderIds"
          label={t('organization_changes.founders')}
          help={t('organization_changes.founders_help')}
        >
          <MembersChoice />
        </Field>
      )}
      {kind === 'temporary_branch' && (
        <Field
          name="endsOn"
          label={t('organization_changes.ends_on')}
          help={t('organization_changes.ends_on_help')}
        >
          <Input type="date" />
        </Field>
      )}
    </>
  );
}
