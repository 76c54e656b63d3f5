/** Where an import stands, in a word. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import type { importsApi } from '../../../../src/modules/members/imports-api.ts';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';

type State = ReplyOf<typeof importsApi.getImport>['state'];

const tones: { [Key in State]: Tone } = {
  reading: 'waiting',
  ready: 'active',
  writing: 'waiting',
  written: 'done',
  failed: 'late',
  discarded: 'stopped',
};

export function ImportState({ state }: { state: State }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[state]} label={t(`members.import.state.${state}`)} />;
}
