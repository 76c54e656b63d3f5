/** Registering a member of another place who takes part here. */
import { useNavigate } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../src/kernel/http/contract.ts';
import { mobileMembersApi } from '../../../../src/modules/mobile-members/api.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { StayFields } from './stay-fields.tsx';
import { stayReads } from './words.ts';

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const stays = useEndpoint(mobileMembersApi.listStays, {});
  const register = useAct(mobileMembersApi.registerGuest, { invalidates: stayReads });
  return (
    <Page
      title={t('mobile_members.register_in')}
      lead={t('mobile_members.register_in_lead')}
      crumbs={[{ label: t('mobile_members.title'), to: '/mobile-members' }]}
      width="text"
    >
      <Loaded query={stays}>
        {({ branches }) => (
          <Section>
            <ActForm<typeof mobileMembersApi.registerGuest, InputOf<typeof mobileMembersApi.registerGuest>>
              act={register}
              draft="mobile_members.in"
              initial={{
                since: today,
                occupation: 'employment',
                ...(branches.length === 1 && branches[0] && { branchId: branches[0].id }),
              }}
              toInput={(values) => values}
              submitLabel={t('mobile_members.register_in')}
              onDone={async ({ id }) => {
                say(t('mobile_members.registered'));
                await navigate({ to: `/mobile-members/${id}` as never }); // routes come from a table
              }}
            >
              <Field name="personName" label={t('mobile_members.person')}>
                <Input maxLength={40} />
              </Field>
              <Field name="counterpart" label={t('mobile_members.counterpart_in')}>
                <Input maxLength={120} />
              </Field>
              <StayFields today={today} />
              <Field name="branchId" label={t('mobile_members.branch')}>
                <Select
                  showSearch={{ optionFilterProp: 'label' }}
                  options={branches.map(({ id, name }) => ({ value: id, label: name }))}
                />
              </Field>
            </ActForm>
          </Section>
        )}
      </Loaded>
    </Page>
  );
}
