/** The permission table: which role may do what. The guard, the admin page, the docs and the tests read this one table. */

export type RoleRow = {
  /** Message key is `role.<key>`. */
  key: string;
  /** Kinds of organizations at which the role may be held. */
  at: readonly string[];
  secondFactor: boolean;
  /** Roles that the same account may not hold at the same time. */
  excludes?: readonly string[];
};

export type PermissionTable = {
  roles: readonly RoleRow[];
  /** permission key → roles that hold it. */
  permissions: Record<string, readonly string[]>;
};

/** Roles that hold a permission; a permission that the table does not know is our mistake. */
export function rolesWith(table: PermissionTable, permission: string): ReadonlySet<string> {
  const roles = table.permissions[permission];
  if (!roles) throw new Error(`unknown permission ${permission}`);
  return new Set(roles);
}

/** All permissions that a set of roles holds, sorted. */
export function permissionsOf(table: PermissionTable, held: Iterable<string>): string[] {
  const roles = new Set(held);
  return Object.entries(table.permissions)
    .filter(([, holders]) => holders.some((role) => roles.has(role)))
    .map(([permission]) => permission)
    .sort();
}

/** True when one of the roles may only be used with a second factor. */
export function demandsSecondFactor(table: PermissionTable, held: Iterable<string>): boolean {
  const roles = new Set(held);
  return table.roles.some((role) => role.secondFactor && roles.has(role.key));
}
