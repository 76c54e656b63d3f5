/** Whose pair it is to whom: the person's own, or one that a permission opens from either side. */
import { isInScope, personOf, scopeUnder, underPermission, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { liaisonPermissions } from './permissions.ts';
import * as store from './store.ts';

export type LiaisonPermission = keyof typeof liaisonPermissions;

/** Runs at the own pair, else under the permission; refuses `not_found` for any other. Acts hold the pair until they end. */
export async function atPair<T>(
  ctx: Ctx,
  id: string,
  permission: LiaisonPermission,
  work: (ctx: Ctx, row: store.PairRow) => Promise<T>,
): Promise<T> {
  const found = await store.find(ctx, id);
  const opened = async (inner: Ctx) =>
    work(
      inner,
      requireSeen(inner, await (permission === 'liaison.read' ? store.find : store.lock)(inner, id)),
    );
  if (found && found.personId === personOf(ctx)) return withinPaths(ctx, store.pathsOf(found), opened);
  const done = await underPermission(ctx, permission, async (inner) => ({ result: await opened(inner) }));
  if (!done) throw new Refusal('not_found', { status: 404 });
  return done.result;
}

/** The pair, held until the act ends; refuses `not_found` outside the scope. */
export async function lockPair(ctx: Ctx, id: string): Promise<store.PairRow> {
  return requireSeen(ctx, await store.lock(ctx, id));
}

function requireSeen(ctx: Ctx, row: store.PairRow | undefined): store.PairRow {
  if (!row || !store.pathsOf(row).some((path) => isInScope(ctx.scope, path)))
    throw new Refusal('not_found', { status: 404 });
  return row;
}

/** The person of the pair, and whoever keeps the register on either side; the entry names who made it. */
export function mayRecord(ctx: Ctx, row: store.PairRow): boolean {
  const scope = scopeUnder(ctx, 'liaison.keep');
  return row.personId === personOf(ctx) || store.pathsOf(row).some((path) => isInScope(scope, path));
}

/** What the office has paired the office parts; a household's pair ends where it is kept. */
export function permissionToEnd(row: Pick<store.PairRow, 'kind'>): LiaisonPermission {
  return row.kind === 'household' ? 'liaison.keep' : 'liaison.assign';
}

export function mayEnd(ctx: Ctx, row: store.PairRow): boolean {
  return isInScope(scopeUnder(ctx, permissionToEnd(row)), row.orgPath);
}
