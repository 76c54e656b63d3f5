/** A member keeps in touch with a household. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { liaisonApi as api } from '../../../../src/modules/liaison/api.ts';
import { Field } from '../../ui/form.tsx';
import { MemberChoice } from '../members/member-choice.tsx';
import { PairForm } from './pair-form.tsx';

export function Screen() {
  const { t } = useTranslation();
  return (
    <PairForm
      endpoint={api.pairHousehold}
      title={t('liaison.pair_household')}
      lead={t('liaison.pair_household_lead')}
      draft="liaison.household"
    >
      <Field name="personId" label={t('liaison.member')} help={t('liaison.choose_help')}>
        <MemberChoice />
      </Field>
      <Field name="household" label={t('liaison.household')} help={t('liaison.household_help')}>
        <Input maxLength={20} />
      </Field>
    </PairForm>
  );
}
