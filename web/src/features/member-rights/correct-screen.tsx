/** Asking to have one field of the own record put right. */
import { useNavigate } from '@tanstack/react-router';
import { Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { correctionsApi as api } from '../../../../src/modules/member-rights/corrections-api.ts';
import { correctableFields, type CorrectableField } from '../../../../src/modules/member-rights/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { fieldWord } from '../members/words.ts';
import { correctionReads } from './correction-words.tsx';

type Values = { field: CorrectableField; value: string; why: string };

const days: ReadonlySet<CorrectableField> = new Set(['birth_date', 'joined_on', 'converted_on']);

export function Screen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [field, setField] = useState<CorrectableField>();
  const ask = useAct(api.askForCorrection, { invalidates: correctionReads });
  return (
    <Page
      title={t('member_rights.correct')}
      lead={t('member_rights.correct_lead')}
      crumbs={[{ label: t('members.own.title'), to: '/own-record' }]}
      width="text"
    >
      <Section>
        <ActForm<typeof api.askForCorrection, Values>
          act={ask}
          draft="member_rights.correct"
          toInput={(values) => values}
          submitLabel={t('member_rights.submit')}
          onChange={(values) => setField(values.field)}
          onDone={async () => {
            say(t('member_rights.submitted'));
            await navigate({ to: '/own-record' });
          }}
        >
          <Field name="field" label={t('member_rights.field')}>
            <Select options={correctableFields.map((value) => ({ value, label: fieldWord(t, value) }))} />
          </Field>
          <Field
            name="value"
            label={t('member_rights.proposed')}
            {...(field && days.has(field) && { help: t('member_rights.proposed_help') })}
          >
            {field === 'sex' ? (
              <Radio.Group
                options={[
                  { value: 'male', label: t('members.sex.male') },
                  { value: 'female', label: t('members.sex.female') },
                ]}
              />
            ) : (
              <Input maxLength={120} autoComplete="off" />
            )}
          </Field>
          <Field name="why" label={t('member_rights.correct_why')} help={t('member_rights.correct_why_help')}>
            <Input maxLength={300} />
          </Field>
        </ActForm>
      </Section>
    </Page>
  );
}
