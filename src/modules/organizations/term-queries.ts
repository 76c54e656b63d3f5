/** The term of one organization with what was decided about it. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { termView } from './api.ts';
import * as store from './store.ts';
import * as terms from './term-store.ts';

export async function getTerm(ctx: Ctx, { id }: { id: string }): Promise<z.output<typeof termView>> {
  const org = await store.find(ctx, id);
  if (!org || !isInScope(ctx.scope, org.path)) throw new Refusal('not_found', { status: 404 });
  const [of] = await terms.listTermsOf(ctx, sql`o.id = ${id}`, ctx.today);
  const entries = of ? await terms.listTermEntries(ctx, id) : [];
  return {
    hasTerms: of !== undefined,
    term: of?.term
      ? {
          beganOn: of.term.beganOn.toString(),
          years: of.term.years,
          source: of.term.source,
          dueOn: of.term.dueOn.toString(),
          latestOn: of.term.latestOn.toString(),
          state: of.term.state,
        }
      : null,
    entries: entries.map((entry) => ({ ...entry, on: entry.on.toString() })),
    mayManage: of !== undefined && isInScope(scopeUnder(ctx, 'organizations.manage'), org.path),
    today: ctx.today.toString(),
  };
}
