/** Corrections of the own record, for the member's page: the way to ask, and what became of each. */
import { useTranslation } from 'react-i18next';
import {
  correctionsApi as api,
  ownCorrectionFiles,
} from '../../../../src/modules/member-rights/corrections-api.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/page.tsx';
import { RecordFiles } from '../../ui/record-files.tsx';
import { fieldWord } from '../members/words.ts';
import { CorrectionFacts, CorrectionState, correctionReads, type Correction } from './correction-words.tsx';

export function OwnCorrections() {
  const { t } = useTranslation();
  const own = useEndpoint(api.listOwnCorrections, {});
  const rows = own.data?.rows ?? [];
  return (
    <Section
      title={t('member_rights.own_corrections')}
      actions={<LinkButton to="/own-record/correct" label={t('member_rights.correct')} icon="edit" />}
    >
      {rows.map((row) => (
        <details key={row.id}>
          <summary>
            {fieldWord(t, row.field)} <CorrectionState of={row} />
          </summary>
          <CorrectionFacts of={row} />
          <RecordFiles
            api={ownCorrectionFiles}
            id={row.id}
            help={t('member_rights.files_help')}
            addLabel={t('member_rights.add_file')}
            mayChange={row.state === 'open'}
          />
          {row.state === 'open' && <Withdraw of={row} />}
        </details>
      ))}
    </Section>
  );
}

function Withdraw({ of }: { of: Correction }) {
  const { t } = useTranslation();
  const act = useAct(api.withdrawCorrection, { invalidates: correctionReads });
  return (
    <ActForm
      name={`withdraw-${of.id}`}
      act={act}
      danger
      toInput={() => ({ id: of.id })}
      submitLabel={t('member_rights.withdraw_correction')}
    >
      {null}
    </ActForm>
  );
}
