/** Gives their place in the roll to records that were entered before names had a sort key. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Job } from '../../kernel/jobs/job.ts';
import { indexName } from './names.ts';

const atOnce = 1000;

export const fillSortKeys: Job = {
  name: 'members.fill_sort_keys',
  retries: 2,
  cron: '30 3 * * *',
  async handle(run) {
    while (!run.signal.aborted && (await run.act(fillSome)) === atOnce);
  },
};

/** Gives some keys; how many. */
async function fillSome(ctx: Ctx): Promise<number> {
  const rows = await ctx.tx
    .selectFrom('members')
    .select(['id', 'name'])
    .where('sort_key', '=', '')
    .limit(atOnce)
    .forUpdate()
    .execute();
  await sql`
    update members m set sort_key = t.sort_key
    from unnest(
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => indexName(row.name).sortKey)}::text[]
    ) as t (id, sort_key)
    where m.id = t.id
  `.execute(ctx.tx);
  return rows.length;
}
