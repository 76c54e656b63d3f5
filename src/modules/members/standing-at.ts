/** Pieces of SQL for the roll of a day: which branches, and who stood in them. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { stoodBelow } from '../organizations/facade.ts';

/** The tables that say who stood where on a day. */
export const rollTables = [
  'members',
  'branch_memberships',
  'membership_events',
  'organizations',
  'organization_parents',
];

/** Branches that stood at or below the paths on a day; dissolved ones too, for days past. */
export function branchesBelow(ctx: Ctx, paths: readonly string[], asOf: Temporal.PlainDate) {
  return sql<string[]>`array(
    select o.id from organizations o where o.kind in ('branch', 'joint_branch') and ${stoodBelow(ctx, paths, asOf)}
  )`;
}

/** Active members of those branches on a day, as rows `s` of their own columns; for figures and strengths. */
export function standingAt(ctx: Ctx, paths: readonly string[], asOf: Temporal.PlainDate) {
  return sql`members_standing(${branchesBelow(ctx, paths, asOf)}, ${asOf}::date)`;
}
