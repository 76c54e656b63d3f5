/** Words and marks of the appraisal, shared by its screens. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { appraisalsApi } from '../../../../src/modules/appraisals/api.ts';
import type { RoundState as State } from '../../../../src/modules/appraisals/choices.ts';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import './appraisals.css';

export type RoundView = ReplyOf<typeof appraisalsApi.getRound>;
export type Member = RoundView['members'][number];
export type Summary = ReplyOf<typeof appraisalsApi.listRounds>['rows'][number];

export const roundReads = [
  appraisalsApi.getRound,
  appraisalsApi.listRounds,
  appraisalsApi.getCount,
  appraisalsApi.listCounts,
];

const tones: Record<State, Tone> = {
  open: 'active',
  counting: 'active',
  counted: 'active',
  proposed: 'waiting',
  approved: 'active',
  told: 'waiting',
  closed: 'done',
  withdrawn: 'stopped',
};

export function RoundState({ state }: { state: State }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[state]} label={t(`procedure.appraisal.state.${state}`)} />;
}
