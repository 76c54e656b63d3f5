/** The township whose document applies to the actor: the one in, above or below which the act's permission is held. */
import { sql } from 'kysely';
import { isInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';

export type TownRow = { id: string; path: string; name: string };

/** Refuses `policy.no_town` where the actor's organizations belong to no township. */
export async function townOf(ctx: Ctx): Promise<TownRow> {
  const { rows } = await sql<TownRow>`
    select o.id, o.path, n.short_name as name
    from organizations o
    join organization_names n on n.org_id = o.id and upper_inf(n.valid)
    where o.kind = 'township_party_committee' and o.dissolved_on is null
      and (o.path <@ any(${ctx.scope}::ltree[]) or ${ctx.scope}::ltree[] <@ o.path)
    order by o.order_no, o.path limit 1
  `.execute(ctx.tx);
  const [town] = rows;
  if (!town) throw new Refusal('policy.no_town', { status: 404 });
  return town;
}

/** Of the subtrees asked for, what lies inside the scope. */
export function narrowed(paths: readonly string[], scope: readonly string[]): string[] {
  return paths.flatMap((path) =>
    isInScope(scope, path) ? [path] : scope.filter((own) => isInScope([path], own)),
  );
}
