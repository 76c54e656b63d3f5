/** Asking for a transfer: who, where to, why. `?person=` comes from the member's page. */
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { transfersApi } from '../../../../src/modules/transfers/api.ts';
import { useSearchText } from '../../lib/address.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { MemberChoice } from '../members/member-choice.tsx';
import { transferReads } from './words.tsx';

type Values = {
  personId: string;
  direction: 'within' | 'out';
  toOrgId?: string;
  elsewhere?: string;
  sameCity?: boolean;
  reason: string;
  appliedOn: string;
};

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const [{ person }] = useSearchText();
  const [direction, setDirection] = useState<Values['direction']>('within');
  const choices = useEndpoint(transfersApi.listChoices, {});
  const apply = useAct(transfersApi.applyForTransfer, { invalidates: transferReads });
  return (
    <Page
      title={t('transfers.apply')}
      lead={t('transfers.apply_lead')}
      crumbs={[{ label: t('transfers.title'), to: '/transfers' }]}
      width="text"
    >
      <Loaded query={choices}>
        {({ branches }) => (
          <Section>
            <ActForm<typeof transfersApi.applyForTransfer, Values>
              act={apply}
              draft="transfers.apply"
              initial={{ direction, appliedOn: today, ...(person && { personId: person }) }}
              toInput={({ toOrgId, elsewhere, ...values }) => ({
                ...values,
                ...(values.direction === 'within' ? { toOrgId } : { elsewhere }),
              })}
              submitLabel={t('transfers.apply')}
              onChange={(values) => setDirection(values.direction)}
              onDone={async ({ id }) => {
                say(t('transfers.applied_done'));
                await navigate({ to: `/transfers/${id}` as never }); // routes come from a table
              }}
            >
              <Field
                name="personId"
                label={t('transfers.choose_person')}
                help={t('transfers.choose_person_help')}
              >
                <MemberChoice />
              </Field>
              <Field name="direction" label={t('transfers.where')}>
                <Radio.Group
                  options={[
                    { value: 'within', label: t('transfers.where.within') },
                    { value: 'out', label: t('transfers.where.out') },
                  ]}
                />
              </Field>
              {direction === 'within' ? (
                <Field name="toOrgId" label={t('transfers.receiver')}>
                  <Select
                    showSearch={{ optionFilterProp: 'label' }}
                    options={branches.map(({ id, name }) => ({ value: id, label: name }))}
                  />
                </Field>
              ) : (
                <>
                  <Field
                    name="elsewhere"
                    label={t('transfers.elsewhere')}
                    help={t('transfers.elsewhere_help')}
                  >
                    <Input maxLength={120} />
                  </Field>
                  <SameCity />
                </>
              )}
              <Field name="reason" label={t('transfers.reason')} help={t('transfers.reason_help')}>
                <Input.TextArea rows={2} maxLength={500} />
              </Field>
              <Field name="appliedOn" label={t('transfers.applied_on')}>
                <Input type="date" max={today} />
              </Field>
            </ActForm>
          </Section>
        )}
      </Loaded>
    </Page>
  );
}

/** Letters hold longer beyond the city. */
export function SameCity() {
  const { t } = useTranslation();
  return (
    <Field name="sameCity" label={t('transfers.distance')} optional valuePropName="checked">
      <Checkbox>{t('transfers.same_city')}</Checkbox>
    </Field>
  );
}
