/** The branch writes down a need for a member who agreed. */
import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { memberRightsApi as api } from '../../../../src/modules/member-rights/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { MemberChoice } from '../members/member-choice.tsx';
import { requestReads } from './words.tsx';

type Values = { personId: string; subject: string; body: string; consent: string };

export function Screen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const write = useAct(api.writeDownNeed, { invalidates: requestReads });
  return (
    <Page
      title={t('member_rights.need')}
      lead={t('member_rights.need_lead')}
      crumbs={[{ label: t('member_rights.title'), to: '/member-requests' }]}
      width="text"
    >
      <Section>
        <ActForm<typeof api.writeDownNeed, Values>
          act={write}
          draft="member_rights.need"
          toInput={(values) => values}
          submitLabel={t('member_rights.submit')}
          onDone={async ({ id }) => {
            say(t('member_rights.submitted'));
            await navigate({ to: `/member-requests/${id}` as never }); // routes come from a table
          }}
        >
          <Field name="personId" label={t('member_rights.person')} help={t('member_rights.need_person_help')}>
            <MemberChoice />
          </Field>
          <Field name="subject" label={t('member_rights.subject')} help={t('member_rights.subject_help')}>
            <Input maxLength={60} />
          </Field>
          <Field name="body" label={t('member_rights.body')} help={t('member_rights.body_help')}>
            <Input.TextArea rows={5} maxLength={4000} />
          </Field>
          <Field name="consent" label={t('member_rights.consent')} help={t('member_rights.consent_help')}>
            <Input maxLength={200} />
          </Field>
        </ActForm>
      </Section>
    </Page>
  );
}
