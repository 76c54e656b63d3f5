/** Who keeps accounts, who gives rights, who reads the log: never one hand. */
import type { PermissionRows } from '../roles.ts';

export const administrationPermissions = {
  'accounts.manage': ['system_administrator'],
  'rights.manage': ['security_administrator'],
  'audit.read': ['audit_administrator'],
} as const satisfies PermissionRows;
