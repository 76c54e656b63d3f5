/** Whose engagement it is to whom: the member's own, or one that a permission opens. */
import { ownRecords } from '../members/facade.ts';
import type { engagementPermissions } from './permissions.ts';
import * as store from './store.ts';

export type EngagementPermission = keyof typeof engagementPermissions;

export const ownEngagements = ownRecords<store.EngagementRow, EngagementPermission>({
  find: store.find,
  lock: store.lock,
  read: 'engagements.read',
  record: 'engagements.record',
});
