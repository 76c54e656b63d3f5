/** Entering a letter that somebody from elsewhere has handed in. */
import { useNavigate } from '@tanstack/react-router';
import { Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { transfersApi } from '../../../../src/modules/transfers/api.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { SameCity } from './apply-screen.tsx';
import { transferReads } from './words.tsx';

type Values = {
  personId?: string;
  personName?: string;
  kind?: 'full' | 'probationary';
  branchId: string;
  elsewhere: string;
  sameCity?: boolean;
  reason: string;
  letterNo: string;
  issuedOn: string;
  validUntil: string;
  duesPaidTo: string;
};

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const [known, setKnown] = useState<string>();
  const choices = useEndpoint(transfersApi.listChoices, {});
  const announce = useAct(transfersApi.announceArrival, { invalidates: transferReads });
  return (
    <Page
      title={t('transfers.announce')}
      lead={t('transfers.announce_lead')}
      crumbs={[{ label: t('transfers.title'), to: '/transfers' }]}
      width="text"
    >
      <Loaded query={choices}>
        {({ own, gone }) => (
          <Section>
            <ActForm<typeof transfersApi.announceArrival, Values>
              act={announce}
              draft="transfers.announce"
              initial={{
                kind: 'full',
                issuedOn: today,
                ...(own.length === 1 && own[0] && { branchId: own[0].id }),
              }}
              toInput={({ personId, personName = '', kind = 'full', ...values }) => {
                const before = gone.find(({ id }) => id === personId);
                return {
                  ...values,
                  ...(before
                    ? { personId: before.id, personName: before.name, kind: before.kind }
                    : { personName, kind }),
                };
              }}
              submitLabel={t('transfers.announce')}
              onChange={(values) => setKnown(values.personId)}
              onDone={async ({ id }) => {
                say(t('transfers.announced_done'));
                await navigate({ to: `/transfers/${id}` as never }); // routes come from a table
              }}
            >
              {gone.length > 0 && (
                <Field
                  name="personId"
                  label={t('transfers.came_back')}
                  help={t('transfers.came_back_help')}
                  optional
                >
                  <Select
                    allowClear
                    placeholder={t('transfers.not_before')}
                    showSearch={{ optionFilterProp: 'label' }}
                    options={gone.map(({ id, name }) => ({ value: id, label: name }))}
                  />
                </Field>
              )}
              {!known && (
                <>
                  <Field name="personName" label={t('transfers.person_name')}>
                    <Input maxLength={40} />
                  </Field>
                  <Field name="kind" label={t('transfers.kind')}>
                    <Radio.Group
                      options={[
                        { value: 'full', label: t('members.kind.full') },
                        { value: 'probationary', label: t('members.kind.probationary') },
                      ]}
                    />
                  </Field>
                </>
              )}
              <Field name="elsewhere" label={t('transfers.elsewhere')} help={t('transfers.elsewhere_help')}>
                <Input maxLength={120} />
              </Field>
              <SameCity />
              <Field name="letterNo" label={t('transfers.letter_no')}>
                <Input maxLength={120} />
              </Field>
              <Field name="issuedOn" label={t('transfers.issued_on')}>
                <Input type="date" max={today} />
              </Field>
              <Field name="validUntil" label={t('transfers.valid_until')}>
                <Input type="date" />
              </Field>
              <Field name="duesPaidTo" label={t('transfers.dues_paid_to')} help={t('transfers.dues_help')}>
                <Input type="month" />
              </Field>
              <Field name="branchId" label={t('transfers.branch')}>
                <Select
                  showSearch={{ optionFilterProp: 'label' }}
                  options={own.map(({ id, name }) => ({ value: id, label: name }))}
                />
              </Field>
              <Field name="reason" label={t('transfers.reason')} help={t('transfers.reason_help')}>
                <Input.TextArea rows={2} maxLength={500} />
              </Field>
            </ActForm>
          </Section>
        )}
      </Loaded>
    </Page>
  );
}
