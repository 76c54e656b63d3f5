/**
 * A record that a member proposes and the branch reviews: the member acts at the own one, others where a permission
 * opens it. What is the member's own word nobody else says, except who enters what the member wrote on paper.
 */
import { isInScope, ownOrUnder, personOf, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { Refusal, stale } from '../../kernel/refusal.ts';

export type OwnRecord = {
  personId: string;
  orgPath: string;
  version: number;
  /** Entered by the branch from the member's signed paper. */
  onPaper: boolean;
};

type Finding<Row> = (ctx: Ctx, id: string) => Promise<Row | undefined>;

export function ownRecords<Row extends OwnRecord, Permission extends string>(noun: {
  find: Finding<Row>;
  /** Holds the row until the act ends. */
  lock: Finding<Row>;
  /** Looks only; under any other permission the row is held. */
  read: Permission;
  /** Enters facts and papers for the branch. */
  record: Permission;
}) {
  const speaksForMember = (ctx: Ctx, row: Row): boolean =>
    row.personId === personOf(ctx) || (row.onPaper && isInScope(scopeUnder(ctx, noun.record), row.orgPath));

  return {
    /** For acts open to both sides: runs at the own one, else under the permission; refuses `not_found` for any other. */
    async at<T>(
      ctx: Ctx,
      id: string,
      permission: Permission,
      work: (ctx: Ctx, row: Row) => Promise<T>,
    ): Promise<T> {
      const found = await noun.find(ctx, id);
      const own = found && found.personId === personOf(ctx) ? found.orgPath : undefined;
      const get = permission === noun.read ? noun.find : noun.lock;
      return ownOrUnder(ctx, own, permission, async (inner) =>
        work(inner, requireSeen(inner, await get(inner, id))),
      );
    },

    /** The row, held until the act ends; refuses `not_found` outside the scope. */
    async hold(ctx: Ctx, id: string): Promise<Row> {
      return requireSeen(ctx, await noun.lock(ctx, id));
    },

    speaksForMember,

    requireSpeaksForMember(ctx: Ctx, row: Row): void {
      if (!speaksForMember(ctx, row))
        throw new Refusal('members.own_word', { status: 403, remedy: 'members.ask_the_member' });
    },

    /** Facts may be entered by either side; the entry names who did. */
    mayRecord(ctx: Ctx, row: Row): boolean {
      return row.personId === personOf(ctx) || isInScope(scopeUnder(ctx, noun.record), row.orgPath);
    },

    /** What somebody may do at it, for the rules of its procedure. */
    holdsAt(ctx: Ctx, row: Row): (permission: string) => boolean {
      return (permission) =>
        permission === noun.record
          ? speaksForMember(ctx, row)
          : isInScope(scopeUnder(ctx, permission), row.orgPath);
    },
  };
}

/** 409 when somebody changed it after it was looked at. */
export function requireVersion(row: OwnRecord, version: number): void {
  if (row.version !== version) throw stale();
}

function requireSeen<Row extends OwnRecord>(ctx: Ctx, row: Row | undefined): Row {
  if (!row || !isInScope(ctx.scope, row.orgPath)) throw new Refusal('not_found', { status: 404 });
  return row;
}
