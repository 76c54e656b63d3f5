/** Matters about members of a branch that no final state has closed. */
import { sql } from 'kysely';
import { remainderOf, type Remainder } from '../organizations/facade.ts';

export const dispositionsRemaining: Remainder = (ctx, { path }) =>
  remainderOf(
    ctx,
    'dispositions.remain',
    sql`select from member_dispositions
      where state not in ('archived', 'dropped', 'revoked') and org_path <@ ${path}::ltree`,
  );
