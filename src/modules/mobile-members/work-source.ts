/** Members away who are to be contacted, looked for, or whose membership should follow them. */
import { sql } from 'kysely';
import { type Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import { mobileParameters } from './rulebook.ts';
import { standingOfStay } from './rules.ts';
import * as store from './store.ts';

const most = 60;

/** Asked only of those who keep a branch; the office sees the register and its figures. */
export const mobileWork: WorkSource = {
  permission: 'mobile_members.keep',
  async list(ctx) {
    const paths = branchesKept(ctx);
    if (paths.length === 0) return [];
    const { rows } = await sql<store.StayRow>`
      select ${store.stayColumns} from mobile_stays s
      where s.direction = 'out' and s.ended_on is null and s.org_path <@ any(${paths}::ltree[])
        and s.org_path <@ any(${ctx.scope}::ltree[])
      order by s.since limit ${most}
    `.execute(ctx.tx);
    const local = await localValues(ctx, mobileParameters, paths[0] ?? '');
    const names = await nameOf(
      ctx,
      rows.map((row) => row.orgId),
      ctx.today,
    );
    return rows.flatMap((row): WorkItem[] => {
      const { contactDueOn, prompts } = standingOfStay(row, ctx.today, local);
      const [pressing] = prompts;
      if (!pressing) return [];
      const late = pressing === 'lost' || pressing === 'contact_late';
      return [
        {
          key: `mobile_members.${pressing}`,
          params: { name: row.personName },
          path: `/mobile-members/${row.id}`,
          orgName: names.get(row.orgId)?.shortName ?? '',
          dueOn: pressing === 'should_transfer' ? null : contactDueOn,
          late,
          waitsFor: 'me',
        },
      ];
    });
  },
};

function branchesKept(ctx: Ctx): string[] {
  if (ctx.actor.kind !== 'person') return [];
  return ctx.actor.grants
    .filter(({ role }) => role === 'village_secretary' || role === 'graduate_village_official')
    .map((grant) => grant.orgPath);
}
