/** Whose pledge it is to whom: the member's own, or one that a permission opens. */
import { ownRecords } from '../members/facade.ts';
import type { pledgePermissions } from './permissions.ts';
import * as store from './store.ts';

export type PledgePermission = keyof typeof pledgePermissions;

export const ownPledges = ownRecords<store.PledgeRow, PledgePermission>({
  find: store.find,
  lock: store.lock,
  read: 'pledges.read',
  record: 'pledges.record',
});
