/** The one permission table, put together from each module's rows. */
import type { PermissionTable } from '../kernel/auth/permissions.ts';
import { roles } from './roles.ts';

const rows = {
  // accounts and rights: three administrators, never in one hand
  'accounts.manage': ['system_administrator'],
  'rights.manage': ['security_administrator'],
  'audit.read': ['audit_administrator'],
} as const;

export const permissionTable: PermissionTable = { roles, permissions: { ...rows } };
