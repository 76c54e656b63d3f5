/** A branch sets up a group: where it works, who leads it, who stands in it. */
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../src/kernel/http/contract.ts';
import { partyGroupsApi as api } from '../../../../src/modules/party-groups/api.ts';
import { leaderWays, workplaceKinds } from '../../../../src/modules/party-groups/choices.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { MemberChoice, MembersChoice } from '../members/member-choice.tsx';
import { OrganizationChoice } from '../organizations/organization-choice.tsx';
import { groupReads } from './words.ts';

type Values = InputOf<typeof api.setUpGroup>;

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const act = useAct(api.setUpGroup, { invalidates: groupReads });
  return (
    <Page
      title={t('party_groups.set_up')}
      lead={t('party_groups.set_up_lead')}
      crumbs={[{ label: t('party_groups.title'), to: '/party-groups' }]}
      width="text"
    >
      <Section>
        <ActForm<typeof api.setUpGroup, Values>
          act={act}
          draft="party_groups.set_up"
          initial={{ on: today, how: 'appointed' }}
          toInput={(values) => values}
          submitLabel={t('party_groups.set_up')}
          onDone={async ({ id }) => {
            say(t('party_groups.set_up_done'));
            await navigate({ to: `/party-groups/${id}` as never }); // routes come from a table
          }}
        >
          <Field name="branchId" label={t('party_groups.branch')}>
            <OrganizationChoice kinds="branch,joint_branch" />
          </Field>
          <Field name="name" label={t('party_groups.name')} help={t('party_groups.name_help')}>
            <Input maxLength={40} />
          </Field>
          <Field name="workplaceKind" label={t('party_groups.workplace_kind')}>
            <Radio.Group
              options={workplaceKinds.map((value) => ({
                value,
                label: t(`party_groups.workplace.${value}`),
              }))}
            />
          </Field>
          <Field name="workplace" label={t('party_groups.workplace_name')}>
            <Input maxLength={120} />
          </Field>
          <People />
          <Field name="how" label={t('party_groups.how')}>
            <Radio.Group
              options={leaderWays.map((value) => ({ value, label: t(`party_groups.how.${value}`) }))}
            />
          </Field>
          <Field name="basis" label={t('party_groups.basis')} help={t('party_groups.basis_help')}>
            <Input maxLength={120} />
          </Field>
          <Field name="on" label={t('party_groups.on')}>
            <Input type="date" max={today} />
          </Field>
        </ActForm>
      </Section>
    </Page>
  );
}

/** Leader and members of the branch that was chosen. */
function People() {
  const { t } = useTranslation();
  const branchId = Form.useWatch('branchId') as string | undefined; // the field above
  return (
    <>
      <Field name="leaderId" label={t('party_groups.leader')}>
        <MemberChoice org={branchId} />
      </Field>
      <Field name="memberIds" label={t('party_groups.first_members')} optional>
        <MembersChoice org={branchId} />
      </Field>
    </>
  );
}
