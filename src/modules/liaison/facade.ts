/** What other modules may ask of liaison; pairs are read within the caller's scope. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { nameOf } from '../organizations/facade.ts';
import * as store from './store.ts';

/** A running pair of a leader or of branches that visits an organization; `name`: the leader, or the branch that helps. */
export type Visiting = { id: string; kind: 'leader' | 'branch'; name: string; toOrgPath: string };

/** Those that visit an organization at or below the paths today, in the order in which they began. */
export async function pairsVisiting(ctx: Ctx, paths: readonly string[]): Promise<Visiting[]> {
  const { rows } = await sql<Omit<Visiting, 'name'> & { personName: string; orgId: string }>`
    select p.id, p.kind, p.person_name as "personName", p.org_id as "orgId", p.to_org_path as "toOrgPath"
    from liaison_pairs p
    where p.kind in ('leader', 'branch') and p.ended_on is null and p.to_org_path <@ any(${[...paths]}::ltree[])
      and ${store.touches(ctx.scope)}
    order by p.since, p.id
  `.execute(ctx.tx);
  const names = await nameOf(
    ctx,
    rows.map(({ orgId }) => orgId),
    ctx.today,
  );
  return rows.map(({ personName, orgId, ...row }) => ({
    ...row,
    name: row.kind === 'leader' ? personName : (names.get(orgId)?.shortName ?? ''),
  }));
}
