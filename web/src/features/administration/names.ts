/** Names of roles and permissions by their keys; a key without a name shows as itself. */
import type { TFunction } from 'i18next';

export function roleName(t: TFunction, role: string): string {
  return t(`role.${role}` as never, { defaultValue: role }); // keys come from the server's table
}

export function permissionName(t: TFunction, permission: string): string {
  return t(`permission.${permission}` as never, { defaultValue: permission }); // as above
}

export function eventName(t: TFunction, event: string): string {
  return t(`audit.${event}` as never, { defaultValue: event }); // as above
}
