/** What waits for whom in the cases: an answer, a returned application, the day itself, the election, the filing, a branch's end. */
import { sql } from 'kysely';
import { isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { localValuesAt } from '../../kernel/parameters.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import { procedureOf } from './procedure.ts';
import { changeParameters, changeRules } from './rulebook.ts';
import * as store from './store.ts';

const most = 60;

const caseWork: WorkSource = {
  permission: 'organization_changes.apply',
  async list(ctx) {
    const { rows } = await sql<store.ChangeRow>`
      select ${store.columns} from organization_changes c
      where c.state not in ('filed', 'withdrawn') and c.org_path <@ any(${ctx.scope}::ltree[])
      order by c.due_on nulls last, c.state_since, c.id limit ${most}
    `.execute(ctx.tx);
    const names = await nameOf(
      ctx,
      rows.map((row) => row.orgId),
      ctx.today,
    );
    return rows.flatMap((row) => itemOf(ctx, row, names.get(row.orgId)?.shortName ?? ''));
  },
};

/** The next forward move of the table, and whose it is. */
function itemOf(ctx: Ctx, row: store.ChangeRow, orgName: string): WorkItem[] {
  const next = procedureOf(row.newKind).moves.find(
    (move) => move.direction === 'forward' && move.from.includes(row.state),
  );
  if (!next) return [];
  const isOwn = isInScope(scopeUnder(ctx, next.permission), row.orgPath);
  return [
    {
      key: `organization_changes.${next.key}`,
      params: { name: row.subjectName },
      path: `/organization-changes/${row.id}`,
      orgName,
      dueOn: row.dueOn,
      late: row.dueOn !== null && Temporal.PlainDate.compare(row.dueOn, ctx.today) < 0,
      waitsFor: isOwn ? 'me' : next.permission,
    },
  ];
}

type Temporary = { id: string; name: string; orgName: string; path: string; endsOn: Temporal.PlainDate };

/** Temporary branches whose work is to end soon or has ended, until their dissolution is asked for. */
const temporaryWork: WorkSource = {
  permission: 'organization_changes.apply',
  async list(ctx) {
    const { rows } = await sql<Temporary>`
      select o.id, n.short_name as name, a.short_name as "orgName", o.path, c.ends_on as "endsOn"
      from organization_changes c
      join organizations o on o.id = c.result_id and o.dissolved_on is null
      join organization_names n on n.org_id = o.id and upper_inf(n.valid)
      join organization_names a on a.org_id = c.org_id and upper_inf(a.valid)
      where c.ends_on is not null and c.org_path <@ any(${ctx.scope}::ltree[])
        and not exists (
          select from organization_changes d
          where d.type = 'dissolve' and d.org_id = o.id and d.state in ('applied', 'returned', 'approved')
        )
      order by c.ends_on, o.id limit ${most}
    `.execute(ctx.tx);
    const local = await localValuesAt(ctx, changeParameters, [...new Set(rows.map((row) => row.path))]);
    return rows.flatMap((row): WorkItem[] => {
      const days = parameterAt(
        changeRules,
        'temporary.remind_days',
        ctx.today,
        local.get(row.path) ?? {},
      ).value;
      if (Temporal.PlainDate.compare(row.endsOn.subtract({ days }), ctx.today) > 0) return [];
      return [
        {
          key: 'organization_changes.temporary_ends',
          params: { name: row.name, on: row.endsOn.toString() },
          path: `/organization-changes/dissolve?org=${row.id}`,
          orgName: row.orgName,
          dueOn: row.endsOn,
          late: Temporal.PlainDate.compare(row.endsOn, ctx.today) < 0,
          waitsFor: 'me',
        },
      ];
    });
  },
};

export const organizationChangeWork: readonly WorkSource[] = [caseWork, temporaryWork];
