/** Taking one person into the roll. */
import { Input, Radio } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { membersApi } from '../../../../src/modules/members/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { OrganizationChoice } from '../organizations/organization-choice.tsx';
import { MemberFields, withoutEmpty, type MemberValues } from './member-fields.tsx';

type Values = MemberValues & { branchId: string; kind: 'full' | 'probationary'; asAt: string };

export function Screen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const register = useAct(membersApi.registerMember, { invalidates: [membersApi.listMembers] });
  return (
    <Page title={t('members.register')} crumbs={[{ label: t('members.title'), to: '/members' }]} width="text">
      <Section>
        <ActForm
          act={register}
          draft="member-new"
          submitLabel={t('members.register')}
          toInput={(values: Values) => withoutEmpty(values)}
          onDone={async (reply) => {
            say(t('members.registered'));
            await navigate({ to: `/members/${reply.id}` as never }); // routes come from a table
          }}
        >
          <Field name="branchId" label={t('members.branch')}>
            <OrganizationChoice kinds="branch,joint_branch" />
          </Field>
          <Field name="asAt" label={t('members.as_at')} help={t('members.as_at_help')}>
            <Input type="date" />
          </Field>
          <Field name="kind" label={t('members.kind')}>
            <Radio.Group
              options={[
                { value: 'full', label: t('members.kind.full') },
                { value: 'probationary', label: t('members.kind.probationary') },
              ]}
            />
          </Field>
          <MemberFields />
        </ActForm>
      </Section>
    </Page>
  );
}
