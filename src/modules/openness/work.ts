/** What openness adds to my work: steps of publications, objections to answer, what is late in the catalogue. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import { openObjections } from '../../kernel/disclosure/objections.ts';
import type { CatalogueRow } from '../../kernel/institution.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import { standingsInScope } from './queries.ts';

/** More than these nobody reads in a list of work; the screens show the rest. */
const most = 50;

function steps(state: 'proposed' | 'reviewed' | 'approved', permission: string, notBy: string): WorkSource {
  return {
    permission,
    async list(ctx: Ctx): Promise<WorkItem[]> {
      const { rows } = await sql<{
        id: string;
        title: string;
        orgName: string;
        dueOn: Temporal.PlainDate | null;
        before: string | null;
      }>`
        select p.id, p.title, n.short_name as "orgName", p.due_on as "dueOn", ${sql.ref(`p.${notBy}`)} as before
        from publications p
        join organization_names n on n.org_id = p.org_id and upper_inf(n.valid)
        where p.state = ${state} and p.org_path <@ any(${ctx.scope}::ltree[])
        order by p.due_on nulls last, p.proposed_at limit ${most}
      `.execute(ctx.tx);
      return (
        rows
          // Whoever did the step before may not do this one: it waits for another.
          .filter((row) => state === 'approved' || row.before !== accountOf(ctx))
          .map((row) => ({
            key: `openness.${state}`,
            params: { title: row.title },
            path: `/openness/${row.id}`,
            orgName: row.orgName,
            dueOn: row.dueOn,
            late: row.dueOn !== null && Temporal.PlainDate.compare(ctx.today, row.dueOn) > 0,
            waitsFor: 'me',
          }))
      );
    },
  };
}

const answers: WorkSource = {
  permission: 'disclosure.answer',
  async list(ctx) {
    const open = (await openObjections(ctx)).slice(0, most);
    const names = await nameOf(
      ctx,
      open.map((one) => one.orgId),
      ctx.today,
    );
    return open.map((one) => ({
      key: 'openness.objection',
      params: { title: one.publicationTitle },
      path: `/openness/${one.publicationId}`,
      orgName: names.get(one.orgId)?.shortName ?? '',
      dueOn: one.answerDueOn,
      late: Temporal.PlainDate.compare(ctx.today, one.answerDueOn) > 0,
      waitsFor: 'me',
    }));
  },
};

function owed(rows: readonly CatalogueRow[]): WorkSource {
  // What comes about each time is proposed by the module where it came about.
  const periodic = rows.filter((row) => row.every !== 'each_time');
  return {
    permission: 'disclosure.propose',
    async list(ctx) {
      const standings = await standingsInScope(ctx, periodic);
      return standings
        .filter(({ state }) => state === 'late' || state === 'due')
        .slice(0, most)
        .map(({ row, org, period, dueOn, state }) => ({
          key: 'openness.owed',
          params: { rowKey: `catalogue.${row.key}`, period: period ?? '' },
          path: `/openness/new?row=${row.key}&org=${org.id}`,
          orgName: org.name,
          dueOn,
          late: state === 'late',
          waitsFor: 'me' as const,
        }));
    },
  };
}

export function opennessWork(rows: readonly CatalogueRow[]): WorkSource[] {
  return [
    steps('proposed', 'disclosure.review', 'proposed_by'),
    steps('reviewed', 'disclosure.approve', 'reviewed_by'),
    steps('approved', 'disclosure.publish', 'approved_by'),
    answers,
    owed(rows),
  ];
}
