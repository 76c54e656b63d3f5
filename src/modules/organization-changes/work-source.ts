/** What waits for whom in the cases: an answer, a returned application, the day itself, the election, the filing, a branch's end. */
import { sql } from 'kysely';
import { isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import { procedureOf } from './procedure.ts';
import * as store from './store.ts';

const most = 60;

export const organizationChangeWork: WorkSource = {
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
