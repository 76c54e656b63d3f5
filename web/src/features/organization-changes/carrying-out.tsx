/** After the approval: the day of effect, the first election, the filing with the county. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { organizationChangesApi as api } from '../../../../src/modules/organization-changes/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { say } from '../../ui/toast.tsx';
import { MemberChoice } from '../members/member-choice.tsx';
import { changeReads, type ChangeView } from './words.tsx';

type Of = { of: ChangeView };

function useDone(): () => void {
  const { t } = useTranslation();
  return () => say(t('organization_changes.done'));
}

export function TakeEffect({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.takeEffect, { invalidates: changeReads });
  return (
    <ActForm
      name="effect"
      act={act}
      initial={{ on: of.today }}
      toInput={({ on }: { on: string }) => ({ id: of.id, version: of.version, on })}
      submitLabel={t('procedure.organization_change.move.take_effect')}
      onDone={useDone()}
    >
      <Field
        name="on"
        label={t('organization_changes.effect_on')}
        help={t('organization_changes.effect_help')}
      >
        <Input type="date" max={of.today} />
      </Field>
    </ActForm>
  );
}

export function Elect({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.enterElection, { invalidates: changeReads });
  return (
    <ActForm
      name="elect"
      act={act}
      initial={{ on: of.today, ...(of.secretary && { secretaryId: of.secretary.id }) }}
      toInput={(values: { on: string; secretaryId: string; reference: string }) => ({
        id: of.id,
        version: of.version,
        ...values,
      })}
      submitLabel={t('procedure.organization_change.move.elect')}
      onDone={useDone()}
    >
      <Field name="on" label={t('organization_changes.elected_on')}>
        <Input type="date" max={of.today} />
      </Field>
      <Field
        name="secretaryId"
        label={t('organization_changes.elected_secretary')}
        help={t('organization_changes.elected_help')}
      >
        <MemberChoice {...(of.result && { org: of.result.id })} />
      </Field>
      <Field name="reference" label={t('organization_changes.election_reference')}>
        <Input maxLength={200} />
      </Field>
    </ActForm>
  );
}

export function File({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.fileChange, { invalidates: changeReads });
  return (
    <ActForm
      name="file"
      act={act}
      initial={{ on: of.today }}
      toInput={(values: { on: string; filingNo: string }) => ({ id: of.id, version: of.version, ...values })}
      submitLabel={t('procedure.organization_change.move.file')}
      onDone={useDone()}
    >
      <Field name="on" label={t('organization_changes.filed_on')}>
        <Input type="date" max={of.today} />
      </Field>
      <Field name="filingNo" label={t('organization_changes.filing_no')}>
        <Input maxLength={200} />
      </Field>
    </ActForm>
  );
}
