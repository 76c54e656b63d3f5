/** Village by village: who is linked with it. A blank is a blank; the order is that of the tree, no ranking. */
import { sql } from 'kysely';
import { scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { pairsVisiting } from '../liaison/facade.ts';
import { readAlliances } from './queries.ts';
import * as store from './store.ts';

export async function getVillages(ctx: Ctx) {
  const villages = await listVillages(ctx);
  const pairs = await pairsVisiting(
    ctx,
    villages.map(({ path }) => path),
  );
  const alliances = await readAlliances(ctx, sql`${store.touches(ctx.scope)} and a.state = 'running'`);
  return {
    villages: villages.map((village) => {
      const linked = (kind: 'leader' | 'branch') =>
        pairs
          .filter((pair) => pair.kind === kind && isAt(pair.toOrgPath, village.path))
          .map(({ id, name }) => ({ id, name }));
      return {
        id: village.id,
        name: village.name,
        leaders: linked('leader'),
        branches: linked('branch'),
        alliances: alliances
          .filter(({ parties }) => parties.some(({ orgId }) => orgId === village.id))
          .map(({ id, title, kind }) => ({ id, name: title, kind })),
      };
    }),
    may: {
      assign: scopeUnder(ctx, 'liaison.assign').length > 0,
      draft: scopeUnder(ctx, 'joint_building.draft').length > 0,
    },
  };
}

async function listVillages(ctx: Ctx): Promise<{ id: string; path: string; name: string }[]> {
  const { rows } = await sql<{ id: string; path: string; name: string }>`
    select o.id, o.path, n.short_name as name
    from organizations o join organization_names n on n.org_id = o.id and upper_inf(n.valid)
    where o.kind = 'village' and o.dissolved_on is null and o.path <@ any(${ctx.scope}::ltree[])
    order by o.order_no, o.code
  `.execute(ctx.tx);
  return rows;
}

function isAt(path: string, village: string): boolean {
  return path === village || path.startsWith(`${village}.`);
}
