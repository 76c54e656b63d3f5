/** Whose pledge it is to whom: the member's own, or one that a permission opens. */
import { isInScope, ownOrUnder, personOf, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { Refusal, stale } from '../../kernel/refusal.ts';
import { pledgePermissions } from './permissions.ts';
import * as store from './store.ts';

export type PledgePermission = keyof typeof pledgePermissions;

/** For acts open to both sides: runs at the own pledge, else under the permission; refuses `not_found` for any other. */
export async function atPledge<T>(
  ctx: Ctx,
  id: string,
  permission: PledgePermission,
  work: (ctx: Ctx, row: store.PledgeRow) => Promise<T>,
): Promise<T> {
  const found = await store.find(ctx, id);
  const own = found && found.personId === personOf(ctx) ? found.orgPath : undefined;
  return ownOrUnder(ctx, own, permission, async (inner) =>
    work(inner, await (permission === 'pledges.read' ? openPledge : lockPledge)(inner, id)),
  );
}

/** The pledge, held until the act ends; refuses `not_found` outside the scope. */
export async function lockPledge(ctx: Ctx, id: string): Promise<store.PledgeRow> {
  return requireSeen(ctx, await store.lock(ctx, id));
}

async function openPledge(ctx: Ctx, id: string): Promise<store.PledgeRow> {
  return requireSeen(ctx, await store.find(ctx, id));
}

function requireSeen(ctx: Ctx, row: store.PledgeRow | undefined): store.PledgeRow {
  if (!row || !isInScope(ctx.scope, row.orgPath)) throw new Refusal('not_found', { status: 404 });
  return row;
}

/** 409 when somebody changed the pledge after it was looked at. */
export function requireVersion(row: store.PledgeRow, version: number): void {
  if (row.version !== version) throw stale();
}

/** Who may say something as the member: the member, or whoever records for the branch what the member wrote on paper. */
export function speaksForMember(ctx: Ctx, row: store.PledgeRow): boolean {
  if (row.personId === personOf(ctx)) return true;
  return row.onPaper && isInScope(scopeUnder(ctx, 'pledges.record'), row.orgPath);
}

export function requireSpeaksForMember(ctx: Ctx, row: store.PledgeRow): void {
  if (!speaksForMember(ctx, row))
    throw new Refusal('pledges.the_members_own_word', { status: 403, remedy: 'pledges.ask_the_member' });
}

/** What somebody may do at a pledge; what is the member's own word nobody else says. */
export function holdsAt(ctx: Ctx, row: store.PledgeRow): (permission: string) => boolean {
  return (permission) =>
    permission === 'pledges.record'
      ? speaksForMember(ctx, row)
      : isInScope(scopeUnder(ctx, permission), row.orgPath);
}
