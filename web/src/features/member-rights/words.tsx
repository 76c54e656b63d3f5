/** Words and marks of members' requests, shared by their screens. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { memberRightsApi as api } from '../../../../src/modules/member-rights/api.ts';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';

export type RequestView = ReplyOf<typeof api.getOwnRequest>;
export type Line = ReplyOf<typeof api.listOwnRequests>['rows'][number];

export const requestReads = [api.listOwnRequests, api.getOwnRequest, api.listRequests, api.getRequest];

const tones: Record<Line['state'], Tone> = {
  submitted: 'waiting',
  accepted: 'active',
  answered: 'done',
  appealed: 'waiting',
  closed: 'done',
  withdrawn: 'stopped',
};

/** The state, and before it that the last day has passed. */
export function RequestState({ of }: { of: Pick<Line, 'state' | 'late'> }) {
  const { t } = useTranslation();
  return (
    <>
      {of.late && <StateTag tone="late" label={t('member_rights.late')} />}
      <StateTag tone={tones[of.state]} label={t(`procedure.member_request.state.${of.state}`)} />
    </>
  );
}
