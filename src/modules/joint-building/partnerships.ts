/** Alliances as partnerships: their plans, reviews and help are kept by whoever keeps the alliance. */
import { sql } from 'kysely';
import { underPermission, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { ListOwed, Partnership, PartnershipSource } from '../partnerships/facade.ts';
import { atAlliance, holdsAt } from './access.ts';
import type { AllianceKind } from './choices.ts';
import type { AllianceRow } from './store.ts';

export const alliancePartnerships: PartnershipSource = async (ctx, id, purpose, work) => {
  const permission = purpose === 'read' ? 'joint_building.read' : 'joint_building.keep';
  const done = await underPermission(ctx, permission, async (inner) => ({
    result: await atAlliance(inner, id, purpose === 'read' ? 'read' : 'act', (opened, row) =>
      work(opened, partnershipOf(opened, row)),
    ),
  }));
  if (!done) throw new Refusal('not_found', { status: 404 });
  return done.result;
};

function partnershipOf(ctx: Ctx, row: AllianceRow): Partnership {
  return {
    type: 'alliance',
    id: row.id,
    org: { id: row.orgId, path: row.orgPath },
    orgPaths: row.orgPaths,
    since: row.runsFrom,
    endedOn: row.endedOn,
    owesPlans: true,
    mayKeep: row.runsFrom !== null && holdsAt(ctx, row, 'joint_building.keep'),
    screen: () => undefined,
  };
}

/** Alliances of a kind, by the village that leads. */
export const alliancesOwed =
  (kind: AllianceKind): ListOwed =>
  async (ctx, at) => {
    const { rows } = await sql<Awaited<ReturnType<ListOwed>>[number]>`
      select id, org_id as "orgId", org_path as "orgPath", runs_from as since, ended_on as "endedOn" from alliances
      where kind = ${kind} and runs_from is not null
        and ${'paths' in at ? sql`org_path <@ any(${at.paths}::ltree[])` : sql`org_id = any(${at.orgIds}::uuid[])`}
    `.execute(ctx.tx);
    return rows;
  };
