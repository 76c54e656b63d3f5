/** What waits: a proposed number for whoever approves, a year without its holidays for whoever loads it. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { listYears, missingYear } from './calendar.ts';
import { parameterPath } from './choices.ts';

const toApprove: WorkSource = { permission: 'parameters.approve', list: (ctx) => proposed(ctx, 'me') };

/** Those who proposed see that it waits for the secretary. */
const waiting: WorkSource = {
  permission: 'parameters.propose',
  list: (ctx) => proposed(ctx, 'role.town_secretary'),
};

async function proposed(ctx: Ctx, waitsFor: string): Promise<WorkItem[]> {
  const { rows } = await sql<{
    key: string;
    from: Temporal.PlainDate;
    proposedBy: string | null;
    orgName: string;
  }>`
    select p.key, p.valid_from as "from", p.proposed_by as "proposedBy", n.short_name as "orgName"
    from parameter_proposals p
    join organization_names n on n.org_id = p.org_id and n.valid @> ${ctx.today}::date
    where p.state = 'proposed' and p.org_path <@ any(${ctx.scope}::ltree[])
    order by p.valid_from, p.key limit 50
  `.execute(ctx.tx);
  // Who proposed it may not approve it, whatever else they hold.
  const shown = waitsFor === 'me' ? rows.filter((row) => row.proposedBy !== accountOf(ctx)) : rows;
  return shown.map((row) => ({
    key: 'parameters.approve',
    params: { nameKey: `parameter.${row.key}`, from: row.from.toString() },
    path: parameterPath(row.key),
    orgName: row.orgName,
    dueOn: row.from,
    late: Temporal.PlainDate.compare(row.from, ctx.today) < 0,
    waitsFor,
  }));
}

const calendarToLoad: WorkSource = {
  permission: 'calendar.load',
  async list(ctx) {
    const years = await listYears(ctx);
    const year = missingYear(
      ctx.today,
      years.map((one) => one.year),
    );
    if (year === null) return [];
    return [
      {
        key: 'calendar.load',
        params: { year },
        path: `/calendar?year=${year}`,
        orgName: '',
        dueOn: Temporal.PlainDate.from({ year: year - 1, month: 12, day: 31 }),
        late: year === ctx.today.year,
        waitsFor: 'me',
      },
    ];
  },
};

export const parameterWork: readonly WorkSource[] = [toApprove, waiting, calendarToLoad];
