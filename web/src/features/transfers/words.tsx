/** Words and marks of transfers, shared by their screens. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { transfersApi } from '../../../../src/modules/transfers/api.ts';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';

export type TransferView = ReplyOf<typeof transfersApi.getTransfer>;
export type Summary = ReplyOf<typeof transfersApi.listTransfers>['rows'][number];

export const transferReads = [transfersApi.getTransfer, transfersApi.listTransfers, transfersApi.listChoices];

const tones: Record<Summary['state'], Tone> = {
  applied: 'waiting',
  issued: 'active',
  received: 'done',
  withdrawn: 'stopped',
  sent_back: 'stopped',
};

/** The state, and of a letter on its way how it stands. */
export function TransferState({ of }: { of: Pick<Summary, 'state' | 'standing'> }) {
  const { t } = useTranslation();
  if (of.standing === 'expired') return <StateTag tone="late" label={t('transfers.expired')} />;
  if (of.standing === 'near_end') return <StateTag tone="waiting" label={t('transfers.near_end')} />;
  return <StateTag tone={tones[of.state]} label={t(`procedure.transfer.state.${of.state}`)} />;
}
