/** Transfers from or to a branch that nobody has received yet. */
import { sql } from 'kysely';
import { remainderOf, type Remainder } from '../organizations/facade.ts';

export const transfersRemaining: Remainder = (ctx, { path }) =>
  remainderOf(
    ctx,
    'transfers.remain',
    sql`select from membership_transfers
      where state in ('applied', 'issued') and (org_path <@ ${path}::ltree or to_org_path <@ ${path}::ltree)`,
  );
