/** Visits that are due or late, for who pays them and for the branch; needs that wait for who handles them. */
import { sql } from 'kysely';
import { personOf, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import { promptsFor } from '../partnerships/facade.ts';
import { readPairs, visitedName, type ReadPair } from './queries.ts';
import * as store from './store.ts';

const most = 60;

/** The own pairs. */
export const ownLiaisonWork: WorkSource = {
  permission: 'signed_in',
  async list(ctx) {
    const own = personOf(ctx);
    if (!own) return [];
    const { rows } = await sql<Pick<store.PairRow, 'orgPath' | 'toOrgPath'>>`
      select p.org_path as "orgPath", p.to_org_path as "toOrgPath" from liaison_pairs p
      where p.person_id = ${own} and p.ended_on is null
    `.execute(ctx.tx);
    if (rows.length === 0) return [];
    return withinPaths(
      ctx,
      rows.flatMap((row) => store.pathsOf(row)),
      async (inner) =>
        itemsOf(inner, await readPairs(inner, sql`p.person_id = ${own} and p.ended_on is null`)),
    );
  },
};

/** Asked only of those who keep a branch: what its members owe, and the needs noted at its place. */
export const liaisonWork: WorkSource = {
  permission: 'liaison.keep',
  async list(ctx) {
    const paths = branchesKept(ctx);
    if (paths.length === 0) return [];
    const pairs = await readPairs(
      ctx,
      sql`p.org_path <@ any(${paths}::ltree[]) and p.ended_on is null
        and p.person_id is distinct from ${personOf(ctx)}::uuid`,
    );
    return [...(await itemsOf(ctx, pairs)), ...(await openNeeds(ctx, paths))];
  },
};

/** One row for each pair that asks for a visit, and one for its plan or review. */
async function itemsOf(ctx: Ctx, pairs: readonly ReadPair[]): Promise<WorkItem[]> {
  const planned = pairs.filter(({ kind }) => kind !== 'household');
  const plans = await promptsFor(ctx, 'pair', planned);
  const asking = pairs.filter((row) => row.prompts.length > 0 || plans.has(row.id)).slice(0, most);
  const names = await nameOf(
    ctx,
    asking.flatMap((row) => [row.orgId, ...(row.toOrgId ? [row.toOrgId] : [])]),
    ctx.today,
  );
  return asking.flatMap((row): WorkItem[] => {
    const [pressing] = row.prompts;
    const item = {
      path: `/liaison/${row.id}`,
      orgName: names.get(row.orgId)?.shortName ?? '',
      waitsFor: 'me',
    } as const;
    const visited = visitedName(row, (row.toOrgId && names.get(row.toOrgId)?.shortName) ?? '');
    const params = { name: row.personName, visited };
    const visit: WorkItem[] = pressing
      ? [
          {
            ...item,
            key: `liaison.${pressing}`,
            params,
            dueOn: pressing === 'term_over' ? row.untilOn : row.visitDueOn,
            late: pressing !== 'visit_due',
          },
        ]
      : [];
    const year = (plans.get(row.id) ?? []).map(({ key, year: of, dueOn }) => ({
      ...item,
      key: `liaison.${key}`,
      params: { ...params, year: of },
      dueOn,
      late: key.endsWith('late'),
    }));
    return [...visit, ...year];
  });
}

type Open = { pairId: string; wanted: string; handler: string; orgId: string; dueOn: Temporal.PlainDate };

async function openNeeds(ctx: Ctx, paths: readonly string[]): Promise<WorkItem[]> {
  const { rows } = await sql<Open>`
    select pair_id as "pairId", wanted, handler, org_id as "orgId", due_on as "dueOn" from liaison_needs
    where state = 'open' and coalesce(to_org_path, org_path) <@ any(${[...paths]}::ltree[])
    order by due_on, id limit ${most}
  `.execute(ctx.tx);
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  return rows.map((row): WorkItem => ({
    key: 'liaison.need',
    params: { wanted: row.wanted, handler: row.handler },
    path: `/liaison/${row.pairId}`,
    orgName: names.get(row.orgId)?.shortName ?? '',
    dueOn: row.dueOn,
    late: Temporal.PlainDate.compare(row.dueOn, ctx.today) < 0,
    waitsFor: 'me',
  }));
}

function branchesKept(ctx: Ctx): string[] {
  if (ctx.actor.kind !== 'person') return [];
  return ctx.actor.grants
    .filter(({ role }) => role === 'village_secretary' || role === 'graduate_village_official')
    .map((grant) => grant.orgPath);
}
