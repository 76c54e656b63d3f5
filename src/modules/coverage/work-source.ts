/** Members whose unit has closed: the branch says what follows for them. */
import { sql } from 'kysely';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import { nameOfUnit } from './store.ts';

const most = 60;

export const coverageWork: WorkSource = {
  permission: 'coverage.keep',
  async list(ctx) {
    if (ctx.actor.kind !== 'person') return [];
    const branches = ctx.actor.grants
      .filter(({ role }) => role === 'village_secretary' || role === 'graduate_village_official')
      .map((grant) => grant.orgPath);
    const { rows } = await sql<{ unitId: string; unit: string; name: string; orgId: string }>`
      select u.id as "unitId", ${nameOfUnit} as unit, t.person_name as name, t.org_id as "orgId"
      from coverage_ties t join coverage_units u on u.id = t.unit_id
      where t.ended_on is null and u.closed_on is not null
        and t.org_path <@ any(${branches}::ltree[]) and t.org_path <@ any(${ctx.scope}::ltree[])
      order by u.closed_on, t.person_name limit ${most}
    `.execute(ctx.tx);
    const names = await nameOf(
      ctx,
      rows.map((row) => row.orgId),
      ctx.today,
    );
    return rows.map((row): WorkItem => ({
      key: 'coverage.follow_up',
      params: { name: row.name, unit: row.unit },
      path: `/coverage/${row.unitId}`,
      orgName: names.get(row.orgId)?.shortName ?? '',
      dueOn: null,
      late: false,
      waitsFor: 'me',
    }));
  },
};
