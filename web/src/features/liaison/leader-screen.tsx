/** A leader of the town takes a village. */
import { useTranslation } from 'react-i18next';
import { liaisonApi as api } from '../../../../src/modules/liaison/api.ts';
import { Field } from '../../ui/form.tsx';
import { MemberChoice } from '../members/member-choice.tsx';
import { OrganizationChoice } from '../organizations/organization-choice.tsx';
import { PairForm } from './pair-form.tsx';

export function Screen() {
  const { t } = useTranslation();
  return (
    <PairForm
      endpoint={api.assignLeader}
      title={t('liaison.assign_leader')}
      lead={t('liaison.assign_leader_lead')}
      draft="liaison.leader"
    >
      <Field name="personId" label={t('liaison.leader')} help={t('liaison.choose_help')}>
        <MemberChoice />
      </Field>
      <Field name="villageId" label={t('liaison.village')}>
        <OrganizationChoice kinds="village" />
      </Field>
    </PairForm>
  );
}
