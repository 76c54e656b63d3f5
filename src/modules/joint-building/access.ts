/** Whose alliance it is: whoever holds one of its partners opens the whole of it. */
import { isInScope, scopeUnder, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { jointBuildingPermissions } from './permissions.ts';
import * as store from './store.ts';

export type JointPermission = keyof typeof jointBuildingPermissions;

/** Found within the scope of the act, then opened at all its partners; refuses `not_found`. Acts hold it until they end. */
export async function atAlliance<T>(
  ctx: Ctx,
  id: string,
  purpose: 'read' | 'act',
  work: (ctx: Ctx, row: store.AllianceRow) => Promise<T>,
): Promise<T> {
  const row = await store.find(ctx, id, purpose === 'act');
  if (!row) throw new Refusal('not_found', { status: 404 });
  return withinPaths(ctx, row.orgPaths, (inner) => work(inner, row));
}

/** True where the actor holds the permission at one of the partners. */
export function holdsAt(
  ctx: Ctx,
  row: Pick<store.AllianceRow, 'orgPaths'>,
  permission: JointPermission,
): boolean {
  const scope = scopeUnder(ctx, permission);
  return row.orgPaths.some((path) => isInScope(scope, path));
}

/**
 * The permission that signs for a partner: a village has its own secretary; the office records the signature of a firm,
 * a community or whoever is from outside, where nobody holds a role.
 */
export function permissionToSign(
  partner: Pick<store.PartnerRow, 'side' | 'orgId'>,
): 'joint_building.sign' | 'joint_building.sign_for' {
  return partner.side === 'village' && partner.orgId !== null
    ? 'joint_building.sign'
    : 'joint_building.sign_for';
}

export function maySign(ctx: Ctx, row: store.AllianceRow, partner: store.PartnerRow): boolean {
  const permission = permissionToSign(partner);
  return partner.orgPath === null
    ? holdsAt(ctx, row, permission)
    : isInScope(scopeUnder(ctx, permission), partner.orgPath);
}
