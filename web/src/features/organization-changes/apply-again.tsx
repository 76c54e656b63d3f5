/** Handing a returned application in again: what it said is there to be put right. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { organizationChangesApi as api } from '../../../../src/modules/organization-changes/api.ts';
import { kindRow } from '../../../../src/modules/organizations/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { say } from '../../ui/toast.tsx';
import { MembersChoice } from '../members/member-choice.tsx';
import { NameFields, Need } from './application-fields.tsx';
import { changeReads, type ChangeView } from './words.tsx';

type Values = { name: string; shortName: string; founderIds?: string[]; need: string; why: string };

export function ApplyAgain({ of }: { of: ChangeView }) {
  const { t } = useTranslation();
  const act = useAct(api.applyAgain, { invalidates: changeReads });
  const isSetUp = of.type === 'set_up';
  return (
    <ActForm<typeof api.applyAgain, Values>
      name="again"
      act={act}
      initial={{
        need: of.need,
        name: of.newName ?? '',
        shortName: of.name,
        founderIds: of.founders.map((one) => one.id),
      }}
      toInput={({ need, why, name, shortName, founderIds = [] }) => ({
        id: of.id,
        version: of.version,
        need,
        why,
        ...(isSetUp && { setUp: { name, shortName, founderIds } }),
      })}
      submitLabel={t('procedure.organization_change.move.apply_again')}
      onDone={() => say(t('organization_changes.done'))}
    >
      {isSetUp && <NameFields />}
      <Need />
      {isSetUp && of.kind && kindRow(of.kind).holdsMembers && (
        <Field
          name="founderIds"
          label={t('organization_changes.founders')}
          help={t('organization_changes.founders_help')}
        >
          <MembersChoice known={of.founders} />
        </Field>
      )}
      <Field name="why" label={t('organization_changes.why_again')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </ActForm>
  );
}
