/** Words and marks of the cases, shared by their screens. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { membersApi } from '../../../../src/modules/members/api.ts';
import { organizationChangesApi as api } from '../../../../src/modules/organization-changes/api.ts';
import { organizationsApi } from '../../../../src/modules/organizations/api.ts';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';

export type ChangeView = ReplyOf<typeof api.getChange>;
export type Summary = ReplyOf<typeof api.listChanges>['rows'][number];

/** What a move may change: the case, the tree and the roll. */
export const changeReads = [
  api.getChange,
  api.listChanges,
  api.listCommitteeVotes,
  organizationsApi.listTree,
  organizationsApi.getOrganization,
  organizationsApi.listHistory,
  organizationsApi.getTerm,
  organizationsApi.getUnits,
  membersApi.listMembers,
  membersApi.getStrength,
];

const tones: Record<Summary['state'], Tone> = {
  applied: 'waiting',
  returned: 'stopped',
  approved: 'active',
  in_effect: 'active',
  elected: 'active',
  filed: 'done',
  withdrawn: 'stopped',
};

export function ChangeState({ of }: { of: Pick<Summary, 'state'> }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[of.state]} label={t(`procedure.organization_change.state.${of.state}`)} />;
}
