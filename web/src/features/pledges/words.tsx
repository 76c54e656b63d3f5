/** Words and marks of pledges, shared by their screens. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { pledgesApi as api } from '../../../../src/modules/pledges/api.ts';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';

export type PledgeView = ReplyOf<typeof api.getPledge>;
export type Summary = ReplyOf<typeof api.listPledges>['rows'][number];
export type Item = PledgeView['items'][number];

export const pledgeReads = [api.getPledge, api.listPledges, api.listOwnPledges];

const tones: Record<Summary['state'], Tone> = {
  proposed: 'waiting',
  returned: 'waiting',
  agreed: 'active',
  evaluated: 'done',
  withdrawn: 'stopped',
  dropped: 'stopped',
};

export function PledgeState({ of }: { of: Pick<Summary, 'state'> }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[of.state]} label={t(`procedure.pledge.state.${of.state}`)} />;
}

const itemTones: Record<Item['standing'], Tone> = {
  running: 'active',
  overdue: 'late',
  reported: 'waiting',
  answered: 'waiting',
  evaluated: 'done',
};

/** Where an item stands; once evaluated, the outcome in words and in no colour of praise or blame. */
export function ItemState({ of }: { of: Item }) {
  const { t } = useTranslation();
  if (of.standing === 'evaluated' && of.outcome)
    return <StateTag tone="plain" label={t(`pledges.outcome.${of.outcome}`)} />;
  return <StateTag tone={itemTones[of.standing]} label={t(`pledges.standing.${of.standing}`)} />;
}
