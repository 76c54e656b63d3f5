/** What an act may use beside its transaction; composed once in app.ts, replaced by fakes of the outside in tests. */
import type { PermissionTable } from './auth/permissions.ts';
import type { Secrets } from './auth/secrets.ts';

export type Services = {
  secrets: Secrets;
  permissions: PermissionTable;
};
