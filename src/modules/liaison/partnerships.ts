/** Pairs as partnerships: the person of a pair and whoever keeps it on either side keep its plan, review and help. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { ListOwed, Partnership, PartnershipSource } from '../partnerships/facade.ts';
import { atPair, mayRecord } from './access.ts';
import type { PairKind } from './choices.ts';
import * as store from './store.ts';
import { requireNoTraits } from './traits.ts';

export const pairPartnerships: PartnershipSource = (ctx, id, purpose, work) =>
  atPair(ctx, id, purpose === 'read' ? 'liaison.read' : 'liaison.keep', (inner, row) =>
    work(inner, partnershipOf(inner, row)),
  );

function partnershipOf(ctx: Ctx, row: store.PairRow): Partnership {
  return {
    type: 'pair',
    id: row.id,
    org: { id: row.orgId, path: row.orgPath },
    orgPaths: store.pathsOf(row),
    since: row.since,
    endedOn: row.endedOn,
    // Nobody files plans about a family.
    owesPlans: row.kind !== 'household',
    mayKeep: mayRecord(ctx, row),
    screen: (text, field) => requireNoTraits(row, text, field),
  };
}

/** Pairs of a kind, by the side that helps. */
export const pairsOwed =
  (kind: PairKind): ListOwed =>
  async (ctx, at) => {
    const { rows } = await sql<Awaited<ReturnType<ListOwed>>[number]>`
      select id, org_id as "orgId", org_path as "orgPath", since, ended_on as "endedOn" from liaison_pairs
      where kind = ${kind}
        and ${'paths' in at ? sql`org_path <@ any(${at.paths}::ltree[])` : sql`org_id = any(${at.orgIds}::uuid[])`}
    `.execute(ctx.tx);
    return rows;
  };
