/** Words and marks of corrections, shared by their screens. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { correctionsApi as api } from '../../../../src/modules/member-rights/corrections-api.ts';
import { membersApi } from '../../../../src/modules/members/api.ts';
import { Day } from '../../ui/day.tsx';
import { Facts } from '../../ui/page.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { fieldWord, valueWord } from '../members/words.ts';

export type Correction = ReplyOf<typeof api.getCorrection>;

export const correctionReads = [
  api.listOwnCorrections,
  api.listCorrections,
  api.getCorrection,
  membersApi.getOwnRecord,
  membersApi.getMember,
];

const tones: Record<Correction['state'], Tone> = {
  open: 'waiting',
  accepted: 'done',
  refused: 'stopped',
  withdrawn: 'stopped',
};

export function CorrectionState({ of }: { of: Pick<Correction, 'state' | 'late'> }) {
  const { t } = useTranslation();
  return of.late ? (
    <StateTag tone="late" label={t('member_rights.late')} />
  ) : (
    <StateTag tone={tones[of.state]} label={t(`member_rights.correction_state.${of.state}`)} />
  );
}

/** Both values, whatever was decided. */
export function CorrectionFacts({ of }: { of: Correction }) {
  const { t } = useTranslation();
  const { decided } = of;
  return (
    <Facts
      rows={[
        { label: t('member_rights.state'), value: <CorrectionState of={of} /> },
        { label: t('member_rights.field'), value: fieldWord(t, of.field) },
        {
          label: t('member_rights.stood'),
          value: of.stood === null ? t('member_rights.empty_value') : valueWord(t, of.field, of.stood),
        },
        { label: t('member_rights.proposed'), value: valueWord(t, of.field, of.proposed) },
        { label: t('member_rights.correct_why'), value: of.why },
        { label: t('member_rights.submitted_on'), value: <Day date={of.submittedOn} /> },
        ...(decided
          ? [
              {
                label: t('member_rights.decided'),
                value: (
                  <>
                    <Day date={decided.on} /> {decided.by} {decided.because}
                  </>
                ),
              },
            ]
          : [{ label: t('member_rights.until'), value: <Day date={of.dueOn} /> }]),
      ]}
    />
  );
}
