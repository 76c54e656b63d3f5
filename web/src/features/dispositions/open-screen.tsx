/** Beginning to verify facts: who, what; refused early where a disposition does not apply. `?person=` comes from the contacts. */
import { useNavigate } from '@tanstack/react-router';
import { Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dispositionsApi as api } from '../../../../src/modules/dispositions/api.ts';
import { causes, type Cause } from '../../../../src/modules/dispositions/choices.ts';
import { useSearchText } from '../../lib/address.ts';
import { dayShort } from '../../lib/days.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { MemberChoice } from '../members/member-choice.tsx';

const another = 'another';

type Values = {
  personId: string;
  cause: Cause;
  question: string;
  openedOn: string;
  penalty: 'no' | 'yes';
  earlierId?: string;
};

export function Screen() {
  const { t, i18n } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const [{ person }] = useSearchText();
  const [personId, setPersonId] = useState(person ?? '');
  const checked = useEndpoint(api.checkPerson, { personId }, { enabled: personId !== '' });
  const act = useAct(api.openDisposition, { invalidates: [api.listDispositions, api.listContacts] });
  const earlier = checked.data?.earlier ?? [];
  return (
    <Page
      title={t('dispositions.open')}
      lead={t('dispositions.open_lead')}
      crumbs={[{ label: t('dispositions.title'), to: '/dispositions' }]}
      width="text"
    >
      <Section>
        <ActForm<typeof api.openDisposition, Values>
          act={act}
          initial={{
            openedOn: today,
            cause: 'not_acting',
            earlierId: another,
            ...(person && { personId: person }),
          }}
          toInput={({ penalty, earlierId, ...values }) => ({
            ...values,
            isPenalised: penalty === 'yes',
            ...(earlierId && earlierId !== another && { earlierId }),
          })}
          submitLabel={t('dispositions.open')}
          onChange={(values) => setPersonId(values.personId ?? '')}
          onDone={async ({ id }) => {
            say(t('dispositions.opened_done'));
            await navigate({ to: `/dispositions/${id}` as never }); // routes come from a table
          }}
        >
          <Field
            name="personId"
            label={t('dispositions.choose_person')}
            help={t('dispositions.choose_person_help')}
          >
            <MemberChoice />
          </Field>
          {checked.data && checked.data.because.length > 0 && (
            <output className="hint-box">
              <Reasons reasons={checked.data.because} />
            </output>
          )}
          <Field name="cause" label={t('dispositions.cause')}>
            <Select options={causes.map((value) => ({ value, label: t(`dispositions.cause.${value}`) }))} />
          </Field>
          <Field name="question" label={t('dispositions.question')} help={t('dispositions.question_help')}>
            <Input.TextArea rows={3} maxLength={4000} />
          </Field>
          {earlier.length > 0 && (
            <Field name="earlierId" label={t('dispositions.earlier')}>
              <Select
                options={[
                  { value: another, label: t('dispositions.earlier_none') },
                  ...earlier.map(({ id, question, openedOn }) => ({
                    value: id,
                    label: `${dayShort(openedOn, i18n.language)} ${question}`,
                  })),
                ]}
              />
            </Field>
          )}
          <Field name="penalty" label={t('dispositions.penalty')}>
            <Radio.Group
              options={[
                { value: 'no', label: t('dispositions.penalty_no') },
                { value: 'yes', label: t('dispositions.penalty_yes') },
              ]}
            />
          </Field>
          <Field name="openedOn" label={t('dispositions.opened_on')}>
            <Input type="date" max={today} />
          </Field>
        </ActForm>
      </Section>
    </Page>
  );
}
