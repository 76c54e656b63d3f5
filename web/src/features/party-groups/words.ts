/** What the screens of Party groups share. */
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { partyGroupsApi as api } from '../../../../src/modules/party-groups/api.ts';

export type Summary = ReplyOf<typeof api.listGroups>['rows'][number];
export type GroupView = ReplyOf<typeof api.getGroup>;

export const groupReads = [api.listGroups, api.getGroup];
