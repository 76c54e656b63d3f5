/** Words and marks of dispositions, shared by their screens. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { dispositionsApi as api } from '../../../../src/modules/dispositions/api.ts';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';

export type CaseView = ReplyOf<typeof api.getDisposition>;
export type OwnCase = ReplyOf<typeof api.listOwnDispositions>['cases'][number];
/** What staff and the person read alike. */
export type Story = OwnCase | CaseView;
export type Summary = ReplyOf<typeof api.listDispositions>['rows'][number];
export type Contact = ReplyOf<typeof api.listContacts>['rows'][number];

/** What an act makes old. */
export const caseReads = [api.getDisposition, api.listDispositions, api.listMeetingVotes];

const tones: Record<Summary['state'], Tone> = {
  verifying: 'active',
  talking: 'active',
  discussing: 'active',
  resolved: 'waiting',
  approved: 'waiting',
  correcting: 'active',
  asked: 'waiting',
  concluded: 'done',
  effective: 'done',
  archived: 'plain',
  dropped: 'plain',
  revoked: 'plain',
};

export function DispositionState({ state }: { state: Summary['state'] }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[state]} label={t(`procedure.disposition.state.${state}`)} />;
}
