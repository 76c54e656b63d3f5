/** Whose engagement it is to whom: the member's own, or one that a permission opens. */
import { isInScope, ownOrUnder, personOf, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { Refusal, stale } from '../../kernel/refusal.ts';
import type { engagementPermissions } from './permissions.ts';
import * as store from './store.ts';

export type EngagementPermission = keyof typeof engagementPermissions;

/** For acts open to both sides: runs at the own one, else under the permission; refuses `not_found` for any other. */
export async function atEngagement<T>(
  ctx: Ctx,
  id: string,
  permission: EngagementPermission,
  work: (ctx: Ctx, row: store.EngagementRow) => Promise<T>,
): Promise<T> {
  const found = await store.find(ctx, id);
  const own = found && found.personId === personOf(ctx) ? found.orgPath : undefined;
  return ownOrUnder(ctx, own, permission, async (inner) =>
    work(
      inner,
      requireSeen(inner, await (permission === 'engagements.read' ? store.find : store.lock)(inner, id)),
    ),
  );
}

/** The engagement, held until the act ends; refuses `not_found` outside the scope. */
export async function lockEngagement(ctx: Ctx, id: string): Promise<store.EngagementRow> {
  return requireSeen(ctx, await store.lock(ctx, id));
}

function requireSeen(ctx: Ctx, row: store.EngagementRow | undefined): store.EngagementRow {
  if (!row || !isInScope(ctx.scope, row.orgPath)) throw new Refusal('not_found', { status: 404 });
  return row;
}

/** 409 when somebody changed it after it was looked at. */
export function requireVersion(row: store.EngagementRow, version: number): void {
  if (row.version !== version) throw stale();
}

/** Who may say something as the member: the member, or whoever records what the member wrote on paper. */
export function speaksForMember(ctx: Ctx, row: store.EngagementRow): boolean {
  if (row.personId === personOf(ctx)) return true;
  return row.onPaper && isInScope(scopeUnder(ctx, 'engagements.record'), row.orgPath);
}

export function requireSpeaksForMember(ctx: Ctx, row: store.EngagementRow): void {
  if (!speaksForMember(ctx, row))
    throw new Refusal('engagements.the_members_own_word', {
      status: 403,
      remedy: 'engagements.ask_the_member',
    });
}

/** What somebody may do here; what is the member's own word nobody else says. */
export function holdsAt(ctx: Ctx, row: store.EngagementRow): (permission: string) => boolean {
  return (permission) =>
    permission === 'engagements.record'
      ? speaksForMember(ctx, row)
      : isInScope(scopeUnder(ctx, permission), row.orgPath);
}

/** Facts may be entered by either side; the entry names who did. */
export function mayRecord(ctx: Ctx, row: store.EngagementRow): boolean {
  return row.personId === personOf(ctx) || isInScope(scopeUnder(ctx, 'engagements.record'), row.orgPath);
}
