/** What waits in engagements: for the branch to fix, extend and show; for the member to answer an offer. */
import { sql } from 'kysely';
import { personOf, underPermission, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import { isUnreviewed } from './queries.ts';
import * as store from './store.ts';

const most = 60;
/** Days before the end of a term on which it shows; in the last month of a half-year its reviews show. */
const remindDays = 30;

type Waiting = {
  id: string;
  name: string;
  title: string;
  orgId: string;
  step: 'fix' | 'extend' | 'review';
  dueOn: Temporal.PlainDate | null;
};

/** Asked only of the secretaries of the branch itself; the office sees the list and its figures. */
export const engagementDecisionWork: WorkSource = {
  permission: 'engagements.decide',
  async list(ctx) {
    const paths = branchesKept(ctx);
    if (paths.length === 0) return [];
    const near = ctx.today.add({ days: remindDays });
    const halfEnd = ctx.today.with(ctx.today.month <= 6 ? { month: 6, day: 30 } : { month: 12, day: 31 });
    const isNearHalfEnd = Temporal.PlainDate.compare(near, halfEnd) >= 0;
    const { rows } = await sql<Waiting>`
      select e.id, e.person_name as name, e.title, e.org_id as "orgId", s.step,
        case s.step when 'extend' then e.until_on when 'review' then ${halfEnd}::date end as "dueOn"
      from engagements e
      cross join lateral (
        select case
          when e.state = 'applied' then 'fix'
          when e.state = 'fixed' and e.until_on <= ${near} then 'extend'
          when ${isNearHalfEnd} and ${isUnreviewed(ctx.today)} then 'review'
        end as step
      ) s
      where s.step is not null and e.org_path <@ any(${paths}::ltree[]) and e.org_path <@ any(${ctx.scope}::ltree[])
        and e.person_id is distinct from ${personOf(ctx)}::uuid
      order by "dueOn" nulls first, e.id limit ${most}
    `.execute(ctx.tx);
    const unshown = await underPermission(ctx, 'disclosure.propose', (inner) => listUnshown(inner, paths));
    const names = await nameOf(
      ctx,
      [...rows, ...(unshown ?? [])].map((row) => row.orgId),
      ctx.today,
    );
    const orgName = (orgId: string) => names.get(orgId)?.shortName ?? '';
    return [
      ...rows.map((row): WorkItem => ({
        key: `engagements.${row.step}`,
        params: { name: row.name, title: row.title },
        path: `/engagements/${row.id}`,
        orgName: orgName(row.orgId),
        dueOn: row.dueOn,
        late: row.dueOn !== null && Temporal.PlainDate.compare(row.dueOn, ctx.today) < 0,
        waitsFor: 'me',
      })),
      ...(unshown ?? []).map((row): WorkItem => ({
        key: `engagements.show_${row.kind}`,
        params: { count: row.people },
        path: `/engagements?kind=${row.kind}&org=${row.orgId}&state=unshown`,
        orgName: orgName(row.orgId),
        dueOn: null,
        late: false,
        waitsFor: 'me',
      })),
    ];
  },
};

async function listUnshown(ctx: Ctx, paths: readonly string[]) {
  const { rows } = await sql<{ orgId: string; kind: 'post' | 'household'; people: number }>`
    select e.org_id as "orgId", e.kind, count(*) as people from engagements e
    where e.org_path <@ any(${[...paths]}::ltree[]) and ${store.mayBeShown}
    group by e.org_id, e.kind
  `.execute(ctx.tx);
  return rows;
}

/** Offers that wait for the member's own word. */
export const ownEngagementWork: WorkSource = {
  permission: 'signed_in',
  async list(ctx) {
    const personId = personOf(ctx);
    if (!personId) return [];
    const own = await ctx.tx
      .selectFrom('engagements')
      .select(['id', 'title', 'org_id as orgId', 'org_path as orgPath'])
      .where('person_id', '=', personId)
      .where('state', '=', 'offered')
      .execute();
    if (own.length === 0) return [];
    const names = await withinPaths(
      ctx,
      own.map((row) => row.orgPath),
      (inner) =>
        nameOf(
          inner,
          own.map((row) => row.orgId),
          ctx.today,
        ),
    );
    return own.map((row): WorkItem => ({
      key: 'engagements.offered',
      params: { title: row.title },
      path: `/engagements/${row.id}`,
      orgName: names.get(row.orgId)?.shortName ?? '',
      dueOn: null,
      late: false,
      waitsFor: 'me',
    }));
  },
};

function branchesKept(ctx: Ctx): string[] {
  if (ctx.actor.kind !== 'person') return [];
  return ctx.actor.grants.filter(({ role }) => role === 'village_secretary').map((grant) => grant.orgPath);
}
