/** The demo town with as many members as a bench asks for, on a database of its own. */
import { sql } from 'kysely';
import { createApp } from '../src/app.ts';
import { fillDemoTown } from '../src/demo/town.ts';
import { everywhere, type Act } from '../src/kernel/ctx.ts';
import { openDb, openPool } from '../src/kernel/db/pool.ts';
import { createTestDatabase } from '../tests/support/cluster.ts';

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

export async function openTown() {
  const database = await createTestDatabase();
  const pool = openPool(database.connection, 'jishi_app', { max: 8 });
  const publicPool = openPool(database.connection, 'jishi_public', { max: 8 });
  const db = openDb(pool);
  const app = createApp({ db, publicDb: openDb(publicPool), masterKey: Buffer.alloc(32, 7) });
  const now = Temporal.Now.instant();
  const { orgs, accounts } = await fillDemoTown(db, app.services, now);
  const branch = orgs.get('柳树村支部') ?? '';
  return {
    database,
    publicPool,
    db,
    app,
    now,
    accounts,
    branch,
    /** An act of the system that sees all. */
    system: (): Act => ({
      now,
      actor: { kind: 'system', name: 'bench' },
      permission: 'system',
      scope: [...everywhere],
      locale: 'zh-CN',
      services: app.services,
    }),
    growTo: (count: number) => growTo(database, branch, count),
    close: async () => {
      await Promise.all([pool.end(), publicPool.end()]);
      await database.drop();
    },
  };
}

/** Members of one branch, made up, up to `count` in all. */
async function growTo(database: TestDatabase, branch: string, count: number): Promise<void> {
  const owner = openPool(database.connection, 'owner', { max: 1 });
  await openDb(owner)
    .transaction()
    .execute(async (tx) => {
      await sql`
        with made as (
          insert into members (org_id, org_path, name, pinyin, initials, grams, sex, birth_date, status, kind, created_at, updated_at)
          select o.id, o.path, '试' || n, 'shi ' || n, 's', array['试'], case when n % 3 = 0 then 'female' else 'male' end,
                 date '1950-01-01' + (n % 18000)::int, 'active', 'full', now(), now()
            from organizations o, generate_series((select count(*) + 1 from members), ${count}::bigint) n
           where o.id = ${branch}::uuid
          returning id, org_id, org_path
        ), placed as (
          insert into branch_memberships (person_id, org_id, org_path, valid)
          select id, org_id, org_path, '[2020-01-01,)' from made
        )
        insert into membership_events (person_id, org_id, org_path, event, as_kind, happened_on, recorded_at)
        select id, org_id, org_path, 'registered', 'full', date '2020-01-01', now() from made`.execute(tx);
    });
  await owner.query('vacuum analyze'); // as the server's own housekeeping would have done by then
  await owner.end();
}
