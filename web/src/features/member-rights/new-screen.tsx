/** Asking for something, objecting, appealing, complaining, stating a need; what was typed is kept on a bad network. */
import { useNavigate } from '@tanstack/react-router';
import { Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { memberRightsApi as api } from '../../../../src/modules/member-rights/api.ts';
import { requestKinds, type RequestKind } from '../../../../src/modules/member-rights/choices.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { requestReads } from './words.tsx';

type Values = { kind: RequestKind; aboutId?: string; subject: string; body: string };

export function Screen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choices = useEndpoint(api.listRequestChoices, {});
  const submit = useAct(api.submitRequest, { invalidates: requestReads });
  return (
    <Page
      title={t('member_rights.new')}
      lead={t('member_rights.new_lead')}
      crumbs={[{ label: t('member_rights.own'), to: '/own-requests' }]}
      width="text"
    >
      <Loaded query={choices}>
        {({ officials }) => (
          <Section>
            <ActForm<typeof api.submitRequest, Values>
              act={submit}
              draft="member_rights.new"
              initial={{ kind: 'request', aboutId: '' }}
              toInput={({ aboutId, ...values }) => ({ ...values, ...(aboutId && { aboutId }) })}
              submitLabel={t('member_rights.submit')}
              onDone={async ({ id }) => {
                say(t('member_rights.submitted'));
                await navigate({ to: `/own-requests/${id}` as never }); // routes come from a table
              }}
            >
              <Field name="kind" label={t('member_rights.kind')}>
                <Radio.Group
                  vertical
                  options={requestKinds.map((kind) => ({
                    value: kind,
                    label: (
                      <>
                        {t(`member_rights.kind.${kind}`)}
                        <small>　{t(`member_rights.kind_help.${kind}`)}</small>
                      </>
                    ),
                  }))}
                />
              </Field>
              <Field
                name="aboutId"
                label={t('member_rights.about')}
                help={t('member_rights.about_help')}
                optional
              >
                <Select
                  options={[
                    { value: '', label: t('member_rights.about_nobody') },
                    ...officials.map(({ id, name, desks }) => ({
                      value: id,
                      label: t('member_rights.about_option', {
                        name,
                        desks: desks.map((desk) => t(`member_rights.desk.${desk}`)).join('、'),
                      }),
                    })),
                  ]}
                />
              </Field>
              <Field name="subject" label={t('member_rights.subject')} help={t('member_rights.subject_help')}>
                <Input maxLength={60} />
              </Field>
              <Field name="body" label={t('member_rights.body')} help={t('member_rights.body_help')}>
                <Input.TextArea rows={6} maxLength={4000} />
              </Field>
            </ActForm>
          </Section>
        )}
      </Loaded>
    </Page>
  );
}
