/** The roles of a town, where each may be held, and which never meet in one hand. Names: message keys `role.<key>`. */
import type { RoleRow } from '../kernel/auth/permissions.ts';

const town = ['township_party_committee'] as const;
const branchLike = [
  'village',
  'branch',
  'joint_branch',
  'general_branch',
  'village_party_committee',
] as const;
const administrators = ['system_administrator', 'security_administrator', 'audit_administrator'] as const;

export const roles = [
  { key: 'town_secretary', at: town, secondFactor: false },
  { key: 'organization_officer', at: town, secondFactor: false },
  { key: 'party_building_clerk', at: town, secondFactor: false },
  { key: 'discipline_inspector', at: town, secondFactor: false },
  { key: 'finance_officer', at: town, secondFactor: false },
  { key: 'village_secretary', at: branchLike, secondFactor: false },
  { key: 'graduate_village_official', at: branchLike, secondFactor: false },
  { key: 'village_committee', at: ['village'], secondFactor: false },
  { key: 'village_supervisor', at: branchLike, secondFactor: false },
  { key: 'member', at: branchLike, secondFactor: false },
  { key: 'county_officer', at: ['county_party_committee', ...town], secondFactor: false },
  ...administrators.map((key) => ({
    key,
    at: town,
    secondFactor: true,
    excludes: administrators.filter((other) => other !== key),
  })),
] as const satisfies readonly RoleRow[];

export type Role =
  | 'town_secretary'
  | 'organization_officer'
  | 'party_building_clerk'
  | 'discipline_inspector'
  | 'finance_officer'
  | 'village_secretary'
  | 'graduate_village_official'
  | 'village_committee'
  | 'village_supervisor'
  | 'member'
  | 'county_officer'
  | 'system_administrator'
  | 'security_administrator'
  | 'audit_administrator';

/** A module's own rows of the permission table. */
export type PermissionRows = Record<string, readonly Role[]>;
