/** What waits in pledges: for the branch to review, evaluate, show; for the member to mend and to report. */
import { sql } from 'kysely';
import { personOf, underPermission, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import { hasItemToEvaluate } from './queries.ts';
import { pledgeParameters, pledgeRules } from './rulebook.ts';
import * as store from './store.ts';

const most = 60;

type Waiting = { id: string; name: string; year: number; orgId: string; state: string };

/** Asked only of the secretaries of the branch itself; the office sees the list and its figures. */
export const pledgeReviewWork: WorkSource = {
  permission: 'pledges.review',
  async list(ctx) {
    const paths = branchesKept(ctx);
    if (paths.length === 0) return [];
    const { rows } = await sql<Waiting>`
      select p.id, p.person_name as name, p.year, p.org_id as "orgId", p.state from pledges p
      where p.org_path <@ any(${paths}::ltree[]) and p.org_path <@ any(${ctx.scope}::ltree[])
        and p.person_id is distinct from ${personOf(ctx)}::uuid
        and (p.state = 'proposed' or (p.state in ('agreed', 'evaluated') and ${hasItemToEvaluate(ctx.today)}))
      order by p.state_since, p.id limit ${most}
    `.execute(ctx.tx);
    const shown = await underPermission(ctx, 'disclosure.propose', (inner) => unshown(inner, paths));
    const names = await nameOf(
      ctx,
      [...rows, ...(shown ?? [])].map((row) => row.orgId),
      ctx.today,
    );
    const item = (orgId: string) => ({
      orgName: names.get(orgId)?.shortName ?? '',
      dueOn: null,
      late: false,
      waitsFor: 'me',
    });
    return [
      ...rows.map((row): WorkItem => ({
        ...item(row.orgId),
        key: row.state === 'proposed' ? 'pledges.review' : 'pledges.evaluate',
        params: { name: row.name, year: row.year },
        path: `/pledges/${row.id}`,
      })),
      ...(shown ?? []).map((row): WorkItem => ({
        ...item(row.orgId),
        key: 'pledges.show',
        params: { count: row.pledges, year: row.year },
        path: `/pledges?org=${row.orgId}&year=${row.year}&state=unshown`,
      })),
    ];
  },
};

/** By branch and year: pledges that may be on the board and are not. */
async function unshown(ctx: Ctx, paths: readonly string[]) {
  const { rows } = await sql<{ orgId: string; year: number; pledges: number }>`
    select p.org_id as "orgId", p.year, count(*) as pledges from pledges p
    where p.org_path <@ any(${[...paths]}::ltree[]) and p.year >= ${ctx.today.year} and ${store.mayBeShown}
    group by p.org_id, p.year
  `.execute(ctx.tx);
  return rows;
}

/** The member's own: what came back, and items whose day is near or past without a word. */
export const ownPledgeWork: WorkSource = {
  permission: 'signed_in',
  async list(ctx) {
    const personId = personOf(ctx);
    if (!personId) return [];
    const own = await ctx.tx
      .selectFrom('pledges')
      .select('org_path as orgPath')
      .where('person_id', '=', personId)
      .where('state', 'in', ['returned', 'agreed'])
      .execute();
    const [first] = own;
    if (!first) return [];
    const local = await localValues(ctx, pledgeParameters, first.orgPath);
    const near = ctx.today.add({ days: parameterAt(pledgeRules, 'remind.days', ctx.today, local).value });
    return withinPaths(
      ctx,
      own.map((row) => row.orgPath),
      (inner) => ownItems(inner, personId, near),
    );
  },
};

type OwnRow = Waiting & { text: string | null; dueOn: Temporal.PlainDate | null };

async function ownItems(ctx: Ctx, personId: string, near: Temporal.PlainDate): Promise<WorkItem[]> {
  const { rows } = await sql<OwnRow>`
    select p.id, p.person_name as name, p.year, p.org_id as "orgId", p.state, i.text, i.due_on as "dueOn"
    from pledges p
    left join pledge_items i on p.state = 'agreed' and i.pledge_id = p.id and i.due_on <= ${near}
      and not exists (select from pledge_entries e where e.pledge_id = i.pledge_id and e.item_no = i.no)
    where p.person_id = ${personId} and (p.state = 'returned' or i.no is not null)
    order by i.due_on, p.id, i.no
  `.execute(ctx.tx);
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  return rows.map((row) => ({
    key: row.state === 'returned' ? 'pledges.returned' : 'pledges.report',
    params: { year: row.year, text: row.text },
    path: `/pledges/${row.id}`,
    orgName: names.get(row.orgId)?.shortName ?? '',
    dueOn: row.dueOn,
    late: row.dueOn !== null && Temporal.PlainDate.compare(row.dueOn, ctx.today) < 0,
    waitsFor: 'me',
  }));
}

function branchesKept(ctx: Ctx): string[] {
  if (ctx.actor.kind !== 'person') return [];
  return ctx.actor.grants.filter(({ role }) => role === 'village_secretary').map((grant) => grant.orgPath);
}
