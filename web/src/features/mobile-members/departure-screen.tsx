/** Registering a member who lives elsewhere while the membership stays. */
import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../src/kernel/http/contract.ts';
import { mobileMembersApi } from '../../../../src/modules/mobile-members/api.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { MemberChoice } from '../members/member-choice.tsx';
import { StayFields } from './stay-fields.tsx';
import { stayReads } from './words.ts';

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const register = useAct(mobileMembersApi.registerDeparture, { invalidates: stayReads });
  return (
    <Page
      title={t('mobile_members.register_out')}
      lead={t('mobile_members.register_out_lead')}
      crumbs={[{ label: t('mobile_members.title'), to: '/mobile-members' }]}
      width="text"
    >
      <Section>
        <ActForm<
          typeof mobileMembersApi.registerDeparture,
          InputOf<typeof mobileMembersApi.registerDeparture>
        >
          act={register}
          draft="mobile_members.out"
          initial={{ since: today, occupation: 'employment' }}
          toInput={({ counterpart, ...values }) => ({ ...values, ...(counterpart && { counterpart }) })}
          submitLabel={t('mobile_members.register_out')}
          onDone={async ({ id }) => {
            say(t('mobile_members.registered'));
            await navigate({ to: `/mobile-members/${id}` as never }); // routes come from a table
          }}
        >
          <Field name="personId" label={t('mobile_members.person')} help={t('mobile_members.choose_help')}>
            <MemberChoice />
          </Field>
          <StayFields today={today} />
          <Field
            name="counterpart"
            label={t('mobile_members.counterpart_out')}
            help={t('mobile_members.counterpart_out_help')}
            optional
          >
            <Input maxLength={120} />
          </Field>
          <Field
            name="contactPersonId"
            label={t('mobile_members.contact_person')}
            help={t('mobile_members.contact_person_help')}
          >
            <MemberChoice />
          </Field>
        </ActForm>
      </Section>
    </Page>
  );
}
