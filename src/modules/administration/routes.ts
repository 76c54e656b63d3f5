/** Binds the endpoints of accounts, rights and the audit log. */
import { bind, type Bound } from '../../kernel/http/bind.ts';
import {
  createAccount,
  disableAccount,
  enableAccount,
  endGrant,
  grantRole,
  resetPassword,
  resetSecondFactor,
  setSignInRule,
  unlockAccount,
} from './actions.ts';
import { administrationApi } from './api.ts';
import { exportAuditEvents, getSeal, listAuditEvents } from './audit-log.ts';
import { findHolders, findPlaces, getMatrix, getSignInRule, listAccounts, listGrants } from './queries.ts';

export const administrationRoutes: Bound[] = bind(administrationApi, {
  listAccounts,
  createAccount,
  resetPassword,
  unlockAccount,
  disableAccount,
  enableAccount,
  getMatrix,
  listGrants,
  findHolders,
  findPlaces,
  grantRole,
  endGrant,
  resetSecondFactor,
  getSignInRule,
  setSignInRule,
  listAuditEvents,
  exportAuditEvents,
  getSeal,
});
