/** Re-elections: the superior and the organization itself are reminded six and three months ahead, and when it is late. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { listTermsOf } from './term-store.ts';

export const termWork: WorkSource = {
  permission: 'organizations.read',
  async list(ctx) {
    const paths = placesKept(ctx);
    if (paths.length === 0) return [];
    const found = await listTermsOf(ctx, sql`o.path <@ any(${paths}::ltree[])`, ctx.today);
    return found.flatMap(({ orgId, orgName, term }): WorkItem[] =>
      term && term.state !== 'running'
        ? [
            {
              key: `organizations.term_${term.state}`,
              params: { name: orgName, due: term.dueOn.toString() },
              path: `/organizations/${orgId}`,
              orgName,
              dueOn: term.dueOn,
              late: term.state === 'overdue',
              waitsFor: 'me',
            },
          ]
        : [],
    );
  },
};

function placesKept(ctx: Ctx): string[] {
  if (ctx.actor.kind !== 'person') return [];
  return ctx.actor.grants
    .filter(({ role }) => role === 'organization_officer' || role === 'village_secretary')
    .map((grant) => grant.orgPath);
}
