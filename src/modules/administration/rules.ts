/** Who may hold what beside what. Pure. */
import type { Reason } from '../../kernel/refusal.ts';

/** What the table of roles says of one of them. */
type RoleRow = { key: string; at: readonly string[]; excludes?: readonly string[] };

export type GrantFacts = {
  role: RoleRow | undefined;
  roleKey: string;
  orgKind: string;
  /** The granting administrator's own account. */
  isOwn: boolean;
  /** Roles that the account holds in some part of the period. */
  heldMeanwhile: readonly { role: string; sameOrg: boolean }[];
  roles: readonly RoleRow[];
};

const separation = 'GB/T 22239-2019 8.1.5';

/** Why a role may not be granted: to oneself, unknown, at the wrong kind of organization, beside what it excludes, twice. */
export function reasonNotToGrant(facts: GrantFacts): Reason | undefined {
  const { role, orgKind } = facts;
  if (facts.isOwn) return { code: 'rights.own_account', cites: separation, who: 'rights.manage' };
  if (!role) return { code: 'rights.unknown_role', params: { role: facts.roleKey }, field: 'role' };
  if (!role.at.includes(orgKind))
    return { code: 'rights.not_at_this_kind', params: { nameKey: `role.${role.key}` }, field: 'orgId' };
  const rival = facts.heldMeanwhile.find((held) => excludes(facts.roles, role.key, held.role));
  if (rival) {
    const params = { nameKey: `role.${role.key}`, otherKey: `role.${rival.role}` };
    return { code: 'rights.excluded', params, cites: separation, remedy: 'rights.excluded', field: 'role' };
  }
  if (facts.heldMeanwhile.some((held) => held.sameOrg && held.role === role.key))
    return { code: 'rights.held_already', params: { nameKey: `role.${role.key}` }, field: 'from' };
}

/** True when one of the two roles excludes the other. */
export function excludes(roles: readonly RoleRow[], one: string, other: string): boolean {
  const row = (key: string) => roles.find((role) => role.key === key);
  return (row(one)?.excludes?.includes(other) || row(other)?.excludes?.includes(one)) ?? false;
}
