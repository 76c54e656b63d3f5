import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTown, type Town } from '../support/town.ts';

describe('an act', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  it('runs as a role that row-level security binds', async () => {
    const { rows } = await town.act('system', 'system', (ctx) =>
      sql<{
        role: string;
        bypass: boolean;
      }>`select current_user as role, rolbypassrls or rolsuper as bypass from pg_roles where rolname = current_user`.execute(
        ctx.tx,
      ),
    );
    assert.deepEqual(rows, [{ role: 'jishi_app', bypass: false }]);
  });

  it('sees the subtrees on which its permission is held, and nothing without it', async () => {
    const scope = await town.act('系统员', 'accounts.manage', async (ctx) => ctx.scope);
    assert.deepEqual(scope, [town.orgs.清河镇.path]);
    const none = await town.act('周书记', 'accounts.manage', async (ctx) => ctx.scope);
    assert.deepEqual(none, []);
  });

  it('is undone whole when it throws', async () => {
    const attempt = town.act('system', 'system', async (ctx) => {
      await ctx.tx.insertInto('calendar_years').values({ year: 1999, source: 'test' }).execute();
      throw new Error('broken off');
    });
    await assert.rejects(attempt, /broken off/);
    const row = await town.db
      .selectFrom('calendar_years')
      .select('year')
      .where('year', '=', 1999)
      .executeTakeFirst();
    assert.equal(row, undefined);
  });

  it('takes statements sent together in order; one that fails undoes all and leaves the connection clean', async () => {
    const year = (of: number) => ({ year: of, source: 'test' });
    for (let times = 0; times < 6; times += 1) {
      const attempt = town.act('system', 'system', async (ctx) =>
        Promise.all([
          ctx.tx.insertInto('calendar_years').values(year(1998)).execute(),
          sql`select 1 / 0`.execute(ctx.tx),
          ctx.tx.insertInto('calendar_years').values(year(1997)).execute(),
        ]),
      );
      await assert.rejects(attempt, /division by zero/u);
    }
    const { rows } = await town.act('柳支书', 'members.read', (ctx) =>
      sql<{ paths: string; years: number }>`
        select current_setting('app.paths') as paths, (select count(*)::int from calendar_years where year < 1999) as years
      `.execute(ctx.tx),
    );
    assert.deepEqual(rows, [{ paths: `{"${town.orgs.柳树村.path}"}`, years: 0 }]);
  });

  it('whose failed statement somebody passes over keeps nothing and says so', async () => {
    const attempt = town.act('system', 'system', async (ctx) => {
      await ctx.tx.insertInto('calendar_years').values({ year: 1996, source: 'test' }).execute();
      await sql`select 1 / 0`.execute(ctx.tx).catch(() => undefined);
    });
    await assert.rejects(attempt, /passed over/u);
  });

  it('leaves no scope behind on its connection', async () => {
    await town.act('周书记', 'members.read', async (ctx) => sql`select 1`.execute(ctx.tx));
    const { rows } = await sql<{ paths: string | null }>`
      select nullif(current_setting('app.paths', true), '') as paths
    `.execute(town.db);
    assert.deepEqual(rows, [{ paths: null }]);
  });
});
