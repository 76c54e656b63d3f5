/** Two branches build together. */
import { useTranslation } from 'react-i18next';
import { liaisonApi as api } from '../../../../src/modules/liaison/api.ts';
import { Field } from '../../ui/form.tsx';
import { MemberChoice } from '../members/member-choice.tsx';
import { OrganizationChoice } from '../organizations/organization-choice.tsx';
import { PairForm } from './pair-form.tsx';

const branchKinds = 'branch,joint_branch';

export function Screen() {
  const { t } = useTranslation();
  return (
    <PairForm
      endpoint={api.pairBranches}
      title={t('liaison.pair_branches')}
      lead={t('liaison.pair_branches_lead')}
      draft="liaison.branches"
    >
      <Field name="orgId" label={t('liaison.helping')}>
        <OrganizationChoice kinds={branchKinds} />
      </Field>
      <Field name="personId" label={t('liaison.person')} help={t('liaison.choose_help')}>
        <MemberChoice />
      </Field>
      <Field name="toOrgId" label={t('liaison.helped')}>
        <OrganizationChoice kinds={branchKinds} />
      </Field>
    </PairForm>
  );
}
